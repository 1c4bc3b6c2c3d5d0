// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the clocks, one slot a rule. Times are minutes after the creation.
#include "models/sla/clocks.h"

#include <QTest>

using namespace muster;
using namespace muster::sla;
using namespace Qt::StringLiterals;

namespace {

const Instant kStart = *parseRfc3339(u"2026-11-16T08:00:00Z"); // a Monday

Instant at(int minutes)
{
    return kStart + std::chrono::minutes(minutes);
}

Event happens(int minutes, EventKind kind)
{
    Event made;
    made.at = at(minutes);
    made.kind = kind;
    made.cause = FactId::derived(made.at, {u"test"});
    return made;
}

Event status(int minutes, StatusClass to)
{
    Event made = happens(minutes, EventKind::Status);
    made.status = to;
    return made;
}

Event priority(int minutes, const QString &key)
{
    Event made = happens(minutes, EventKind::Priority);
    made.priority = key;
    return made;
}

ClockTarget target(const char *text, const char *slo = nullptr)
{
    ClockTarget made;
    made.sla = *parseTarget(QString::fromLatin1(text));
    if (slo)
        made.slo = *parseTarget(QString::fromLatin1(slo));
    return made;
}

ClocksInput input(std::vector<Event> events)
{
    ClocksInput made;
    TargetSet high, low;
    high.clocks = {target("1h", "30m"), target("1h"), target("30m"), target("4h")};
    high.mayPause = false;
    low.clocks = {target("4h"), target("2h"), target("8h"), target("24h")};
    made.targets = {{u"high"_s, high}, {u"low"_s, low}, {u"none"_s, TargetSet()}};
    made.priority = u"low"_s;
    made.events = {happens(0, EventKind::Created)};
    made.events.insert(made.events.end(), events.begin(), events.end());
    return made;
}

ClockReport clock(const ClocksInput &given, ClockKind kind, int minutes)
{
    return evaluate(given, at(minutes)).clocks[size_t(kind)];
}

constexpr auto FR = ClockKind::FirstResponse;
constexpr auto NR = ClockKind::NextResponse;
constexpr auto UP = ClockKind::Update;
constexpr auto RES = ClockKind::Resolution;

} // namespace

class TestClocks : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void onlyAPublicAnswerByAPersonStopsTheFirstResponse()
    {
        const auto given = input({happens(5, EventKind::AutoReply), happens(6, EventKind::InternalNote),
                                  happens(30, EventKind::AgentReply)});
        QCOMPARE(clock(given, FR, 20).state, ClockState::Running);
        QCOMPARE(clock(given, FR, 40).state, ClockState::Met);
        QCOMPARE(clock(given, FR, 40).summary.stoppedAt, at(30));
    }

    void anAnswerAtTheDueInstantItselfIsInTime()
    {
        QCOMPARE(clock(input({happens(240, EventKind::AgentReply)}), FR, 300).state, ClockState::Met);
        QCOMPARE(clock(input({happens(241, EventKind::AgentReply)}), FR, 300).state, ClockState::Breached);
        QCOMPARE(clock(input({}), FR, 240).state, ClockState::AtRisk);
        QCOMPARE(clock(input({}), FR, 241).state, ClockState::Breached);
    }

    void aLateAnswerStaysABreachHoweverLateOneLooks()
    {
        const auto late = clock(input({happens(300, EventKind::AgentReply)}), FR, 100'000);
        QCOMPARE(late.state, ClockState::Breached);
        QCOMPARE(late.breaches, std::vector<Breach>({{at(240), false, u"low"_s}}));
    }

    void theNextResponseRunsFromTheOldestUnansweredMessage()
    {
        const auto given = input({happens(10, EventKind::AgentReply), happens(60, EventKind::CustomerMessage),
                                  happens(90, EventKind::CustomerMessage)});
        QCOMPARE(clock(given, NR, 100).summary.start, at(60));
        QCOMPARE(clock(given, NR, 100).summary.due, at(180));
    }

    void aMessageBeforeTheFirstAnswerBelongsToTheFirstResponse()
    {
        const auto given =
            input({happens(5, EventKind::CustomerMessage), happens(10, EventKind::AgentReply)});
        QCOMPARE(clock(given, NR, 20).state, ClockState::None);
    }

    void everyCycleOfTheNextResponseIsKept()
    {
        const auto given =
            input({happens(1, EventKind::AgentReply), happens(10, EventKind::CustomerMessage),
                   happens(200, EventKind::AgentReply), happens(300, EventKind::CustomerMessage),
                   happens(310, EventKind::AgentReply)});
        const auto next = clock(given, NR, 400);
        QCOMPARE(next.state, ClockState::Met);
        QCOMPARE(next.cycles, 1);
        QCOMPARE(next.breaches, std::vector<Breach>({{at(130), false, u"low"_s}}));
    }

    void theUpdateClockBeginsWithTheFirstAnswerAndAnewWithEach()
    {
        QCOMPARE(clock(input({}), UP, 60).state, ClockState::None);
        const auto given = input({happens(10, EventKind::AgentReply), happens(100, EventKind::AgentReply)});
        QCOMPARE(clock(given, UP, 110).summary.due, at(100 + 480));
    }

    void waitingPausesResolutionAndUpdateButNotTheFirstResponse()
    {
        const auto given = input({status(10, StatusClass::Waiting)});
        QCOMPARE(clock(given, RES, 50).state, ClockState::Paused);
        QCOMPARE(clock(given, RES, 50).summary.due, kNever);
        QCOMPARE(clock(given, RES, 50).used, Millis(std::chrono::minutes(10)));
        QCOMPARE(clock(given, FR, 50).state, ClockState::Running);
        const auto answered = input({happens(5, EventKind::AgentReply), status(10, StatusClass::Waiting)});
        QCOMPARE(clock(answered, UP, 50).state, ClockState::Paused);
    }

    void aPolicyMayForbidPausing()
    {
        auto given = input({status(10, StatusClass::Waiting)});
        given.priority = u"high"_s;
        QCOMPARE(clock(given, RES, 50).state, ClockState::Running);
    }

    void theCustomersReplyResumesAtItsOwnInstant()
    {
        const auto given = input({status(10, StatusClass::Waiting), happens(40, EventKind::CustomerMessage),
                                  status(90, StatusClass::Open)});
        QCOMPARE(clock(given, RES, 100).summary.due, at(24 * 60 + 30));
        QCOMPARE(clock(given, RES, 60).state, ClockState::Running);
    }

    void pausedStraightToResolvedCreditsThePause()
    {
        const auto given = input({status(10, StatusClass::Waiting), status(10'000, StatusClass::Resolved)});
        const auto resolution = clock(given, RES, 20'000);
        QCOMPARE(resolution.state, ClockState::Met);
        QCOMPARE(resolution.used, Millis(std::chrono::minutes(10)));
    }

    void atOneInstantTheAnswerComesBeforeTheNewMessage()
    {
        const auto given =
            input({happens(10, EventKind::AgentReply), happens(20, EventKind::CustomerMessage),
                   happens(30, EventKind::CustomerMessage), happens(30, EventKind::AgentReply)});
        const auto next = clock(given, NR, 40);
        QCOMPARE(next.state, ClockState::Running);
        QCOMPARE(next.summary.start, at(30));
        QCOMPARE(next.cycles, 1);
    }

    void aHigherPriorityKeepsTheTimeThatHasPassed()
    {
        const auto given = input({priority(60, u"high"_s)});
        QCOMPARE(clock(given, RES, 61).summary.due, at(240));
        QVERIFY(clock(given, RES, 61).breaches.empty());
    }

    void aTargetThatIsPastAtTheChangeIsMarkedAsReprioritised()
    {
        const auto given = input({priority(300, u"high"_s)});
        QCOMPARE(clock(given, RES, 301).breaches, std::vector<Breach>({{at(300), true, u"high"_s}}));
        QCOMPARE(clock(given, RES, 301).state, ClockState::Breached);
    }

    void loweringThePriorityDoesNotEraseABreach()
    {
        auto given = input({priority(300, u"low"_s)});
        given.priority = u"high"_s;
        const auto resolution = clock(given, RES, 310);
        QCOMPARE(resolution.breaches, std::vector<Breach>({{at(240), false, u"high"_s}}));
        QCOMPARE(resolution.state, ClockState::Running);
    }

    void pausesCarryOverAPriorityChange()
    {
        const auto given =
            input({status(10, StatusClass::Waiting), status(70, StatusClass::Open), priority(80, u"high"_s)});
        QCOMPARE(clock(given, RES, 90).summary.due, at(240 + 60));
    }

    void raisingToAPriorityWithoutPausesEndsThePause()
    {
        const auto given = input({status(10, StatusClass::Waiting), priority(70, u"high"_s)});
        QCOMPARE(clock(given, RES, 90).state, ClockState::Running);
        QCOMPARE(clock(given, RES, 90).summary.due, at(240 + 60));
        QCOMPARE(summarise(given)[size_t(RES)].phase, ClockSummary::Phase::Running);
    }

    void closedTimeIsABucketOfItsOwn()
    {
        const auto given = input({happens(5, EventKind::AgentReply), status(60, StatusClass::Resolved),
                                  status(1000, StatusClass::Open)});
        const Clocks clocks = evaluate(given, at(1010));
        const auto &resolution = clocks.clocks[size_t(RES)];
        QCOMPARE(resolution.state, ClockState::Running);
        QCOMPARE(resolution.used, Millis(std::chrono::minutes(70)));
        QCOMPARE(*clocks.firstResolvedAt, at(60));
        QCOMPARE(resolution.why.size(), size_t(3));
        QCOMPARE(resolution.why[1].kind, SpanKind::Closed);
    }

    void thanksAfterTheResolutionOpenNothing()
    {
        const auto thanks = input({happens(5, EventKind::AgentReply), status(60, StatusClass::Resolved),
                                   happens(70, EventKind::CustomerMessage)});
        QCOMPARE(clock(thanks, NR, 500).state, ClockState::None);
        auto reopened = thanks;
        reopened.events.push_back(status(80, StatusClass::Open));
        QCOMPARE(clock(reopened, NR, 90).summary.start, at(80));
    }

    void resolvingEndsEveryClock()
    {
        const auto given = input({happens(5, EventKind::AgentReply), happens(20, EventKind::CustomerMessage),
                                  status(60, StatusClass::Resolved)});
        for (const ClockKind kind : kClockKinds)
            QCOMPARE(clock(given, kind, 5000).state, ClockState::Met);
    }

    void aPriorityWithoutATargetHasNoClock()
    {
        auto given = input({});
        given.priority = u"none"_s;
        QCOMPARE(clock(given, RES, 100).state, ClockState::None);
    }

    void anAgreedDateIsNotMovedByPauses()
    {
        auto given = input({status(10, StatusClass::Waiting), status(70, StatusClass::Open)});
        given.agreedDates[size_t(RES)] = at(500);
        QCOMPARE(clock(given, RES, 100).summary.due, at(500));
        QCOMPARE(clock(given, RES, 501).state, ClockState::Breached);
    }

    void theMiddleShareMakesAtRiskAndTheSloStandsBeside()
    {
        auto given = input({});
        given.priority = u"high"_s;
        given.warnPercents = {50, 75, 90};
        QCOMPARE(clock(given, FR, 44).state, ClockState::Running);
        QCOMPARE(clock(given, FR, 45).state, ClockState::AtRisk);
        QCOMPARE(clock(given, FR, 10).summary.sloDue, at(30));
    }

    void theStripHasNoGapsAndItsCountedSpansSumToTheTimeUsed()
    {
        const auto given = input({happens(5, EventKind::AgentReply), status(10, StatusClass::Waiting),
                                  happens(40, EventKind::CustomerMessage), priority(50, u"high"_s),
                                  status(60, StatusClass::Resolved), status(90, StatusClass::Open)});
        const auto resolution = clock(given, RES, 120);
        Instant edge = at(0);
        Millis counted(0);
        for (const Span &span : resolution.why) {
            QCOMPARE(span.from, edge);
            edge = span.to;
            if (span.kind == SpanKind::Counted)
                counted += span.to - span.from;
            QVERIFY(!span.cause.isEmpty());
        }
        QCOMPARE(edge, at(120));
        QCOMPARE(counted, resolution.used);
        QCOMPARE(resolution.why[3].cause, u"priority high"_s);
        QCOMPARE(resolution.why[1].fact, given.events[2].cause);
    }

    void theOrderInWhichEventsArriveIsIrrelevant()
    {
        auto given = input({happens(5, EventKind::AgentReply), status(10, StatusClass::Waiting),
                            happens(40, EventKind::CustomerMessage), priority(50, u"high"_s)});
        const Clocks straight = evaluate(given, at(100));
        std::ranges::reverse(given.events);
        QCOMPARE(evaluate(given, at(100)), straight);
    }

    void reopeningResumesAFirstResponseThatWasNeverGiven()
    {
        const auto given = input({status(60, StatusClass::Resolved), happens(200, EventKind::CustomerMessage),
                                  status(210, StatusClass::Open)});
        QCOMPARE(clock(given, FR, 100).state, ClockState::Met);
        QCOMPARE(clock(given, FR, 220).summary.due, at(240 + 150));
        QCOMPARE(clock(given, FR, 220).used, Millis(std::chrono::minutes(70)));
        QCOMPARE(clock(given, FR, 220).why[1].kind, SpanKind::Closed);
        QCOMPARE(clock(given, NR, 220).state, ClockState::None);
        QCOMPARE(clock(given, UP, 220).state, ClockState::None);
    }

    void reopeningAnAnsweredTicketBeginsTheUpdateAnew()
    {
        const auto given = input({happens(5, EventKind::AgentReply), status(60, StatusClass::Resolved),
                                  status(500, StatusClass::Open)});
        QCOMPARE(clock(given, UP, 100).state, ClockState::Met);
        QCOMPARE(clock(given, UP, 510).summary.due, at(500 + 480));
        QCOMPARE(clock(given, FR, 510).summary.stoppedAt, at(5));
    }

    void ofTwoStatusesAtOneInstantTheLastOneStays()
    {
        const auto resolved = input({status(10, StatusClass::Waiting), status(60, StatusClass::Open),
                                     status(60, StatusClass::Resolved)});
        QCOMPARE(clock(resolved, RES, 100).state, ClockState::Met);
        QCOMPARE(clock(resolved, RES, 100).used, Millis(std::chrono::minutes(10)));
        const auto open = input({status(60, StatusClass::Resolved), status(60, StatusClass::Open)});
        QCOMPARE(clock(open, RES, 100).state, ClockState::Running);
        QCOMPARE(*evaluate(open, at(100)).firstResolvedAt, at(60));
    }

    void anAnswerThatSetsWaitingStartsAPausedUpdate()
    {
        const auto given = input({happens(5, EventKind::AgentReply), happens(30, EventKind::AgentReply),
                                  status(30, StatusClass::Waiting)});
        const auto update = clock(given, UP, 100);
        QCOMPARE(update.state, ClockState::Paused);
        QCOMPARE(update.used, Millis(0));
        QCOMPARE(update.summary.stoppedAt, at(30));
    }

    void aMessageThatReopensAtItsOwnInstantStartsTheNextResponse()
    {
        const auto given = input({happens(5, EventKind::AgentReply), status(60, StatusClass::Resolved),
                                  happens(90, EventKind::CustomerMessage), status(90, StatusClass::Open)});
        QCOMPARE(clock(given, NR, 100).summary.start, at(90));
        QCOMPARE(clock(given, NR, 100).summary.due, at(90 + 120));
    }

    void aPauseAfterTheBreachStaysABreach()
    {
        auto given = input({status(1500, StatusClass::Waiting)});
        const auto resolution = clock(given, RES, 3000);
        QCOMPARE(resolution.state, ClockState::Breached);
        QCOMPARE(resolution.summary.due, at(1440));
        QCOMPARE(resolution.used, Millis(std::chrono::minutes(1500)));
    }

    void aPolicyMayPauseTheFirstResponse()
    {
        auto given = input({status(10, StatusClass::Waiting), status(70, StatusClass::Open)});
        given.targets[u"low"_s].pausesFirstResponse = true;
        QCOMPARE(clock(given, FR, 50).state, ClockState::Paused);
        QCOMPARE(clock(given, FR, 80).summary.due, at(240 + 60));
    }

    void aSecondBreachUnderAnotherTargetIsKeptBesideTheFirst()
    {
        auto given = input({priority(300, u"low"_s)});
        given.priority = u"high"_s;
        const auto resolution = clock(given, RES, 2000);
        QCOMPARE(resolution.breaches,
                 std::vector<Breach>({{at(240), false, u"high"_s}, {at(1440), false, u"low"_s}}));
    }

    void aClockWithoutATargetKeepsItsTimeForTheNextPriority()
    {
        const auto given = input({priority(60, u"none"_s), priority(100, u"high"_s)});
        QCOMPARE(clock(given, RES, 80).state, ClockState::None);
        QCOMPARE(clock(given, RES, 110).summary.due, at(240));
        QCOMPARE(clock(given, RES, 110).used, Millis(std::chrono::minutes(110)));
    }

    void theClockStandsStillOutsideHours()
    {
        auto given = input({happens(5, EventKind::AgentReply)});
        CalendarSpec spec;
        spec.zone = u"UTC"_s;
        spec.hours[0] = {{9 * 60, 17 * 60}};
        spec.hours[1] = {{9 * 60, 17 * 60}};
        given.calendar = *Calendar::make(spec);
        given.targets[u"low"_s].clocks[size_t(RES)] = target("10bh");
        const auto resolution = clock(given, RES, 26 * 60); // Tuesday 10:00
        QCOMPARE(resolution.summary.due, at(27 * 60));
        QCOMPARE(resolution.used, Millis(std::chrono::hours(9)));
        QStringList kinds;
        for (const Span &span : resolution.why)
            kinds += QString::number(int(span.kind));
        QCOMPARE(kinds.join(u' '), u"2 0 2 0"_s);
    }

    void whatIsStoredSaysTheSameAsTheReport()
    {
        const auto given = input({happens(5, EventKind::AgentReply), status(10, StatusClass::Waiting),
                                  happens(40, EventKind::CustomerMessage), priority(50, u"high"_s)});
        const auto stored = summarise(given);
        for (const int minutes : {51, 100, 240, 270, 271, 5000}) {
            const Clocks clocks = evaluate(given, at(minutes));
            for (const ClockKind kind : kClockKinds)
                QCOMPARE(stateAt(stored[size_t(kind)], at(minutes)), clocks.clocks[size_t(kind)].state);
        }
    }

    void aPriorityChangeAfterTheEndChangesNoVerdict()
    {
        const auto met = input({happens(90, EventKind::AgentReply), priority(100, u"high"_s)});
        QCOMPARE(clock(met, FR, 200).state, ClockState::Met);
        QVERIFY(clock(met, FR, 200).breaches.empty());
        const auto atOnce = input({priority(300, u"high"_s), status(300, StatusClass::Resolved)});
        QCOMPARE(clock(atOnce, RES, 400).state, ClockState::Met);
        auto late = input({happens(90, EventKind::AgentReply), priority(100, u"low"_s)});
        late.priority = u"high"_s;
        QCOMPARE(clock(late, FR, 200).state, ClockState::Breached);
    }

    void theMessageNotTheStatusBesideItEndsThePause()
    {
        for (const bool isStatusFirst : {false, true}) {
            std::vector events{happens(40, EventKind::CustomerMessage), status(40, StatusClass::Open)};
            if (isStatusFirst)
                std::ranges::reverse(events);
            events.insert(events.begin(), status(10, StatusClass::Waiting));
            QCOMPARE(clock(input(events), RES, 50).why.back().cause, u"the customer wrote"_s);
        }
    }

    void aPauseCountsAlsoWhereTheTicketWasResolvedAndReopenedAtItsStart()
    {
        const auto given = input({status(0, StatusClass::Resolved), status(0, StatusClass::Waiting),
                                  status(60, StatusClass::Open)});
        const auto resolution = clock(given, RES, 180);
        QCOMPARE(resolution.state, ClockState::Running);
        QCOMPARE(resolution.summary.due, at(25 * 60));
        QCOMPARE(resolution.used, Millis(std::chrono::hours(2)));
    }

    void theLastOfTwoPrioritiesAtOneInstantIsNamed()
    {
        const auto given = input({priority(60, u"high"_s), priority(60, u"low"_s)});
        QCOMPARE(clock(given, RES, 100).why.back().cause, u"priority low"_s);
    }

    void aPauseThatAPriorityEndedNamesThePriority()
    {
        const auto given =
            input({status(10, StatusClass::Waiting), priority(60, u"high"_s), status(90, StatusClass::Open)});
        const auto why = clock(given, RES, 100).why;
        QCOMPARE(why.size(), size_t(3));
        QCOMPARE(why[1].kind, SpanKind::Paused);
        QCOMPARE(why[2].cause, u"priority high"_s);
        QCOMPARE(why[2].from, at(60));
    }

    void aPauseThatLastsBreaksNothingHoweverLongItLasts()
    {
        auto given = input({happens(5, EventKind::AgentReply), status(60, StatusClass::Waiting)});
        CalendarSpec spec;
        spec.zone = u"UTC"_s;
        spec.hours[0] = spec.hours[1] = {{8 * 60, 9 * 60}};
        given.calendar = *Calendar::make(spec);
        given.targets[u"low"_s].clocks[size_t(RES)] = target("1bd");
        for (const int minutes : {61, 24 * 60, 30 * 60, 90'000}) {
            const auto resolution = clock(given, RES, minutes);
            QCOMPARE(resolution.state, ClockState::Paused);
            QVERIFY(resolution.breaches.empty());
            QCOMPARE(resolution.summary.usedPermille,
                     1000); // an hour is open until the due instant, and it is used
        }
    }
};

QTEST_APPLESS_MAIN(TestClocks)
#include "tst_clocks.moc"
