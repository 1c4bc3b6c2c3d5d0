// SPDX-License-Identifier: GPL-3.0-or-later
// The credits of a drill. Nothing outside models/drill includes this.
#pragma once

#include "models/drill/player.h"
#include "models/incident/incidentcommands.h"

namespace muster::drill {

/// What the terms give the customer; or a sentence: why they give nothing.
Result<incident::CreditProposed> proposalOf(const ProposeCredit &action, const Situation &situation,
                                            const incident::DecideContext &context);

/// The credit of the customer as it stands; null where none was proposed.
const incident::Credit *creditOf(const ProposeCredit &action, const Situation &situation);
const incident::Credit *creditOf(const ApproveCredit &action, const Situation &situation);

} // namespace muster::drill
