// SPDX-License-Identifier: GPL-3.0-or-later
// What a command on a terminal hands to the window that has the workspace open. Window thread.
#pragma once

#include "app/instance.h"
#include "app/wiring.h"

namespace muster::app {

/// Declares an incident (kDeclareRequest) and shows its war room; everything else is refused with a sentence.
void takeRequest(Console &console, const QByteArray &request, const Instance::Answer &answer);

} // namespace muster::app
