// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of the team: its page, the chip and the faces in the top bar, who is at a ticket or
// incident and what this person looks at, what two people changed at once. A part of wiring.cpp. Window
// thread.
#pragma once

#include "models/views/teamdesk.h"

#include <functional>

namespace muster::ui {
class FirstStart;
}

namespace muster::app {

struct Console;

/// Once, after the pages are there and before the window is restored. `team` lives longer than the window.
void connectTeam(Console &console, views::TeamDesk &team);

/// What people who left own is proposed to be given away; a command does so at any time.
void connectLeavers(Console &console);

/// On the first page of a workspace: an invitation in place of the answers. `joined` is called once this desk
/// is in the team and knows who sits at it.
void offerJoining(Console &console, ui::FirstStart &page, std::function<void()> joined);

} // namespace muster::app
