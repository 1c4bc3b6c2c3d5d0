// SPDX-License-Identifier: GPL-3.0-or-later
// What a ticket says for the check, the package and the count of repeats. Pure.
#pragma once

#include "models/escalation/check.h"
#include "models/escalation/similar.h"
#include "models/escalation/words.h"
#include "models/ticket/ticket.h"

namespace muster::escalation {

/// As of now. What does not stand in the ticket (known issues, similar ones, other customers, repeats) is for
/// the caller to add.
CheckInput caseOf(const ticket::Ticket &ticket, const customer::Customer &customer,
                  const policy::CompiledPolicy &policy, const WordFinder &finder, Instant now);

/// The description and every message of the customer, redacted ones left out.
QString customerText(const ticket::Ticket &ticket);

/// What a ticket is said to be caused by, to be the same as or to belong to: tickets, incidents, known
/// issues. Ascending, each once.
std::vector<SubjectId> causesOf(const ticket::Ticket &ticket);

/// As repeatsOf counts it: the time it came, its words, and its causes. It is a cause itself: for those that
/// name it.
Report reportOf(const ticket::Ticket &ticket, const policy::MailMarks &marks);

} // namespace muster::escalation
