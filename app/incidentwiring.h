// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of the war room: to the strip of running incidents, the notifications, the queue whose
// tickets are linked, and the wallboard. A part of wiring.cpp. Window thread.
#pragma once

namespace muster::app {

struct Console;

void connectIncidents(Console &console);

/// Makes the shared screen and its command.
void connectWallboard(Console &console);

} // namespace muster::app
