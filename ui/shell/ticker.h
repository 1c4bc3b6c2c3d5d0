// SPDX-License-Identifier: GPL-3.0-or-later
// The one timer of the window: wakes just after each second of the wall clock, so that all countdowns change
// together. It only wakes; the time is asked from `now`. Also finds jumps of the system clock. Window thread;
// owned by app.
#pragma once

#include "models/base/time.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace muster::ui {

class Ticker final : public QObject
{
    Q_OBJECT
public:
    /// A step of the wall clock against the steady one by at least this much is a jump (also a machine that
    /// slept).
    static constexpr Millis jumpFrom{2'000};

    /// `steady` counts on whatever the wall clock does; the machine's monotonic clock where none is given.
    explicit Ticker(std::function<Instant()> now, std::function<Millis()> steady = {},
                    QObject *parent = nullptr);

    void start(); ///< ticks at once, then each second
    void stop();
    bool isRunning() const { return m_timer.isActive(); }
    Instant now() const { return m_now(); }

    /// Milliseconds from `now` to just after the next whole second, 1 to 1000.
    static int untilNextSecond(Instant now);

signals:
    void ticked(muster::Instant now);
    /// The wall clock went `by` further (or back, negative) than time passed.
    void clockJumped(muster::Millis by);

private:
    void tick();

    std::function<Instant()> m_now;
    std::function<Millis()> m_steady;
    QTimer m_timer;
    Instant m_lastNow{};
    Millis m_lastSteady{};
};

} // namespace muster::ui
