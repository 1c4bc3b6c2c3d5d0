// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a line of DeviceModel: a filled dot before who is here, an empty one before who is not, a warning
// before what is not as it should be; the words beside them say the same. Window thread.
#pragma once

#include <QAbstractItemDelegate>

namespace muster::ui {

class DeviceDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    using QAbstractItemDelegate::QAbstractItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace muster::ui
