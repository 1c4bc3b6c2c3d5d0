// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overlayframe.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace muster::ui {

void OverlayFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().fieldLine(), 1));
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius, Theme::radius);
}

} // namespace muster::ui
