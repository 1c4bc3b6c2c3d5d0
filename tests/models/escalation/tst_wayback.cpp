// SPDX-License-Identifier: GPL-3.0-or-later
// How an escalation ends: the reasons of de-escalation, its steps, closing, and standing again. Each rule of
// decide() by name.
#include "tests/models/escalation/escalationworld.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using namespace muster::test;

class TestWayBack final : public QObject
{
    Q_OBJECT

private slots:
    void deEscalationHasFourReasons_data()
    {
        QTest::addColumn<QString>("reason");
        for (const policy::Named &reason : policy::shippedEscalation().deEscalationReasons)
            QTest::newRow(qPrintable(reason.name)) << reason.key;
    }

    void deEscalationHasFourReasons()
    {
        QFETCH(QString, reason);
        EscalationWorld world;
        world.raise();
        QVERIFY(world.refusal(Closed{u"l"_s, {}, {}}).contains(u"say first why"_s));
        QVERIFY(world.refusal(DeEscalated{u"tired"_s, {}}).contains(u"no reason"_s));
        QVERIFY(world.tell(DeEscalated{reason, {}}));
        QCOMPARE(world.state.status, Status::DeEscalating);
        QVERIFY(world.decide(DeEscalated{reason, {}})->empty());
    }

    void itClosesWhenAllFiveStepsAreDone()
    {
        EscalationWorld world;
        world.raise();
        QVERIFY(world.refusal(StepTicked{u"confirm"_s, true}).contains(u"not begun"_s));
        QVERIFY(world.tell(DeEscalated{u"resolved"_s, u"the sync runs"_s}));
        const auto &steps = world.rules.deEscalationSteps;
        QCOMPARE(steps.size(), size_t(5));
        for (size_t i = 0; i + 1 < steps.size(); ++i) {
            const QString refusal = world.refusal(Closed{u"watch the queue"_s, {}, {}});
            QVERIFY2(refusal.contains(steps[i].name), qPrintable(refusal));
            QVERIFY(world.tell(StepTicked{steps[i].key, true}));
            QVERIFY(world.decide(StepTicked{steps[i].key, true})->empty());
        }
        QVERIFY(world.refusal(StepTicked{steps.back().key, true}).contains(u"by closing"_s));
        QVERIFY(world.refusal(Closed{{}, {}, {}}).contains(u"lessons"_s));
        QVERIFY(world.tell(Closed{u"watch the queue"_s, {}, {}}));
        QCOMPARE(world.state.status, Status::Closed);
        QCOMPARE(world.state.steps.size(), 5);
        QVERIFY(!world.state.isOpen());
    }

    void whatIsOpenHoldsTheClosingUnlessAReasonIsGiven()
    {
        EscalationWorld world;
        world.raise();
        FollowUpWritten followUp;
        followUp.text = u"Call them on Monday"_s;
        QVERIFY(world.tell(followUp));
        QVERIFY(world.tell(ApprovalAsked{u"credits"_s, u"USD 500"_s}));
        QVERIFY(world.tell(DeEscalated{u"withdrawn"_s, {}}));
        const QString refusal = world.refusal(Closed{u"none"_s, {}, {}});
        QVERIFY(refusal.contains(u"follow-up"_s) && refusal.contains(u"approval"_s));
        const auto closed = world.decide(Closed{{}, {}, u"the customer has left"_s});
        QVERIFY(closed);
        QVERIFY(std::get<Closed>(closed->back().second).without.size() >= 6);
    }

    void anotherLevelOnTheWayBackHasToBeTaken()
    {
        EscalationWorld world;
        world.raise();
        world.me = EscalationWorld::who(u"boss"_s, u"admin"_s);
        QVERIFY(world.tell(Accepted{}));
        QVERIFY(world.tell(DeEscalated{u"resolved"_s, {}}));
        QVERIFY(world.tell(StepTicked{u"confirm"_s, true}));
        world.wait(std::chrono::hours(1));
        QVERIFY(world.tell(LevelChanged{u"level-4"_s, u"it fails again, in public"_s, {}}));
        QCOMPARE(world.state.status, Status::Raised);
        QVERIFY(!world.state.acceptedAt && !world.state.deEscalated && world.state.steps.isEmpty());
        QVERIFY(world.tell(Accepted{}));
        QCOMPARE(world.state.status, Status::Held);
        QCOMPARE(world.state.acceptedAt, world.now);
        QVERIFY(world.tell(DeEscalated{u"resolved"_s, {}})); // the same reason, anew
        QCOMPARE(world.state.status, Status::DeEscalating);
    }

    void aClosedOneTakesNotesAndCanBeOpenedAgain()
    {
        EscalationWorld world;
        world.raise();
        world.me = EscalationWorld::who(u"boss"_s, u"admin"_s);
        QVERIFY(world.tell(Accepted{}));
        QVERIFY(world.tell(DeEscalated{u"resolved"_s, {}}));
        QVERIFY(world.tell(Closed{{}, {}, u"done by phone"_s}));
        QVERIFY(world.refusal(LevelChanged{u"level-4"_s, u"r"_s, {}}).contains(u"closed"_s));
        QVERIFY(world.tell(NoteWritten{u"they thanked us"_s}));
        QVERIFY(world.refusal(StandsAgain{{}}).contains(u"say why"_s));
        QVERIFY(world.tell(StandsAgain{u"it failed again tonight"_s}));
        QCOMPARE(world.state.status, Status::Held);
        QVERIFY(world.state.steps.isEmpty() && !world.state.closedAt && !world.state.deEscalated);
    }
};

QTEST_APPLESS_MAIN(TestWayBack)
#include "tst_wayback.moc"
