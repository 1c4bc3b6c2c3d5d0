// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/calmtimer.h"

#include <algorithm>

namespace muster::ui {
namespace {

constexpr qint64 kShare = 8;       ///< of the window's time one part at most
constexpr qint64 kLongest = 2'000; ///< ms

} // namespace

CalmTimer::CalmTimer(int leastMs, std::function<void()> shown, QObject *parent)
    : QObject(parent), m_leastMs(leastMs), m_shown(std::move(shown))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CalmTimer::run);
}

void CalmTimer::want()
{
    if (m_timer.isActive())
        return;
    const qint64 rested = m_sinceShown.isValid() ? m_sinceShown.elapsed() : m_rest;
    m_timer.start(int(std::max(qint64(m_leastMs), m_rest - rested)));
}

void CalmTimer::run()
{
    QElapsedTimer took;
    took.start();
    m_shown();
    m_rest = std::min(took.elapsed() * kShare, kLongest);
    m_sinceShown.start();
}

} // namespace muster::ui
