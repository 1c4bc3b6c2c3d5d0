// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ticker.h"

namespace muster::ui {
namespace {

Millis machineSteady()
{
    return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

Ticker::Ticker(std::function<Instant()> now, std::function<Millis()> steady, QObject *parent)
    : QObject(parent), m_now(std::move(now)), m_steady(steady ? std::move(steady) : machineSteady)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one sits 20 ms off and wanders
    connect(&m_timer, &QTimer::timeout, this, &Ticker::tick);
}

int Ticker::untilNextSecond(Instant now)
{
    const auto passed = (now - std::chrono::floor<std::chrono::seconds>(now)).count();
    return int(1'000 - passed);
}

void Ticker::start()
{
    m_lastNow = m_now();
    m_lastSteady = m_steady();
    tick();
}

void Ticker::stop()
{
    m_timer.stop();
}

void Ticker::tick()
{
    const Instant at = m_now();
    const Millis steady = m_steady();
    const Millis by = (at - m_lastNow) - (steady - m_lastSteady);
    m_lastNow = at;
    m_lastSteady = steady;
    m_timer.start(untilNextSecond(at));
    if (by >= jumpFrom || by <= -jumpFrom)
        emit clockJumped(by);
    emit ticked(at);
}

} // namespace muster::ui
