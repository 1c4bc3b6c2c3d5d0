// SPDX-License-Identifier: GPL-3.0-or-later
// What may be done to an escalation: raising, levels, what each approves, words, an incident. Each rule of
// decide() by name.
#include "tests/models/escalation/escalationworld.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

class TestEscalation final : public QObject
{
    Q_OBJECT

private slots:
    void raisingNeedsAReasonInWordsOrByKey()
    {
        EscalationWorld world;
        Raised command = world.raised();
        command.text = u"  "_s;
        QVERIFY(world.refusal(command).contains(u"say why"_s));
        command.reason = u"critical_process"_s;
        QVERIFY(world.tell(command));
        QCOMPARE(world.state.owner, world.me.person);
        QCOMPARE(world.state.status, Status::Raised);
        QVERIFY(world.refusal(command).contains(u"already"_s));
    }

    void eachManualReasonGoesToItsLevelAtLeast_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("least");
        QTest::newRow("a critical process is blocked") << u"critical_process"_s << u"level-1"_s;
        QTest::newRow("the workaround does not do") << u"workaround_refused"_s << u"level-1"_s;
        QTest::newRow("the priority is disputed") << u"priority_disputed"_s << u"level-1"_s;
        QTest::newRow("executives have to know") << u"executive_visibility"_s << u"level-3"_s;
        QTest::newRow("law or compliance") << u"compliance"_s << u"level-3"_s;
    }

    void eachManualReasonGoesToItsLevelAtLeast()
    {
        QFETCH(QString, reason);
        QFETCH(QString, least);
        EscalationWorld world;
        for (const policy::EscalationLevel &level : world.rules.levels) {
            Raised command = world.raised();
            command.reason = reason;
            command.level = level.key;
            const bool isEnough = world.rules.rankOfLevel(level.key) >= world.rules.rankOfLevel(least);
            QCOMPARE(world.decide(command).has_value(), isEnough);
        }
    }

    void whatTheRulesDoNotKnowIsNamed_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("says");
        QTest::newRow("level") << 0 << u"no level"_s;
        QTest::newRow("path") << 1 << u"no path"_s;
        QTest::newRow("reason") << 2 << u"no reason"_s;
        QTest::newRow("source") << 3 << u"no source"_s;
        QTest::newRow("situation") << 4 << u"no situation"_s;
    }

    void whatTheRulesDoNotKnowIsNamed()
    {
        QFETCH(int, which);
        QFETCH(QString, says);
        EscalationWorld world;
        Raised command = world.raised();
        QString *fields[]{&command.level, &command.path, &command.reason, &command.source,
                          &command.situation};
        *fields[which] = u"odd"_s;
        const QString refusal = world.refusal(command);
        QVERIFY2(refusal.contains(says) && refusal.contains(u"there are"_s), qPrintable(refusal));
    }

    void nothingIsDoneToWhatDoesNotExistOrLiesInTheFuture()
    {
        EscalationWorld world;
        QCOMPARE(world.decide(NoteWritten{u"n"_s}).error().fault, Fault::NotFound);
        QVERIFY(!world.decide(world.raised(), world.now + minutes(1)));
        QVERIFY(world.decide(world.raised(), world.now - minutes(1)));
    }

    void aChangeOfLevelNeedsAReasonAndSomebodyNewToTakeIt()
    {
        EscalationWorld world;
        world.raise(u"level-1"_s);
        world.me = EscalationWorld::who(u"lead"_s, u"lead"_s);
        QVERIFY(world.tell(Accepted{}));
        QCOMPARE(world.state.status, Status::Held);
        QVERIFY(world.refusal(LevelChanged{u"level-3"_s, {}, {}}).contains(u"say why"_s));
        QVERIFY(world.decide(LevelChanged{u"level-1"_s, {}, {}})->empty());
        world.wait(hours(1));
        QVERIFY(world.tell(LevelChanged{u"level-3"_s, u"they talk of leaving"_s, {}}));
        QCOMPARE(world.state.level().level, u"level-3"_s);
        QCOMPARE(world.state.levels.size(), size_t(2));
        QCOMPARE(world.state.status, Status::Raised);
        QVERIFY(!world.state.acceptedAt);
    }

    void eachLevelApprovesWhatItMayAndNothingElse_data()
    {
        QTest::addColumn<QString>("authority");
        QTest::addColumn<int>("least");
        const auto row = [](const char *key, int least) {
            QTest::addRow("%s from level %d on", key, least) << QString::fromLatin1(key) << least;
        };
        row("reprioritise", 1);
        row("resources", 1);
        row("workarounds", 1);
        row("pull_engineers", 2);
        row("deployments", 2);
        row("cross_team", 2);
        row("credits", 3);
        row("customer_communication", 3);
        row("vendor", 3);
        row("external_communication", 4);
        row("contract", 4);
    }

    void eachLevelApprovesWhatItMayAndNothingElse()
    {
        QFETCH(QString, authority);
        QFETCH(int, least);
        const Who people[]{EscalationWorld::who(u"agent"_s, u"agent"_s),
                           EscalationWorld::who(u"lead"_s, u"lead"_s),
                           EscalationWorld::who(u"manager"_s, u"agent"_s, {u"engineering manager"_s}),
                           EscalationWorld::who(u"director"_s, u"agent"_s, {u"director"_s}),
                           EscalationWorld::who(u"boss"_s, u"admin"_s)};
        EscalationWorld world;
        world.raise();
        const FactId asked = only(world.tell(ApprovalAsked{authority, u"so that it goes on"_s}));
        QVERIFY(!asked.isNull());
        for (int rank = 0; rank < 5; ++rank) {
            world.me = people[rank];
            const auto decided = world.decide(ApprovalJudged{asked, true, {}, {}, {}});
            QCOMPARE(decided.has_value(), rank >= least);
            if (decided) {
                const auto &fact = std::get<ApprovalJudged>(decided->front().second);
                QCOMPARE(fact.level, u"level-%1"_s.arg(rank)); // as who it was decided is recorded
                QVERIFY(!fact.levelName.isEmpty());
            } else {
                const QString needed = world.rules.levels[size_t(least) - 1].name;
                QVERIFY2(decided.error().detail.contains(needed), qPrintable(decided.error().detail));
            }
        }
    }

    void everyAuthorityOfTheRulesHasALevel()
    {
        const policy::EscalationRules &rules = policy::shippedEscalation();
        QCOMPARE(rules.authorities.size(), size_t(11));
        for (const policy::Named &authority : rules.authorities)
            QVERIFY2(neededLevel(rules, authority.key), qPrintable(authority.key));
        QCOMPARE(authorityOf(rules, u"level-4"_s).size(), 11);
        QCOMPARE(authorityOf(rules, u"level-2"_s).size(), 6);
        QVERIFY(authorityOf(rules, u"no-level"_s).isEmpty());
    }

    void anApprovalIsDecidedOnceAndDecliningTakesAReason()
    {
        EscalationWorld world;
        world.raise();
        const FactId asked = only(world.tell(ApprovalAsked{u"credits"_s, u"USD 500"_s}));
        world.me = EscalationWorld::who(u"director"_s, u"agent"_s, {u"director"_s});
        QVERIFY(world.refusal(ApprovalJudged{asked, false, {}, {}, {}}).contains(u"say why"_s));
        QVERIFY(world.tell(ApprovalJudged{asked, false, {}, {}, u"the terms give nothing"_s}));
        const Approval &approval = world.state.approvals.front();
        QCOMPARE(approval.state, Approval::State::Declined);
        QCOMPARE(approval.level, u"level-3"_s);
        QCOMPARE(approval.judge, world.me.person);
        QVERIFY(world.refusal(ApprovalJudged{asked, true, {}, {}, {}}).contains(u"already"_s));
    }

    void whoAskedMayTakeItBack()
    {
        EscalationWorld world;
        world.raise();
        const FactId asked = only(world.tell(ApprovalAsked{u"contract"_s, u"a longer term"_s}));
        QVERIFY(world.tell(ApprovalJudged{asked, false, {}, {}, u"not needed"_s}));
        QVERIFY(world.state.approvals.front().level.isEmpty());
    }

    void aWordToTheCustomerPromisesTheNextOne()
    {
        EscalationWorld world;
        world.raise();
        Told told{Audience::Customer, u"Ada Moreno has it now."_s, {}, {}, {}, {}};
        QVERIFY(world.refusal(told).contains(u"hears from us next"_s));
        told.nextBy = world.now;
        QVERIFY(world.refusal(told).contains(u"passed"_s));
        told.nextBy = world.now + hours(2);
        told.waived = {u"vague_time"_s};
        QVERIFY(world.refusal(told).contains(u"check"_s));
        told.waived.clear();
        QVERIFY(world.tell(told));
        QCOMPARE(promisedUpdate(world.state), told.nextBy);
        told = {Audience::Customer, u"It works again."_s, {}, {}, {}, u"it is done"_s};
        QVERIFY(world.tell(told));
        QVERIFY(!promisedUpdate(world.state));
        QVERIFY(world.tell(Told{Audience::Internal, u"FYI"_s, {}, {}, {}, {}}));
    }

    void followUpsStandInOrderUntilTheyAreDone()
    {
        EscalationWorld world;
        world.raise();
        FollowUpWritten later, sooner, undated;
        later.text = u"Ask engineering"_s;
        later.due = world.now + hours(4);
        sooner.text = u"Call the customer"_s;
        sooner.due = world.now + hours(1);
        undated.text = u"Thank them"_s;
        QVERIFY(world.tell(undated) && world.tell(later));
        const FactId first = only(world.tell(sooner));
        QCOMPARE(openFollowUps(world.state).front()->text, u"Call the customer"_s);
        QCOMPARE(openFollowUps(world.state).back()->text, u"Thank them"_s);
        FollowUpWritten done;
        done.followUp = first;
        done.isDone = true;
        done.result = u"they can wait until noon"_s;
        world.wait(hours(2)); // a due time that has passed does not keep it from being ticked off
        QVERIFY(world.tell(done));
        QCOMPARE(openFollowUps(world.state).size(), size_t(2));
        FollowUpWritten late;
        late.text = u"x"_s;
        late.due = world.now;
        QVERIFY(world.refusal(late).contains(u"passed"_s));
        FollowUpWritten empty;
        QVERIFY(world.refusal(empty).contains(u"what is to be done"_s));
        done.followUp = FactId::derived(world.now, {u"none"_s});
        QVERIFY(world.refusal(done).contains(u"no such"_s));
    }

    void itGoesOnAsAnIncidentOnce()
    {
        EscalationWorld world;
        world.raise();
        const IncidentRaised first{IncidentId::derived(world.now, {u"i"_s})};
        QVERIFY(world.tell(first));
        QVERIFY(world.decide(first)->empty());
        QVERIFY(
            world.refusal(IncidentRaised{IncidentId::derived(world.now, {u"j"_s})}).contains(u"already"_s));
    }

    void thePackageKeepsKnownSectionsOnly()
    {
        EscalationWorld world;
        world.raise();
        PackageWritten package = world.fullPackage(u"l2"_s);
        package.texts[u"summary"_s] = u"  "_s;
        QVERIFY(world.tell(package));
        QVERIFY(!world.state.package.content.texts.contains(u"summary"_s));
        QCOMPARE(world.state.package.version, 1);
        QVERIFY(world.decide(package)->empty());
        package.texts[u"poem"_s] = u"roses"_s;
        QVERIFY(world.refusal(package).contains(u"no section"_s));
        package = world.fullPackage(u"l2"_s);
        package.severity = u"dire"_s;
        QVERIFY(world.refusal(package).contains(u"no severity"_s));
    }

    void livingThroughItAndFoldingItGiveTheSame()
    {
        EscalationWorld world;
        world.raise(u"level-1"_s);
        QVERIFY(world.tell(world.fullPackage(u"security"_s)));
        QVERIFY(world.tell(HandedOver{u"security"_s, {}, u"b"_s, {}, {}}));
        QVERIFY(world.tell(LevelChanged{u"level-3"_s, u"r"_s, {}}));
        QVERIFY(world.tell(DeEscalated{u"resolved"_s, {}}));
        QVERIFY(world.tell(Closed{{}, {}, u"r"_s}));
        Escalation folded;
        for (const Recorded &each : world.recorded)
            apply(folded, each);
        QVERIFY(folded == world.state);
        QCOMPARE(folded.handOvers.front().state, HandOver::State::Replaced); // closing ends what waits
    }

    void aWordThatIsOverruledChangesNothing()
    {
        EscalationWorld world;
        world.raise();
        const FactId asked = world.tell(ApprovalAsked{u"credits"_s, u"USD 500"_s})->front();
        const ApprovalJudged word{asked, true, {}, {}, {}};
        const PersonId other = PersonId::random(world.now);
        const escalation::Recorded recorded{FactId::random(world.now), world.now, other, word};
        apply(world.state, recorded, u"they acted at no level"_s);
        const Approval &approval = world.state.approvals.front();
        QCOMPARE(approval.state, Approval::State::Asked);
        QCOMPARE(approval.overruled.size(), size_t(1));
        QCOMPARE(approval.overruled.front().by, other);
        QCOMPARE(approval.overruled.front().why, u"they acted at no level"_s);
        apply(world.state, recorded);
        QCOMPARE(world.state.approvals.front().state, Approval::State::Approved);
    }

    void whatComesBeforeTheRaisingChangesNothing()
    {
        Escalation state;
        apply(state, {FactId{}, fromMillis(5), {}, Accepted{}, false});
        apply(state, {FactId{}, fromMillis(5), {}, LevelChanged{u"level-3"_s, {}, {}}, false});
        QVERIFY(state == Escalation{});
    }
};

QTEST_APPLESS_MAIN(TestEscalation)
#include "tst_escalation.moc"
