// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of the queue. Stateless but for the text widths it measured and which tickets are
// escalated; geometry is in rowlayout.h.
#pragma once

#include "ui/queue/rowlayout.h"

#include <QAbstractItemDelegate>
#include <QHash>

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
    /// Tickets that are escalated; true for those past all levels.
    void setEscalated(QHash<TicketId, bool> escalated) { m_escalated = std::move(escalated); }

private:
    void paintPriority(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintNextDue(QPainter &painter, const QStyleOptionViewItem &option,
                      const views::TicketRow &row) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const views::TicketRow &row) const;

    const views::QueueModel &m_model;
    QHash<TicketId, bool> m_escalated;
    RowMetrics m_metrics;
};

} // namespace muster::ui
