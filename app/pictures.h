// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the window's pages, for a machine without a display and for the README. Window thread.
#pragma once

#include "app/wiring.h"

namespace muster::app {

/// Leaves queue, ticket and intake form, dark and light, as PNG files in `folder`; prints each path. Needs a
/// running application; comes back when it is done.
Exit takePictures(Console &console, const QString &folder);

/// The war room of the first open incident, 1280×800, into one PNG file; false where that could not be
/// written or no incident came up.
bool takeRoomPicture(Console &console, const QString &path);

} // namespace muster::app
