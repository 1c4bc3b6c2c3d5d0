// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focusmemory.h"

#include <QApplication>

namespace muster::ui {

FocusMemory::FocusMemory(QWidget *part) : QObject(part), m_part(part)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *before, const QWidget *now) {
        if (isInside(now) && before != nullptr && !isInside(before) && before->window() == m_part->window())
            m_before = before;
    });
}

bool FocusMemory::isInside(const QWidget *widget) const
{
    return widget != nullptr && (widget == m_part || m_part->isAncestorOf(widget));
}

void FocusMemory::giveBack()
{
    if (m_before != nullptr && isInside(QApplication::focusWidget()))
        m_before->setFocus(Qt::OtherFocusReason);
}

} // namespace muster::ui
