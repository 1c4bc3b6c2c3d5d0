// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/queuemodel.h"

#include "models/views/fold.h"
#include "models/views/queueparts.h"

#include <cstring>

namespace muster::views {

namespace {
// Each inserted, moved or removed row costs a view's header a walk over all its sections, 0.15 ms at 100,000
// rows: past this many, one new layout is cheaper (measured by bench_queue).
constexpr size_t kDiffLimit = 40;

template <typename T> bool startsWith(const std::vector<T> &longer, const std::vector<T> &shorter)
{
    return longer.size() >= shorter.size() && std::equal(shorter.begin(), shorter.end(), longer.begin());
}

/// Entries were only added: what rows show stays true.
bool onlyGrew(const Names &now, const Names &before)
{
    return startsWith(now.customers, before.customers) && startsWith(now.people, before.people) &&
           startsWith(now.priorities, before.priorities) && startsWith(now.tiers, before.tiers) &&
           startsWith(now.tagSets, before.tagSets);
}
} // namespace

QueueModel::QueueModel(QObject *parent) : QAbstractTableModel(parent), m_parts(std::make_unique<Parts>()) {}
QueueModel::~QueueModel() = default;

void QueueModel::load(QueueSnapshot snapshot)
{
    auto &p = *m_parts;
    const auto marks = marked();
    beginResetModel();
    p.names = std::move(snapshot.names);
    p.rows.assign(std::move(snapshot.rows), p.now);
    p.match.assign(p.rows.slotCount(), 0);
    p.marked.assign(p.rows.slotCount(), 0);
    p.markCount = 0;
    p.hereAt.assign(p.rows.slotCount(), 0);
    p.markHere();
    p.edges.clear();
    p.stopWatching();
    for (const TicketId id : marks) {
        if (const auto slot = p.rows.find(id))
            p.setMark(*slot, true);
    }
    p.recompile();
    p.rematch();
    p.rebuildOrder();
    p.rebuildVisible();
    if (p.started)
        p.rebuildEdges();
    endResetModel();
    announceCounts();
}

void QueueModel::apply(const QueueChange &change)
{
    auto &p = *m_parts;
    const bool namesChanged = p.names != change.names;
    const bool namesAltered = namesChanged && !onlyGrew(change.names, p.names);
    if (namesChanged) {
        p.names = change.names;
        p.recompile();
        p.stopWatching();
    }
    const News news = newsIn(change);
    if ((namesChanged && p.order.dependsOnNames()) || news.rows.size() + news.gone.size() > kDiffLimit)
        applyWhole(news);
    else
        applyEach(news);
    if (namesChanged)
        showFlips(p.rematch());
    if (namesAltered)
        changed(0, rowCount() - 1);
    announceCounts();
}

/// While a history is read most changes are of tickets that were closed before this queue began.
QueueModel::News QueueModel::newsIn(const QueueChange &change) const
{
    const RowStore &known = m_parts->rows;
    News news;
    for (const TicketId id : change.gone) {
        if (const auto slot = known.find(id))
            news.gone.push_back(*slot);
    }
    for (const TicketRow &row : change.rows) {
        const auto slot = known.find(row.id);
        if (!slot || known.row(*slot) != row)
            news.rows.push_back(&row);
    }
    return news;
}

void QueueModel::applyWhole(const News &news)
{
    auto &p = *m_parts;
    layoutAnew([&] {
        for (const Slot slot : news.gone)
            p.forget(slot);
        for (const TicketRow *row : news.rows)
            p.look(p.put(*row));
        p.rebuildOrder();
        p.rebuildVisible();
    });
    changed(0, rowCount() - 1);
}

void QueueModel::applyEach(const News &news)
{
    auto &p = *m_parts;
    for (const Slot slot : news.gone)
        removeRow(slot);
    bool placed = true;
    for (const TicketRow *row : news.rows)
        placed = placeRow(*row) && placed;
    if (!placed) {
        layoutAnew([&] {
            p.rebuildOrder();
            p.rebuildVisible();
        });
    }
}

void QueueModel::removeRow(Slot slot)
{
    auto &p = *m_parts;
    if (const int row = p.rowOf(slot); row >= 0) {
        beginRemoveRows({}, row, row);
        p.visible.erase(p.visible.begin() + row);
        endRemoveRows();
    }
    p.eraseSorted(slot);
    p.forget(slot);
}

/// False where the row has no place among the keys as they are, so that all must be ordered anew.
bool QueueModel::placeRow(const TicketRow &row)
{
    auto &p = *m_parts;
    const auto known = p.rows.find(row.id);
    const int from = known ? p.rowOf(*known) : -1;
    if (known)
        p.eraseSorted(*known);
    const Slot slot = p.put(row);
    const bool placed = p.order.refresh(p.rows, p.names, slot);
    p.sorted.insert(p.placeIn(p.sorted, slot), slot);
    p.look(slot);
    showRow(slot, from);
    return placed;
}

/// Brings `visible` up to date for one slot that stood at row `from` (-1: nowhere) under its old key.
void QueueModel::showRow(Slot slot, int from)
{
    auto &p = *m_parts;
    if (p.match[slot] == 0) {
        if (from < 0)
            return;
        beginRemoveRows({}, from, from);
        p.visible.erase(p.visible.begin() + from);
        endRemoveRows();
        return;
    }
    const auto before = [&p](Slot left, Slot right) { return p.order.isBefore(p.rows, left, right); };
    const auto self = p.visible.begin() + std::max(from, 0);
    const bool upwards = from < 0 || (from > 0 && before(slot, p.visible[size_t(from - 1)]));
    const auto end = from < 0 ? p.visible.end() : self;
    const int to =
        upwards ? int(std::lower_bound(p.visible.begin(), end, slot, before) - p.visible.begin())
                : int(std::lower_bound(self + 1, p.visible.end(), slot, before) - p.visible.begin()) - 1;
    if (from < 0) {
        beginInsertRows({}, to, to);
        p.visible.insert(p.visible.begin() + to, slot);
        endInsertRows();
        return;
    }
    if (to != from) {
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        p.visible.erase(self);
        p.visible.insert(p.visible.begin() + to, slot);
        endMoveRows();
    }
    changed(to, to);
}

void QueueModel::setMe(PersonId me)
{
    auto &p = *m_parts;
    if (p.me == me)
        return;
    p.me = me;
    p.recompile();
    p.stopWatching();
    showFlips(p.rematch());
    announceCounts();
}

void QueueModel::setIncidents(std::vector<TicketIncident> incidents)
{
    auto &p = *m_parts;
    if (p.incidents == incidents)
        return;
    p.incidents = std::move(incidents);
    QStringList words{QString()};
    QHash<TicketId, quint16> of;
    for (const TicketIncident &incident : p.incidents) {
        for (const TicketId ticket : incident.tickets) {
            if (!of.contains(ticket))
                of.insert(ticket, quint16(words.size()));
        }
        words += folded(incident.number + u' ' + incident.title);
    }
    p.rows.setIncidents(std::move(words), std::move(of));
    p.stopWatching();
    showFlips(p.rematch());
    changed(0, rowCount() - 1);
    announceCounts();
}

void QueueModel::setEscalated(QSet<TicketId> tickets)
{
    auto &p = *m_parts;
    std::vector<Slot> flips;
    for (const Slot slot : p.rows.setEscalated(std::move(tickets))) {
        const quint8 before = p.match[slot];
        p.look(slot);
        if (p.match[slot] != before)
            flips.push_back(slot);
    }
    showFlips(flips);
    announceCounts();
}

void QueueModel::setCauses(const std::vector<TicketCauses> &causes)
{
    auto &p = *m_parts;
    QHash<TicketId, QString> words;
    for (const TicketCauses &each : causes)
        words.insert(each.ticket, folded(each.names.join(u'\n')));
    p.rows.setCauses(std::move(words));
    p.stopWatching();
    showFlips(p.rematch());
    announceCounts();
}

const std::vector<TicketIncident> &QueueModel::incidents() const
{
    return m_parts->incidents;
}

const TicketIncident *QueueModel::incidentOf(TicketId ticket) const
{
    const auto slot = m_parts->rows.find(ticket);
    const size_t incident = slot ? m_parts->rows.hot(*slot).incident : 0;
    return incident == 0 ? nullptr : &m_parts->incidents[incident - 1];
}

void QueueModel::setHere(QHash<TicketId, TicketHere> here)
{
    auto &p = *m_parts;
    if (p.here == here)
        return;
    p.here = std::move(here);
    for (const Slot slot : p.markHere()) {
        if (const int row = p.rowOf(slot); row >= 0)
            emit dataChanged(index(row, Subject), index(row, Subject));
    }
}

void QueueModel::setFilter(const FilterQuery &query, Instant now)
{
    tick(now);
    auto &p = *m_parts;
    if (p.filter == query)
        return;
    const bool hadEdges = p.matcher.hasOwnEdges();
    p.filter = query;
    p.recompile();
    if (hadEdges || p.matcher.hasOwnEdges())
        p.rebuildEdges();
    showFlips(p.rematch());
    announceCounts();
}

void QueueModel::setOrder(Column column, Qt::SortOrder order)
{
    auto &p = *m_parts;
    if (column < 0 || column >= ColumnCount || (column == p.order.column() && order == p.order.direction()))
        return;
    layoutAnew([&] {
        p.order.setColumn(column, order);
        p.rebuildOrder();
        p.rebuildVisible();
    });
}

void QueueModel::tick(Instant now)
{
    auto &p = *m_parts;
    if (!p.started || now < p.now) {
        startAt(now);
        return;
    }
    p.now = now;
    if (p.edges.next() <= now)
        passEdges();
    p.announced = std::max(p.announced, now);
}

/// The first tick, or a clock that was set back: what is past now is not news.
void QueueModel::startAt(Instant now)
{
    auto &p = *m_parts;
    p.started = true;
    p.now = now;
    p.stopWatching();
    p.announced = std::max(p.announced, now);
    for (Slot slot = 0; slot < p.rows.slotCount(); ++slot) {
        if (p.rows.hot(slot).alive)
            p.rows.refreshClocks(slot, now);
    }
    p.rebuildEdges();
    showFlips(p.rematch());
    announceCounts();
}

void QueueModel::passEdges()
{
    auto &p = *m_parts;
    std::vector<std::pair<TicketId, sla::ClockState>> crossed;
    std::vector<Slot> flips;
    for (const Slot slot : p.edges.takeDue(p.now)) {
        if (const auto state = p.crossing(slot))
            crossed.emplace_back(p.rows.row(slot).id, *state);
        p.rows.refreshClocks(slot, p.now);
        const quint8 before = p.match[slot];
        p.look(slot);
        if (p.match[slot] != before)
            flips.push_back(slot);
    }
    showFlips(flips);
    announceCounts();
    if (crossed.empty())
        return;
    for (size_t i = 0; i < std::min(crossed.size(), kDiffLimit); ++i) {
        if (const int row = rowOf(crossed[i].first); row >= 0)
            emit dataChanged(index(row, NextDue), index(row, NextDue));
    }
    emit edgesCrossed(crossed);
}

/// Shows or hides slots whose match has just changed.
void QueueModel::showFlips(const std::vector<Slot> &flips)
{
    auto &p = *m_parts;
    if (flips.size() > kDiffLimit) {
        layoutAnew([&p] { p.rebuildVisible(); });
        return;
    }
    for (const Slot slot : flips) {
        const int at = int(p.placeIn(p.visible, slot) - p.visible.begin());
        const bool standsThere = at < rowCount() && p.visible[size_t(at)] == slot;
        if (standsThere != (p.match[slot] != 0))
            showRow(slot, standsThere ? at : -1);
    }
}

/// `change` may do anything to the rows: indexes that somebody holds follow their tickets. Columns never
/// change, and the hint says so, so that the header keeps its widths.
void QueueModel::layoutAnew(const std::function<void()> &change)
{
    auto &p = *m_parts;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    std::vector<TicketId> ids;
    for (const QModelIndex &index : held)
        ids.push_back(p.rows.row(p.visible[size_t(index.row())]).id);
    change();
    QModelIndexList now;
    for (qsizetype i = 0; i < held.size(); ++i) {
        const int row = rowOf(ids[size_t(i)]);
        now.push_back(row < 0 ? QModelIndex() : index(row, held[i].column()));
    }
    changePersistentIndexList(held, now);
    emit layoutChanged({}, VerticalSortHint);
}

void QueueModel::changed(int first, int last)
{
    if (first <= last)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

/// Emitted last, and only where a number is another than the one said before.
void QueueModel::announceCounts()
{
    auto &p = *m_parts;
    const int shown = rowCount(), total = p.rows.count();
    if (std::exchange(p.saidMarks, p.markCount) != p.markCount)
        emit marksChanged(p.markCount);
    const bool sameShown = std::exchange(p.saidShown, shown) == shown;
    if (std::exchange(p.saidTotal, total) != total || !sameShown)
        emit shownChanged(shown, total);
}

} // namespace muster::views
