// SPDX-License-Identifier: GPL-3.0-or-later
// The matrix: for a tier and a situation the level and the timeline; and the clocks that follow from both.
// Pure. Source: the escalation matrix by customer tier.
#pragma once

#include "models/escalation/escalation.h"
#include "models/ledger/fact.h"

namespace muster::escalation {

/// What the matrix says.
struct MatrixAnswer
{
    QString situation, level, path;    ///< keys; the path is where it goes at once, empty for none
    std::optional<sla::Target> within; ///< absent: the moment the situation begins
    QString reason; ///< "Enterprise × Outage: Director of support, at once": a sentence without its stop
    bool operator==(const MatrixAnswer &) const = default;
};

/// By key of tier and situation; absent where the matrix leaves it to people.
std::optional<MatrixAnswer> lookUp(const policy::Policy &policy, const QString &tier,
                                   const QString &situation);

/// The situations of the kind priority that hold for a priority of the policy, by rank or by key; in the
/// order of the rules.
std::vector<const policy::Situation *> situationsOf(const policy::Policy &policy, const QString &priority);

/// The situation of a kind; null where the rules have none.
const policy::Situation *situationOf(const policy::EscalationRules &rules, policy::Situation::Kind kind);

/// Until when it has to be with its level: the end of the timeline, counted from when the situation began. A
/// rule that escalates by itself does so at this instant; a person may do it before.
Instant raiseBy(const MatrixAnswer &answer, Instant since, const sla::Calendar &calendar);

/// The rule that escalates by itself in this situation for this tier; null where people do.
const policy::EscalationTrigger *triggerFor(const policy::EscalationRules &rules, const QString &tier,
                                            const QString &situation);

/// How a timeline reads: "At the breach", "within 4h", "At once".
QString timelineText(const policy::EscalationRules &rules, const MatrixAnswer &answer);

/// The level's own clock: from when it stands at its level until somebody takes it (or it is closed). Due by
/// the level's response time; a level that answers at once has what the rules call at once. sla::stateAt says
/// where it stands at an instant.
sla::ClockSummary responseClock(const Escalation &escalation, const policy::CompiledPolicy &policy);

/// The id that every desk gives to what a rule raises: by rule, ticket, episode and level.
EscalationId escalationIdOf(const Raised &raised, Instant due);
/// The fact by which a rule raises one. Its time is the due instant; all of it follows from the arguments.
/// Its text holds nothing that somebody typed, for a derived fact cannot be redacted.
NewFact raisedByRule(const Raised &raised, Instant due);
/// The fact by which a rule raises the level of one.
NewFact levelByRule(EscalationId escalation, const LevelChanged &change, Instant due);

} // namespace muster::escalation
