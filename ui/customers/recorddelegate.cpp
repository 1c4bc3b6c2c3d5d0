// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recorddelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace muster::ui {

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &t = theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (selected)
        painter->fillRect(option.rect, t.selection);
    painter->setPen(t.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect line = option.rect.adjusted(Theme::gap, 0, -Theme::gap, 0);
    const int side = index.data(Qt::TextAlignmentRole).toInt() & int(Qt::AlignRight);
    painter->setFont(t.ui);
    painter->setPen(selected || index.column() == m_bright ? t.text : t.dim);
    painter->drawText(
        line, (side != 0 ? side : int(Qt::AlignLeft)) | int(Qt::AlignVCenter) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, line.width()));
    painter->restore();
}

} // namespace muster::ui
