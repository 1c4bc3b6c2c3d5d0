// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a line of a record list as the queue paints its own: the name bright, the rest dim, a line under it.
#pragma once

#include <QStyledItemDelegate>

namespace muster::ui {

class RecordDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `bright` is the column that is read first.
    explicit RecordDelegate(int bright, QObject *parent) : QStyledItemDelegate(parent), m_bright(bright) {}
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    int m_bright;
};

} // namespace muster::ui
