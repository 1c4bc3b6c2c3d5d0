// SPDX-License-Identifier: GPL-3.0-or-later
// bench_sync [FACTS]: a team over a real server on this machine, TLS and logins as always, each figure as a
// JSON line with a bare loop over the same client as its baseline from the same run. Not a test: times depend
// on the machine, the ratios less so. Push is measured with 50 desks connected: one whole desk that writes,
// one whole desk that reads, and 48 that only listen.
#include "tests/bench/sync/hubline.h"
#include "tests/bench/sync/typist.h"

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::bench;
using namespace muster::test;

namespace {

constexpr int kDesks = 50, kEntries = 300, kRest = 10'000; // ms
constexpr qint64 kStore = 4LL << 30;                       // bytes, of a hub

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

    /// From the import's end to the moment at which every fact was acknowledged and seen at the hub.
    void sending()
    {
        constexpr double kFactsPerTicket = 3.4;
        const auto tickets = qint64(double(m_facts) / kFactsPerTicket);
        FoundersHistory history(m_team);
        const qint64 facts = history.write(tickets, tickets / 10);
        const double perSecond = double(facts) / history.send();
        m_bare = readBare(m_team, true);
        print({u"facts published, acknowledged and seen (%1)"_s.arg(facts),
               perSecond,
               u"1/s"_s,
               {},
               u"the same messages by the bare client, acknowledged"_s,
               publishBare(facts)});
    }

    double publishBare(qint64 facts)
    {
        RealTeam other(0, 1, kStore); // an empty hub
        const auto key = keyOf(*other.desks[0]);
        other.desks[0]->close();
        const auto line = lineOf(other, key);
        const QByteArray subject = ownSubject(key);
        constexpr int kWindow = 32; // large ones
        size_t sent = 0, stored = 0;
        QElapsedTimer timer;
        timer.start();
        const auto send = [&](auto &self) -> void {
            if (sent == m_bare.bodies.size())
                return;
            line->publish({subject, m_bare.bodies[sent++], 1, 0}, [&](const sync::Published &fate) {
                if (fate.fate != sync::Published::Fate::Stored)
                    qFatal("%s", qPrintable(fate.why));
                ++stored;
                self(self);
            });
        };
        for (int i = 0; i < kWindow; ++i)
            send(send);
        waitUntil([&] { return stored == m_bare.bodies.size(); });
        return double(facts) / seconds(timer);
    }

    ticket::TicketOrder newTicket(CustomerId customer) const
    {
        ticket::CreateTicket create;
        create.fields.subject = u"Export stuck"_s;
        create.fields.customer = customer;
        create.fields.contactName = u"Ada"_s;
        create.fields.priority = u"P1"_s;
        create.fields.impact = u"A main function fails"_s;
        create.fields.environment = u"web"_s;
        create.fields.steps = u"1. export"_s;
        return {TicketId::random(m_team.hub.clock.now()), create, std::nullopt};
    }

    static CustomerId aCustomer(store::Workspace &workspace)
    {
        const auto customers = must(workspace.customers());
        return customers.empty() ? CustomerId() : customers.front().id;
    }

    /// A ticket; before there is a policy that it could be judged by, whatever else takes a transaction.
    bool enter(store::Workspace &workspace)
    {
        if (m_customer.isNull())
            m_customer = aCustomer(workspace);
        if (m_customer.isNull() || !workspace.policy())
            return bool(workspace.setSetting(u"bench"_s, QByteArray::number(++m_entered)));
        const ticket::TicketOrder order = newTicket(m_customer);
        return must(workspace.submit(std::span(&order, 1))).saved == 1;
    }

    /// A new desk from its first line to being in step; a person enters something all the while.
    void catchingUp()
    {
        const qint64 facts = entries();
        RealDesk &late = m_team.start(u"agent"_s);
        Typist typist([&] {
            return late.desk->thread().ask([this](store::Workspace &workspace) { return enter(workspace); });
        });
        std::vector<double> tenths; // when each of them was there, s
        QElapsedTimer timer;
        timer.start();
        waitUntil([&] {
            typist.type();
            const views::LinkStatus status = late.team->status();
            if (status.cursor > 0 && status.cursor * 10 >= status.hubLast * (tenths.size() + 1))
                tenths.push_back(seconds(timer));
            return late.isInStep() && status.cursor > 0;
        });
        const double took = seconds(timer);
        print({u"catch-up of %1 facts into ledger and rows"_s.arg(facts),
               double(facts) / took,
               u"1/s"_s,
               {},
               u"the same messages fetched by the bare client"_s,
               double(facts) / m_bare.seconds});
        if (tenths.size() >= 10)
            print({u"its last tenth"_s,
                   double(facts) / 10 / (took - tenths[8]),
                   u"1/s"_s,
                   {},
                   u"its second tenth"_s,
                   double(facts) / 10 / (tenths[1] - tenths[0])});
        const std::vector<double> busy = typist.takeWaits();
        QElapsedTimer rest;
        rest.start();
        waitUntil([&] {
            typist.type();
            return rest.elapsed() > kRest;
        });
        const std::vector<double> idle = typist.takeWaits();
        for (const auto &[name, part] : {std::pair(u"p99 of %1"_s.arg(busy.size()), 0.99),
                                         std::pair(u"longest of %1"_s.arg(busy.size()), 1.0)})
            print({u"a person's entry during catch-up, "_s + name,
                   share(busy, part),
                   u"ms"_s,
                   {},
                   u"the same at rest"_s,
                   share(idle, part)});
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
        QObject context;
        std::vector<double> heard, bare, read;
        std::vector<double> *into = &heard;
        for (int i = 2; i < kDesks; ++i) {
            listeners.push_back(lineOf(m_team, key));
            QObject::connect(listeners.back().get(), &sync::NatsHub::live, listeners.back().get(),
                             [&](const sync::HubMessage &) { into->push_back(milliseconds(entry)); });
        }
        TicketId wanted;
        QObject::connect(m_team.desks[1]->desk.get(), &views::Desk::queueChanged, &context,
                         [&](const views::QueueChange &change) {
                             const bool isHere =
                                 std::ranges::find(change.rows, wanted, &views::TicketRow::id) !=
                                 change.rows.end();
                             if (isHere)
                                 read.push_back(milliseconds(entry));
                         });
        const CustomerId customer = founder().with(
            [](store::Workspace &workspace) { return must(workspace.customers()).front().id; });
        const auto all = [&](size_t entries) { return entries * listeners.size(); };
        for (size_t i = 1; i <= kEntries; ++i) {
            entry.start();
            const ticket::TicketOrder order = newTicket(customer);
            wanted = order.ticket;
            (void)founder().desk->submit({order});
            waitUntil([&] { return heard.size() >= all(i) && read.size() >= i; });
            QTest::qWait(10);
        }
        into = &bare;
        const ledger::DeviceKey own = keyOf(founder());
        for (const auto &desk : m_team.desks)
            desk->close();
        const auto writer = lineOf(m_team, own);
        const QByteArray subject = ownSubject(own);
        for (size_t i = 1; i <= kEntries; ++i) {
            entry.start();
            writer->publish({subject, QByteArray(700, 'x'), 1, 0}, [](const sync::Published &) {});
            waitUntil([&] { return bare.size() >= all(i); });
            QTest::qWait(10);
        }
        const QString baseline = u"700 bytes by the bare client"_s;
        const auto print99 = [&](const QString &what, const std::vector<double> &values,
                                 const QString &goal) {
            print({what + u", p50"_s, share(values, 0.5), u"ms"_s, {}, baseline, share(bare, 0.5)});
            print({what + u", p99"_s, share(values, 0.99), u"ms"_s, goal, baseline, share(bare, 0.99)});
        };
        print99(u"an entry, from the order to %1 listeners"_s.arg(listeners.size()), heard, {});
        print99(u"an entry, from the order to another desk, stored and in its window"_s, read, u"<= 100"_s);
    }

    qint64 m_facts;
    RealTeam m_team{0, 1, kStore};
    BareRead m_bare;
    int m_entered = 0;
    CustomerId m_customer; ///< of the entries of a person
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
