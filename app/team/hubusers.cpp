// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/hubusers.h"

#include "models/nats/nkey.h"

namespace muster::app {

std::vector<hub::HubUser> hubUsers(const team::Roster &roster, Instant now)
{
    std::vector<hub::HubUser> users;
    for (const auto &[device, member] : roster.members) {
        if (const QString role = roster.roleOf(device); role != QLatin1StringView("none"))
            users.push_back({device, nats::nkeyPublic(member.key), role});
    }
    for (const auto &[id, invitation] : roster.invitations) {
        const bool isOpen = invitation.usedBy.isNull() && !invitation.isWithdrawn && invitation.expires > now;
        if (isOpen)
            users.push_back({id, nats::nkeyPublic(invitation.key), QString(hub::kInvitedRole)});
    }
    return users;
}

} // namespace muster::app
