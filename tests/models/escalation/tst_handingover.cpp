// SPDX-License-Identifier: GPL-3.0-or-later
// Who has an escalation: handing over along the paths, taking and refusing it, and who may see a restricted
// one. Each rule of decide() by name.
#include "tests/models/escalation/escalationworld.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using namespace muster::test;
using std::chrono::minutes;

class TestHandingOver final : public QObject
{
    Q_OBJECT

private slots:
    void handingOverNeedsABrief()
    {
        EscalationWorld world;
        world.raise();
        QVERIFY(world.tell(world.fullPackage(u"engineering"_s)));
        QVERIFY(world.refusal(HandedOver{u"engineering"_s, {}, {}, {}, {}}).contains(u"brief"_s));
        QVERIFY(world.tell(HandedOver{u"engineering"_s, {}, u"It fails since Monday"_s, {}, {}}));
    }

    void eachPathAsksForItsContents_data()
    {
        QTest::addColumn<QString>("path");
        for (const policy::EscalationPath &path : policy::shippedEscalation().paths)
            QTest::newRow(qPrintable(path.name)) << path.key;
    }

    void eachPathAsksForItsContents()
    {
        QFETCH(QString, path);
        EscalationWorld world;
        world.raise();
        const policy::EscalationPath &to = *world.rules.path(path);
        QVERIFY(!to.sender.isEmpty() && !to.receiver.isEmpty() && !to.when.isEmpty() &&
                !to.contents.isEmpty());
        const HandedOver bare{path, {}, u"It fails since Monday"_s, {}, {}};
        const auto decided = world.decide(bare);
        QCOMPARE(decided.has_value(), to.skipsLevels); // security does not wait for paper
        if (decided) {
            const auto &without = std::get<HandedOver>(decided->front().second).without;
            for (const QString &section : to.contents)
                QVERIFY2(without.contains(section), qPrintable(section));
        }
        HandedOver hurried = bare;
        hurried.reason = u"it is burning"_s;
        const auto withReason = world.decide(hurried);
        QVERIFY(withReason);
        QVERIFY(!std::get<HandedOver>(withReason->front().second).without.isEmpty());
        QVERIFY(world.tell(world.fullPackage(path)));
        const auto complete = world.decide(bare);
        QVERIFY2(complete, complete ? "" : qPrintable(complete.error().detail));
        QVERIFY(std::get<HandedOver>(complete->front().second).without.isEmpty());
    }

    void whoHandsOverRemainsUntilItIsAccepted()
    {
        EscalationWorld world;
        world.raise();
        world.me = EscalationWorld::who(u"em"_s, u"agent"_s, {u"engineering manager"_s});
        QVERIFY(world.tell(Accepted{}));
        const PersonId sender = world.me.person;
        const FactId given = only(world.tell(
            HandedOver{{}, EscalationWorld::person(u"ada"_s), u"Three days old; they call daily"_s, {}, {}}));
        QVERIFY(!given.isNull());
        QCOMPARE(world.state.owner, sender);
        QVERIFY(world.refusal(Accepted{given}).contains(u"somebody else"_s));
        QVERIFY(world.refusal(Accepted{}).contains(u"on its way"_s));
        world.me = EscalationWorld::who(u"ada"_s, u"agent"_s);
        world.wait(minutes(20));
        QVERIFY(world.tell(Accepted{given}));
        QCOMPARE(world.state.owner, EscalationWorld::person(u"ada"_s));
        QCOMPARE(world.state.handOvers.front().state, HandOver::State::Accepted);
        QVERIFY(world.refusal(Accepted{given}).contains(u"does not stand"_s));
    }

    void aRefusalTakesAReasonAndTheSenderKeepsIt()
    {
        EscalationWorld world;
        world.raise();
        const FactId given =
            only(world.tell(HandedOver{{}, EscalationWorld::person(u"ada"_s), u"Please take it"_s, {}, {}}));
        const PersonId sender = world.me.person;
        world.me = EscalationWorld::who(u"ada"_s, u"agent"_s);
        QVERIFY(world.refusal(Refused{given, {}}).contains(u"say why"_s));
        QVERIFY(world.tell(Refused{given, u"it is the billing team's"_s}));
        QCOMPARE(world.state.owner, sender);
        QCOMPARE(world.state.handOvers.front().refusal, u"it is the billing team's"_s);
        QVERIFY(pendingHandOver(world.state) == nullptr);
    }

    void aPathIsTakenByOneOfItsReceivers()
    {
        EscalationWorld world;
        world.raise();
        QVERIFY(world.tell(world.fullPackage(u"product"_s)));
        const FactId given = only(world.tell(HandedOver{u"product"_s, {}, u"They need bulk edit"_s, {}, {}}));
        QVERIFY(world.refusal(Accepted{given}).contains(u"only somebody of them"_s));
        world.me = EscalationWorld::who(u"pm"_s, u"agent"_s, {u"Product"_s});
        QVERIFY(world.tell(Accepted{given}));
        QCOMPARE(world.state.path, u"product"_s);
        QCOMPARE(world.state.owner, world.me.person);
    }

    void aNewHandOverTakesThePlaceOfOneThatNobodyTook()
    {
        EscalationWorld world;
        world.raise();
        const FactId first =
            only(world.tell(HandedOver{{}, EscalationWorld::person(u"ada"_s), u"Please"_s, {}, {}}));
        QVERIFY(world.tell(HandedOver{{}, EscalationWorld::person(u"ben"_s), u"Please"_s, {}, {}}));
        QCOMPARE(world.state.handOvers.front().state, HandOver::State::Replaced);
        world.me = EscalationWorld::who(u"ada"_s, u"agent"_s);
        QVERIFY(!world.tell(Accepted{first}));
    }

    void whatARuleRaisedIsTakenByWhoeverComesFirst()
    {
        EscalationWorld world;
        Raised raised = world.raised();
        raised.rule = u"escalation:sla_breach"_s;
        apply(world.state, {FactId{}, world.now, {}, raised, false});
        QVERIFY(world.state.isAutomatic());
        QVERIFY(world.state.owner.isNull());
        QVERIFY(world.tell(Accepted{}));
        QCOMPARE(world.state.owner, world.me.person);
        QVERIFY(world.decide(Accepted{})->empty());
        world.me = EscalationWorld::who(u"other"_s, u"agent"_s);
        QVERIFY(world.refusal(Accepted{}).contains(u"somebody holds it"_s));
    }

    void whoRaisedItDoesNotEndTheClockOfALevelThatIsNotTheirs()
    {
        EscalationWorld world;
        world.raise();
        QVERIFY(world.refusal(Accepted{}).contains(u"you do not act as Engineering manager"_s));
        world.me.isAlone = true; // without a team there is nobody else
        QVERIFY(world.decide(Accepted{}));
        world.me = EscalationWorld::who(u"me"_s, u"agent"_s, {u"Director"_s}); // a level above
        QVERIFY(world.decide(Accepted{}));
        world.me = EscalationWorld::who(u"other"_s, u"agent"_s);
        QVERIFY(world.decide(Accepted{}));
    }
    void whatIsAtAPathIsTakenByOneOfItsPeople()
    {
        EscalationWorld world;
        Raised command = world.raised();
        command.rule = u"escalation:security_words"_s;
        command.path = u"security"_s;
        apply(world.state, {FactId{}, world.now, {}, command, false});
        world.me = EscalationWorld::who(u"em"_s, u"agent"_s, {u"engineering manager"_s});
        QVERIFY(!world.tell(Accepted{}));
        QVERIFY(!world.state.acceptedAt); // the clock runs on
        world.me = EscalationWorld::who(u"guard"_s, u"agent"_s, {u"security"_s});
        QVERIFY(world.tell(Accepted{}));
        EscalationWorld open;
        command.path = u"engineering"_s;
        apply(open.state, {FactId{}, open.now, {}, command, false});
        QVERIFY(open.refusal(Accepted{}).contains(u"The engineering team on call"_s));
        open.me = EscalationWorld::who(u"boss"_s, u"admin"_s); // acts at a level above
        QVERIFY(open.tell(Accepted{}));
    }

    void aRestrictedEscalationIsForFew()
    {
        EscalationWorld world;
        Raised command = world.raised();
        command.path = u"security"_s;
        command.situation = u"security"_s;
        QVERIFY(world.tell(command));
        QVERIFY(isRestricted(world.state, world.rules));
        const Who author = world.me, other = EscalationWorld::who(u"other"_s, u"agent"_s),
                  lead = EscalationWorld::who(u"lead"_s, u"lead"_s),
                  guard = EscalationWorld::who(u"guard"_s, u"agent"_s, {u"security"_s}),
                  admin = EscalationWorld::who(u"admin"_s, u"admin"_s);
        QVERIFY(maySee(world.state, world.rules, author));
        QVERIFY(maySee(world.state, world.rules, guard));
        QVERIFY(maySee(world.state, world.rules, admin));
        QVERIFY(!maySee(world.state, world.rules, other));
        QVERIFY(!maySee(world.state, world.rules, lead));
        QVERIFY(!maySee(world.state, world.rules, {})); // nobody in particular
        world.me = other;
        QVERIFY(world.refusal(NoteWritten{u"what is this"_s}).contains(u"restricted"_s));
        world.me = author;
        QVERIFY(world.tell(HandedOver{{}, other.person, u"You know the system"_s, {}, {}}));
        QVERIFY(maySee(world.state, world.rules, other)); // it was handed to them
    }

    void whatWasOnceRestrictedStaysSo()
    {
        EscalationWorld world;
        world.raise();
        const Who other = EscalationWorld::who(u"other"_s, u"agent"_s);
        QVERIFY(maySee(world.state, world.rules, other));
        QVERIFY(world.tell(HandedOver{u"security"_s, {}, u"A customer sees foreign invoices"_s, {}, {}}));
        QVERIFY(!maySee(world.state, world.rules, other));
        QVERIFY(world.tell(world.fullPackage(u"engineering"_s)));
        QVERIFY(world.tell(HandedOver{u"engineering"_s, {}, u"Now the fix"_s, {}, {}}));
        QVERIFY(!maySee(world.state, world.rules, other));
    }
};

QTEST_APPLESS_MAIN(TestHandingOver)
#include "tst_handingover.moc"
