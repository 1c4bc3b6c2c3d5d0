// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/team/roster.h"

#include "models/base/json.h"
#include "models/base/overloaded.h"
#include "models/ledger/devicekey.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster::team {
namespace {

const QString kNone = u"none"_s;
const QString kAdmin = u"admin"_s;

/// Which admins there are is judged by `law`.
bool isAdmin(const Roster &law, const Fact &fact)
{
    return law.roleAt(fact.device, fact.counter) == kAdmin;
}

QString found(Roster &roster, const Fact &fact, const Founded &founded)
{
    if (fact.id != roster.founding)
        return u"it founds another team"_s;
    if (ledger::deviceOf(founded.key) != fact.device)
        return u"its key is not that of its device"_s;
    if (!roster.root.isNull() && fact.device != roster.root)
        return u"another device founded this team"_s;
    roster.team = fact.subject;
    roster.name = founded.name;
    roster.root = fact.device;
    roster.foundedAt = fact.counter;
    roster.members[fact.device] = {fact.device,    founded.key,       founded.device,
                                   founded.person, {{0, kAdmin, {}}}, {}};
    return {};
}

QString join(Roster &roster, const Fact &fact, const Joined &joined, const Roster &law);

/// Who joined by this invitation with an earlier stamp than it has.
void letInTheEarly(Roster &roster, DeviceId invitation, const Roster &law)
{
    const auto [begin, end] = roster.early.equal_range(invitation);
    const std::multimap<DeviceId, Fact> early(begin, end);
    roster.early.erase(begin, end);
    for (const auto &[id, fact] : early) {
        const auto payload = parseJsonObject(fact.payload);
        const auto content =
            payload ? fromPayload(fact.type, fact.version, *payload) : Result<TeamFact>(payload.error());
        if (content)
            (void)join(roster, fact, std::get<Joined>(*content), law);
    }
}

QString invite(Roster &roster, const Fact &fact, const Invited &invited, const Roster &law)
{
    if (!isAdmin(law, fact))
        return u"only an admin invites"_s;
    const DeviceId id = ledger::deviceOf(invited.key);
    if (roster.invitations.contains(id))
        return u"the key of its invitation is taken"_s;
    roster.invitations[id] = {id, invited.key, invited.person, invited.name, invited.role, invited.expires,
                              {}, {},          false};
    letInTheEarly(roster, id, law);
    return {};
}

QString join(Roster &roster, const Fact &fact, const Joined &joined, const Roster &law)
{
    const auto invitation = roster.invitations.find(joined.invitation);
    if (invitation == roster.invitations.end()) {
        roster.early.emplace(joined.invitation, fact);
        return u"its invitation is not known here"_s;
    }
    Invitation &used = invitation->second;
    if (ledger::deviceOf(joined.key) != fact.device)
        return u"its key is not that of its device"_s;
    if (!ledger::DeviceKey::verify(joinWords(roster.team, joined.key), joined.proof, used.key))
        return u"it does not hold the key of its invitation"_s;
    if (used.isWithdrawn)
        return u"its invitation was withdrawn"_s;
    const auto seen = law.invitations.find(joined.invitation);
    const bool isBound = seen != law.invitations.end() && !seen->second.boundTo.isNull();
    if (!used.usedBy.isNull() || (isBound && seen->second.boundTo != fact.device))
        return u"its invitation was used before, by another device"_s;
    if (fact.stamp.instant() > used.expires)
        return u"its invitation had expired"_s;
    if (roster.members.contains(fact.device))
        return u"its device is in the team already"_s;
    used.usedBy = fact.device;
    roster.members[fact.device] = {
        fact.device, joined.key, joined.device, used.person, {{fact.counter - 1, used.role, {}}}, used.id};
    return {};
}

QString setRole(Roster &roster, const Fact &fact, const RoleSet &set, const Roster &law)
{
    if (!isAdmin(law, fact))
        return u"only an admin changes what a device may do"_s;
    const auto member = roster.members.find(set.device);
    if (member == roster.members.end())
        return u"its device is not known here"_s;
    if (set.device == roster.root && set.role != kAdmin)
        return u"the device that founded the team stays its admin"_s;
    member->second.grants.push_back({set.after, set.role, set.tips});
    return {};
}

QString withdraw(Roster &roster, const Fact &fact, const Withdrawn &withdrawn, const Roster &law)
{
    if (!isAdmin(law, fact))
        return u"only an admin withdraws an invitation"_s;
    const auto invitation = roster.invitations.find(withdrawn.invitation);
    if (invitation == roster.invitations.end())
        return u"its invitation is not known here"_s;
    invitation->second.isWithdrawn = true;
    return {};
}

QString admit(Roster &roster, const Fact &fact, const Admitted &admitted, const Roster &law)
{
    if (!isAdmin(law, fact))
        return u"only an admin says who came in"_s;
    const auto invitation = roster.invitations.find(admitted.invitation);
    if (invitation == roster.invitations.end())
        return u"its invitation is not known here"_s;
    if (!invitation->second.boundTo.isNull())
        return u"it was said before who came in by that invitation"_s;
    invitation->second.boundTo = admitted.device;
    return {};
}

} // namespace

const Member *Roster::member(DeviceId device) const
{
    const auto found = members.find(device);
    return found == members.end() ? nullptr : &found->second;
}

QString Roster::roleAt(DeviceId device, qint64 counter) const
{
    const Member *known = member(device);
    if (known == nullptr)
        return kNone;
    const auto grant = std::find_if(known->grants.rbegin(), known->grants.rend(),
                                    [counter](const Grant &each) { return each.after < counter; });
    return grant == known->grants.rend() ? kNone : grant->role;
}

QString Roster::roleOf(DeviceId device) const
{
    return roleAt(device, std::numeric_limits<qint64>::max());
}

namespace {

QString applyBy(const Roster &law, Roster &roster, const Fact &fact, const TeamFact &content)
{
    if (roster.isTeam() ? fact.subject != roster.team : !std::holds_alternative<Founded>(content))
        return u"it is of another team"_s;
    return std::visit(
        Overloaded{[&](const Founded &founded) { return found(roster, fact, founded); },
                   [&](const Invited &invited) { return invite(roster, fact, invited, law); },
                   [&](const Joined &joined) { return join(roster, fact, joined, law); },
                   [&](const RoleSet &set) { return setRole(roster, fact, set, law); },
                   [&](const Withdrawn &withdrawn) { return withdraw(roster, fact, withdrawn, law); },
                   [&](const Admitted &admitted) { return admit(roster, fact, admitted, law); }},
        content);
}

} // namespace

QString apply(Roster &roster, const Fact &fact, const TeamFact &content)
{
    return applyBy(roster, roster, fact, content);
}

Roster fold(const Roster &start, const std::vector<std::pair<Fact, TeamFact>> &facts)
{
    constexpr int kMostRounds = 16; // admins who were made by admins who were made by the founder
    Roster law = start;
    for (int round = 0; round < kMostRounds; ++round) {
        Roster next = start;
        for (const auto &[fact, content] : facts)
            (void)applyBy(law, next, fact, content);
        if (next == law)
            break;
        law = std::move(next);
    }
    return law;
}

} // namespace muster::team
