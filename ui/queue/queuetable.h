// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the queue: fixed rows, widths that fill the window, a place that stays where it was when rows
// come and go. Window thread; owned by the queue page.
#pragma once

#include "ui/queue/rowlayout.h"

#include <QHash>
#include <QTableView>

namespace muster::ui {

class QueueDelegate;

class QueueTable final : public QTableView
{
    Q_OBJECT
public:
    explicit QueueTable(views::QueueModel &model, QWidget *parent = nullptr);

    TicketId currentTicket() const;         ///< null where no row is current
    void setCurrentTicket(TicketId ticket); ///< stays where it is if the list has no such row
    /// The ticket shown beside: no other row is ever current while it is held, whatever the model does. Where
    /// the list has no row of it, none is current. Null lets go.
    void hold(TicketId ticket);
    TicketId held() const { return m_held; }
    /// Repaints the countdowns on view and nothing else.
    void repaintDue();
    QRect dueRect() const; ///< of the viewport
    void move(int rows);
    void takePlace(); ///< where no row is current and none is held: the one at the gap, else the first
    void sortBy(views::QueueModel::Column column, Qt::SortOrder order);

    QByteArray saveWidths() const;
    void restoreWidths(const QByteArray &saved);
    /// Tickets that are escalated are marked; true for those past all levels.
    void setEscalated(const QHash<TicketId, bool> &escalated);

signals:
    void currentTicketChanged(muster::TicketId ticket);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void buildHeader();
    void applyWidths();
    void rememberPlace();
    void restorePlace();
    void announceCurrent();
    void showHeld();

    views::QueueModel &m_model;
    QueueDelegate *m_delegate;
    ColumnWidths m_wished{};
    bool m_applying = false;
    TicketId m_announced, m_held;
    bool m_changing = false; ///< the model is between two states; what is current says nothing
    int m_gap = -1;          ///< where the current row stood when it went; moving goes on from there
    struct
    {
        TicketId anchor;
        int offset = 0; ///< rows between the first row on view and the anchor
    } m_place;
};

} // namespace muster::ui
