// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/couriers.h"

namespace muster::app {

Couriers::Couriers(const Clock &clock, Credential credential, LineLimits limits, Returned returned)
    : m_clock(clock), m_credential(std::move(credential)), m_returned(std::move(returned)),
      m_line(std::move(limits), m_isStopped)
{}

Couriers::~Couriers()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopped = true;
    }
    for (const auto &[channel, lane] : m_lanes) {
        lane->wake.notify_all();
        lane->thread.join();
    }
}

void Couriers::send(Parcel parcel)
{
    const std::scoped_lock lock(m_mutex);
    std::unique_ptr<Lane> &lane = m_lanes[parcel.channel.key];
    if (!lane) {
        lane = std::make_unique<Lane>();
        lane->thread = std::thread([this, raw = lane.get()] { run(*raw); });
    }
    lane->waiting.push_back(std::move(parcel));
    lane->wake.notify_all();
}

void Couriers::run(Lane &lane)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        lane.wake.wait(lock, [&] { return m_isStopped || !lane.waiting.empty(); });
        if (m_isStopped)
            return; // what waits is on the disk
        const Parcel parcel = std::move(lane.waiting.front());
        lane.waiting.pop_front();
        lock.unlock();
        const notify::Outcome outcome = deliver(parcel, m_credential, m_line, m_clock.now());
        m_returned(parcel, outcome);
        lock.lock();
    }
}

} // namespace muster::app
