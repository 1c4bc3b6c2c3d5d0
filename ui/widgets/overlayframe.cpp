// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overlayframe.h"

#include "ui/actions/textfield.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace muster::ui {

bool OverlayFrame::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        if (isPlainKey(*static_cast<QKeyEvent *>(event))) {
            event->accept();
            return true;
        }
    }
    return QFrame::event(event);
}

void OverlayFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().fieldLine(), 1));
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius, Theme::radius);
}

} // namespace muster::ui
