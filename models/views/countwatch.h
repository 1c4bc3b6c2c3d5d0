// SPDX-License-Identifier: GPL-3.0-or-later
// How many rows each saved view would show, kept up to date row by row: asked every second, it costs what has
// changed since, not 100,000 rows times a dozen views. Owned by QueueModel; window thread.
#pragma once

#include "models/views/rowmatcher.h"

namespace muster::views {

class CountWatch
{
public:
    static constexpr size_t kMostQueries = 64;

    /// Counts all rows anew for these queries (at most kMostQueries) and watches them from here on.
    void restart(const std::vector<FilterQuery> &queries, const Names &names, PersonId me,
                 const RowStore &rows, Instant now);
    /// What the queries mean has changed (names, who sits here) or all rows have: nothing is watched any
    /// more.
    void stop() { *this = {}; }
    bool covers(const std::vector<FilterQuery> &queries) const { return m_running && m_queries == queries; }
    const std::vector<int> &counts() const { return m_counts; }

    /// A row is new, changed, or had an edge pass over it.
    void look(const RowStore &rows, Slot slot, Instant now);
    void forget(Slot slot) { setBits(slot, 0); }
    Instant nextEdge(const HotRow &row, Instant now) const;

private:
    void setBits(Slot slot, quint64 bits);

    bool m_running = false;
    std::vector<FilterQuery> m_queries;
    std::vector<RowMatcher> m_matchers;
    std::vector<int> m_counts;
    std::vector<quint64> m_bits; ///< by slot: which queries it matches
};

} // namespace muster::views
