// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked about a ticket that is there already. Pure.
#pragma once

#include "models/escalation/check.h"
#include "models/views/desk.h"
#include "models/views/knowledgedesk.h"

namespace muster::views {

/// Among all others, open and solved, by the policy that the ticket is bound to.
SimilarQuestion questionOf(const TicketDetail &detail);

/// What is known already of a ticket that may be escalated.
struct KnownCase
{
    SimilarAnswer similar; ///< among solved ones
    std::vector<CauseGroup> causes;
};

/// For the check: a known issue with a fix or a way round, tickets that are as alike as the rule of repeats
/// asks for and that support solved without an escalation, how often the customer reported it, and which
/// customers and tickets share its cause.
void addKnown(escalation::CheckInput &input, const KnownCase &known, const policy::EscalationRules &rules);

/// The same for people, with where to open it; empty where nothing is known.
QString knownText(const KnownCase &known, const policy::EscalationRules &rules);

} // namespace muster::views
