// SPDX-License-Identifier: GPL-3.0-or-later
// The queue as an item model: rows, an order by what breaches next, a filter, all by own indexes so that 100,000
// open tickets stay quick. Window thread. No colours, fonts or settings in here.
#pragma once

#include "models/views/desk.h"
#include "models/views/filterquery.h"

#include <QAbstractTableModel>

#include <memory>

namespace muster::views
{

class QueueModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Priority, Case, Subject, Customer, Tier, Owner, Status, NextDue, Age, ColumnCount };
    enum Role {
        RowRole = Qt::UserRole + 1, ///< const TicketRow* as void*; valid until the next change
        SortRole,                   ///< typed value of the cell
        TicketIdRole,               ///< QByteArray, 16 bytes
        MarkedRole,                 ///< bool: selected for bulk actions ("x")
    };

    explicit QueueModel(QObject *parent = nullptr);
    ~QueueModel() override;

    // A load resets; changes are diffs: rows move, appear and go without a reset.
    void load(QueueSnapshot snapshot);
    void apply(const QueueChange &change);
    void setMe(PersonId me);

    /// Filter and order keep current row, marks and scroll position by ticket id (the view is told by layoutChanged).
    void setFilter(const FilterQuery &query, Instant now);
    const FilterQuery &filter() const;
    void setOrder(Column column, Qt::SortOrder order);
    Column orderColumn() const;
    Qt::SortOrder order() const;

    /// Called by the one ticker each second. Looks again at timed filters only where an edge was passed since the
    /// last call; never emits dataChanged for rows that merely count down.
    void tick(Instant now);
    Instant now() const;

    int rowOf(TicketId id) const;                    ///< -1 where filtered out or unknown
    const TicketRow *rowAt(int row) const;           ///< visible row; null out of range
    const TicketRow *find(TicketId id) const;        ///< visible or not
    const Names &names() const;
    int totalCount() const;                          ///< all rows, filtered or not

    // Marks: a set of tickets for bulk actions. "Select all" marks what the filter shows.
    void setMarked(int row, bool marked);
    void markAll();
    void clearMarks();
    std::vector<TicketId> marked() const;
    int markedCount() const;

    /// How many rows a query would show now: for the saved views' live counts. One pass for all queries.
    std::vector<int> counts(const std::vector<FilterQuery> &queries, Instant now) const;

    /// Clocks that fall due in each of the next 24 hours from `now`, and how many are breached already.
    struct Load { int breached = 0; std::array<int, 24> due{}; bool operator==(const Load &) const = default; };
    Load load24(Instant now) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void marksChanged(int count);
    void shownChanged(int shown, int total);
    /// Clocks of rows that crossed an edge since the last tick: for desktop notifications. Never on load or import.
    void edgesCrossed(const std::vector<std::pair<muster::TicketId, muster::sla::ClockState>> &edges);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// "2 h 05 min", "in 3 d", "12 min ago"-free: the countdown text of a clock at `now`, tabular: "01:04:09", "-00:12:34",
/// "2d 03:10". Never longer than 9 characters.
QString countdownText(const sla::ClockSummary &clock, Instant now);
/// A spoken sentence for screen readers: "First response at risk, 12 minutes left, due 14:30 UTC".
QString clockSentence(sla::ClockKind kind, const sla::ClockSummary &clock, Instant now);
QString clockTitle(sla::ClockKind kind);     ///< "First response"
QString clockStateTitle(sla::ClockState state); ///< "At risk"
QString statusTitle(ticket::Status status);  ///< "Waiting on customer"

} // namespace muster::views
