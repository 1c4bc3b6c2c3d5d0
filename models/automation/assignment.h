// SPDX-License-Identifier: GPL-3.0-or-later
// Who a ticket fits: by skill, language, availability, working hours and load, each with the reasons. Pure:
// a function of the ticket, the policy, the people with what they hold, and the time. Source: Q4.
#pragma once

#include "models/people/atwork.h"
#include "models/policy/assignmentrules.h"
#include "models/ticket/ticket.h"

#include <span>

namespace muster::automation {

/// Somebody with the number of open tickets that wait for them, and their hours.
struct Candidate
{
    people::Person person;
    int open = 0;
    std::shared_ptr<const sla::Calendar> hours =
        {}; ///< people::calendarOf the person; null: asked anew each time
};

/// How a person fits a ticket.
struct Fit
{
    PersonId person;
    QString name;
    bool fits = false; ///< may be given it now
    QString why;       ///< for people: "Speaks german. 3 open tickets. Works until 17:00 Europe/Berlin."
    /// Of one who only is not at work: when the next hours begin.
    std::optional<Instant> begins;
    bool operator==(const Fit &) const = default;
};

/// Everybody: who fits first, the best one at the head (all skills that the
/// ticket asks for, free before busy, fewest open tickets); then the others with what stands against them.
/// `ticket`: of it count texts, tags, tier and priority; one that does not exist asks for no skill.
std::vector<Fit> fitsOf(const ticket::Ticket &ticket, const policy::AssignmentRules &rules,
                        std::span<const Candidate> candidates, Instant now);

/// When the rules give the ticket to somebody; nothing where they do not: it has an owner, is not worked on,
/// or the policy leaves it to people.
std::optional<Instant> assignmentDue(const ticket::Ticket &ticket, const policy::AssignmentRules &rules);

/// The fact by which a rule gives it to them. The id follows from the ticket and since when it had no owner:
/// of two consoles that choose at once one choice stays, the same on every desk.
NewFact assignedByRule(const ticket::Ticket &ticket, const Fit &fit, Instant due, Instant now);

} // namespace muster::automation
