// SPDX-License-Identifier: GPL-3.0-or-later
// bench_sync [FACTS]: a team over a real server on this machine, TLS and logins as always, each figure as a
// JSON line with a bare loop over the same client as its baseline from the same run. Not a test: times depend
// on the machine, the ratios less so. Push is measured with 50 desks connected: one whole desk that writes,
// one whole desk that reads, and 48 that only listen.
#include "tests/app/team/realteam.h"
#include "tests/bench/store/madetickets.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <thread>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

constexpr int kDesks = 50, kEntries = 300, kWindow = 256;
constexpr int kPatience = 3'600'000; // ms

void print(const QString &figure, double value, const QString &unit, const QString &baseline, double against)
{
    QJsonObject line{{u"figure"_s, figure}, {u"value"_s, value}, {u"unit"_s, unit}};
    if (!baseline.isEmpty()) {
        line.insert(u"baseline"_s, baseline);
        line.insert(u"baseline_value"_s, against);
        line.insert(u"ratio"_s, value / against);
    }
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

/// Runs the event loop until `holds`; without a wait in between.
template <typename Holds> void spinUntil(Holds holds)
{
    QElapsedTimer timer;
    timer.start();
    while (!holds()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        std::this_thread::yield();
        if (timer.elapsed() > kPatience)
            qFatal("it does not come");
    }
}

struct Spread
{
    double middle = 0, high = 0, most = 0; ///< p50, p99 and the longest, ms
};
Spread spreadOf(std::vector<double> values)
{
    std::ranges::sort(values);
    return {values[values.size() / 2], values[values.size() * 99 / 100], values.back()};
}

ledger::DeviceKey keyOf(RealDesk &desk)
{
    return desk.with([](store::Workspace &workspace) { return *workspace.deviceKey(); });
}

/// The client alone, with a desk's key.
std::unique_ptr<sync::NatsHub> lineOf(RealTeam &team, const ledger::DeviceKey &key)
{
    auto hub = std::make_unique<sync::NatsHub>(team.hub.clock);
    bool isUp = false;
    QObject::connect(hub.get(), &sync::NatsHub::up, hub.get(), [&isUp] { isUp = true; });
    need(hub->start({team.hub.addresses(), team.hub.authority(), key.seed(), key.device(), u"bench"_s}));
    if (!QTest::qWaitFor([&] { return isUp; }, 20'000))
        qFatal("no line");
    QObject::disconnect(hub.get(), &sync::NatsHub::up, hub.get(), nullptr);
    return hub;
}

class Bench
{
public:
    explicit Bench(qint64 facts) : m_facts(facts) {}

    void run()
    {
        sending();
        catchingUp();
        pushing();
    }

private:
    RealDesk &founder() { return *m_team.desks[0]; }

    qint64 entries()
    {
        return founder().with([](store::Workspace &workspace) { return workspace.ownEntries(); });
    }

    bool isSent()
    {
        return founder().with([](store::Workspace &workspace) {
            return need(workspace.outbox(std::numeric_limits<qint64>::max(), 0)).waiting == 0;
        });
    }

    /// From the import's end to the moment at which every fact was acknowledged and seen at the hub.
    void sending()
    {
        m_team.hub.kill9();
        spinUntil([this] { return !founder().isInStep(); });
        founder().with([this](store::Workspace &workspace) {
            constexpr double kFactsPerTicket = 3.4;
            const auto tickets = qint64(double(m_facts) / kFactsPerTicket);
            bench::MadeTickets reader(tickets, tickets / 10, m_team.hub.clock.now());
            (void)need(workspace.importTickets(reader, QString(), tickets, {}));
            return true;
        });
        const qint64 facts = entries();
        m_team.hub.start();
        founder().team->tryNow();
        QElapsedTimer timer;
        timer.start();
        spinUntil(
            [this] { return founder().isInStep() && founder().team->status().toSend == 0 && isSent(); });
        const double perSecond = double(facts) / seconds(timer);
        readBare(facts);
        print(u"facts published, acknowledged and seen (%1)"_s.arg(facts), perSecond, u"1/s"_s,
              u"the same messages by the bare client, acknowledged"_s, publishBare(facts));
    }

    /// Every message of the stream, fetched.
    void readBare(qint64 facts)
    {
        const auto line = lineOf(m_team, keyOf(founder()));
        sync::HubInfo info;
        line->askInfo([&](const Result<sync::HubInfo> &found) { info = need(found); });
        spinUntil([&] { return info.last > 0; });
        quint64 asked = 0;
        QElapsedTimer timer;
        timer.start();
        const auto ask = [&](auto &self) -> void {
            if (asked == info.last)
                return;
            line->fetch(++asked, [&](const Result<sync::HubMessage> &message) {
                m_bodies.push_back(need(message).body);
                self(self);
            });
        };
        for (int i = 0; i < kWindow; ++i)
            ask(ask);
        spinUntil([&] { return m_bodies.size() == info.last; });
        m_bareRead = double(facts) / seconds(timer);
    }

    double publishBare(qint64 facts)
    {
        RealTeam other(0); // an empty hub
        const auto key = keyOf(*other.desks[0]);
        const auto line = lineOf(other, key);
        const QByteArray subject = "ops." + key.device().toString().toLatin1() + ".f";
        size_t sent = 0, stored = 0;
        QElapsedTimer timer;
        timer.start();
        const auto send = [&](auto &self) -> void {
            if (sent == m_bodies.size())
                return;
            line->publish({subject, m_bodies[sent++], 1, 0}, [&](const sync::Published &fate) {
                if (fate.fate != sync::Published::Fate::Stored)
                    qFatal("%s", qPrintable(fate.why));
                ++stored;
                self(self);
            });
        };
        for (int i = 0; i < kWindow / 8; ++i) // large ones
            send(send);
        spinUntil([&] { return stored == m_bodies.size(); });
        return double(facts) / seconds(timer);
    }

    /// A ticket; before there is a policy that it could be judged by, whatever else takes a transaction.
    bool enter(store::Workspace &workspace)
    {
        const auto customers = need(workspace.customers());
        if (customers.empty() || !workspace.policy())
            return bool(workspace.setSetting(u"bench"_s, QByteArray::number(++m_entered)));
        ticket::CreateTicket create;
        create.fields.subject = u"Export stuck"_s;
        create.fields.customer = customers.front().id;
        create.fields.contactName = u"Ada"_s;
        create.fields.priority = u"P1"_s;
        create.fields.impact = u"A main function fails"_s;
        create.fields.environment = u"web"_s;
        create.fields.steps = u"1. export"_s;
        const ticket::TicketOrder order{TicketId::random(m_team.hub.clock.now()), create, std::nullopt};
        return need(workspace.submit(std::span(&order, 1))).saved == 1;
    }

    /// A new desk from its first line to being in step; a person enters something all the while.
    void catchingUp()
    {
        const qint64 facts = entries();
        RealDesk &late = m_team.start(u"agent"_s);
        std::vector<double> waits;
        QElapsedTimer timer, entry;
        timer.start();
        QFuture<bool> writing;
        bool isTold = false;
        const auto write = [&] {
            constexpr double kBetween = 0.1;
            if (writing.isValid() && !writing.isFinished())
                return;
            if (writing.isValid() && !isTold) {
                waits.push_back(seconds(entry) * 1000);
                isTold = true;
            }
            if (writing.isValid() && seconds(entry) < kBetween)
                return;
            isTold = false;
            entry.start();
            writing =
                late.desk->thread().ask([this](store::Workspace &workspace) { return enter(workspace); });
        };
        spinUntil([&] {
            write();
            return late.isInStep() && late.team->status().cursor > 0;
        });
        const double took = seconds(timer);
        print(u"catch-up of %1 facts into ledger and rows"_s.arg(facts), double(facts) / took, u"1/s"_s,
              u"the same messages fetched by the bare client"_s, m_bareRead);
        const Spread spread = spreadOf(waits);
        print(u"a person's entry during catch-up, p99 of %1"_s.arg(waits.size()), spread.high, u"ms"_s, {},
              0);
        print(u"a person's entry during catch-up, longest"_s, spread.most, u"ms"_s, {}, 0);
        if (!m_team.settle(600'000))
            qFatal("the desks differ");
        m_team.hub.admit(m_team.roster());
    }

    /// From the writer's hand to each listener, and to the rows of the desk that reads.
    void pushing()
    {
        const ledger::DeviceKey key = keyOf(*m_team.desks[1]);
        std::vector<std::unique_ptr<sync::NatsHub>> listeners;
        QElapsedTimer entry;
        std::vector<double> heard, bare, read;
        std::vector<double> *into = &heard;
        for (int i = 2; i < kDesks; ++i) {
            listeners.push_back(lineOf(m_team, key));
            QObject::connect(listeners.back().get(), &sync::NatsHub::live, listeners.back().get(),
                             [&](const sync::HubMessage &) { into->push_back(seconds(entry) * 1000); });
        }
        const auto all = [&](size_t entries) { return entries * listeners.size(); };
        for (size_t i = 1; i <= kEntries; ++i) {
            entry.start();
            const TicketId ticket = m_team.desks[0]->createTicket(u"A timeline entry"_s);
            const bool isHere = QTest::qWaitFor([&] { return heard.size() >= all(i); }, 20'000);
            if (!isHere)
                qFatal("a push was lost");
            while (!m_team.desks[1]->hasTicket(ticket)) {}
            read.push_back(seconds(entry) * 1000);
            QTest::qWait(10);
        }
        into = &bare;
        const auto writer = lineOf(m_team, keyOf(founder()));
        const QByteArray subject = "ops." + keyOf(founder()).device().toString().toLatin1() + ".f";
        for (size_t i = 1; i <= kEntries; ++i) {
            entry.start();
            writer->publish({subject, QByteArray(700, 'x'), 1, 0}, [](const sync::Published &) {});
            if (!QTest::qWaitFor([&] { return bare.size() >= all(i); }, 20'000))
                qFatal("a push was lost");
            QTest::qWait(10);
        }
        const Spread pushed = spreadOf(heard), raw = spreadOf(bare), rows = spreadOf(read);
        const QString baseline = u"700 bytes by the bare client"_s;
        print(u"an entry, from the order to %1 listeners, p50"_s.arg(listeners.size()), pushed.middle,
              u"ms"_s, baseline, raw.middle);
        print(u"an entry, from the order to %1 listeners, p99"_s.arg(listeners.size()), pushed.high, u"ms"_s,
              baseline, raw.high);
        print(u"an entry, from the order to the rows of another desk, p50"_s, rows.middle, u"ms"_s, baseline,
              raw.middle);
        print(u"an entry, from the order to the rows of another desk, p99"_s, rows.high, u"ms"_s, baseline,
              raw.high);
    }

    qint64 m_facts;
    RealTeam m_team{0, 1, 4LL << 30};
    std::vector<QByteArray> m_bodies;
    double m_bareRead = 0;
    int m_entered = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication program(argc, argv);
    const qint64 facts = argc > 1 ? QByteArray(argv[1]).toLongLong() : 100'000;
    if (facts < 100 || !NatsServer::isInstalled()) {
        std::fprintf(stderr, "bench_sync [FACTS], with nats-server installed\n");
        return 2;
    }
    Bench(facts).run();
    return 0;
}
