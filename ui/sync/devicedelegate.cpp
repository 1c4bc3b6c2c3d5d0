// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/devicedelegate.h"

#include "ui/sync/devicemodel.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kDot = 8;
constexpr int kIcon = 14;

void paintDot(QPainter &painter, QRect line, bool isHere, QColor idle)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isHere ? theme().green : idle, 1.5));
    painter.setBrush(isHere ? QBrush(theme().green) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(line.left(), line.center().y() - kDot / 2.0 + 0.5, kDot, kDot));
}

} // namespace

QSize DeviceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, Theme::rowHeight};
}

void DeviceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &look = theme();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (isSelected)
        painter->fillRect(option.rect, look.selection);
    painter->setPen(look.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QRect line = option.rect.adjusted(Theme::gap, 0, -Theme::gap, 0);
    QColor ink = isSelected || index.column() == DeviceModel::Person ? look.text : look.dim;
    const QString text = index.data().toString();
    if (index.column() == DeviceModel::Person) {
        paintDot(*painter, line, index.data(DeviceModel::HereRole).toBool(),
                 isSelected ? look.text : look.dim);
        line.setLeft(line.left() + kDot + Theme::gap);
    } else if (index.column() == DeviceModel::Remarks && !text.isEmpty()) {
        const bool isRevoked = index.data(DeviceModel::RevokedRole).toBool();
        const QColor warning = isRevoked ? look.red : look.amber;
        ink = isSelected ? look.text : warning;
        look.icon(isRevoked ? u"close"_s : u"alert"_s, ink)
            .paint(painter, QRect(line.left(), line.center().y() - kIcon / 2, kIcon, kIcon));
        line.setLeft(line.left() + kIcon + Theme::gap / 2);
    }
    painter->setFont(look.ui);
    painter->setPen(ink);
    painter->drawText(line, index.data(Qt::TextAlignmentRole).toInt() | int(Qt::TextSingleLine),
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
    painter->restore();
}

} // namespace muster::ui
