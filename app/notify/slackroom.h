// SPDX-License-Identifier: GPL-3.0-or-later
// A channel of its own for an incident in Slack: made or found, with its topic, and people invited. On a
// courier's thread.
#pragma once

#include "app/notify/courier.h"

namespace muster::app {

/// The room's id as reference, or why there is none.
notify::Outcome openRoom(const Parcel &parcel, const QString &token, const Line &line, Instant now);
/// Its topic and people as they are meant to be by now; what could not be done, empty where all was.
QString keepRoom(const Parcel &parcel, const QString &room, const QString &token, const Line &line,
                 Instant now);

} // namespace muster::app
