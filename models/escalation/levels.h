// SPDX-License-Identifier: GPL-3.0-or-later
// Who acts at which level and what a level may approve; who may see a restricted package. Pure. Source: the
// matrix's levels and their authority.
#pragma once

#include "models/escalation/escalation.h"

namespace muster::escalation {

/// Somebody as the rules see them.
struct Who
{
    PersonId person;
    QString role;         ///< in the team: "lead"; empty where there is no team
    QStringList skills;   ///< lower case
    bool isAlone = false; ///< there is no team: nobody else could act
    bool operator==(const Who &) const = default;
};

/// Whether the rule means this person: by role or by a skill.
bool fits(const policy::People &people, const Who &who);

/// Whether somebody may take an escalation that nobody holds, and so end its level's clock. At a path that
/// has people one of them, and where everybody may read it, whoever acts at its level or above; at a level
/// alone everybody but who raised it without acting there. Whoever is alone may.
bool mayTake(const policy::EscalationRules &rules, const Escalation &escalation, const Who &who);

/// The highest level at which somebody acts; null where there is none.
const policy::EscalationLevel *levelOf(const policy::EscalationRules &rules, const Who &who);

/// Whether a level may approve it: itself or one below it lists it. False for a level that is not known.
bool mayApprove(const policy::EscalationRules &rules, const QString &level, const QString &authority);

/// The lowest level that may approve it; null where none may.
const policy::EscalationLevel *neededLevel(const policy::EscalationRules &rules, const QString &authority);

/// All that a level may approve, in the order of the rules.
QStringList authorityOf(const policy::EscalationRules &rules, const QString &level);

/// Whether somebody decides this approval: who acts at a level that may approve it, and whoever asked takes
/// it back. Asked when it is decided and again by each desk that takes it in.
bool mayJudge(const policy::EscalationRules &rules, const Approval &approval, bool isApproved,
              const Who &who);
/// Why a word on an approval that came in does not count, as a sentence about others; empty where it does.
QString whyOverruled(const policy::EscalationRules &rules, const Escalation &state,
                     const ApprovalJudged &judged, const Who &who);

/// Whether somebody may see the package and what is said of it. Where it is at, or on the way to, a
/// restricted path: those of the path, whoever raised it, holds it or is handed it. It hides on the screen
/// and in what leaves the program; the facts are on every desk of the team.
bool maySee(const Escalation &escalation, const policy::EscalationRules &rules, const Who &who);
/// Whether anything of it is restricted.
bool isRestricted(const Escalation &escalation, const policy::EscalationRules &rules);

} // namespace muster::escalation
