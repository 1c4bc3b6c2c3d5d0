// SPDX-License-Identifier: GPL-3.0-or-later
// The baseline of a team's figures: the client alone, with the key of a desk and nothing behind it.
#pragma once

#include "tests/app/team/realteam.h"
#include "tests/bench/store/madetickets.h"
#include "tests/bench/support/figures.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QTimer>

#include <limits>

namespace muster::bench {

/// Runs the event loop until `holds`; it is asked after each event, and every millisecond.
template <typename Holds> void waitUntil(Holds holds)
{
    constexpr int kPatience = 3'600'000; // ms
    QTimer tick;
    tick.start(1);
    QElapsedTimer timer;
    timer.start();
    QAbstractEventDispatcher *events = QCoreApplication::eventDispatcher();
    while (!holds()) {
        events->processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        if (timer.elapsed() > kPatience)
            qFatal("it does not come");
    }
}

inline ledger::DeviceKey keyOf(test::RealDesk &desk)
{
    return desk.with([](store::Workspace &workspace) { return *workspace.deviceKey(); });
}

inline QByteArray ownSubject(const ledger::DeviceKey &key)
{
    return "ops." + key.device().toString().toLatin1() + ".f";
}

inline std::unique_ptr<sync::NatsHub> lineOf(test::RealTeam &team, const ledger::DeviceKey &key)
{
    auto hub = std::make_unique<sync::NatsHub>(team.hub.clock);
    bool isUp = false;
    QObject::connect(hub.get(), &sync::NatsHub::up, hub.get(), [&isUp] { isUp = true; });
    must(hub->start(
        {team.hub.addresses(), team.hub.authority(), key.seed(), key.device(), QStringLiteral("bench")}));
    waitUntil([&] { return isUp; });
    QObject::disconnect(hub.get(), &sync::NatsHub::up, hub.get(), nullptr);
    return hub;
}

/// Tickets for the founder's desk while the hub is away; then the hub is there again and the desk sends.
class FoundersHistory
{
public:
    explicit FoundersHistory(test::RealTeam &team) : m_team(team) {}

    /// Entries that are now in the founder's ledger.
    qint64 write(qint64 tickets, qint64 open)
    {
        m_team.hub.kill9();
        waitUntil([this] { return !founder().isInStep(); });
        auto written = founder().desk->thread().ask([this, tickets, open](store::Workspace &workspace) {
            MadeTickets reader(tickets, open, m_team.hub.clock.now());
            (void)must(workspace.importTickets(reader, QString(), tickets, {}));
            return workspace.ownEntries();
        });
        waitUntil([&written] { return written.isFinished(); });
        return written.result();
    }

    /// Until each of them was acknowledged and seen at the hub; seconds.
    double send()
    {
        m_team.hub.start();
        founder().team->tryNow();
        QElapsedTimer timer;
        timer.start();
        waitUntil(
            [this] { return founder().isInStep() && founder().team->status().toSend == 0 && isSent(); });
        return seconds(timer);
    }

private:
    test::RealDesk &founder() { return *m_team.desks[0]; }
    bool isSent()
    {
        return founder().with([](store::Workspace &workspace) {
            return must(workspace.outbox(std::numeric_limits<qint64>::max(), 0)).waiting == 0;
        });
    }

    test::RealTeam &m_team;
};

/// Every message of the stream, fetched by the client alone.
struct BareRead
{
    double seconds = 0;
    std::vector<QByteArray> bodies; ///< where they are kept
    qint64 bytes = 0;
};
inline BareRead readBare(test::RealTeam &team, bool isKept)
{
    constexpr int kWindow = 256;
    const auto line = lineOf(team, keyOf(*team.desks[0]));
    sync::HubInfo info;
    line->askInfo([&](const Result<sync::HubInfo> &found) { info = must(found); });
    waitUntil([&] { return info.last > 0; });
    BareRead read;
    quint64 asked = 0, here = 0;
    QElapsedTimer timer;
    timer.start();
    const auto ask = [&](auto &self) -> void {
        if (asked == info.last)
            return;
        line->fetch(++asked, [&](const Result<sync::HubMessage> &message) {
            const QByteArray body = must(message).body;
            read.bytes += body.size();
            if (isKept)
                read.bodies.push_back(body);
            ++here;
            self(self);
        });
    };
    for (int i = 0; i < kWindow; ++i)
        ask(ask);
    waitUntil([&] { return here == info.last; });
    read.seconds = seconds(timer);
    return read;
}

} // namespace muster::bench
