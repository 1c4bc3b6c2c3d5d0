// SPDX-License-Identifier: GPL-3.0-or-later
// Who is let in at the hub, from the roster: each device that has a role, by its own key, and each invitation
// that is still open, by its. Pure.
#pragma once

#include "models/hub/serversettings.h"
#include "models/team/roster.h"

namespace muster::app {

std::vector<hub::HubUser> hubUsers(const team::Roster &roster, Instant now);

} // namespace muster::app
