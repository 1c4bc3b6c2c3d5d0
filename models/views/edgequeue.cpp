// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/edgequeue.h"

#include <algorithm>

namespace muster::views {

void EdgeQueue::clear()
{
    m_heap.clear();
    m_bySlot.clear();
}

void EdgeQueue::assign(std::vector<Instant> bySlot)
{
    m_bySlot = std::move(bySlot);
    m_heap.clear();
    for (Slot slot = 0; slot < m_bySlot.size(); ++slot) {
        if (m_bySlot[slot] != kNever)
            m_heap.push_back({m_bySlot[slot], slot});
    }
    std::ranges::make_heap(m_heap, isLater);
}

void EdgeQueue::schedule(Slot slot, Instant at)
{
    if (slot >= m_bySlot.size())
        m_bySlot.resize(slot + 1, kNever);
    if (m_bySlot[slot] == at)
        return;
    m_bySlot[slot] = at;
    if (at == kNever)
        return;
    if (m_heap.size() > 4 * m_bySlot.size() + 1024) {
        assign(std::move(m_bySlot)); // leaves out what was scheduled anew
        return;
    }
    m_heap.push_back({at, slot});
    std::ranges::push_heap(m_heap, isLater);
}

std::vector<Slot> EdgeQueue::takeDue(Instant now)
{
    std::vector<Slot> due;
    while (!m_heap.empty() && m_heap.front().at <= now) {
        std::ranges::pop_heap(m_heap, isLater);
        const Edge edge = m_heap.back();
        m_heap.pop_back();
        if (m_bySlot[edge.slot] != edge.at)
            continue;
        m_bySlot[edge.slot] = kNever;
        due.push_back(edge.slot);
    }
    return due;
}

} // namespace muster::views
