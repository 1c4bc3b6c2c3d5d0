// SPDX-License-Identifier: GPL-3.0-or-later
// Threads that bring messages: one a channel, so that a peer that hangs holds back nobody else. Made where
// they are first needed; what is under way is broken off when this ends.
#pragma once

#include "app/notify/courier.h"
#include "models/base/clock.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace muster::app {

class Couriers
{
public:
    /// Called on a courier's thread.
    using Returned = std::function<void(const Parcel &, const notify::Outcome &)>;

    Couriers(const Clock &clock, Credential credential, LineLimits limits, Returned returned);
    ~Couriers();
    Q_DISABLE_COPY_MOVE(Couriers)

    void send(Parcel parcel);

private:
    struct Lane
    {
        std::deque<Parcel> waiting;
        std::condition_variable wake;
        std::thread thread;
    };
    void run(Lane &lane);

    const Clock &m_clock;
    Credential m_credential;
    Returned m_returned;
    std::atomic<bool> m_isStopped = false;
    Line m_line;
    std::mutex m_mutex;
    std::map<QString, std::unique_ptr<Lane>> m_lanes;
};

} // namespace muster::app
