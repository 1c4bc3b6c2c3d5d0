// SPDX-License-Identifier: GPL-3.0-or-later
// A hub as a value: a stream of messages with numbers, and what may happen to it. Lines to it are SimLine.
#pragma once

#include "models/sync/hublink.h"
#include "tests/simulation/simtime.h"

#include <memory>
#include <vector>

namespace muster::simulation {

class SimLine;

class SimHub
{
public:
    explicit SimHub(SimTime &time) : m_time(time) {}
    /// A hub that holds the same, without its lines.
    SimHub copyFor(SimTime &time) const
    {
        SimHub copy(time);
        copy.m_created = m_created;
        copy.m_hubs = m_hubs;
        copy.m_log = m_log;
        return copy;
    }

    sync::HubInfo info() const;
    const sync::HubMessage *at(quint64 sequence) const
    {
        const bool isThere = sequence >= 1 && sequence <= m_log.size() && m_log[sequence - 1].sequence > 0;
        return isThere ? &m_log[sequence - 1] : nullptr;
    }
    quint64 append(const sync::Outgoing &message);
    void connect(SimLine *line) { m_lines.push_back(line); }
    void disconnect(SimLine *line) { std::erase(m_lines, line); }

    // What may happen to it. Each cuts all lines.
    void restart();
    void replace();                  ///< another, empty one under the same name
    void loseTail(quint64 messages); ///< a power cut, or an older copy put back: numbers are used again
    void diverge();                  ///< a replica that lacks one message takes over
    void loseHead(quint64 messages); ///< its admin let it keep no more than so many: the numbers go on
    void loseOne();                  ///< somebody took a message out

private:
    void cutLines();

    SimTime &m_time;
    QByteArray m_created = "hub 1";
    int m_hubs = 1;
    std::vector<sync::HubMessage> m_log;
    std::vector<SimLine *> m_lines; ///< in the order in which they came: the same in every run
};

/// How bad the network is; chances of a thousand.
struct Weather
{
    int lost = 0, doubled = 0, ackLost = 0, liveLost = 0;
    Millis slowest{20};
};

/// One desk's line to the hub. Answers come later, or the line breaks.
class SimLine final : public sync::HubLink
{
public:
    SimLine(SimTime &time, SimHub &hub, const Weather &weather) : m_time(time), m_hub(hub), m_weather(weather)
    {}
    ~SimLine() override { m_hub.disconnect(this); }

    std::function<void()> onUp, onDown;
    std::function<void(sync::HubMessage)> onLive;

    void open(); ///< after a while, unless the cable is pulled
    void cut();  ///< comes back by itself, unless the cable is pulled
    void pull(); ///< the cable
    void plug();
    bool isUp() const { return m_isUp; }
    void push(const sync::HubMessage &message);

    void askInfo(sync::Then<Result<sync::HubInfo>> then) override;
    void fetch(quint64 sequence, sync::Then<Result<sync::HubMessage>> then) override;
    void publish(const sync::Outgoing &message, sync::Then<sync::Published> then) override;
    void renew(const QString &why) override;

private:
    /// Runs `what` after the way there or back, if the line is still the same then; false where it got lost.
    bool travel(std::function<void()> what);
    void loseAnswer(const std::function<void()> &giveUp);

    SimTime &m_time;
    SimHub &m_hub;
    const Weather &m_weather;
    bool m_isUp = false, m_isPlugged = true, m_isOpening = false;
    std::shared_ptr<quint64> m_line = std::make_shared<quint64>(0);
};

} // namespace muster::simulation
