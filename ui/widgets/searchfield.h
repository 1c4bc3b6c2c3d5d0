// SPDX-License-Identifier: GPL-3.0-or-later
// A line to search or filter in: magnifier, hint, a button to clear, and Esc that clears first and then gives
// the focus back to where it came from. Tells what was typed after a short rest, and at once on Enter.
#pragma once

#include <QLineEdit>

class QTimer;

namespace muster::ui {

class FocusMemory;

class SearchField final : public QLineEdit
{
    Q_OBJECT
public:
    /// `hint` is shown while empty and is its accessible name; `restMs` 0 tells every change at once.
    explicit SearchField(const QString &hint, int restMs = 0, QWidget *parent = nullptr);

signals:
    void searchChanged(const QString &text);
    /// Enter or Down: the person wants to go to what was found.
    void confirmed();
    /// Esc in an empty field.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tell();
    void drawIcon();

    QTimer *m_rest = nullptr;
    QAction *m_glass = nullptr;
    FocusMemory *m_focus = nullptr;
    QString m_told;
};

} // namespace muster::ui
