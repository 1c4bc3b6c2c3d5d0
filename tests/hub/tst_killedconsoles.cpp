// SPDX-License-Identifier: GPL-3.0-or-later
// Consoles on one hub are ended at random moments while promises fall due, and started again: whatever fell
// due is told, as one, and stands in the ledger once. By hand: tst_killedconsoles --kills 200 --seed 7.
#include "tests/hub/killedconsoles.h"

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

constexpr int kKills = 18; ///< where nothing is said: so many fit into a minute
int kills = kKills;
quint32 seed = 0;

/// What the ledger of a desk says of the rules.
struct Record
{
    QMap<QString, int> asked;  ///< entries by cause
    QMap<QString, int> raised; ///< escalations by ticket, rule and episode
    int delivered = 0;         ///< entries that say so
    std::vector<notify::Notification> notifications;
};

Record readRecord(store::Workspace &workspace)
{
    Record record;
    need(workspace.forEachFact([&](const Fact &fact) {
        const QJsonObject payload = parseJsonObject(fact.payload).value_or(QJsonObject());
        const auto part = [&](const char *key) {
            return payload.value(QLatin1StringView(key)).toVariant().toString();
        };
        if (fact.type == u"notification.asked")
            ++record.asked[part("cause")];
        else if (fact.type == u"escalation.raised")
            ++record.raised[QStringList{part("ticket"), part("rule"), part("episode")}.join(u' ')];
        else if (fact.type == u"notification.delivered")
            ++record.delivered;
        return true;
    }));
    record.notifications = workspace.notifications(100'000);
    return record;
}

} // namespace

class TestKilledConsoles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!NatsServer::isInstalled())
            QFAIL("nats-server is not installed; packaging/setup test does it");
        QVERIFY(QFile::exists(qEnvironmentVariable("MUSTER_BINARY")));
        qInfo("%d kills, seed %u", kills, seed);
        m_random.seed(seed);
    }

    void whatFallsDueIsToldAsOneWhateverIsKilled()
    {
        MoodyPeer peer(seed);
        RealTeam team(0);
        RealDesk &founder = *team.desks[0];
        founder.with([&](store::Workspace &workspace) {
            need(workspace.adoptPolicy(hastyPolicy(peer.url())));
            return true;
        });
        for (int i = 0; i < 3; ++i)
            (void)team.join(u"automation"_s);
        QVERIFY(team.settle());
        std::vector<std::unique_ptr<HeadlessConsole>> consoles;
        for (size_t i = 1; i <= 3; ++i) {
            team.desks[i]->close();
            need(need(app::secretsOf(team.desks[i]->file()))->write(app::credentialKey(u"peer"_s), "secret"));
            consoles.push_back(std::make_unique<HeadlessConsole>(team.desks[i]->file()));
            consoles.back()->start();
        }
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(consoles, [](const auto &each) { return each->isOnDuty; }), 60'000);

        std::vector<TicketId> tickets;
        for (int done = 0; done < kills; ++done) {
            tickets.push_back(create(founder, tickets.size()));
            HeadlessConsole &victim = *consoles[choose(consoles)];
            waitForAMoment(victim, peer);
            victim.kill9();
            // Mostly at once; now and then the duty has moved on before.
            QTest::qWait(int(m_random.bounded(8U) == 0 ? 12'000 : m_random.bounded(250U)));
            victim.start();
        }
        peer.heal();
        const auto isAllTold = [&] {
            return founder.with([&](store::Workspace &workspace) {
                int missed = 0;
                for (const notify::Notification &each : workspace.notifications(100'000))
                    missed += each.asked.occasion == u"sla_breached" ? 1 : 0;
                return missed >= int(tickets.size()) && workspace.openNotifications().empty();
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAllTold(), 300'000);
        int duties = 0;
        for (const auto &console : consoles) {
            duties += console->duties;
            console->kill9();
        }
        for (size_t i = 1; i <= 3; ++i)
            team.desks[i]->open();
        QVERIFY(team.settle(120'000)); // the ledgers of all desks are equal

        const Record record = founder.with([](store::Workspace &workspace) { return readRecord(workspace); });
        judge(record, tickets, peer);
        qInfo("%d kills of three consoles, the duty taken %d times, %lld tickets, %lld causes, %d requests, "
              "%d entries that one was delivered",
              kills, duties, qint64(tickets.size()), qint64(record.notifications.size()), peer.requests(),
              record.delivered);
        for (const auto &desk : team.desks)
            QVERIFY(desk->with([](store::Workspace &workspace) { return need(workspace.check()).ok(); }));
    }

private:
    TicketId create(RealDesk &desk, size_t number)
    {
        const TicketId id = TicketId::random(desk.clock.now());
        desk.with([&](store::Workspace &workspace) {
            ticket::CreateTicket create;
            create.fields.subject = u"Report %1"_s.arg(number);
            create.fields.customer = need(workspace.customers()).front().id;
            create.fields.contactName = u"Ada"_s;
            create.fields.priority = u"P0"_s;
            create.fields.impact = u"Everything is down"_s;
            create.fields.environment = u"web"_s;
            create.fields.steps = u"1. sign in"_s;
            const ticket::TicketOrder order{id, create, std::nullopt};
            return need(workspace.submit(std::span(&order, 1))).saved;
        });
        return id;
    }
    /// Who acts is hit more often than the others.
    size_t choose(const std::vector<std::unique_ptr<HeadlessConsole>> &consoles)
    {
        for (size_t i = 0; i < consoles.size(); ++i) {
            if (consoles[i]->isOnDuty && m_random.bounded(2U) == 0)
                return i;
        }
        return m_random.bounded(unsigned(consoles.size()));
    }
    /// Behind a request that just came, behind rules that just acted, or at any time.
    void waitForAMoment(const HeadlessConsole &victim, const MoodyPeer &peer)
    {
        constexpr int kLongest = 5000; // ms
        const int requests = peer.requests(), acted = victim.acted;
        switch (m_random.bounded(3U)) {
        case 0:
            (void)QTest::qWaitFor([&] { return peer.requests() > requests; }, kLongest);
            break;
        case 1:
            (void)QTest::qWaitFor([&] { return victim.acted > acted; }, kLongest);
            break;
        default:
            QTest::qWait(int(m_random.bounded(unsigned(kLongest))));
        }
        QTest::qWait(int(m_random.bounded(60U)));
    }
    static void judge(const Record &record, const std::vector<TicketId> &tickets, const MoodyPeer &peer)
    {
        for (const auto &[what, times] : record.asked.asKeyValueRange())
            QVERIFY2(times == 1, qPrintable(u"%1 was asked for %2 times"_s.arg(what).arg(times)));
        for (const auto &[what, times] : record.raised.asKeyValueRange())
            QVERIFY2(times == 1, qPrintable(u"%1 was raised %2 times"_s.arg(what).arg(times)));
        QCOMPARE(record.raised.size(), qsizetype(tickets.size())); // each is a top-tier outage
        for (const TicketId &ticket : tickets) {
            const QString begin = u"sla_breached:%1:first_response:"_s.arg(ticket.toString());
            QVERIFY2(std::ranges::any_of(record.asked.keys(),
                                         [&](const QString &cause) { return cause.startsWith(begin); }),
                     qPrintable(begin));
        }
        const auto keys = peer.keysByTitle();
        for (const auto &[title, under] : keys.asKeyValueRange())
            QVERIFY2(under.size() == 1, qPrintable(u"%1 came under %2 keys"_s.arg(title).arg(under.size())));
        for (const notify::Notification &each : record.notifications) {
            const bool wasTold = keys.contains(each.asked.title);
            QVERIFY2(wasTold || each.settledAt, qPrintable(each.asked.title));
            QVERIFY2(each.deliveries.size() == 1 || each.settledAt, qPrintable(each.asked.title));
            QVERIFY2(each.deliveries.size() <= 1, qPrintable(each.asked.title));
        }
    }
    QRandomGenerator m_random;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const auto take = [&](const QString &option) -> std::optional<quint32> {
        const auto at = arguments.indexOf(option);
        if (at < 0 || at + 1 >= arguments.size())
            return std::nullopt;
        const quint32 value = arguments[at + 1].toUInt();
        arguments.remove(at, 2);
        return value;
    };
    seed = take(u"--seed"_s).value_or(QRandomGenerator::global()->generate());
    kills = int(take(u"--kills"_s).value_or(kKills));
    // By hand it takes its time: two hundred kills a quarter of an hour.
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(300'000 + qint64(kills) * 20'000));
    TestKilledConsoles test;
    return QTest::qExec(&test, arguments);
}
#include "tst_killedconsoles.moc"
