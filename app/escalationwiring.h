// SPDX-License-Identifier: GPL-3.0-or-later
// Connects the board of escalations with the queue. Window thread.
#pragma once

namespace muster::app {

struct Console;

void connectEscalations(Console &console);

} // namespace muster::app
