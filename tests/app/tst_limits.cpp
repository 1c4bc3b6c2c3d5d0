// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of the queue over a real file, as a console without a window holds them: told once, over once.
#include "app/automation/limitkeeper.h"
#include "app/automation/queuefeed.h"
#include "tests/models/store/worlds.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;

namespace {

class LimitsDesk
{
public:
    LimitsDesk(const QString &file, TestClock &clock)
        : m_clock(clock), m_desk(clock), m_queue(m_desk), limits(m_desk, m_queue.model())
    {
        if (!m_desk.start(file, store::OpenMode::CreateIfMissing))
            qFatal("the desk does not open");
        m_queue.start();
        if (!QTest::qWaitFor([this] { return !m_queue.model().thresholds().key.isEmpty(); }))
            qFatal("the queue is not read");
    }
    /// So many tickets that nobody owns, and the queue shows them.
    void createMany(const World &world, int count)
    {
        std::vector<ticket::TicketOrder> orders;
        for (int i = 0; i < count; ++i)
            orders.push_back(world.creation(u"Export stuck %1"_s.arg(i)));
        submit(orders);
        m_made.insert(m_made.end(), orders.begin(), orders.end());
    }
    void takeSome(size_t count, PersonId person)
    {
        std::vector<ticket::TicketOrder> orders;
        for (size_t i = 0; i < count; ++i)
            orders.push_back({m_made[i].ticket, ticket::Assign{person}, std::nullopt});
        submit(orders);
    }
    void adopt(const QByteArray &policy)
    {
        auto done = m_desk.adoptPolicy(policy);
        if (!QTest::qWaitFor([&] { return done.isFinished(); }) || !done.result())
            qFatal("the policy is not adopted");
    }
    /// Time passes, and the keeper looks.
    void pass(Millis time)
    {
        m_clock.advance(time);
        limits.look();
        settle();
        limits.look(); // by what was found told
        settle();
    }
    /// As a fact of the team's brings it: no command of this desk.
    void adoptElsewhere(const QByteArray &policy)
    {
        auto done = m_desk.thread().ask([this, policy](store::Workspace &workspace) {
            const bool isAdopted = bool(workspace.adoptPolicy(policy));
            m_desk.announceChange(workspace);
            return isAdopted;
        });
        if (!QTest::qWaitFor([&] { return done.isFinished(); }) || !done.result())
            qFatal("the policy is not adopted");
    }
    /// Another console told it at that instant, and its fact came here.
    void tellElsewhere(Instant at)
    {
        auto done = m_desk.thread().ask([at](store::Workspace &workspace) {
            const policy::Policy &policy = workspace.policy()->policy();
            const policy::Threshold &limit = *policy.thresholds.limit(u"unassigned"_s);
            const NewFact fact = notify::asked(
                automation::wishOf(limit, {limit.key, true, at, at, {16, 16}}, u"v"_s), policy.notifications);
            return bool(workspace.writeNotifications(std::span(&fact, 1)));
        });
        if (!QTest::qWaitFor([&] { return done.isFinished(); }) || !done.result())
            qFatal("it is not told");
    }
    views::PolicyTrial trialOf(const QByteArray &policy)
    {
        views::PolicyTrial last;
        const auto heard = QObject::connect(&m_desk, &views::Desk::policyTried, &m_desk,
                                            [&](const views::PolicyTrial &trial) { last = trial; });
        m_desk.startPolicyTrial(policy);
        if (!QTest::qWaitFor([&] { return last.isDone; }))
            qFatal("the trial does not end");
        QObject::disconnect(heard);
        return last;
    }
    Instant now() const { return m_clock.now(); }
    /// What was told, the newest first; with a star what is over.
    QStringList told()
    {
        auto answer =
            m_desk.thread().ask([](store::Workspace &workspace) { return workspace.notifications(100); });
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }))
            qFatal("the desk does not answer");
        QStringList told;
        for (const notify::Notification &each : answer.takeResult()) {
            if (!automation::limitOf(each).isEmpty())
                told += automation::limitOf(each) + (each.settledAt ? u"*"_s : QString());
        }
        return told;
    }
    PersonId me() const { return m_desk.me(); }
    const views::QueueModel &queue() const { return m_queue.model(); }

private:
    void submit(const std::vector<ticket::TicketOrder> &orders)
    {
        auto saved = m_desk.submit(orders);
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }) ||
            saved.result()->saved != int(orders.size()))
            qFatal("the orders are not saved");
        settle();
    }
    /// What is on its way to the queue and to the file has arrived.
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            auto answer = m_desk.thread().ask([](store::Workspace &) { return 0; });
            if (!QTest::qWaitFor([&] { return answer.isFinished(); }))
                qFatal("the desk does not answer");
            QCoreApplication::processEvents();
        }
    }

    TestClock &m_clock;
    app::DeskService m_desk;
    app::QueueFeed m_queue;
    std::vector<ticket::TicketOrder> m_made;

public:
    app::LimitKeeper limits; ///< behind what it uses
};

} // namespace

class TestLimits final : public QObject
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

    void aQueueAboveItsLimitIsToldOnceAndOverWhenItIsBack()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.limits.setActing(true);
        desk.createMany(*m_world, 16); // the shipped limit is 15 without an owner
        desk.pass(1s);
        QCOMPARE(desk.told(), QStringList{});
        desk.pass(10min);
        QCOMPARE(desk.told(), QStringList{u"unassigned"_s});
        desk.pass(1h);
        QCOMPARE(desk.told().count(u"unassigned"_s), 1);
        desk.takeSome(4, desk.me()); // 12 are 80 percent
        desk.pass(1s);
        QVERIFY(desk.told().contains(u"unassigned"_s));
        desk.pass(10min);
        QVERIFY(desk.told().contains(u"unassigned*"_s));
        QVERIFY(!desk.told().contains(u"unassigned"_s));
    }

    void whoTakesTheDutyDoesNotTellItAgain()
    {
        {
            LimitsDesk desk(m_world->path, *m_clock);
            desk.limits.setActing(true);
            desk.createMany(*m_world, 16);
            desk.pass(1s);
            desk.pass(10min);
            QCOMPARE(desk.told(), QStringList{u"unassigned"_s});
        }
        LimitsDesk desk(m_world->path, *m_clock);
        QSignalSpy told(&desk.limits, &app::LimitKeeper::told);
        desk.limits.setActing(true);
        desk.pass(1s);
        desk.pass(11min);
        QCOMPARE(desk.told().count(u"unassigned"_s), 1);
        desk.limits.setActing(false);
        desk.limits.setActing(true);
        desk.pass(11min);
        QCOMPARE(desk.told().count(u"unassigned"_s), 1);
    }

    void aConsoleThatDoesNotActTellsNothing()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.createMany(*m_world, 16);
        desk.pass(1s);
        desk.pass(1h);
        QCOMPARE(desk.told(), QStringList{});
    }

    void aDutyThatMovesBeginsNothingAnew()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.createMany(*m_world, 16);
        desk.pass(1s); // it looks, and another console acts
        desk.pass(9min);
        desk.limits.setActing(true);
        desk.pass(30s);
        desk.limits.setActing(false);
        desk.limits.setActing(true);
        desk.pass(31s);
        QCOMPARE(desk.told(), QStringList{u"unassigned"_s});
    }

    void whatTwoConsolesToldIsOverForBoth()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.limits.setActing(true);
        desk.createMany(*m_world, 16);
        desk.pass(1s);
        desk.pass(10min);
        QCOMPARE(desk.told(), QStringList{u"unassigned"_s});
        desk.tellElsewhere(desk.now() - 3min);
        QCOMPARE(desk.told().count(u"unassigned"_s), 2);
        desk.takeSome(10, desk.me());
        desk.pass(1s);
        desk.pass(10min);
        QCOMPARE(desk.told(), (QStringList{u"unassigned*"_s, u"unassigned*"_s}));
    }

    void whatCameFromAnotherConsoleLateIsEndedHere()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.limits.setActing(true);
        desk.pass(1s);
        desk.tellElsewhere(desk.now() - 1h); // and nothing is above its limit here
        desk.pass(1s);
        desk.pass(11min);
        QCOMPARE(desk.told(), QStringList{u"unassigned*"_s});
    }

    void aPolicyFromElsewhereHoldsAtOnce()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.adoptElsewhere(policy::presetText(u"playbook-p0-p3"_s) +
                            "\nthresholds:\n  key: theirs\n  hold: 1m\n");
        QTRY_COMPARE(desk.queue().thresholds().key, u"theirs"_s);
    }

    void anotherPolicyWithoutTheLimitEndsIt()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.limits.setActing(true);
        desk.createMany(*m_world, 16);
        desk.pass(1s);
        desk.pass(10min);
        QCOMPARE(desk.told(), QStringList{u"unassigned"_s});
        desk.adopt(policy::presetText(u"playbook-p0-p3"_s) + "\nthresholds:\n  key: none\n  hold: 1m\n");
        QTRY_COMPARE(desk.queue().thresholds().key, u"none"_s);
        desk.pass(1s);
        QCOMPARE(desk.told(), QStringList{u"unassigned*"_s});
    }

    void aTrialCountsAsTheQueueDoesAndSaysWhatItWouldPass()
    {
        LimitsDesk desk(m_world->path, *m_clock);
        desk.createMany(*m_world, 9);
        desk.takeSome(4, desk.me());
        m_clock->advance(200min); // of the four hours to a first answer
        desk.createMany(*m_world, 3);
        const QByteArray text = policy::presetText(u"playbook-p0-p3"_s) + R"(
thresholds:
  key: ours
  hold: 1m
  clear: 80
  limits:
    - {key: unassigned, name: Without an owner, counts: unassigned, above: 7}
    - {key: risk, name: Late, counts: at_risk, above: 50%, least: 5, tiers: [enterprise]}
    - {key: old, name: Old, counts: older, than: 1h, above: 8, priorities: [P1]}
    - {key: starter, name: Starters, counts: all, above: 0, tiers: [starter]}
    - {key: tagged, name: Tagged, counts: all, above: 0, tags: [billing]}
)";
        const views::PolicyTrial trial = desk.trialOf(text);
        QCOMPARE(trial.error, QString());
        QCOMPARE(trial.limitsPassed, 3);
        QCOMPARE(
            trial.limits,
            (QStringList{
                u"Limit passed by it: Without an owner, 8 of 12 open tickets; the limit is 7."_s,
                u"Limit passed by it: Late, 9 of 12 open tickets of enterprise (75%); the limit is 50%."_s,
                u"Limit passed by it: Old, 9 of 12 open tickets of P1; the limit is 8."_s}));
        QVERIFY(views::policyTrialText(trial).contains(u"3 more limits of the queue would be passed."_s));
        QCOMPARE(desk.queue().thresholds().key, u"desk"_s); // nothing was changed
        desk.adopt(text);
        QTRY_COMPARE(desk.queue().thresholds().key, u"ours"_s);
        QCOMPARE(trial.readings, desk.queue().readings(desk.now()));
        // What is passed already is said to be so.
        const views::PolicyTrial again =
            desk.trialOf(QByteArray(text)
                             .replace("above: 7", "above: 8")
                             .replace("above: 8, priorities", "above: 30, priorities"));
        QCOMPARE(again.limitsPassed, 0);
        QCOMPARE(
            again.limits,
            (QStringList{
                u"Limit passed now and by it: Without an owner, 8 of 12 open tickets; the limit is 8."_s,
                u"Limit passed now and by it: Late, 9 of 12 open tickets of enterprise (75%); the limit is 50%."_s,
                u"Limit no longer passed: Old, 9 of 12 open tickets of P1; the limit is 30."_s}));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestClock> m_clock;
    std::unique_ptr<World> m_world;
};

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
