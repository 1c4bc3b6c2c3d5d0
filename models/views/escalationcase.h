// SPDX-License-Identifier: GPL-3.0-or-later
// What a ticket and its customer say, as the check and the package of an escalation ask for it. Pure.
#pragma once

#include "models/escalation/check.h"
#include "models/views/desk.h"

namespace muster::views {

/// `policy` is the one that the escalation is judged by; the clocks are those of the ticket's own.
escalation::CheckInput checkInputOf(const TicketDetail &detail, const policy::Policy &policy, Instant now);

/// Where a person's escalation would go.
struct RaisePlan
{
    QString level, path;
    QString matrix; ///< what the matrix says, as a sentence without its stop; empty where it is silent
    std::optional<Instant> by; ///< until when it has to be with its level
};
/// The level of the matrix, or the least that the reason asks for where that is higher; the lowest level
/// where neither says one. `since`: when the situation began.
RaisePlan raisePlan(const policy::CompiledPolicy &policy, const QString &tier, const QString &situation,
                    const QString &reason, Instant since);

/// A path for who chooses it: who receives it, what it is for, who sends it there as a rule.
QString pathText(const policy::EscalationPath &path);

/// Which line of support takes a priority by its rank (from 1), and to which one it goes on and when; empty
/// where the rules name none.
QString lineText(const policy::EscalationRules &rules, int rank);

/// The situations that a person may name for a ticket, the likeliest first: security where its words were
/// found, those of its priority, and that somebody asks for it.
std::vector<const policy::Situation *> situationsFor(const policy::Policy &policy, const QString &tier,
                                                     const QString &priority, bool isSecurity);

} // namespace muster::views
