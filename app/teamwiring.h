// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of the team: its page, the chip and the faces in the top bar, who is at a ticket or
// incident and what this person looks at, what two people changed at once. A part of wiring.cpp. Window
// thread.
#pragma once

#include "models/views/teamdesk.h"

namespace muster::app {

struct Console;

/// Once, after the pages are there and before the window is restored. `team` lives longer than the window.
void connectTeam(Console &console, views::TeamDesk &team);

} // namespace muster::app
