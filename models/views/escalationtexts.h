// SPDX-License-Identifier: GPL-3.0-or-later
// How an escalation reads in the window. Pure; names, rules and now are arguments.
#pragma once

#include "models/views/escalationdesk.h"

#include <functional>

namespace muster::views {

/// What a line says of the ticket behind an escalation.
struct EscalatedTicket
{
    QString caseNumber, subject, customer, tier;
    bool operator==(const EscalatedTicket &) const = default;
};

using PersonNameOf = std::function<QString(PersonId)>;
using TimeTextOf = std::function<QString(Instant)>;

/// "Promised time missed", or the reason that a person gave, with how it was asked for.
QString whyText(const LedEscalation &led);
/// Why it was de-escalated: "The matter is resolved"; empty where it was not.
QString closedText(const LedEscalation &led);
/// "Support team lead": the level it stands at.
QString levelName(const LedEscalation &led);
/// "Held by Ana", "Nobody has it yet", "Handed to Engineering, not answered yet", "On the way back, 2 of 5".
QString holderText(const LedEscalation &led, const PersonNameOf &nameOf);

/// The clock that a line shows: the level's own until somebody has it, then the next contact that is due.
struct EscalationClock
{
    QString name; ///< "Response", "Next contact"
    sla::ClockSummary clock;
    bool operator==(const EscalationClock &) const = default;
};
EscalationClock shownClock(const LedEscalation &led);

/// "Escalated to Support team lead, due in 42 min": the line on the ticket.
QString ticketLine(const LedEscalation &led, const PersonNameOf &nameOf, Instant now);

/// A part of what is told of an escalation in full.
struct TextPart
{
    QString title;
    QStringList lines;
    bool operator==(const TextPart &) const = default;
};
/// All of it, what is to be done first in front: hand-over, approvals, contacts, the way back, levels, words,
/// notes.
std::vector<TextPart> escalationParts(const LedEscalation &led, const PersonNameOf &nameOf,
                                      const TimeTextOf &timeText);

} // namespace muster::views
