// SPDX-License-Identifier: GPL-3.0-or-later
// muster headless: a console without a window, for a server. It is in the team like a desk, keeps a full
// copy, and competes for the duty of acting for the team.
#pragma once

#include "app/commands/commands.h"

namespace muster::app {

/// Runs until SIGTERM or SIGINT. Prints a line for each change of the link and of the duty.
Exit runHeadless(const CommandLine &line, const Clock &clock);

} // namespace muster::app
