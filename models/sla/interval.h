// SPDX-License-Identifier: GPL-3.0-or-later
// A stretch of time, as a plain value.
#pragma once

#include "models/base/time.h"

namespace muster::sla {

/// Half-open [from, to). Lists of pauses may come unsorted and overlapping.
struct Interval
{
    Instant from{};
    Instant to{};
    bool operator==(const Interval &) const = default;
};

} // namespace muster::sla
