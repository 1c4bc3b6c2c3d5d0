// SPDX-License-Identifier: GPL-3.0-or-later
// Credits of an incident: downtime from the record, proposals with frozen figures, who may approve what.
#include "models/incident/credits.h"
#include "tests/models/incident/incidentworld.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::incident;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const CustomerId kAcme = CustomerId::derived(Instant{}, {u"acme"_s});
const CustomerId kGlobex = CustomerId::derived(Instant{}, {u"globex"_s});

/// USD 1,200,000 a year is 100,000 a month.
CreditProposed wish(qint64 amount, const QString &reason = {}, CustomerId customer = kAcme)
{
    CreditProposed proposed;
    proposed.customer = customer;
    proposed.name = customer == kAcme ? u"Acme"_s : u"Globex"_s;
    proposed.tier = u"enterprise"_s;
    proposed.amount = amount;
    proposed.currency = u"USD"_s;
    proposed.arr = 120'000'000;
    proposed.reason = reason;
    return proposed;
}

struct CreditWorld : IncidentWorld
{
    PersonId director = person(u"Ada"_s), executive = person(u"Bo"_s);

    CreditWorld()
    {
        declare();
        (void)tell(RoleGiven{u"support_director"_s, director, false, {}});
        (void)tell(RoleGiven{u"executive_sponsor"_s, executive, false, {}});
    }
    void reach(const QString &milestone, Instant at)
    {
        EntryWritten entry;
        entry.kind = EntryKind::Milestone;
        entry.text = milestone;
        entry.milestone = milestone;
        (void)tell(entry, at);
    }
    FactId propose(const CreditProposed &proposed)
    {
        const auto told = tell(proposed);
        return told ? told->front() : FactId{};
    }
    /// What `who` is told about the judgement; empty where it was taken.
    QString judge(FactId credit, PersonId who, bool isApproved, const QString &reason = {})
    {
        const PersonId before = std::exchange(me, who);
        const auto told = tell(CreditJudged{credit, isApproved, {}, {}, reason});
        me = before;
        return told ? QString() : told.error().detail;
    }
    /// What another console wrote meanwhile, as it comes in when both meet.
    FactId meet(const IncidentFact &fact, PersonId who)
    {
        const auto id = FactId::derived(now, {u"elsewhere"_s, QString::number(recorded.size())});
        recorded.push_back({id, now, now, who, fact, false, std::nullopt});
        apply(state, recorded.back());
        return id;
    }
    std::vector<Credit::State> states() const
    {
        std::vector<Credit::State> all;
        for (const Credit &credit : state.credits)
            all.push_back(credit.state);
        return all;
    }
    Downtime downtime() const { return downtimeOf(state, kAcme, now); }
};

} // namespace

class TestCredits final : public QObject
{
    Q_OBJECT

private slots:
    void downtimeRunsFromTheBestKnownBeginningToTheEndOfTheHarm()
    {
        CreditWorld world;
        const Instant declared = world.state.declaredAt;
        world.wait(minutes(30));
        QCOMPARE(world.downtime().fromSource, DowntimeSource::FirstReport);
        QCOMPARE(world.downtime().from, declared - minutes(9));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Running);
        QCOMPARE(world.downtime().length(), std::optional(Millis(minutes(39))));
        world.reach(u"started"_s, declared - minutes(20));
        QCOMPARE(world.downtime().fromSource, DowntimeSource::Started);
        (void)world.tell(StatusChanged{Status::Mitigated, {}});
        world.wait(hours(5));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Mitigated);
        QCOMPARE(world.downtime().length(), std::optional(Millis(minutes(50))));
        // Harm is back: it counts until it stops again.
        (void)world.tell(StatusChanged{Status::Investigating, u"errors again"_s});
        world.wait(minutes(10));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Running);
        QCOMPARE(world.downtime().length(), std::optional(Millis(minutes(50) + hours(5) + minutes(10))));
    }

    void harmThatCameBackIsCountedUntilItStoppedForGood()
    {
        CreditWorld world;
        const Instant started = world.state.declaredAt;
        world.reach(u"started"_s, started);
        world.wait(minutes(40));
        QVERIFY(world.tell(StatusChanged{Status::Mitigated, {}}));
        world.wait(minutes(20));
        QVERIFY(world.tell(StatusChanged{Status::Investigating, u"errors again"_s}));
        world.wait(hours(5));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        world.wait(hours(9));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Resolved);
        QCOMPARE(world.downtime().length(), std::optional(Millis(hours(6))));
    }

    void aStatusThatOnlyRisesDoesNotBringHarmBack()
    {
        CreditWorld world;
        const Instant started = world.state.declaredAt;
        world.reach(u"started"_s, started);
        world.wait(minutes(45));
        world.reach(u"mitigated"_s, started + minutes(40));
        QVERIFY(world.tell(StatusChanged{Status::Identified, {}})); // now it is known why, too
        world.wait(hours(1));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Mitigated);
        QCOMPARE(world.downtime().length(), std::optional(Millis(minutes(40))));
    }

    void aMilestoneWrittenByHandDoesNotHideHarmThatCameBack()
    {
        CreditWorld world;
        const Instant started = world.state.declaredAt;
        world.reach(u"started"_s, started);
        world.wait(minutes(45));
        QVERIFY(world.tell(StatusChanged{Status::Mitigated, {}}));
        world.reach(u"mitigated"_s, started + minutes(40));
        QCOMPARE(world.downtime().length(), std::optional(Millis(minutes(40)))); // before what was clicked
        world.wait(minutes(15));
        QVERIFY(world.tell(StatusChanged{Status::Investigating, u"errors again"_s}));
        world.wait(hours(4));
        QVERIFY(world.tell(StatusChanged{Status::Identified, {}}));
        world.wait(minutes(30));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Running);
        world.wait(minutes(30));
        QVERIFY(world.tell(StatusChanged{Status::Mitigated, {}}));
        world.wait(hours(2));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Mitigated);
        QCOMPARE(world.downtime().length(), std::optional(Millis(hours(6))));
    }

    void closingEndsHarmThatNoMilestoneEnds()
    {
        CreditWorld world;
        world.reach(u"started"_s, world.state.declaredAt);
        world.wait(hours(3));
        QVERIFY(world.tell(StatusChanged{Status::Closed, u"it was another team's"_s}));
        world.wait(hours(72));
        QCOMPARE(world.downtime().toSource, DowntimeSource::Closed);
        QCOMPARE(world.downtime().length(), std::optional(Millis(hours(3))));
    }

    void anEndBeforeTheBeginningIsUnknownAndNotZero()
    {
        CreditWorld world;
        world.wait(hours(1));
        world.reach(u"mitigated"_s, world.now - minutes(30));
        world.reach(u"started"_s, world.now - minutes(10));
        QVERIFY(!world.downtime().length());
    }

    void aCustomersOwnDowntimeGoesBeforeThatOfTheIncident()
    {
        CreditWorld world;
        world.wait(hours(2));
        QVERIFY(!world.decide(DowntimeSet{kAcme, u"Acme"_s, false, {}, {}, {}})); // no reason
        QVERIFY(world.tell(DowntimeSet{kAcme, u"Acme"_s, false, {}, {}, u"their region was up"_s}));
        QCOMPARE(world.downtime().length(), std::optional(Millis(0)));
        QVERIFY(!world.downtime().isHit);
        const Instant from = world.now - minutes(50), to = world.now - minutes(20);
        QVERIFY(world.tell(DowntimeSet{kAcme, u"Acme"_s, true, from, to, u"their own log"_s}));
        QCOMPARE(world.downtime().length(), std::optional(Millis(minutes(30))));
        QCOMPARE(world.downtime().fromSource, DowntimeSource::ByHand);
        QVERIFY(downtimeOf(world.state, kGlobex, world.now).length() > Millis(hours(2)));
        QVERIFY(!world.decide(DowntimeSet{kAcme, u"Acme"_s, true, to, from, u"turned round"_s}));
        QVERIFY(!world.decide(DowntimeSet{kAcme, u"Acme"_s, true, {}, world.now + hours(1), u"later"_s}));
        QVERIFY(world.tell(DowntimeSet{kAcme, u"Acme"_s, true, {}, {}, u"the log was wrong"_s}));
        QVERIFY(world.state.downtimes.empty());
    }

    void aProposalFreezesItsFiguresAndAnotherAmountNeedsAReason()
    {
        CreditWorld world;
        world.wait(hours(1)); // 69 minutes: 10 % of 100,000
        QVERIFY(!world.decide(wish(900'000)));
        QVERIFY(world.decide(wish(900'000)).error().detail.contains(u"the terms come to USD 10,000"_s));
        QVERIFY(world.decide(wish(900'000, u"agreed on the phone"_s)));
        QVERIFY(!world.decide(wish(0)));
        const FactId id = world.propose(wish(1'000'000));
        QVERIFY(!id.isNull());
        const Credit &credit = world.state.credits.back();
        QCOMPARE(credit.figures.computed, std::optional(qint64(1'000'000)));
        QCOMPARE(credit.figures.severity, u"SEV-1"_s);
        QCOMPARE(credit.figures.basisPoints, 1000);
        QCOMPARE(*credit.figures.to - *credit.figures.from, Millis(minutes(69)));
        QCOMPARE(credit.figures.terms, policy::shippedTerms().key);
        QCOMPARE(credit.proposer, world.me);
        QVERIFY(!world.decide(wish(1'000'000))); // twice the same
        QCOMPARE(world.state.timeline.back().text, u"Credit of USD 10,000 proposed for Acme"_s);
        // A new one takes the place of one that nobody has decided on.
        world.wait(hours(4));
        QVERIFY(!world.propose(wish(2'500'000)).isNull());
        QCOMPARE(world.state.credits.front().state, Credit::State::Replaced);
        QCOMPARE(creditSum(world.state, Credit::State::Proposed, u"USD"_s), std::optional(qint64(2'500'000)));
    }

    void whatIsNotKnownNeedsAReasonToo()
    {
        CreditWorld world;
        world.wait(hours(1));
        CreditProposed noArr = wish(1000);
        noArr.arr.reset();
        QVERIFY(world.decide(noArr).error().detail.contains(u"not known"_s));
        noArr.reason = u"goodwill"_s;
        QVERIFY(!world.propose(noArr).isNull());
        QVERIFY(!world.state.credits.back().figures.computed);
    }

    void nobodyApprovesAboveTheirLevelNorTheirOwn()
    {
        CreditWorld world;
        world.wait(hours(5)); // 25 %: 25,000
        const FactId id = world.propose(wish(2'500'000));
        QVERIFY(world.judge(id, world.me, true).contains(u"somebody else"_s));
        QVERIFY(world.judge(id, IncidentWorld::person(u"Cy"_s), true).contains(u"Director of support"_s));
        QVERIFY(world.judge(id, PersonId{}, true).contains(u"take or give that role"_s));
        const QString refusal = world.judge(id, world.director, true);
        QVERIFY2(refusal.contains(u"up to USD 10,000 a customer"_s) && refusal.contains(u"needs Executive"_s),
                 qPrintable(refusal));
        QCOMPARE(world.judge(id, world.executive, true), QString());
        const Credit &credit = world.state.credits.back();
        QCOMPARE(credit.state, Credit::State::Approved);
        QCOMPARE(credit.level, u"level-4"_s);
        QCOMPARE(credit.judge, world.executive);
        QCOMPARE(world.state.timeline.back().text,
                 u"Credit of USD 25,000 for Acme approved by {person:%1} as Executive"_s.arg(
                     world.executive.toString()));
        // Above every level there is nobody.
        const FactId huge = world.propose(wish(99'900'000, u"they ask for it"_s, kGlobex));
        QVERIFY(world.judge(huge, world.executive, true).contains(u"no level may approve this"_s));
    }

    void theLimitOfAnIncidentCountsWhatIsApprovedAlready()
    {
        CreditWorld world;
        world.wait(hours(1));
        const PersonId director = world.director;
        for (int i = 0; i < 6; ++i) {
            CreditProposed each = wish(1'000'000);
            each.customer = CustomerId::derived(Instant{}, {u"customer"_s, QString::number(i)});
            const QString told = world.judge(world.propose(each), director, true);
            QVERIFY2(told.isEmpty() == (i < 5), qPrintable(told)); // 50,000 an incident
        }
        QCOMPARE(creditSum(world.state, Credit::State::Approved, u"USD"_s), std::optional(qint64(5'000'000)));
        QCOMPARE(creditSum(world.state, Credit::State::Approved, u"EUR"_s), std::optional(qint64(0)));
    }

    void aRefusalNeedsAReasonAndAnApprovedCreditIsRefusedBeforeAnother()
    {
        CreditWorld world;
        world.wait(hours(1));
        const FactId id = world.propose(wish(1'000'000));
        QVERIFY(world.judge(id, world.director, false).contains(u"say why"_s));
        QCOMPARE(world.judge(id, world.director, true), QString());
        QVERIFY(world.decide(wish(900'000, u"less"_s)).error().detail.contains(u"refuse it first"_s));
        QVERIFY(!world.judge(id, world.me, false, u"wrong"_s).isEmpty()); // approved: not the proposer's
        QCOMPARE(world.judge(id, world.director, false, u"wrong customer"_s), QString());
        QVERIFY(world.judge(id, world.director, true).contains(u"propose a credit anew"_s));
        const FactId second = world.propose(wish(900'000, u"less"_s));
        QCOMPARE(world.judge(second, world.me, false, u"taken back"_s), QString());
        QVERIFY(world.state.credits.back().level.isEmpty());
    }

    void ofTwoCreditsThatTwoConsolesApprovedTheNewerOneStands()
    {
        using enum Credit::State;
        CreditWorld world;
        world.wait(hours(1));
        const FactId first = world.propose(wish(1'000'000));
        QCOMPARE(world.judge(first, world.director, true), QString());
        const FactId second = world.meet(wish(900'000, u"agreed"_s), world.me);
        QCOMPARE(world.states(), (std::vector{Approved, Proposed}));
        // The approved one is that of the customer, and nobody here approves another beside it.
        QCOMPARE(creditOf(world.state, kAcme)->fact, first);
        QVERIFY(world.judge(second, world.director, true).contains(u"USD 10,000 for Acme is approved"_s));
        (void)world.meet(CreditJudged{second, true, {}, {}, {}}, world.director);
        QCOMPARE(world.states(), (std::vector{Replaced, Approved}));
        QCOMPARE(creditOf(world.state, kAcme)->fact, second);
        QCOMPARE(creditSum(world.state, Approved, u"USD"_s), std::optional(qint64(900'000)));
        // Once the approved one is refused another may be.
        QCOMPARE(world.judge(second, world.director, false, u"twice"_s), QString());
        QCOMPARE(world.judge(world.propose(wish(1'000'000)), world.director, true), QString());
    }

    void anApprovalDoesNotBringBackAReplacedCredit()
    {
        using enum Credit::State;
        CreditWorld world;
        world.wait(hours(1));
        const FactId first = world.propose(wish(1'000'000));
        const FactId second = world.propose(wish(900'000, u"agreed"_s));
        QCOMPARE(world.judge(second, world.director, true), QString());
        (void)world.meet(CreditJudged{first, true, {}, {}, {}}, world.director);
        QCOMPARE(world.states(), (std::vector{Replaced, Approved}));
        QVERIFY(world.state.credits[0].judge.isNull());
        QVERIFY(world.state.timeline.back().text.contains(u"which does not count"_s));
    }

    void creditsAreGivenAfterTheEndToo()
    {
        CreditWorld world;
        world.wait(hours(1));
        (void)world.tell(StatusChanged{Status::Mitigated, {}});
        (void)world.tell(StatusChanged{Status::Resolved, u"as agreed"_s});
        (void)world.tell(StatusChanged{Status::Closed, u"no need for more"_s});
        QCOMPARE(world.state.status, Status::Closed);
        world.wait(hours(48));
        const FactId id = world.propose(wish(1'000'000));
        QVERIFY(!id.isNull());
        QCOMPARE(world.judge(id, world.director, true), QString());
        QVERIFY(world.tell(DowntimeSet{kAcme, u"Acme"_s, false, {}, {}, u"they were not"_s}));
    }

    void theHighestSeverityThatItHadCounts()
    {
        CreditWorld world;
        (void)world.tell(SeverityChanged{u"SEV-3"_s, u"one region"_s});
        QCOMPARE(worstSeverity(world.state, world.rules), u"SEV-1"_s);
    }

    void foldingAgainGivesTheSame()
    {
        CreditWorld world;
        world.wait(hours(1));
        (void)world.tell(DowntimeSet{kGlobex, u"Globex"_s, false, {}, {}, u"up"_s});
        (void)world.judge(world.propose(wish(1'000'000)), world.director, true);
        Incident again;
        again.id = world.state.id;
        for (const Recorded &each : world.recorded)
            apply(again, each);
        QVERIFY(again == world.state);
    }
};

QTEST_APPLESS_MAIN(TestCredits)
#include "tst_credits.moc"
