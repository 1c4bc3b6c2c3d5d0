// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/calmtimer.h"

#include <QElapsedTimer>

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
    m_timer.setInterval(leastMs);
    connect(&m_timer, &QTimer::timeout, this, &CalmTimer::run);
}

void CalmTimer::want()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void CalmTimer::run()
{
    QElapsedTimer took;
    took.start();
    m_shown();
    m_timer.setInterval(int(std::clamp(took.elapsed() * kShare, qint64(m_leastMs), kLongest)));
}

} // namespace muster::ui
