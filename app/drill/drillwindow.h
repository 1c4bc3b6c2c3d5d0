// SPDX-License-Identifier: GPL-3.0-or-later
// `muster drill NAME`: the window on a drill's own workspace, under a clock that runs 1 to 60 times as
// quickly. Main thread, with a QApplication.
#pragma once

#include "app/commandline.h"
#include "models/base/clock.h"
#include "models/drill/script.h"

namespace muster::app {

/// True where the file is a drill's workspace, so that it is never opened as one for real work.
bool isDrillFile(const QString &file);

/// Opens the window and comes back when it is closed. What was begun in the same file goes on; without --db
/// the file is the drill's own in the folder `drills` beside the person's workspace, a new one where the last
/// one is over.
Exit runDrillWindow(CommandLine line);

/// Starts this program anew on a drill, so that it never touches the workspace of this one. False where it
/// could not be started.
bool startDrillProgram(const QString &drill, int speed, const QStringList &roles);

} // namespace muster::app
