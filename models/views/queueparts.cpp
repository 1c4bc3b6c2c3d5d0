// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/queueparts.h"

namespace muster::views {

Slot QueueModel::Parts::put(TicketRow row)
{
    const Slot slot = rows.put(std::move(row), now);
    if (slot >= match.size()) {
        match.resize(slot + 1);
        marked.resize(slot + 1);
        hereAt.resize(slot + 1);
    }
    hereAt[slot] = hereOf(rows.row(slot).id);
    return slot;
}

void QueueModel::Parts::forget(Slot slot)
{
    setMark(slot, false);
    match[slot] = 0;
    watch.forget(slot);
    limitWatch.forget(slot);
    edges.schedule(slot, kNever);
    rows.remove(slot);
}

void QueueModel::Parts::look(Slot slot)
{
    match[slot] = evaluate(slot) ? 1 : 0;
    watch.look(rows, slot, now);
    limitWatch.look(rows, slot, now);
    if (started)
        edges.schedule(slot, edgeOf(slot));
}

bool QueueModel::Parts::setMark(Slot slot, bool mark)
{
    if ((marked[slot] != 0) == mark)
        return false;
    marked[slot] = mark ? 1 : 0;
    markCount += mark ? 1 : -1;
    return true;
}

quint8 QueueModel::Parts::hereOf(TicketId ticket) const
{
    const auto found = here.constFind(ticket);
    return found == here.cend() ? 0 : found->isWriting ? 2 : 1;
}

std::vector<Slot> QueueModel::Parts::markHere()
{
    std::vector<quint8> next(hereAt.size());
    for (auto it = here.cbegin(); it != here.cend(); ++it) {
        if (const auto slot = rows.find(it.key()))
            next[*slot] = hereOf(it.key());
    }
    std::vector<Slot> changed;
    for (Slot slot = 0; slot < next.size(); ++slot) {
        if (next[slot] != hereAt[slot])
            changed.push_back(slot);
    }
    hereAt = std::move(next);
    return changed;
}

std::vector<Slot> QueueModel::Parts::rematch()
{
    std::vector<Slot> flips;
    for (Slot slot = 0; slot < rows.slotCount(); ++slot) {
        const bool matches = rows.hot(slot).alive && evaluate(slot);
        if (matches == (match[slot] != 0))
            continue;
        match[slot] = matches ? 1 : 0;
        flips.push_back(slot);
    }
    return flips;
}

void QueueModel::Parts::rebuildEdges()
{
    std::vector<Instant> next(rows.slotCount(), kNever);
    for (Slot slot = 0; slot < rows.slotCount(); ++slot) {
        if (rows.hot(slot).alive)
            next[slot] = edgeOf(slot);
    }
    edges.assign(std::move(next));
}

Instant QueueModel::Parts::edgeOf(Slot slot) const
{
    const Instant own = matcher.hasOwnEdges() ? matcher.nextEdge(rows.hot(slot), now) : kNever;
    const HotRow &row = rows.hot(slot);
    return std::min(
        {own, watch.nextEdge(row, now), limitWatch.nextEdge(row, now), nextClockEdge(rows.row(slot), now)});
}

void QueueModel::Parts::rebuildVisible()
{
    visible.clear();
    for (const Slot slot : sorted) {
        if (match[slot] != 0)
            visible.push_back(slot);
    }
}

std::vector<Slot>::iterator QueueModel::Parts::placeIn(std::vector<Slot> &list, Slot slot)
{
    return std::lower_bound(list.begin(), list.end(), slot,
                            [this](Slot left, Slot right) { return order.isBefore(rows, left, right); });
}

void QueueModel::Parts::eraseSorted(Slot slot)
{
    const auto at = placeIn(sorted, slot);
    if (at != sorted.end() && *at == slot)
        sorted.erase(at);
}

int QueueModel::Parts::rowOf(Slot slot) const
{
    if (match[slot] == 0)
        return -1;
    const auto at = std::lower_bound(visible.begin(), visible.end(), slot, [this](Slot left, Slot right) {
        return order.isBefore(rows, left, right);
    });
    return at != visible.end() && *at == slot ? int(at - visible.begin()) : -1;
}

std::optional<sla::ClockState> QueueModel::Parts::crossing(Slot slot) const
{
    std::optional<sla::ClockState> worst;
    for (const auto &clock : rows.row(slot).clocks) {
        if (clock.phase != sla::ClockSummary::Phase::Running)
            continue;
        const auto state = sla::stateAt(clock, now);
        if (state == sla::stateAt(clock, announced))
            continue;
        if (state == sla::ClockState::Breached || (state == sla::ClockState::AtRisk && !worst))
            worst = state;
    }
    return worst;
}

} // namespace muster::views
