// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that a test moves by hand.
#pragma once

#include "models/base/clock.h"

namespace muster::test {

class TestClock final : public Clock
{
public:
    explicit TestClock(Instant at = fromMillis(1'790'000'000'000)) : m_now(at) {}
    Instant now() const override { return m_now; }
    void set(Instant at) { m_now = at; }
    void advance(Millis by) { m_now += by; }

private:
    Instant m_now;
};

} // namespace muster::test
