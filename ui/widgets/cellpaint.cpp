// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cellpaint.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <numbers>

namespace muster::ui {

namespace {

QPolygonF octagon(QRectF box)
{
    QPolygonF shape;
    const double radius = box.width() / 2;
    for (int corner = 0; corner < 8; ++corner) {
        const double angle = (corner + 0.5) * std::numbers::pi / 4;
        shape << box.center() + QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    return shape;
}

QPolygonF triangle(QRectF box)
{
    const QPointF top(box.center().x(), box.top());
    return QPolygonF({top, box.bottomRight(), box.bottomLeft()});
}

} // namespace

void paintCheck(QPainter &painter, QRectF box, QColor color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPainterPath path(QPointF(box.left() + box.width() * 0.1, box.center().y()));
    path.lineTo(box.left() + box.width() * 0.4, box.bottom() - box.height() * 0.18);
    path.lineTo(box.right() - box.width() * 0.06, box.top() + box.height() * 0.18);
    painter.drawPath(path);
    painter.restore();
}

void paintStateShape(QPainter &painter, QRectF box, sla::ClockState state, QColor color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (state) {
    case sla::ClockState::None:
        break;
    case sla::ClockState::Breached:
        painter.drawPolygon(octagon(box));
        break;
    case sla::ClockState::AtRisk:
        painter.drawPolygon(triangle(box.adjusted(0, 0.5, 0, -0.5)));
        break;
    case sla::ClockState::Running:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 2));
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5));
        break;
    case sla::ClockState::Paused: {
        const double bar = box.width() * 0.26;
        painter.drawRoundedRect(QRectF(box.left() + bar * 0.6, box.top() + 1, bar, box.height() - 2), 1, 1);
        painter.drawRoundedRect(QRectF(box.right() - bar * 1.6, box.top() + 1, bar, box.height() - 2), 1, 1);
        break;
    }
    case sla::ClockState::Met:
        paintCheck(painter, box, color);
        break;
    }
    painter.restore();
}

void paintBadge(QPainter &painter, QRect box, const QString &text, const BadgeColors &colors,
                const QFont &font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(colors.fill);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(colors.text);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width() - 4));
    painter.restore();
}

void paintBar(QPainter &painter, QRect track, QRect fill, QColor trackColor, QColor color)
{
    if (track.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double round = track.height() / 2.0;
    painter.setBrush(trackColor);
    painter.drawRoundedRect(track, round, round);
    if (!fill.isEmpty()) {
        painter.setBrush(color);
        painter.drawRoundedRect(fill, round, round);
    }
    painter.restore();
}

double usedShare(const sla::ClockSummary &clock, Instant now)
{
    switch (clock.phase) {
    case sla::ClockSummary::Phase::None:
        return 0;
    case sla::ClockSummary::Phase::Paused:
    case sla::ClockSummary::Phase::Stopped:
        return std::clamp(double(clock.usedPermille) / 1000.0, 0.0, 1.0);
    case sla::ClockSummary::Phase::Running:
        break;
    }
    if (clock.due == kNever)
        return 0;
    if (now >= clock.due || clock.due <= clock.start)
        return 1;
    return std::clamp(double((now - clock.start).count()) / double((clock.due - clock.start).count()), 0.0,
                      1.0);
}

} // namespace muster::ui
