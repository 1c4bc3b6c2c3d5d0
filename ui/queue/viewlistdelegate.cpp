// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/viewlistdelegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/cellpaint.h"

#include <QPainter>

namespace muster::ui {

QSize ViewListDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, 30};
}

void ViewListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Theme &look = theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect box = option.rect.adjusted(4, 1, -4, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(look.raised);
        painter->drawRoundedRect(box, Theme::radius, Theme::radius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(look.focus, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius, Theme::radius);
    }
    const int count = index.data(kCountRole).toInt();
    const bool urgent = index.data(kUrgentRole).toBool() && count > 0;
    const QString number = QLocale().toString(count);
    painter->setFont(look.mono);
    const bool isAbove = !index.data(kAboveRole).toString().isEmpty();
    painter->setPen(urgent ? look.red : isAbove ? look.amber : count == 0 ? look.grey : look.dim);
    const QRect inner = box.adjusted(Theme::gap, 0, -Theme::gap, 0);
    painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, number);
    int numberWidth = painter->fontMetrics().horizontalAdvance(number) + Theme::gap;
    if (isAbove) {
        constexpr int kMark = 12;
        const QRectF mark(inner.right() - numberWidth - kMark + Theme::gap / 2.0,
                          inner.center().y() - kMark / 2.0, kMark, kMark);
        paintStateShape(*painter, mark, sla::ClockState::AtRisk, look.amber);
        numberWidth += kMark + Theme::gap / 2;
    }
    painter->setFont(selected ? look.uiBold : look.ui);
    painter->setPen(look.text);
    const QRect name = inner.adjusted(0, 0, -numberWidth, 0);
    painter->drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, name.width()));
    painter->restore();
}

} // namespace muster::ui
