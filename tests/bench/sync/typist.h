// SPDX-License-Identifier: GPL-3.0-or-later
// A person who enters something ten times a second, and how long each entry took to be on disk.
#pragma once

#include "tests/bench/support/figures.h"

#include <QFuture>

#include <functional>
#include <utility>

namespace muster::bench {

class Typist
{
public:
    explicit Typist(std::function<QFuture<bool>()> enter) : m_enter(std::move(enter)) {}

    /// To be called without a pause; the next one is entered once the last one is there.
    void type()
    {
        constexpr double kBetween = 100; // ms
        if (m_isUnderWay) {
            if (!m_entry.isFinished())
                return;
            m_waits.push_back(milliseconds(m_since));
            m_isUnderWay = false;
        }
        if (m_since.isValid() && milliseconds(m_since) < kBetween)
            return;
        m_since.start();
        m_entry = m_enter();
        m_isUnderWay = true;
    }
    std::vector<double> takeWaits() { return std::exchange(m_waits, {}); } ///< ms

private:
    std::function<QFuture<bool>()> m_enter;
    QFuture<bool> m_entry;
    QElapsedTimer m_since;
    bool m_isUnderWay = false;
    std::vector<double> m_waits;
};

} // namespace muster::bench
