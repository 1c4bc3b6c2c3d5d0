// SPDX-License-Identifier: GPL-3.0-or-later
// The queue as an item model: rows, an order by what breaches next, a filter, all by own indexes so that
// 100,000 open tickets stay quick. Window thread. No colours, fonts or settings in here.
#pragma once

#include "models/automation/thresholds.h"
#include "models/views/desk.h"
#include "models/views/filterquery.h"
#include "models/views/knowledgedesk.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <array>
#include <functional>
#include <memory>

namespace muster::views {

class CountWatch;

/// A running incident as a ticket shows it.
struct TicketIncident
{
    IncidentId id;
    QString number, title, severity;
    QString badge; ///< channel of the severity's colour
    std::vector<TicketId> tickets;
    bool operator==(const TicketIncident &) const = default;
};

/// Who else has a ticket open, as its row shows it.
struct TicketHere
{
    QString text; ///< "Ben is writing · Ana is here"
    bool isWriting = false;
    bool operator==(const TicketHere &) const = default;
};

class QueueModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column
    {
        Priority,
        Case,
        Subject,
        Customer,
        Tier,
        Owner,
        Status,
        NextDue,
        Age,
        ColumnCount
    };
    enum Role
    {
        RowRole = Qt::UserRole + 1, ///< const TicketRow* as void*; valid until the next change
        SortRole,                   ///< typed value of the cell
        TicketIdRole,               ///< QByteArray, 16 bytes
        MarkedRole,                 ///< bool: selected for bulk actions ("x")
        HereRole, ///< int: 1 somebody else has it open, 2 and writes; looked up, not searched
    };

    explicit QueueModel(QObject *parent = nullptr);
    ~QueueModel() override;

    // A load resets and keeps the marks of tickets that are still there; changes are diffs: rows move, appear
    // and go without a reset.
    void load(QueueSnapshot snapshot);
    void apply(const QueueChange &change);
    void setMe(PersonId me);
    /// The running incidents with the tickets linked to each, for the filter's incident: and for marks beside
    /// the rows. Of a ticket that belongs to several, the first one counts.
    void setIncidents(std::vector<TicketIncident> incidents);
    const std::vector<TicketIncident> &incidents() const;
    const TicketIncident *incidentOf(TicketId ticket) const; ///< null where it belongs to none

    /// Which tickets are escalated now, for the filter's is:escalated and for what is read aloud.
    void setEscalated(QSet<TicketId> tickets);
    /// What tickets are said to be caused by, for the filter's cause:. The others: nothing.
    void setCauses(const std::vector<TicketCauses> &causes);

    /// Which tickets somebody else has open now; the others nobody.
    void setHere(QHash<TicketId, TicketHere> here);

    /// Filter and order keep current row, marks and scroll position by ticket id (the view is told by
    /// layoutChanged, or by inserts and removals where few rows differ). Setting a filter is a tick, too.
    void setFilter(const FilterQuery &query, Instant now);
    const FilterQuery &filter() const;
    void setOrder(Column column, Qt::SortOrder order);
    Column orderColumn() const;
    Qt::SortOrder order() const;

    /// The first call sets the time, and what was past then is not announced. Called by the one ticker each
    /// second. Looks again at timed filters only where an edge was passed since the last call; never emits
    /// dataChanged for rows that merely count down.
    void tick(Instant now);
    Instant now() const;

    int rowOf(TicketId id) const;             ///< -1 where filtered out or unknown
    const TicketRow *rowAt(int row) const;    ///< visible row; null out of range
    const TicketRow *find(TicketId id) const; ///< visible or not
    /// By number, whatever its case; visible or not. A walk over all rows.
    const TicketRow *findCase(const QString &number) const;
    const Names &names() const;
    int totalCount() const; ///< all rows, filtered or not

    // Marks: a set of tickets for bulk actions. They stay when the filter hides a ticket and go with the
    // ticket. "Select all" adds what the filter shows; marked() lists in the queue's order, hidden ones too.
    void setMarked(int row, bool marked);
    void markAll();
    /// Marks these people's tickets alone, shown or not; how many.
    int markOwnedBy(const QSet<PersonId> &people);
    void clearMarks();
    std::vector<TicketId> marked() const;
    int markedCount() const;

    /// How many rows a query would show now: for the saved views' live counts. One pass for all queries.
    /// Asked again with the same queries as of the last tick, it costs next to nothing: the counts are kept
    /// up to date.
    std::vector<int> counts(const std::vector<FilterQuery> &queries, Instant now) const;

    int ownedBy(PersonId person) const; ///< tickets of the queue that this person owns, shown or not

    /// The limits whose readings are kept up to date from here on.
    void setThresholds(const policy::ThresholdRules &rules);
    const policy::ThresholdRules &thresholds() const;
    /// What counts for each limit of thresholds(), beside them; costs what changed since it was asked last.
    std::vector<automation::Reading> readings(Instant now) const;

    /// Running clocks (a ticket may have several) that fall due in each of the next 24 hours from `now`, and
    /// how many are past due already.
    struct Load
    {
        int breached = 0;
        std::array<int, 24> due{};
        bool operator==(const Load &) const = default;
    };
    Load load24(Instant now) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override; ///< none

signals:
    void marksChanged(int count);
    void shownChanged(int shown, int total);
    /// Tickets of which a clock came into AtRisk or Breached by time passing since the last tick, each once
    /// with the worse state: for desktop notifications. Never for what was past when it came in, never twice
    /// for one edge.
    void edgesCrossed(const std::vector<std::pair<muster::TicketId, muster::sla::ClockState>> &edges);

private:
    /// What of a change is new here.
    struct News
    {
        std::vector<const TicketRow *> rows; ///< of the change; as long as it lives
        std::vector<quint32> gone;           ///< slots
    };
    News newsIn(const QueueChange &change) const;
    void applyWhole(const News &news);
    void applyEach(const News &news);
    bool placeRow(const TicketRow &row);
    void removeRow(quint32 slot);
    void showRow(quint32 slot, int from);
    void showFlips(const std::vector<quint32> &flips);
    void startAt(Instant now);
    void passEdges();
    void layoutAnew(const std::function<void()> &change);
    void changed(int first, int last);
    void marksTouched();
    std::vector<quint32> slotsOf(const QSet<PersonId> &people) const;
    void announceCounts();
    std::vector<int> watched(CountWatch &watch, const std::vector<FilterQuery> &queries, Instant now) const;
    std::vector<int> countedAt(const std::vector<FilterQuery> &queries, Instant now) const;
    QString display(const TicketRow &row, Column column) const;
    QVariant sortValue(const TicketRow &row, Column column) const;
    QString spoken(const TicketRow &row, Column column) const;

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// The countdown of a running clock at `now`, tabular: "01:04:09", "-00:12:34" once past due, "2d 03:10",
/// "120d 03h". Counts whole seconds still to go, so that it reads 00:00:00 at the due instant. At most 9
/// characters. Other clocks give one word ("Paused", "Met", "Late"); empty where there is no clock.
QString countdownText(const sla::ClockSummary &clock, Instant now);
/// A spoken sentence for screen readers: "First response at risk, 12 minutes left, due 14:30 UTC".
QString clockSentence(sla::ClockKind kind, const sla::ClockSummary &clock, Instant now);
QString clockTitle(sla::ClockKind kind);        ///< "First response"
QString clockStateTitle(sla::ClockState state); ///< "At risk"
QString statusTitle(ticket::Status status);     ///< "Waiting on customer"

} // namespace muster::views
