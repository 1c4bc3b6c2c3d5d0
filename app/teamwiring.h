// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of the team: the chip and the faces in the top bar, what two people changed at once, the
// wallboard's age. A part of wiring.cpp. Window thread.
#pragma once

#include "models/views/teamdesk.h"

namespace muster::app {

struct Console;

/// Once, after the pages are there and before the window is restored. `team` lives longer than the window.
void connectTeam(Console &console, views::TeamDesk &team);

} // namespace muster::app
