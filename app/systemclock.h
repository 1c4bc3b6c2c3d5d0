// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that asks the system for the time; `--now` fixes it for drills and tests.
#pragma once

#include "models/base/clock.h"

#include <optional>

namespace muster::app {

class SystemClock final : public Clock
{
public:
    /// With `start`, the clock begins there and runs on at the system's pace.
    explicit SystemClock(std::optional<Instant> start = {}) : m_shift(start ? *start - wall() : Millis(0)) {}
    Instant now() const override { return wall() + m_shift; }

private:
    static Instant wall() { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }
    Millis m_shift;
};

} // namespace muster::app
