// SPDX-License-Identifier: GPL-3.0-or-later
// The clock of a drill: begins where it is told to, runs faster than the real one, can be stopped and set.
// Never goes backwards. Thread-safe: the window and the database thread read it.
#pragma once

#include "models/base/clock.h"

#include <mutex>

namespace muster::drill {

class SimulatedClock final : public Clock
{
public:
    /// Stands still at `start` until it is run. `real` outlives it; only the length of its spans counts.
    SimulatedClock(const Clock &real, Instant start) : m_real(real), m_base(start) {}

    Instant now() const override;
    /// Simulated time passes `speed` times as quickly as real time; 0 stands still.
    void run(int speed);
    int speed() const;
    /// Goes on from `at`; ignored where that is over already.
    void set(Instant at);

private:
    Instant read() const; ///< with the lock held

    const Clock &m_real;
    mutable std::mutex m_mutex;
    Instant m_base;
    Instant m_realBase{};
    mutable Instant m_latest{}; ///< what was read last: a real clock that is set back turns nothing back
    int m_speed = 0;
};

} // namespace muster::drill
