// SPDX-License-Identifier: GPL-3.0-or-later
// The quiet bar under the top of the window: what happened, what is safe, and a button for the next step.
// Never modal, never takes the focus. Several notices wait behind each other, the gravest and newest in
// front.
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace muster::ui {

class FocusMemory;
class IconLabel;

enum class NoticeLevel : quint8
{
    Info,
    Warning,
    Error
};

struct Notice
{
    NoticeLevel level = NoticeLevel::Info;
    QString sentence;
    QString step;              ///< text of the button, empty for none
    std::function<void()> run; ///< the next step; the notice goes away with it
    QString key = {}; ///< a notice of the same key takes the place of the one before; empty: its sentence
};

class NoticeBar final : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void post(Notice notice);
    void withdraw(const QString &key); ///< where the cause is gone
    int count() const { return int(m_notices.size()); }
    QString sentence() const; ///< of the one in front; empty where there is none

    void dismiss();
    void runStep();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();

    std::vector<Notice> m_notices; ///< the one in front is last
    FocusMemory *m_focus = nullptr;
    IconLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_more = nullptr;
    QPushButton *m_step = nullptr;
};

} // namespace muster::ui
