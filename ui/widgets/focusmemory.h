// SPDX-License-Identifier: GPL-3.0-or-later
// Remembers where the focus was before it came into a part of the window, so that it can go back there when
// that part goes away. Window thread; owned by the part.
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace muster::ui {

class FocusMemory final : public QObject
{
    Q_OBJECT
public:
    explicit FocusMemory(QWidget *part);

    /// Where the focus is inside the part, back to where it came from; else nothing.
    void giveBack();

private:
    bool isInside(const QWidget *widget) const;

    QWidget *m_part = nullptr;
    QPointer<QWidget> m_before;
};

} // namespace muster::ui
