// SPDX-License-Identifier: GPL-3.0-or-later
// The zones that people write behind a time: "UTC", "CET", "+01:00". Internal to models/comms.
#pragma once

#include <QString>

#include <optional>

namespace muster::comms {

/// A group of a regular expression, in lower case.
const QString &zonePattern();

/// Minutes from UTC. The outer optional is empty where no zone is written; the inner one where the
/// abbreviation stands for several zones, so that nobody can say which instant is meant.
std::optional<std::optional<int>> offsetOf(const QString &written);

} // namespace muster::comms
