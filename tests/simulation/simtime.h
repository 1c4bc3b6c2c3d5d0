// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated time: what is to happen, in its order, and the one source of chance. Equal seeds give equal runs.
#pragma once

#include "models/base/clock.h"

#include <QString>

#include <cstdio>
#include <functional>
#include <map>
#include <random>

namespace muster::simulation {

class SimTime
{
public:
    explicit SimTime(quint64 seed) : m_random(seed) {}

    Millis now() const { return m_now; }
    /// With MUSTER_TRACE set, what happens is printed: for the one seed that fails.
    void trace(const QString &what) const
    {
        static const bool isWanted = qEnvironmentVariableIsSet("MUSTER_TRACE");
        if (isWanted)
            std::fprintf(stderr, "%8lld %s\n", static_cast<long long>(m_now.count()), qPrintable(what));
    }
    void after(Millis wait, std::function<void()> what)
    {
        m_events.emplace(std::pair(m_now + std::max(wait, Millis{0}), m_number++), std::move(what));
    }
    /// Everything up to then.
    void runTo(Millis end)
    {
        while (!m_events.empty() && m_events.begin()->first.first <= end) {
            auto first = m_events.extract(m_events.begin());
            m_now = first.key().first;
            first.mapped()();
        }
        m_now = end;
    }

    /// From `least` to `most`, both included.
    qint64 between(qint64 least, qint64 most)
    {
        return std::uniform_int_distribution<qint64>(least, most)(m_random);
    }
    bool chance(int ofThousand) { return between(0, 999) < ofThousand; }
    quint64 number() { return m_random(); }

private:
    std::mt19937_64 m_random;
    Millis m_now{0};
    quint64 m_number = 0;
    std::map<std::pair<Millis, quint64>, std::function<void()>> m_events;
};

/// A desk's wall clock: true time, and how far off it is.
class SkewedClock final : public Clock
{
public:
    explicit SkewedClock(const SimTime &time) : m_time(time) {}
    Instant now() const override { return kStart + m_time.now() + m_skew; }
    void setSkew(Millis skew) { m_skew = skew; }

    static constexpr Instant kStart{Millis(1'790'000'000'000)};

private:
    const SimTime &m_time;
    Millis m_skew{0};
};

} // namespace muster::simulation
