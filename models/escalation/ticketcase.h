// SPDX-License-Identifier: GPL-3.0-or-later
// What a ticket says for the check, the package and the count of repeats. Pure.
#pragma once

#include "models/escalation/check.h"
#include "models/escalation/similar.h"
#include "models/escalation/words.h"
#include "models/ticket/ticket.h"

namespace muster::escalation {

/// As of now, judged by `policy` with a finder of its words; the clocks are those of `own`, the version that
/// the ticket is bound to, and none without one. What does not stand in the ticket (known issues, similar
/// ones, other customers, repeats) is for the caller to add.
CheckInput caseOf(const ticket::Ticket &ticket, const customer::Customer &customer,
                  const policy::Policy &policy, const policy::CompiledPolicy *own, const WordFinder &finder,
                  Instant now);

/// The description and every message of the customer, redacted ones left out. Each is to be read on its own:
/// a quotation or a signature ends with its mail.
QStringList customerTexts(const ticket::Ticket &ticket);

/// What a ticket is said to be caused by, to be the same as or to belong to: tickets, incidents, known
/// issues. Ascending, each once.
std::vector<SubjectId> causesOf(const ticket::Ticket &ticket);

/// As repeatsOf counts it: the time it came, its words, and its causes. It is a cause itself: for those that
/// name it.
Report reportOf(const ticket::Ticket &ticket, const policy::MailMarks &marks);

} // namespace muster::escalation
