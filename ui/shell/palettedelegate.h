// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one line of the palette: icon, title, dim detail, keys at the right; or a heading.
#pragma once

#include <QStyledItemDelegate>

namespace muster::ui {

class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Draws "Ctrl+K" as a key cap that ends at `right`, centred on `middle`; returns its width in pixels.
int drawKeyCap(QPainter &painter, const QString &keys, int right, int middle);

} // namespace muster::ui
