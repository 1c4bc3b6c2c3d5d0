// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes that go with every colour: a state is told by its shape, a priority by its badge's text. Stateless.
#pragma once

#include "models/sla/clocks.h"
#include "ui/theme/theme.h"

#include <QRect>

class QPainter;

namespace muster::ui {

/// Breached octagon, at risk triangle, running circle, paused two bars, met check mark; nothing for None.
void paintStateShape(QPainter &painter, QRectF box, sla::ClockState state, QColor color);

void paintBadge(QPainter &painter, QRect box, const QString &text, const BadgeColors &colors,
                const QFont &font);

/// A rounded track with its filled share, 0 to 1.
void paintBar(QPainter &painter, QRect track, QRect fill, QColor trackColor, QColor color);

/// How much of the clock's target is used at `now`: 1 once breached. A running clock by its wall time.
double usedShare(const sla::ClockSummary &clock, Instant now);

void paintCheck(QPainter &painter, QRectF box, QColor color);

} // namespace muster::ui
