// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of the queue. Stateless but for the text widths it measured; geometry is in rowlayout.h.
#pragma once

#include "ui/queue/rowlayout.h"

#include <QAbstractItemDelegate>

namespace muster::ui {

class QueueDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    explicit QueueDelegate(const views::QueueModel &model, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void measure(); ///< after the theme changed

private:
    void paintPriority(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintNextDue(QPainter &painter, const QStyleOptionViewItem &option,
                      const views::TicketRow &row) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const views::TicketRow &row) const;

    const views::QueueModel &m_model;
    RowMetrics m_metrics;
};

} // namespace muster::ui
