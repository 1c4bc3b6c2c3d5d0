// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a view's name with its count at the right. Stateless.
#pragma once

#include <QStyledItemDelegate>

namespace muster::ui {

class ViewListDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kCountRole = Qt::UserRole + 1;
    static constexpr int kUrgentRole = Qt::UserRole + 2; ///< counts breached tickets: red where not zero
    static constexpr int kAboveRole = Qt::UserRole + 3;  ///< what is said of a limit that is passed: marked
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace muster::ui
