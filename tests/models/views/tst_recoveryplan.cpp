// SPDX-License-Identifier: GPL-3.0-or-later
// The recovery plan with a customer: both sides, followed to the end, and nothing internal in what they get.
#include "models/views/recoveryplan.h"
#include "tests/models/incident/incidentworld.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::views;
using incident::Side;
using std::chrono::hours;

namespace {

const CustomerId kAcme = CustomerId::derived(Instant{}, {u"acme"_s});
const CustomerId kGlobex = CustomerId::derived(Instant{}, {u"globex"_s});

QString nameOf(PersonId person)
{
    return person == test::IncidentWorld::person(u"ada"_s) ? u"Ada Byron"_s : u"Sam Rivera"_s;
}

struct PlanWorld : test::IncidentWorld
{
    PlanWorld() { declare(); }
    FactId agree(CustomerId customer, Side side, const QString &text, const QString &owner,
                 std::optional<Instant> due)
    {
        incident::TaskWritten written;
        written.text = text;
        written.customer = customer;
        written.side = side;
        written.due = due;
        if (side == Side::Theirs)
            written.theirOwner = owner;
        else if (!owner.isEmpty())
            written.owner = person(owner);
        return tell(written)->front();
    }
    void close(FactId task)
    {
        incident::TaskWritten written;
        written.task = task;
        written.isDone = true;
        (void)tell(written);
    }
    RecoveryPlan plan() const { return recoveryPlan(state, kAcme, u"Acme"_s, now); }
};

/// What the golden document was made of: both sides, late, open and done, and much that stays inside.
PlanWorld agreedWithAcme()
{
    PlanWorld world;
    incident::TaskWritten internal;
    internal.text = u"Find out who dropped the index"_s;
    (void)world.tell(internal);
    world.agree(kGlobex, Side::Theirs, u"Globex sends its logs"_s, u"Hank"_s, {});
    world.agree(kAcme, Side::Ours, u"Raise the pool | watch it"_s, u"ada"_s, world.now + hours(5));
    world.close(world.agree(kAcme, Side::Ours, u"Replay the lost orders"_s, u"me"_s, world.now + hours(24)));
    world.agree(kAcme, Side::Theirs, u"Allow the second address in the firewall"_s, u"Mira Okafor"_s,
                world.now + hours(72));
    world.agree(kAcme, Side::Theirs, u"Name a contact for nights"_s, {}, {});
    world.wait(hours(6));
    return world;
}

} // namespace

class TestRecoveryPlan final : public QObject
{
    Q_OBJECT

private slots:
    void aPlanHoldsTheActionsOfItsCustomerAloneByDate()
    {
        const PlanWorld world = agreedWithAcme();
        const RecoveryPlan plan = world.plan();
        QCOMPARE(plan.actions.size(), size_t(4));
        QCOMPARE(plan.open, 3);
        QCOMPARE(plan.overdue, 1);
        QCOMPARE(plan.actions[0].text, u"Raise the pool | watch it"_s);
        QVERIFY(plan.actions.back().doneAt.has_value());
        QCOMPARE(recoverySummary(plan), u"Recovery plan with Acme: 1 of 3 open actions is overdue"_s);
        const auto plans = recoveryPlans(
            world.state, [](CustomerId id) { return id == kAcme ? u"Acme"_s : u"Globex"_s; }, world.now);
        QCOMPARE(plans.size(), size_t(2));
        QCOMPARE(plans.front().customer, kAcme); // the one with something overdue
    }

    void theCustomersCopyIsTheGoldenDocument()
    {
        const PlanWorld world = agreedWithAcme();
        const QString text = recoveryDocument(world.plan(), world.state.number, nameOf, world.now);
        QFile golden(QStringLiteral(MUSTER_SOURCE_DIR "/tests/models/views/data/recoveryplan.md"));
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(text, QString::fromUtf8(golden.readAll()));
        for (const QString &inside : {u"Globex"_s, u"Hank"_s, u"index"_s, u"Write errors"_s})
            QVERIFY2(!text.contains(inside), qPrintable(inside));
    }

    void whatNamesAnotherCustomerOrSomethingInternalIsHeld()
    {
        PlanWorld world;
        world.agree(kAcme, Side::Ours, u"Do as we did for globex on db-7"_s, u"ada"_s, {});
        const QStringList held =
            recoveryObstacles(world.plan(), {u"Globex"_s, u"Glo"_s, QString()}, {u"db-7"_s});
        QCOMPARE(held.size(), 2);
        QVERIFY(held[0].contains(u"another customer, Globex"_s) && held[1].contains(u"db-7, which stays"_s));
        QVERIFY(recoveryObstacles(world.plan(), {u"Initech"_s}, {}).isEmpty());
    }

    void aPlanIsFollowedToItsEndAlsoAfterTheIncidentClosed()
    {
        PlanWorld world;
        QCOMPARE(recoverySummary(world.plan()), u"Recovery plan with Acme: no action is agreed yet"_s);
        const FactId first = world.agree(kAcme, Side::Ours, u"Watch the pool"_s, u"ada"_s, {});
        (void)world.tell(incident::StatusChanged{incident::Status::Resolved, u"as agreed"_s});
        (void)world.tell(incident::StatusChanged{incident::Status::Closed, u"agreed"_s});
        QCOMPARE(world.state.status, incident::Status::Closed);
        const FactId second = world.agree(kAcme, Side::Theirs, u"Test it"_s, u"Mira"_s, {});
        world.close(first);
        QCOMPARE(recoverySummary(world.plan()), u"Recovery plan with Acme: 1 action is open"_s);
        world.close(second);
        QCOMPARE(recoverySummary(world.plan()), u"Recovery plan with Acme: every action is closed"_s);
        QVERIFY(recoveryDocument(world.plan(), u"INC-1"_s, nameOf, world.now)
                    .contains(u"Every action is closed."_s));
    }

    void wordsOfPeopleMakeNoMarkUp()
    {
        PlanWorld world;
        world.agree(kAcme, Side::Theirs, u"a\n# b <img src=x> [c](http://d) **e**"_s, u"|x|"_s, {});
        const QString text = recoveryDocument(world.plan(), u"INC-1"_s, nameOf, world.now);
        QVERIFY2(text.contains(u"| a \\# b \\<img src=x\\> \\[c\\](http://d) \\*\\*e\\*\\* | \\|x\\| |"_s),
                 qPrintable(text));
    }
};

QTEST_APPLESS_MAIN(TestRecoveryPlan)
#include "tst_recoveryplan.moc"
