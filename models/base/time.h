// SPDX-License-Identifier: GPL-3.0-or-later
// Time inside Muster: UTC instants in whole milliseconds. Zones and wall clocks live in models/sla and at
// the edge of the window.
#pragma once

#include "models/base/result.h"

#include <QString>

#include <chrono>

namespace muster {

using Millis = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Millis>;

/// Stands for "never" in rows and sort keys; no fact carries it.
inline constexpr Instant kNever = Instant::max();

constexpr qint64 toMillis(Instant at)
{
    return at.time_since_epoch().count();
}
constexpr Instant fromMillis(qint64 ms)
{
    return Instant(Millis(ms));
}

/// "2026-11-21T14:05:00Z"; milliseconds only where there are any ("…00.250Z").
QString toRfc3339(Instant at);

/// Reads RFC 3339 with "Z" or a numeric offset, and up to nanoseconds (cut to milliseconds).
/// Years 1970 to 9999. BadInput names the text and what is wrong with it.
Result<Instant> parseRfc3339(QStringView text);

} // namespace muster
