// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/judgements.h"

#include <algorithm>

namespace muster::store {
namespace {

bool isConcerned(const Judgements::Judged &judged, const Judgements::Change &change)
{
    return (judged.isUntold && change.hasChannels) || (judged.isUnowned && change.hasAssignment);
}

} // namespace

void Judgements::keep(TicketId ticket, const Judged &judged)
{
    m_kept.insert(ticket, {judged, ++m_count});
}

void Judgements::doubt(TicketId ticket)
{
    m_kept.remove(ticket);
}

void Judgements::doubtReports(CustomerId customer, Instant from)
{
    if (customer.isNull() || m_kept.isEmpty())
        return;
    Doubt &doubt = m_doubts[customer];
    doubt.from = doubt.at == 0 ? from : std::min(doubt.from, from);
    doubt.at = ++m_count;
}

void Judgements::doubtAll()
{
    m_kept.clear();
    m_doubts.clear();
}

bool Judgements::isSettled(TicketId ticket, const Change &change, Instant now) const
{
    const auto kept = m_kept.constFind(ticket);
    if (kept == m_kept.constEnd() || isConcerned(kept->judged, change) ||
        (kept->judged.next && *kept->judged.next <= now))
        return false;
    const auto doubt = m_doubts.constFind(kept->judged.customer);
    return doubt == m_doubts.constEnd() || doubt->at < kept->at || kept->judged.created < doubt->from;
}

std::vector<TicketId> Judgements::doubtFor(const Change &change)
{
    std::vector<TicketId> concerned;
    for (const auto &[ticket, kept] : m_kept.asKeyValueRange()) {
        if (isConcerned(kept.judged, change))
            concerned.push_back(ticket);
    }
    for (const TicketId &ticket : concerned)
        m_kept.remove(ticket);
    return concerned;
}

} // namespace muster::store
