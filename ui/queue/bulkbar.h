// SPDX-License-Identifier: GPL-3.0-or-later
// The strip under the table: how many tickets are marked, what a command would do to them, and what was done,
// with the way back. Window thread; owned by the queue page.
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <functional>

class QPushButton;

namespace muster::ui {

class ToneLabel;

class BulkBar final : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kToastMs = 12'000;

    explicit BulkBar(QWidget *parent = nullptr);

    void setMarked(int count);
    /// Asks; Enter applies, Esc leaves all as it is.
    void ask(const QString &sentence, std::function<void()> apply);
    /// Says what was done; takes no focus. Failures stay until the next thing is said.
    void tell(const QString &sentence, bool undoable, bool failed);
    bool isAsking() const { return bool(m_apply); }
    void cancel();

signals:
    void undoWanted();
    void clearWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showMarks();
    void answer(bool yes);
    void colour();

    ToneLabel *m_text;
    QPushButton *m_yes, *m_no, *m_undo, *m_clear;
    QTimer m_toast;
    int m_marked = 0;
    std::function<void()> m_apply;
    QPointer<QWidget> m_before;
    bool m_colouring = false;
};

} // namespace muster::ui
