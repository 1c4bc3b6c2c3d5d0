// SPDX-License-Identifier: GPL-3.0-or-later
// Which proxy leads to a server. Asks the system, which may take its time to find its settings; any thread.
#pragma once

#include "models/nats/attempts.h"

#include <QNetworkProxy>

#include <optional>

namespace muster::nats {

/// The first that can carry any line (HTTP CONNECT, SOCKS 5); nothing where this network has none.
std::optional<QNetworkProxy> proxyFor(const Attempt &attempt, const Options &options);

} // namespace muster::nats
