// SPDX-License-Identifier: GPL-3.0-or-later
// Where "now" comes from. Only app asks the system; tests, drills and --now hand in another clock.
#pragma once

#include "models/base/time.h"

namespace muster {

class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

} // namespace muster
