// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/prioritybadge.h"

#include "ui/widgets/cellpaint.h"

#include <QPainter>

namespace muster::ui {

PriorityBadge::PriorityBadge(QWidget *parent) : QWidget(parent)
{
    setFixedSize(36, 20);
}

void PriorityBadge::setPriority(const QString &key, const QString &badge, const QString &name)
{
    m_key = key;
    m_badge = badge;
    setAccessibleName(tr("Priority %1 %2").arg(key, name).trimmed());
    setToolTip(accessibleName());
    setVisible(!key.isEmpty());
    update();
}

void PriorityBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(painter, rect(), m_key, theme().badge(m_badge), theme().uiBold);
}

} // namespace muster::ui
