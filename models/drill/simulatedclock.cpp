// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/simulatedclock.h"

#include <algorithm>

namespace muster::drill {

Instant SimulatedClock::read() const
{
    const Instant at = m_speed == 0 ? m_base : m_base + (m_real.now() - m_realBase) * m_speed;
    m_latest = std::max(m_latest, at);
    return m_latest;
}

Instant SimulatedClock::now() const
{
    const std::scoped_lock lock(m_mutex);
    return read();
}

void SimulatedClock::run(int speed)
{
    const std::scoped_lock lock(m_mutex);
    m_base = read();
    m_realBase = m_real.now();
    m_speed = std::max(0, speed);
}

int SimulatedClock::speed() const
{
    const std::scoped_lock lock(m_mutex);
    return m_speed;
}

void SimulatedClock::set(Instant at)
{
    const std::scoped_lock lock(m_mutex);
    m_base = std::max(read(), at);
    m_realBase = m_real.now();
}

} // namespace muster::drill
