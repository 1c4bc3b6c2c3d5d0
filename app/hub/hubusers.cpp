// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/hubusers.h"

#include "models/nats/nkey.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

const QString kNone = u"none"_s;

bool isOpen(const team::Invitation &invitation)
{
    return invitation.usedBy.isNull() && !invitation.isWithdrawn;
}

bool isSame(const QString &left, const QString &right)
{
    return left.simplified().compare(right.simplified(), Qt::CaseInsensitive) == 0;
}

} // namespace

std::vector<hub::HubUser> usersOf(const team::Roster &roster, Instant now)
{
    std::vector<hub::HubUser> users;
    for (const auto &[device, member] : roster.members) {
        const QString role = roster.roleOf(device);
        if (role != kNone)
            users.push_back({device, nats::nkeyPublic(member.key), role});
    }
    for (const auto &[id, invitation] : roster.invitations) {
        if (isOpen(invitation) && invitation.expires > now)
            users.push_back({id, nats::nkeyPublic(invitation.key), QString(hub::kInvitedRole)});
    }
    return users;
}

std::vector<DeviceId> devicesCalled(const QString &name, const team::Roster &roster,
                                    const std::function<QString(PersonId)> &personName)
{
    std::vector<DeviceId> found;
    const auto id = DeviceId::parse(name);
    for (const auto &[device, member] : roster.members) {
        const bool isMeant =
            id ? device == *id : isSame(member.name, name) || isSame(personName(member.person), name);
        if (isMeant && roster.roleOf(device) != kNone)
            found.push_back(device);
    }
    return found;
}

std::vector<DeviceId> invitationsOf(const QString &name, const team::Roster &roster)
{
    std::vector<DeviceId> found;
    for (const auto &[id, invitation] : roster.invitations) {
        if (isOpen(invitation) && isSame(invitation.name, name))
            found.push_back(id);
    }
    return found;
}

} // namespace muster::app
