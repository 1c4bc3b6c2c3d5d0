// SPDX-License-Identifier: GPL-3.0-or-later
// When to look at which row again: a heap of the next edge of each slot, so that a second in which nothing
// passes costs nothing, however many rows there are. Owned by QueueModel; window thread.
#pragma once

#include "models/views/rowstore.h"

namespace muster::views {

class EdgeQueue
{
public:
    void clear();
    /// Takes all edges at once, by slot; kNever for none.
    void assign(std::vector<Instant> bySlot);
    /// The slot's one next edge from now on; kNever for none.
    void schedule(Slot slot, Instant at);
    /// Takes out the slots whose edge is at or before `now`.
    std::vector<Slot> takeDue(Instant now);
    /// Not after the earliest edge.
    Instant next() const { return m_heap.empty() ? kNever : m_heap.front().at; }

private:
    struct Edge
    {
        Instant at{};
        Slot slot = 0;
    };
    static bool isLater(const Edge &left, const Edge &right) { return left.at > right.at; }

    std::vector<Edge> m_heap; ///< may hold edges that were scheduled anew since: m_bySlot decides
    std::vector<Instant> m_bySlot;
};

} // namespace muster::views
