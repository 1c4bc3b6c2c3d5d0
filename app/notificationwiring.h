// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of notifications: the desktop, the channels, the log of deliveries. Part of wiring.
#pragma once

#include "models/base/id.h"

namespace muster::app {

struct Console;
class TeamService;

/// Brings what a notification or a rule is about to the front: a ticket, an escalation, an incident, a limit.
void openSubject(const Console &console, const QString &kind, SubjectId about);

/// Tickets of the person who sits here, told on this desktop.
void connectNotifications(Console &console);
/// What the policy's channels are told, and what this desktop shows of it; once the rules are there.
void sendNotifications(Console &console, TeamService &team);
/// The page with the log; once all pages that it leads to are there.
void connectDeliveries(Console &console);

} // namespace muster::app
