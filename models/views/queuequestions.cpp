// SPDX-License-Identifier: GPL-3.0-or-later
// QueueModel: what it answers about itself; marks; counts over all rows.
#include "models/views/limits.h"
#include "models/views/queuemodel.h"
#include "models/views/queueparts.h"

namespace muster::views {

const FilterQuery &QueueModel::filter() const
{
    return m_parts->filter;
}
QueueModel::Column QueueModel::orderColumn() const
{
    return m_parts->order.column();
}
Qt::SortOrder QueueModel::order() const
{
    return m_parts->order.direction();
}
Instant QueueModel::now() const
{
    return m_parts->now;
}
const Names &QueueModel::names() const
{
    return m_parts->names;
}
int QueueModel::totalCount() const
{
    return m_parts->rows.count();
}
int QueueModel::markedCount() const
{
    return m_parts->markCount;
}

int QueueModel::rowOf(TicketId id) const
{
    const auto slot = m_parts->rows.find(id);
    return slot ? m_parts->rowOf(*slot) : -1;
}

const TicketRow *QueueModel::rowAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    return &m_parts->rows.row(m_parts->visible[size_t(row)]);
}

const TicketRow *QueueModel::find(TicketId id) const
{
    const auto slot = m_parts->rows.find(id);
    return slot ? &m_parts->rows.row(*slot) : nullptr;
}

const TicketRow *QueueModel::findCase(const QString &number) const
{
    const RowStore &rows = m_parts->rows;
    for (Slot slot = 0; slot < rows.slotCount(); ++slot) {
        if (rows.hot(slot).alive && rows.row(slot).caseNumber.compare(number, Qt::CaseInsensitive) == 0)
            return &rows.row(slot);
    }
    return nullptr;
}

void QueueModel::setMarked(int row, bool marked)
{
    if (row < 0 || row >= rowCount() || !m_parts->setMark(m_parts->visible[size_t(row)], marked))
        return;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1), {MarkedRole});
    announceCounts();
}

void QueueModel::markAll()
{
    for (const Slot slot : m_parts->visible)
        m_parts->setMark(slot, true);
    marksTouched();
}

void QueueModel::clearMarks()
{
    std::ranges::fill(m_parts->marked, quint8(0));
    m_parts->markCount = 0;
    marksTouched();
}

void QueueModel::marksTouched()
{
    if (m_parts->saidMarks == m_parts->markCount)
        return;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {MarkedRole});
    announceCounts();
}

std::vector<TicketId> QueueModel::marked() const
{
    std::vector<TicketId> ids;
    if (m_parts->markCount == 0)
        return ids;
    for (const Slot slot : m_parts->sorted) {
        if (m_parts->marked[slot] != 0)
            ids.push_back(m_parts->rows.row(slot).id);
    }
    return ids;
}

std::vector<int> QueueModel::counts(const std::vector<FilterQuery> &queries, Instant now) const
{
    return watched(m_parts->watch, queries, now);
}

int QueueModel::ownedBy(PersonId person) const
{
    return int(slotsOf({person}).size());
}

int QueueModel::markOwnedBy(const QSet<PersonId> &people)
{
    clearMarks();
    const std::vector<Slot> owned = slotsOf(people);
    for (const Slot slot : owned)
        m_parts->setMark(slot, true);
    marksTouched();
    return int(owned.size());
}

/// Of the open tickets that these people own.
std::vector<Slot> QueueModel::slotsOf(const QSet<PersonId> &people) const
{
    const auto &p = *m_parts;
    std::vector<quint8> isMeant(p.names.people.size(), 0); // the first one is nobody
    for (size_t i = 1; i < isMeant.size(); ++i)
        isMeant[i] = people.contains(p.names.people[i].id) ? 1 : 0;
    std::vector<Slot> owned;
    for (Slot slot = 0; slot < p.rows.slotCount(); ++slot) {
        const HotRow &row = p.rows.hot(slot);
        if (row.alive && row.assignee < isMeant.size() && isMeant[row.assignee] != 0 &&
            (row.flags & HotRow::Open) != 0)
            owned.push_back(slot);
    }
    return owned;
}

void QueueModel::setThresholds(const policy::ThresholdRules &rules)
{
    m_parts->thresholds = rules;
    m_parts->limitQueries = limitQueries(rules);
}

const policy::ThresholdRules &QueueModel::thresholds() const
{
    return m_parts->thresholds;
}

std::vector<automation::Reading> QueueModel::readings(Instant now) const
{
    return readingsOf(watched(m_parts->limitWatch, m_parts->limitQueries, now));
}

std::vector<int> QueueModel::watched(CountWatch &watch, const std::vector<FilterQuery> &queries,
                                     Instant now) const
{
    auto &p = *m_parts;
    const bool asOfLastTick = p.started && now >= p.now && now < p.edges.next();
    if (asOfLastTick && watch.covers(queries))
        return watch.counts();
    if (!asOfLastTick || queries.size() > CountWatch::kMostQueries)
        return countedAt(queries, now);
    watch.restart(queries, p.names, p.me, p.rows, p.now);
    p.rebuildEdges();
    // The queries' own edges are known only now: one of them may lie between the last tick and `now`.
    return now < p.edges.next() ? watch.counts() : countedAt(queries, now);
}

std::vector<int> QueueModel::countedAt(const std::vector<FilterQuery> &queries, Instant now) const
{
    const auto &p = *m_parts;
    std::vector<RowMatcher> matchers;
    for (const auto &query : queries)
        matchers.emplace_back(query, p.names, p.me);
    std::vector<int> counts(queries.size());
    for (Slot slot = 0; slot < p.rows.slotCount(); ++slot) {
        const HotRow &row = p.rows.hot(slot);
        if (!row.alive)
            continue;
        const quint16 clocks = now == p.now ? row.clocks : clockBits(p.rows.row(slot), now);
        for (size_t i = 0; i < matchers.size(); ++i)
            counts[i] += matchers[i].matches(p.rows, slot, clocks, now) ? 1 : 0;
    }
    return counts;
}

QueueModel::Load QueueModel::load24(Instant now) const
{
    constexpr Millis hour = std::chrono::hours(1);
    Load load;
    for (Slot slot = 0; slot < m_parts->rows.slotCount(); ++slot) {
        const HotRow &row = m_parts->rows.hot(slot);
        for (const Instant due : row.due) {
            if (due == kNever)
                continue;
            if (due < now)
                ++load.breached;
            else if (const auto ahead = (due - now) / hour; ahead < 24)
                ++load.due[size_t(ahead)];
        }
    }
    return load;
}

} // namespace muster::views
