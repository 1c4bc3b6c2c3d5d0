// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules do about a ticket: which escalations they raise or lift, when, and why. Pure; each fires
// once, whoever asks and how often, for its facts have ids that follow from what it is about.
#pragma once

#include "models/automation/onsets.h"
#include "models/escalation/matrix.h"

#include <span>

namespace muster::automation {

/// A rule fires for a ticket, or will at that instant if nothing changes.
struct Firing
{
    QString trigger; ///< key of the rule
    Onset onset;
    escalation::MatrixAnswer answer; ///< level, path, timeline
    Instant due{};                   ///< the end of the timeline
    int episode = 0;                 ///< how often the rule fired for this ticket before
    /// The open escalation whose level it lifts; null: it raises one of its own.
    escalation::EscalationId lifts;
    QString source;      ///< how it was asked for, where somebody asked; a key of the policy
    QString explanation; ///< rule, condition, facts, policy version: a sentence
    bool operator==(const Firing &) const = default;
};

/// The firings of a ticket by time, those to come included. Left out is what a rule did before: for an onset
/// that it knew, and while what it raised is open. What was due before `silentBefore` stays silent (imports,
/// what was before the rules were switched on). `known`: the ticket's escalations, closed ones too.
std::vector<Firing> firingsOf(const Seen &seen, const std::vector<escalation::Escalation> &known,
                              Instant silentBefore);

/// Of a firing that counts other tickets (`Onset::among`), with the escalations of those: whether somebody
/// who may do as much had one of them when it fell due. The third report raises one; the fourth finds it.
bool isTakenUp(const Firing &firing, const policy::Policy &policy,
               std::span<const escalation::Escalation> ofOthers);

/// Whether a rule has yet to count how often the ticket's customer reported the same: `Seen::others` may be
/// empty where it has not.
bool asksForRepeats(const ticket::Ticket &ticket, const policy::Policy &policy,
                    const std::vector<escalation::Escalation> &known);

/// The fact by which the firing takes place.
NewFact factOf(const Firing &firing, const ticket::Ticket &ticket);

/// The ids of the rules as they stand in facts: "escalation:sla_breach".
QString ruleOf(const QString &trigger);

} // namespace muster::automation
