// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do to an escalation, and the pure rules that turn it into facts.
#pragma once

#include "models/escalation/escalation.h"
#include "models/escalation/levels.h"

namespace muster::escalation {

/// Most facts are commands as they are; what the rules add to them is beside decide().
using EscalationCommand = EscalationFact;

/// One command on one escalation; Raised makes it. `occurredAt` may be back-dated, never later than now.
struct EscalationOrder
{
    EscalationId escalation;
    EscalationCommand command;
    std::optional<Instant> occurredAt;
};

struct DecideContext
{
    const policy::EscalationRules &rules;
    Instant now{};
    Who who;
};

using Facts = std::vector<std::pair<Instant, EscalationFact>>;

/// The facts a command leads to, each with when it occurred. Empty where nothing would change. NotAllowed and
/// BadInput carry a sentence for the person. Rules:
/// - raising needs a reason, in words or by key, and goes to no level below the one that its reason asks for;
///   raised for a restricted path, or said to be, it is for few from its first fact on;
/// - a change of level needs a reason;
/// - handing over needs a brief and, but for paths that skip the levels, the sections that the path asks for,
///   or a reason to go without; whoever holds it remains its owner until it is accepted;
/// - only whom it was handed to accepts or refuses, a refusal with a reason; what nobody holds anybody takes;
/// - an approval is given by somebody who acts at a level that may; so is its refusal, which takes a reason,
///   unless whoever asked takes it back;
/// - a word to the customer promises the next one, until it is on the way back, or says why not;
/// - a way back has one of the policy's reasons; it closes when its steps are done, no follow-up and no
///   approval is open and the lessons are written down, or with a reason; closing is its last step;
/// - nothing is done to a closed one but to re-open it, with a reason, notes, and giving its package away;
/// - who may not see it does nothing to it.
Result<Facts> decide(const Escalation &state, const EscalationOrder &order, const DecideContext &context);

/// What closing still needs, as words; empty where nothing.
QStringList lacksToClose(const Escalation &state, const policy::EscalationRules &rules);

} // namespace muster::escalation
