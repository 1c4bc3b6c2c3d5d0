// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the streams of a hub, or brings them up to date, by the admin's key. Runs an event loop of its own
// until it is done or the time is up: for commands only, main thread.
#pragma once

#include "models/base/result.h"
#include "models/hub/streamsettings.h"
#include "models/nats/options.h"

#include <QStringList>

#include <chrono>

namespace muster::app {

/// What was done, a line a stream, as in "OPS is made". Unavailable where the hub does not answer in time,
/// with why; NotAllowed where it refuses.
Result<QStringList> setUpStreams(const nats::Options &options, const std::vector<hub::StreamRequest> &streams,
                                 std::chrono::seconds patience);

} // namespace muster::app
