// SPDX-License-Identifier: GPL-3.0-or-later
// A window with one ticket, and notifications as rules would have asked for them.
#pragma once

#include "models/notify/notification.h"
#include "tests/app/realconsole.h"

namespace muster::test {

inline const QByteArray kOneTicket =
    "id,subject,customer,tier,arr,priority,status,created\n"
    "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n";

/// Everything goes to the desktops.
inline policy::ChannelRules toDesk()
{
    policy::ChannelRules rules;
    policy::Channel desk;
    desk.key = QStringLiteral("desk");
    desk.kind = policy::ChannelKind::Desktop;
    rules.channels = {desk};
    rules.otherwise.channels = {desk.key};
    rules.otherwise.name = QStringLiteral("SLA breached");
    return rules;
}

inline void writeNotifications(const RealConsole &it, std::vector<NewFact> facts)
{
    const auto done = it.console.desk->thread().ask([facts = std::move(facts)](store::Workspace &workspace) {
        return workspace.writeNotifications(facts);
    });
    if (RealConsole::waitFor(done) == 0)
        qFatal("nothing was written");
}

} // namespace muster::test
