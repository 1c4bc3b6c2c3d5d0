// SPDX-License-Identifier: GPL-3.0-or-later
// A member of a team who does not use our program: his key, and what his desk wrote and never sent.
#pragma once

#include "tests/app/team/realteam.h"
#include "tests/models/hub/rawdesk.h"

namespace muster::test {

inline ledger::DeviceKey keyOf(RealDesk &desk)
{
    return desk.with([](store::Workspace &workspace) { return *workspace.deviceKey(); });
}

/// The messages that a desk would send if it had to send everything, its own alone.
inline std::vector<sync::Outgoing> ownMessages(RealDesk &desk)
{
    return desk.with([](store::Workspace &workspace) {
        std::vector<sync::Outgoing> messages;
        const QByteArray own = "ops." + workspace.device().toString().toLatin1() + ".f";
        need(workspace.forEachMessage([&](const sync::Outgoing &message) {
            if (message.subject == own)
                messages.push_back(message);
            return true;
        }));
        return messages;
    });
}

/// At the hub under the key of a desk of the team; the desk itself is closed.
class Member
{
public:
    Member(RealTeam &team, size_t desk)
        : key(keyOf(*team.desks[desk])), line(key, team.hub.authority()),
          subject("ops." + line.id().toLatin1() + ".f")
    {
        team.desks[desk]->close();
        said = line.connectTo(QStringLiteral("127.0.0.1"), team.hub.port());
    }

    ledger::DeviceKey key;
    RawDesk line;
    QByteArray subject, said;
};

} // namespace muster::test
