// SPDX-License-Identifier: GPL-3.0-or-later
// What may be done to an escalation: raising, levels, authority, handing over, words, the way back,
// restricted ones. Each rule of decide() by name.
#include "tests/models/escalation/escalationworld.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

FactId only(const Result<std::vector<FactId>> &ids)
{
    return ids && ids->size() == 1 ? ids->front() : FactId{};
}

} // namespace

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

    void aClosedOneTakesNotesAndCanBeOpenedAgain()
    {
        EscalationWorld world;
        world.raise();
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
