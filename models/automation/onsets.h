// SPDX-License-Identifier: GPL-3.0-or-later
// Since when a situation of the escalation rules holds for a ticket. Pure: a function of the ticket's state,
// its clocks and the policy. Source: the automatic triggers of the matrix.
#pragma once

#include "models/escalation/similar.h"
#include "models/escalation/words.h"
#include "models/sla/clocks.h"
#include "models/ticket/ticket.h"

#include <array>
#include <vector>

namespace muster::automation {

/// What a rule sees of a ticket.
struct Seen
{
    const ticket::Ticket &ticket;
    const policy::CompiledPolicy &policy;           ///< the version that the ticket is bound to
    const escalation::WordFinder &words;            ///< of that policy
    const std::array<sla::ClockSummary, 4> &clocks; ///< by sla::ClockKind
    const std::vector<escalation::Report> &others;  ///< of the same customer, without this ticket
};

/// A situation begins, or will if nothing changes.
struct Onset
{
    QString situation; ///< key
    Instant since{};
    /// What shows it: "first_response was due at 2026-11-21T14:05:00Z". No words that somebody typed, for
    /// those could not be redacted where it is written.
    QString evidence;
    std::vector<TicketId> among; ///< of repeats: the tickets that count with this one
    bool operator==(const Onset &) const = default;
};

/// The earliest and all later ones of each situation, by time; also such as are still to come. None of a
/// ticket that is resolved, closed or merged: nobody has to act on it any more.
std::vector<Onset> onsetsOf(const Seen &seen);

} // namespace muster::automation
