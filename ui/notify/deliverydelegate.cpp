// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/deliverydelegate.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpaint.h"

#include <QPainter>
#include <QStyleOptionViewItem>

#include <algorithm>

namespace muster::ui {
namespace {

constexpr int kShape = 12;

using notify::Standing;

/// The shape and colour of a clock that stands alike: what needs a person is red, what is fine is green.
sla::ClockState shapeOf(Standing standing)
{
    switch (standing) {
    case Standing::Failed:
        return sla::ClockState::Breached;
    case Standing::Trying:
        return sla::ClockState::AtRisk;
    case Standing::Waiting:
        return sla::ClockState::Running;
    case Standing::Quiet:
    case Standing::Snoozed:
        return sla::ClockState::Paused;
    case Standing::Delivered:
    case Standing::Desktops:
        return sla::ClockState::Met;
    case Standing::Unneeded:
        return sla::ClockState::None;
    }
    return sla::ClockState::None;
}

void drawText(QPainter &painter, QRect box, const QFont &font, QColor color, const QString &text)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
}

} // namespace

DeliveryLayout deliveryLayout(QRect row)
{
    const QRect box = row.adjusted(Theme::gap, 4, -Theme::gap, -4);
    const int half = box.height() / 2, gap = 2 * Theme::gap;
    const int stateWidth = std::clamp(box.width() / 4, 110, 210);
    const int rightWidth = std::clamp(box.width() / 4, 90, 260);
    DeliveryLayout at;
    at.shape = QRect(box.left(), box.top() + (half - kShape) / 2, kShape, kShape);
    const int stateLeft = at.shape.right() + 1 + Theme::gap;
    at.standing = QRect(stateLeft, box.top(), stateWidth - kShape - Theme::gap, half);
    at.when = QRect(stateLeft, box.top() + half, at.standing.width(), half);
    const int left = box.left() + stateWidth + gap;
    const int right = std::max(left, box.left() + box.width() - rightWidth);
    at.title = QRect(left, box.top(), std::max(0, right - left - gap), half);
    at.why = QRect(left, box.top() + half, at.title.width(), half);
    at.channels = QRect(right, box.top(), box.left() + box.width() - right, half);
    at.seen = QRect(right, box.top() + half, at.channels.width(), half);
    return at;
}

DeliveryDelegate::DeliveryDelegate(const views::DeliveryModel &model, QObject *parent)
    : QAbstractItemDelegate(parent), m_model(model)
{}

QSize DeliveryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, kRow};
}

void DeliveryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const views::DeliveryRow *row = m_model.at(index.row());
    if (row == nullptr)
        return;
    const Theme &look = theme();
    const notify::Asked &asked = row->notification->asked;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (isSelected) {
        painter->fillRect(option.rect, look.selection);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), look.accent);
    }
    painter->setPen(look.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const DeliveryLayout at = deliveryLayout(option.rect);
    const sla::ClockState shape = shapeOf(row->standing);
    const QColor color = shape == sla::ClockState::None ? look.dim : look.state(shape);
    const QColor dim = isSelected ? look.text : look.dim;
    paintStateShape(*painter, at.shape, shape, color);
    drawText(*painter, at.standing, look.uiBold, isSelected ? look.text : color,
             views::standingText(*row, m_now));
    drawText(*painter, at.when, look.ui, dim, views::utcText(row->notification->at, m_now));
    drawText(*painter, at.title, look.uiBold, look.text, asked.title);
    drawText(*painter, at.why, look.ui, dim, asked.text.isEmpty() ? asked.name : asked.text.simplified());
    drawText(*painter, at.channels, look.ui, dim, views::channelsText(*row));
    drawText(*painter, at.seen, look.ui, dim, views::seenText(*row->notification, m_nameOf, m_now));
    painter->restore();
}

} // namespace muster::ui
