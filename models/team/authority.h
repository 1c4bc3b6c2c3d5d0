// SPDX-License-Identifier: GPL-3.0-or-later
// Who may write what. Asked when a fact is written and again when it is taken in, with the same answer on
// every desk that holds the same facts of the team.
#pragma once

#include "models/team/roster.h"

namespace muster::team {

/// Why a role may not write such a fact; empty where it may. `writer` is the person whose device it is.
///   admin       everything
///   lead        everything but the team itself
///   agent       tickets, incidents, escalations, notifications, customers, the own entry among the people
///   automation  tickets, incidents, escalations and notifications
///   observer    nothing
QString whyMayNot(const QString &role, PersonId writer, QStringView subjectKind, SubjectId subject);

/// Why somebody may not say this of people: what an agent can do (skills) and is (role) is for a lead to say,
/// for levels of escalations go by it, and no correction or redaction of an agent brings back what a lead
/// took away. Empty where they may, and for other kinds.
QString whyMayNotSay(const QString &role, QStringView subjectKind, QStringView type,
                     const QJsonObject &payload);

/// Whether a device in that role is believed about facts that are not its own: snapshots for new desks.
bool mayVouch(const QString &role);

enum class Admission : quint8
{
    Admitted,
    Waits, ///< its device is not known here yet: judged again when more of the team is
    Refused,
};
struct Standing
{
    Admission admission = Admission::Admitted;
    QString reason;
};
/// Where a fact of the ledger stands by the roster. Facts of the team are judged by apply() beside it.
/// Without a team everything is admitted.
Standing standing(const Roster &roster, const Fact &fact);

} // namespace muster::team
