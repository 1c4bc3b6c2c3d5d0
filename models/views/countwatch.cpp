// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/countwatch.h"

#include <bit>

namespace muster::views {

void CountWatch::restart(const std::vector<FilterQuery> &queries, const Names &names, PersonId me,
                         const RowStore &rows, Instant now)
{
    stop();
    m_running = true;
    m_queries = queries;
    m_counts.assign(queries.size(), 0);
    m_bits.assign(rows.slotCount(), 0);
    for (const auto &query : queries)
        m_matchers.emplace_back(query, names, me);
    for (Slot slot = 0; slot < rows.slotCount(); ++slot) {
        if (rows.hot(slot).alive)
            look(rows, slot, now);
    }
}

void CountWatch::look(const RowStore &rows, Slot slot, Instant now)
{
    if (!m_running)
        return;
    quint64 bits = 0;
    for (size_t i = 0; i < m_matchers.size(); ++i)
        bits |= quint64(m_matchers[i].matches(rows, slot, rows.hot(slot).clocks, now) ? 1 : 0) << i;
    setBits(slot, bits);
}

Instant CountWatch::nextEdge(const HotRow &row, Instant now) const
{
    Instant next = kNever;
    for (const auto &matcher : m_matchers) {
        if (matcher.hasOwnEdges())
            next = std::min(next, matcher.nextEdge(row, now));
    }
    return next;
}

void CountWatch::setBits(Slot slot, quint64 bits)
{
    if (!m_running)
        return;
    if (slot >= m_bits.size())
        m_bits.resize(slot + 1);
    for (quint64 flipped = std::exchange(m_bits[slot], bits) ^ bits; flipped != 0; flipped &= flipped - 1) {
        const auto i = size_t(std::countr_zero(flipped));
        m_counts[i] += (bits >> i & 1) != 0 ? 1 : -1;
    }
}

} // namespace muster::views
