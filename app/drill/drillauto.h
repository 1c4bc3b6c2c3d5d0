// SPDX-License-Identifier: GPL-3.0-or-later
// Plays a whole drill by itself: `muster drill NAME --auto`. Main thread, with a QApplication on the
// offscreen platform.
#pragma once

#include "app/commandline.h"
#include "models/base/clock.h"

namespace muster::app {

/// Plays what is left of the drill, from one instant to the next or, with --speed, at that multiple of real
/// time; prints timeline and score; leaves documents and pictures of the war room (begin, middle, end) in the
/// folder. A run that was killed goes on where it was.
Exit runDrillAuto(const CommandLine &line, const Clock &real);

} // namespace muster::app
