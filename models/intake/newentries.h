// SPDX-License-Identifier: GPL-3.0-or-later
// What a later export says of a ticket that came in before: entries that it does not hold yet, a status and a
// priority that have moved on in the source, and what else differs. Pure.
#pragma once

#include "models/intake/incoming.h"
#include "models/ticket/ticket.h"

namespace muster::intake {

/// The source of what an export states without an entry of its own
/// ("zendesk:7#status@2026-11-20T10:00:00Z=open"): what it says, and when that held.
QString statedSource(const QString &ticket, const QString &field, Instant at, const QString &value);

struct NewEntries
{
    std::vector<std::pair<Instant, ticket::TicketFact>> entries;
    QStringList notes; ///< what differs and was left as it is here, a sentence each
};

/// `state` is the ticket as it stands here, `owner` the name of its owner. A stated status or priority comes
/// in only where the source itself changed it since the last export, at the time the source says (`now` where
/// it says none); a priority that was changed here since stays, with a note. An export older than the last
/// one changes neither.
NewEntries newEntries(const IncomingTicket &incoming, const ticket::Ticket &state, const QString &owner,
                      Instant now);

} // namespace muster::intake
