// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the queue: fixed rows, widths that fill the window, a place that stays where it was when rows
// come and go. Window thread; owned by the queue page.
#pragma once

#include "ui/queue/rowlayout.h"

#include <QTableView>

namespace muster::ui {

class QueueDelegate;

class QueueTable final : public QTableView
{
    Q_OBJECT
public:
    explicit QueueTable(views::QueueModel &model, QWidget *parent = nullptr);

    TicketId currentTicket() const; ///< null where no row is current
    void setCurrentTicket(TicketId ticket);
    /// Repaints the countdowns on view and nothing else.
    void repaintDue();
    QRect dueRect() const; ///< of the viewport
    void move(int rows);
    void sortBy(views::QueueModel::Column column, Qt::SortOrder order);

    QByteArray saveWidths() const;
    void restoreWidths(const QByteArray &saved);

signals:
    void currentTicketChanged(muster::TicketId ticket);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHeader();
    void applyWidths();
    void rememberPlace();
    void restorePlace();
    void announceCurrent();

    views::QueueModel &m_model;
    QueueDelegate *m_delegate;
    ColumnWidths m_wished{};
    bool m_applying = false;
    TicketId m_announced;
    struct
    {
        TicketId anchor;
        int offset = 0; ///< rows between the first row on view and the anchor
    } m_place;
};

} // namespace muster::ui
