// SPDX-License-Identifier: GPL-3.0-or-later
// What was just done, at the foot of the window, with a button to take it back. Goes away by itself, but not
// while the pointer or the focus is on it. A new one takes the place of the old one. Owned by its window.
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;

namespace muster::ui {

class FocusMemory;

class Toast final : public QFrame
{
    Q_OBJECT
public:
    static constexpr int shownMs = 10'000; ///< long enough to read, reach the button, and press it

    explicit Toast(QWidget *window);

    /// `undo` may be empty: then there is no button.
    void showText(const QString &sentence, std::function<void()> undo = {}, int milliseconds = shownMs);
    void undo(); ///< once; nothing where there is nothing to take back
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void leave();
    void rest();

    QWidget *m_window = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
    QTimer *m_timer = nullptr;
    FocusMemory *m_focus = nullptr;
    std::function<void()> m_undo;
};

} // namespace muster::ui
