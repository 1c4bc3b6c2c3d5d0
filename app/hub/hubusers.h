// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a hub lets in, from the roster of its team. Pure.
#pragma once

#include "models/base/time.h"
#include "models/hub/serversettings.h"
#include "models/team/roster.h"

#include <functional>
#include <vector>

namespace muster::app {

/// Each device that was not revoked, in its role of now, and each invitation that is still good at `now`.
std::vector<hub::HubUser> usersOf(const team::Roster &roster, Instant now);

/// The devices that somebody means by a name: the device's id, its machine's name, or its person's (then all
/// of them). `personName` says what a person is called. Case does not matter.
std::vector<DeviceId> devicesCalled(const QString &name, const team::Roster &roster,
                                    const std::function<QString(PersonId)> &personName);

/// The open invitations of that name.
std::vector<DeviceId> invitationsOf(const QString &name, const team::Roster &roster);

} // namespace muster::app
