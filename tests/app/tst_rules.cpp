// SPDX-License-Identifier: GPL-3.0-or-later
// The rules at work over a real file: they act at their instants, once, and only where they may.
#include "app/ruleswiring.h"
#include "models/store/database.h"
#include "tests/models/store/worlds.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;

namespace {

/// A desk whose service runs, with the rules beside it.
class RulesDesk
{
public:
    explicit RulesDesk(const QString &file, TestClock &clock)
        : m_desk(clock), m_incidents(m_desk), m_escalations(m_desk, m_incidents),
          rules(m_desk, [](store::Workspace &) {})
    {
        if (!m_desk.start(file, store::OpenMode::CreateIfMissing))
            qFatal("the desk does not open");
        app::followMatters(rules, m_incidents, m_escalations);
    }
    TicketId create(const World &world, const QString &priority, std::optional<Instant> at = {})
    {
        auto order = world.creation(u"Export stuck"_s);
        std::get<ticket::CreateTicket>(order.command).fields.priority = priority;
        order.occurredAt = at;
        auto saved = m_desk.submit({order});
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }) || saved.result()->saved != 1)
            qFatal("the ticket is not saved");
        return order.ticket;
    }
    std::vector<views::LedEscalation> of(TicketId ticket)
    {
        auto answer = m_desk.thread().ask(
            [ticket](store::Workspace &workspace) { return workspace.escalationsOf(ticket); });
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }))
            qFatal("the desk does not answer");
        return answer.takeResult();
    }
    /// What was asked for, by occasion; with a star behind what is over.
    QStringList told()
    {
        auto answer =
            m_desk.thread().ask([](store::Workspace &workspace) { return workspace.notifications(20'000); });
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000))
            qFatal("the desk does not answer");
        QStringList occasions;
        for (const notify::Notification &each : answer.takeResult())
            occasions += each.asked.occasion + (each.settledAt ? u"*"_s : QString());
        occasions.sort();
        return occasions;
    }
    void answer(TicketId ticket)
    {
        auto saved =
            m_desk.submit({{ticket, ticket::SendReply{u"We look at it."_s, false, {}}, std::nullopt}});
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }) || saved.result()->saved != 1)
            qFatal("the answer is not saved");
    }
    IncidentId declare()
    {
        incident::Declare command;
        command.fields.title = u"Checkout is down"_s;
        command.fields.severity = u"SEV-1"_s;
        auto saved = m_incidents.submit({{}, command, std::nullopt});
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }) || !saved.result())
            qFatal("the incident is not declared");
        return saved.result()->incident;
    }
    /// Many at once, as they come from elsewhere.
    void createMany(const World &world, int count)
    {
        std::vector<ticket::TicketOrder> orders;
        for (int i = 0; i < count; ++i) {
            orders.push_back(world.creation(u"Export stuck %1"_s.arg(i)));
            std::get<ticket::CreateTicket>(orders.back().command).fields.priority = u"P1"_s;
        }
        auto saved = m_desk.submit(orders);
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }, 60'000) || saved.result()->saved != count)
            qFatal("the tickets are not saved");
    }
    /// Its escalation was told, and once.
    bool wasToldOf(TicketId ticket)
    {
        auto answer = m_desk.thread().ask([ticket](store::Workspace &workspace) {
            int told = 0;
            (void)workspace.forEachFact([&](const Fact &fact) {
                told += fact.type == u"notification.asked" &&
                        fact.payload.contains(ticket.toString().toUtf8()) &&
                        fact.payload.contains("\"occasion\":\"escalation\"");
                return true;
            });
            return told;
        });
        return QTest::qWaitFor([&] { return answer.isFinished(); }) && answer.takeResult() == 1;
    }

private:
    app::DeskService m_desk;
    app::IncidentService m_incidents;
    app::EscalationService m_escalations;

public:
    app::RulesKeeper rules; ///< behind the desk, which it uses
};

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/muster-XXXXXX"));
        m_clock = std::make_unique<TestClock>();
        m_world = std::make_unique<World>(m_folder->filePath(u"desk.muster"_s), *m_clock);
        m_world->workspace.reset(); // the service opens it
    }

    void whatIsDueAtOnceIsDoneAndTold()
    {
        RulesDesk desk(m_world->path, *m_clock);
        QSignalSpy fired(&desk.rules, &app::RulesKeeper::fired);
        desk.rules.setActing(true);
        const TicketId ticket = desk.create(*m_world, u"P0"_s);
        QTRY_COMPARE(desk.of(ticket).size(), size_t(1));
        const escalation::Escalation &raised = desk.of(ticket).front().escalation;
        QCOMPARE(raised.raised.trigger, u"top_tier_outage"_s);
        QCOMPARE(raised.level().level, u"level-3"_s);
        QVERIFY(raised.raisedBy.isNull());
        QVERIFY(desk.wasToldOf(ticket));
        QCOMPARE(fired.size(), 1);
    }

    void whatIsDueLaterIsDoneThen()
    {
        RulesDesk desk(m_world->path, *m_clock);
        desk.rules.setActing(true);
        const TicketId ticket = desk.create(*m_world, u"P1"_s);
        QTest::qWait(400);
        QVERIFY(desk.of(ticket).empty());
        // The clock jumps, as after sleep; whatever changes next has the rules look.
        m_clock->advance(5h);
        desk.create(*m_world, u"P3"_s);
        QTRY_COMPARE(desk.of(ticket).size(), size_t(1));
        const Instant raisedAt = desk.of(ticket).front().escalation.raisedAt;
        QVERIFY(raisedAt <=
                m_clock->now() - 55min); // at the instant that it is about, not when it was noticed
    }

    void aConsoleWithoutTheDutyDoesNothing()
    {
        RulesDesk desk(m_world->path, *m_clock);
        const TicketId ticket = desk.create(*m_world, u"P0"_s);
        QTest::qWait(400);
        QVERIFY(desk.of(ticket).empty());
    }

    void whoTakesTheDutyDoesWhatNobodyDid()
    {
        RulesDesk desk(m_world->path, *m_clock);
        desk.rules.setActing(true);
        desk.create(*m_world, u"P3"_s);
        QTest::qWait(300); // switched on
        desk.rules.setActing(false);
        m_clock->advance(1min);
        const TicketId ticket = desk.create(*m_world, u"P0"_s);
        QTest::qWait(300);
        QVERIFY(desk.of(ticket).empty());
        desk.rules.setActing(true);
        QTRY_COMPARE(desk.of(ticket).size(), size_t(1));
    }

    void anotherStartDoesNothingTwice()
    {
        TicketId ticket;
        {
            RulesDesk desk(m_world->path, *m_clock);
            desk.rules.setActing(true);
            ticket = desk.create(*m_world, u"P0"_s);
            QTRY_COMPARE(desk.of(ticket).size(), size_t(1));
        }
        RulesDesk desk(m_world->path, *m_clock);
        QSignalSpy fired(&desk.rules, &app::RulesKeeper::fired);
        desk.rules.setActing(true);
        QTest::qWait(400);
        QCOMPARE(desk.of(ticket).size(), size_t(1));
        QCOMPARE(fired.size(), 0);
    }

    void whatWasThereBeforeTheRulesStaysAsItIs()
    {
        auto order = m_world->creation(u"Export stuck"_s);
        std::get<ticket::CreateTicket>(order.command).fields.priority = u"P0"_s;
        QVERIFY(openAt(m_world->path, *m_clock)->submit(std::span(&order, 1)));
        m_clock->advance(1s);
        RulesDesk desk(m_world->path, *m_clock);
        desk.rules.setActing(true);
        QTest::qWait(400);
        QVERIFY(desk.of(order.ticket).empty());
    }

    void aPromiseAtRiskIsToldAndEndsWithTheAnswer()
    {
        RulesDesk desk(m_world->path, *m_clock);
        desk.rules.setActing(true);
        const TicketId ticket = desk.create(*m_world, u"P2"_s);
        QTest::qWait(300);
        QCOMPARE(desk.told(), QStringList());
        m_clock->advance(23h); // of 24
        desk.rules.lookSoon();
        QTRY_COMPARE(desk.told(), QStringList{u"sla_at_risk"_s});
        desk.answer(ticket);
        QTRY_VERIFY(desk.told().contains(u"sla_at_risk*"_s));
    }

    void anIncidentIsToldAndItsOverdueUpdate()
    {
        RulesDesk desk(m_world->path, *m_clock);
        desk.rules.setActing(true);
        QTest::qWait(200);
        desk.declare();
        QTRY_COMPARE(desk.told(), QStringList{u"incident_declared"_s});
        m_clock->advance(3h);
        desk.rules.lookSoon();
        QTRY_VERIFY(desk.told().contains(u"update_overdue"_s));
    }

    void oneTicketThatCannotBeWrittenHoldsUpNobodyElse()
    {
        RulesDesk desk(m_world->path, *m_clock);
        const TicketId bad = desk.create(*m_world, u"P1"_s);
        const TicketId good = desk.create(*m_world, u"P1"_s);
        const auto run = [this](const QByteArray &sql) {
            const auto database = store::Database::open(m_world->path, store::Access::ReadWrite);
            return database && (*database)->execute(sql);
        };
        // Stands for a damaged page of an index: the disk refuses that one row.
        QVERIFY(run("CREATE TRIGGER broken BEFORE INSERT ON escalations WHEN NEW.ticket = x'" +
                    bad.toBlob().toHex() + "' BEGIN SELECT RAISE(ABORT, 'broken'); END"));
        m_clock->advance(5h);
        desk.rules.setActing(true);
        QTRY_COMPARE_WITH_TIMEOUT(desk.of(good).size(), size_t(1), 30'000);
        QTRY_COMPARE(desk.told().count(u"sla_breached"_s), 1);
        QVERIFY(desk.of(bad).empty());
        QTRY_VERIFY(!desk.rules.isBehind());
        QVERIFY(run("DROP TRIGGER broken"));
        m_clock->advance(61s);
        desk.rules.lookSoon();
        QTRY_COMPARE_WITH_TIMEOUT(desk.of(bad).size(), size_t(1), 30'000);
        QTRY_COMPARE(desk.told().count(u"sla_breached"_s), 2);
    }

    void aMassBreachIsBehindUntilAllOfItWasLookedAt()
    {
        RulesDesk desk(m_world->path, *m_clock);
        desk.createMany(*m_world, 1'000);
        QTest::qWait(200);
        m_clock->advance(5h);
        bool wasBehind = false;
        connect(&desk.rules, &app::RulesKeeper::fired, this,
                [&] { wasBehind = wasBehind || desk.rules.isBehind(); });
        QElapsedTimer timer;
        timer.start();
        desk.rules.setActing(true);
        QTRY_COMPARE_WITH_TIMEOUT(desk.told().count(u"sla_breached"_s), 1'000, 60'000);
        qInfo("1000 breaches told in %lld ms", timer.elapsed());
        QVERIFY(wasBehind); // the sender waits meanwhile
        QTRY_VERIFY(!desk.rules.isBehind());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestClock> m_clock;
    std::unique_ptr<World> m_world;
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
