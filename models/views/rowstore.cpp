// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/rowstore.h"

#include "models/ticket/ticket.h"

namespace muster::views {

using Phase = sla::ClockSummary::Phase;

namespace {

quint8 flagsOf(const TicketRow &row)
{
    int flags = 0;
    if (ticket::isOpen(row.status))
        flags |= HotRow::Open;
    if (row.assignee == 0)
        flags |= HotRow::Unassigned;
    if (row.acknowledged)
        flags |= HotRow::Acknowledged;
    if (row.customerSpokeLast)
        flags |= HotRow::Unanswered;
    return quint8(flags);
}

HotRow hotRow(const TicketRow &row, Instant now)
{
    HotRow hot;
    for (size_t i = 0; i < row.clocks.size(); ++i)
        hot.due[i] = row.clocks[i].phase == Phase::Running ? row.clocks[i].due : kNever;
    hot.created = row.created;
    hot.updated = row.updated;
    hot.customer = row.customer;
    hot.assignee = row.assignee;
    hot.tags = row.tags;
    hot.priority = row.priority;
    hot.tier = row.tier;
    hot.clocks = clockBits(row, now);
    hot.status = row.status;
    hot.flags = flagsOf(row);
    hot.alive = true;
    return hot;
}

} // namespace

quint16 clockBits(const TicketRow &row, Instant now)
{
    unsigned bits = 0;
    for (size_t i = 0; i < row.clocks.size(); ++i) {
        const auto &clock = row.clocks[i];
        if (clock.phase == Phase::None)
            continue;
        const bool going = clock.phase == Phase::Running || clock.phase == Phase::Paused;
        bits |= (unsigned(sla::stateAt(clock, now)) | (going ? 8u : 0u)) << (4 * i);
    }
    return quint16(bits);
}

Instant earlierEdge(Instant best, Instant edge, Instant now)
{
    if (edge > now)
        return std::min(best, edge);
    return edge == now ? std::min(best, now + Millis(1)) : best;
}

Instant nextClockEdge(const TicketRow &row, Instant now)
{
    Instant next = kNever;
    for (const auto &clock : row.clocks) {
        if (clock.phase != Phase::Running)
            continue;
        next = earlierEdge(next, clock.warnAt, now);
        next = earlierEdge(next, clock.due, now);
    }
    return next;
}

Slot RowStore::put(TicketRow row, Instant now)
{
    Slot slot = slotCount();
    if (const auto known = find(row.id)) {
        slot = *known;
    } else if (!m_free.empty()) {
        slot = m_free.back();
        m_free.pop_back();
    } else {
        m_rows.emplace_back();
        m_hot.emplace_back();
    }
    m_slots.insert(row.id, slot);
    m_text.set(slot, row.subject, row.caseNumber, row.contact);
    m_hot[slot] = hotRow(row, now);
    addWhatIsBeside(slot, row.id);
    m_rows[slot] = std::move(row);
    return slot;
}

void RowStore::remove(Slot slot)
{
    m_slots.remove(m_rows[slot].id);
    m_text.drop(slot);
    m_rows[slot] = {};
    m_hot[slot] = {};
    m_free.push_back(slot);
}

void RowStore::assign(std::vector<TicketRow> rows, Instant now)
{
    QStringList words = std::move(m_incidentWords);
    QHash<TicketId, quint16> incidents = std::move(m_incidentOf);
    QSet<TicketId> escalated = std::move(m_escalated);
    QHash<TicketId, QString> causes = std::move(m_causeWords);
    *this = {};
    m_escalated = std::move(escalated);
    m_causeWords = std::move(causes);
    m_incidentWords = std::move(words);
    m_incidentOf = std::move(incidents);
    m_rows = std::move(rows);
    m_hot.resize(m_rows.size());
    m_slots.reserve(qsizetype(m_rows.size()));
    for (Slot slot = 0; slot < slotCount(); ++slot) {
        const TicketRow &row = m_rows[slot];
        if (const auto earlier = find(row.id))
            remove(*earlier);
        m_slots.insert(row.id, slot);
        m_text.set(slot, row.subject, row.caseNumber, row.contact);
        m_hot[slot] = hotRow(row, now);
        addWhatIsBeside(slot, row.id);
    }
}

void RowStore::addWhatIsBeside(Slot slot, TicketId ticket)
{
    HotRow &hot = m_hot[slot];
    hot.incident = m_incidentOf.value(ticket);
    if (m_escalated.contains(ticket))
        hot.flags |= HotRow::Escalated;
}

std::vector<Slot> RowStore::setEscalated(QSet<TicketId> tickets)
{
    std::vector<Slot> news;
    const auto flip = [&](const QSet<TicketId> &some) {
        for (const TicketId ticket : some) {
            if (const auto slot = find(ticket)) {
                m_hot[*slot].flags = quint8(m_hot[*slot].flags ^ HotRow::Escalated);
                news.push_back(*slot);
            }
        }
    };
    flip(m_escalated - tickets);
    flip(tickets - m_escalated);
    m_escalated = std::move(tickets);
    return news;
}

void RowStore::setIncidents(QStringList words, QHash<TicketId, quint16> of)
{
    m_incidentWords = std::move(words);
    m_incidentOf = std::move(of);
    for (HotRow &hot : m_hot)
        hot.incident = 0;
    for (auto it = m_incidentOf.cbegin(); it != m_incidentOf.cend(); ++it) {
        if (const auto slot = find(it.key()))
            m_hot[*slot].incident = it.value();
    }
}

std::optional<Slot> RowStore::find(TicketId id) const
{
    const auto it = m_slots.constFind(id);
    return it == m_slots.cend() ? std::nullopt : std::optional(*it);
}

} // namespace muster::views
