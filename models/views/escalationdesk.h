// SPDX-License-Identifier: GPL-3.0-or-later
// What a window is told of escalations.
#pragma once

#include "models/escalation/escalationcommands.h"
#include "models/policy/policy.h"
#include "models/sla/clocks.h"

#include <memory>

namespace muster::views {

/// An escalation with the rules that it is judged by, and its level's own clock.
struct LedEscalation
{
    escalation::Escalation escalation;
    std::shared_ptr<const policy::CompiledPolicy> policy;
    sla::ClockSummary clock; ///< see escalation::responseClock
    const policy::EscalationRules &rules() const { return policy->policy().escalation; }
};

struct EscalationReceipt
{
    escalation::EscalationId escalation;
    std::vector<FactId> facts; ///< empty where nothing changed
};

} // namespace muster::views
