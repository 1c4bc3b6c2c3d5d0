// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of decide() for approvals. Internal to models/escalation.
#pragma once

#include "models/escalation/escalationcommands.h"

namespace muster::escalation {

/// Asked for with words, and for something that a level may approve.
Result<Facts> decideAsked(const ApprovalAsked &wish, Instant at, const DecideContext &context);
/// Decided once, by somebody who acts at a level that may; declining takes a reason, and whoever asked may
/// take it back.
Result<Facts> decideJudgement(const Escalation &state, const ApprovalJudged &wish, Instant at,
                              const DecideContext &context);

} // namespace muster::escalation
