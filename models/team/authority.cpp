// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/team/authority.h"

#include "models/base/json.h"
#include "models/ledger/acted.h"
#include "models/ledger/ledger.h"

using namespace Qt::StringLiterals;

namespace muster::team {
namespace {

/// What the work itself is about, and what rules and the desk that acts say of it.
bool isWorkedOn(QStringView kind)
{
    return kind == u"ticket" || kind == u"incident" || kind == u"escalation" || kind == u"notification" ||
           kind == ledger::kAutomation;
}

bool isKnownKind(QStringView kind)
{
    return isWorkedOn(kind) || kind == u"customer" || kind == u"person" || kind == u"policy" ||
           kind == u"known_issue" || kind == kTeam;
}

} // namespace

QString whyMayNot(const QString &role, PersonId writer, QStringView kind, SubjectId subject)
{
    if (role == u"none")
        return u"this device is not in the team any more"_s;
    if (role == u"observer")
        return u"an observer reads and does not write"_s;
    if (role == u"admin")
        return {};
    if (kind == kTeam)
        return u"only an admin changes the team"_s;
    if (role == u"automation")
        return isWorkedOn(kind)
                   ? QString()
                   : u"automation writes on tickets, incidents, escalations and notifications only"_s;
    if (role == u"lead")
        return {};
    // What later programs write of other kinds is for them to judge.
    if (kind == u"policy")
        return u"only a lead or an admin changes the policy"_s;
    if (kind == u"person" && subject != idCast<SubjectId>(writer))
        return u"only a lead or an admin changes what is kept of other people"_s;
    return role == u"agent" || !isKnownKind(kind) ? QString() : u"the role %1 is not known here"_s.arg(role);
}

QString whyMayNotSay(const QString &role, QStringView kind, QStringView type, const QJsonObject &payload)
{
    if (kind != u"person" || role != u"agent")
        return {};
    if (type == ledger::kCorrected || type == ledger::kRedacted)
        return u"only a lead or an admin corrects or blanks what is kept of people"_s;
    if (payload.contains("skills"_L1))
        return u"only a lead or an admin says what somebody's skills are"_s;
    return payload.contains("role"_L1) ? u"only a lead or an admin says what somebody's role is"_s
                                       : QString();
}

bool mayVouch(const QString &role)
{
    return role == u"admin" || role == u"automation"; // nobody else makes snapshots
}

Standing standing(const Roster &roster, const Fact &fact)
{
    if (!roster.isTeam() || fact.isDerived())
        return {};
    const Member *member = roster.member(fact.device);
    if (member == nullptr)
        return {Admission::Waits, u"its device is not known in the team"_s};
    // What the founder wrote before there was a team is what the team began with.
    if (fact.device == roster.root && fact.counter <= roster.foundedAt)
        return {};
    if (!fact.actor.isNull() && fact.actor != member->person)
        return {Admission::Refused, u"it is written in another person's name"_s};
    const QString role = roster.roleAt(fact.device, fact.counter);
    if (fact.subjectKind == kTeam && fact.type == u"team.joined")
        return {}; // apply() looks at the invitation
    QString why = whyMayNot(role, member->person, fact.subjectKind, fact.subject);
    if (why.isEmpty() && fact.subjectKind == u"person" && role == u"agent")
        why = whyMayNotSay(role, fact.subjectKind, fact.type,
                           parseJsonObject(fact.payload).value_or(QJsonObject()));
    return why.isEmpty() ? Standing{} : Standing{Admission::Refused, why};
}

} // namespace muster::team
