// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules tell of tickets, escalations and incidents: once while it holds, and that it is over.
#include "models/automation/tellings.h"
#include "models/escalation/levels.h"
#include "models/escalation/matrix.h"
#include "rulecase.h"
#include "tests/models/incident/incidentworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;
using automation::Telling;
using automation::Turn;

namespace {

policy::ChannelRules channels()
{
    policy::ChannelRules rules;
    rules.otherwise.channels = {u"chat"_s};
    policy::Occasion quiet;
    quiet.key = u"quiet"_s;
    rules.occasions = {quiet};
    return rules;
}

std::vector<Telling> tellingsOf(const Case &about)
{
    const auto clocks = sla::summarise(ticket::clocksInput(about.state, playbook()));
    return automation::tellingsOf({about.state, playbook(), words(), clocks, about.others});
}

PersonId named(QStringView name)
{
    return PersonId::derived(Instant{}, {name});
}

/// One of each whom the levels and paths of the shipped matrix mean.
std::vector<escalation::Who> team()
{
    return {{named(u"agent"), u"agent"_s, {u"export"_s}},
            {named(u"lead"), u"lead"_s, {}},
            {named(u"admin"), u"admin"_s, {}},
            {named(u"manager"), u"agent"_s, {u"engineering manager"_s}},
            {named(u"director"), u"agent"_s, {u"support director"_s}},
            {named(u"guard"), u"agent"_s, {u"security"_s}},
            {named(u"other guard"), u"agent"_s, {u"security"_s}},
            {named(u"engineer"), u"agent"_s, {u"engineering"_s}}};
}

std::vector<PersonId> sorted(std::vector<PersonId> people)
{
    std::ranges::sort(people);
    return people;
}

/// What was told so far, as the facts leave it.
class Told
{
public:
    std::vector<notify::Notification> known;
    policy::ChannelRules rules = channels();

    /// Does what is to be done at `now`; the kinds of facts that it took.
    QStringList turn(const std::vector<Telling> &tellings, Instant changedAt, Instant now,
                     Instant silentBefore = {})
    {
        const Turn turn = automation::turnOf(tellings, known, rules, silentBefore, changedAt, now);
        next = turn.next;
        QStringList done;
        for (const NewFact &fact : turn.facts) {
            auto one = std::ranges::find(known, fact.subject, &notify::Notification::id);
            if (one == known.end()) {
                known.emplace_back();
                known.back().id = fact.subject;
                one = known.end() - 1;
            }
            notify::apply(*one, {*fact.derivedId,
                                 fact.occurredAt,
                                 {},
                                 {},
                                 notify::fromPayload(fact.type, fact.version, fact.payload).value()});
            done += fact.type.section(u'.', 1) + u' ' + one->asked.occasion;
        }
        return done;
    }
    QStringList turn(const Case &about, Instant now, Instant silentBefore = {})
    {
        return turn(tellingsOf(about), about.state.updatedAt, now, silentBefore);
    }
    std::optional<Instant> next;
};

sla::ClockSummary firstResponse(const Case &about)
{
    return sla::summarise(
        ticket::clocksInput(about.state, playbook()))[size_t(sla::ClockKind::FirstResponse)];
}

} // namespace

class TestTellings final : public QObject
{
    Q_OBJECT

private slots:
    void aPromiseIsToldAtRiskAndThenMissedAtItsInstantsOnce()
    {
        Case about(u"starter"_s, u"P1"_s);
        about.begin();
        const sla::ClockSummary clock = firstResponse(about);
        Told told;
        QCOMPARE(told.turn(about, clock.warnAt - 1ms), QStringList());
        QCOMPARE(told.next, std::optional(clock.warnAt));
        QCOMPARE(told.turn(about, clock.warnAt), QStringList{u"asked sla_at_risk"_s});
        QCOMPARE(told.next, std::optional(clock.due));
        QCOMPARE(told.turn(about, clock.warnAt + 1min), QStringList());
        QCOMPARE(told.turn(about, clock.due + 1h),
                 (QStringList{u"asked sla_breached"_s, u"settled sla_at_risk"_s}));
        QCOMPARE(told.known[1].at, clock.due); // not when it was noticed
        QCOMPARE(told.known[0].settledAt, std::optional(clock.due));
        QCOMPARE(told.turn(about, clock.due + 2h), QStringList());
        QVERIFY(told.known[1].asked.title.contains(u"First response missed: C-1"_s));
    }

    void anAnswerBeforeItWasToldEndsIt()
    {
        Case about(u"starter"_s, u"P1"_s);
        about.begin();
        const sla::ClockSummary clock = firstResponse(about);
        Told told;
        told.turn(about, clock.warnAt);
        about.tell(clock.warnAt + 5min, ticket::ReplySent{{}, u"We look at it."_s, {}, false, false});
        QCOMPARE(told.turn(about, clock.warnAt + 6min), QStringList{u"settled sla_at_risk"_s});
        QCOMPARE(told.known[0].settledAt, std::optional(clock.warnAt + 5min));
        QCOMPARE(told.turn(about, clock.due + 1h).contains(u"asked sla_breached"_s), false);
    }

    void twoConsolesWriteTheSameBytesWheneverTheyNotice()
    {
        Case about(u"enterprise"_s, u"P1"_s);
        about.begin();
        const sla::ClockSummary clock = firstResponse(about);
        const auto factsAt = [&](Instant now) {
            return automation::turnOf(tellingsOf(about), {}, channels(), {}, about.state.updatedAt, now)
                .facts;
        };
        const auto soon = factsAt(clock.due), late = factsAt(clock.due + 5min);
        QCOMPARE(soon.size(), size_t(1));
        QCOMPARE(late.front().derivedId, soon.front().derivedId);
        QCOMPARE(late.front().payload, soon.front().payload);
        QCOMPARE(late.front().occurredAt, clock.due);
    }

    void whatWasBeforeTheRulesAndWhatIsOverStaysSilent()
    {
        Case about(u"starter"_s, u"P1"_s);
        about.begin();
        const sla::ClockSummary clock = firstResponse(about);
        Told told;
        QCOMPARE(told.turn(about, clock.due + 1h, clock.due + 1min), QStringList());
        about.tell(clock.due + 1h, ticket::StatusChanged{ticket::Status::Resolved, {}, {}});
        QCOMPARE(told.turn(about, clock.due + 2h), QStringList());
    }

    void whatHasNoChannelIsNotAskedFor()
    {
        Case about(u"starter"_s, u"P1"_s);
        about.begin();
        Told told;
        told.rules.otherwise.channels.clear();
        QCOMPARE(told.turn(about, firstResponse(about).due), QStringList());
    }

    void whoHasTheTicketIsTold()
    {
        Case about(u"starter"_s, u"P1"_s);
        about.begin();
        const PersonId ana = PersonId::derived(Instant{}, {u"ana"});
        about.tell(kStart + 1min, ticket::Assigned{ana, {}});
        Told told;
        told.turn(about, firstResponse(about).due);
        QCOMPARE(told.known[0].asked.people, std::vector<PersonId>{ana});
    }

    void anIncidentIsToldOnceAndItsOverdueUpdateUntilItIsSent()
    {
        IncidentWorld world;
        world.state.id = IncidentId::derived(Instant{}, {u"one"});
        world.declare();
        Told told;
        const auto turn = [&] {
            return told.turn(automation::tellingsOf(world.state, world.rules, world.now),
                             world.state.updatedAt, world.now);
        };
        QCOMPARE(turn(), QStringList{u"asked incident_declared"_s});
        QCOMPARE(told.known[0].asked.room, u"inc-test-0001"_s);
        QVERIFY(!told.known[0].asked.title.contains(u"checkout"_s)); // nothing that somebody typed
        QCOMPARE(turn(), QStringList());
        QVERIFY(told.next.has_value());
        world.now = *told.next;
        QVERIFY(turn().contains(u"asked update_overdue"_s));
        const QString audience = told.known[1].asked.cause.section(u':', 2, 2);
        world.wait(1min);
        QVERIFY(world.tell(world.update(audience, world.now + 30min)));
        QVERIFY(turn().contains(u"settled update_overdue"_s));
    }

    void aDrillTellsNobody()
    {
        IncidentWorld world;
        world.declare();
        world.state.drill = u"saas-outage"_s;
        QVERIFY(automation::tellingsOf(world.state, world.rules, world.now + 24h).empty());
    }

    void anEscalationIsToldToItsLevelUntilSomebodyHasIt()
    {
        Case about(u"enterprise"_s, u"P0"_s);
        about.begin();
        about.act(about.of(u"top_tier_outage"_s));
        Told told;
        escalation::Escalation &raised = about.known.front();
        const auto turn = [&] {
            return told.turn(automation::tellingsOf(raised, u"C-1"_s, playbook().policy().escalation, team()),
                             kStart + 5min, kStart + 5min);
        };
        QCOMPARE(turn(), QStringList{u"asked escalation"_s});
        QVERIFY(told.known[0].asked.text.contains(u"Policy"_s));
        QCOMPARE(raised.level().level, u"level-3"_s); // of which a skill makes somebody a director
        QCOMPARE(told.known[0].asked.people, std::vector<PersonId>{named(u"director")});
        QCOMPARE(turn(), QStringList());
        raised.acceptedAt = kStart + 5min;
        QCOMPARE(turn(), QStringList{u"settled escalation"_s});
    }

    void whyARestrictedEscalationWasRaisedIsNotToldToWhoeverReadsTheChannel()
    {
        Case about(u"enterprise"_s, u"P2"_s, u"Our credentials were leaked"_s);
        about.begin();
        about.act(about.of(u"security_words"_s));
        const escalation::Escalation &raised = about.known.front();
        QVERIFY(escalation::isRestricted(raised, playbook().policy().escalation));
        const auto tellings =
            automation::tellingsOf(raised, u"C-1"_s, playbook().policy().escalation, team());
        QCOMPARE(tellings.size(), size_t(1));
        QVERIFY(!tellings.front().wish.title.isEmpty());
        QVERIFY2(tellings.front().wish.text.isEmpty(), qPrintable(tellings.front().wish.text));
    }

    void whatNobodyTookInTimeIsToldOnceMoreToThemAndToWhoWaitsForIt()
    {
        escalation::Escalation raised;
        escalation::Raised fact;
        fact.level = u"level-2"_s;
        escalation::apply(raised, {FactId::random(kStart), kStart, named(u"agent"), fact});
        Told told;
        const auto turn = [&](Instant now) {
            return told.turn(automation::tellingsOf(raised, u"C-1"_s, playbook().policy().escalation, team(),
                                                    escalation::responseClock(raised, playbook()).due),
                             raised.updatedAt, now);
        };
        QCOMPARE(turn(kStart), QStringList{u"asked escalation"_s});
        QCOMPARE(told.next, std::optional(kStart + 2h)); // as level 2 has
        QCOMPARE(turn(kStart + 2h), QStringList{u"asked escalation"_s});
        QCOMPARE(sorted(told.known.back().asked.people), sorted({named(u"manager"), named(u"agent")}));
        QVERIFY(told.known.back().asked.title.startsWith(u"Not taken in time"_s));
        QCOMPARE(turn(kStart + 3h), QStringList());
        const Instant at = kStart + 4h;
        escalation::apply(raised, {FactId::random(at), at, named(u"manager"), escalation::Accepted{}});
        QCOMPARE(turn(at), (QStringList{u"settled escalation"_s, u"settled escalation"_s}));
    }

    void whatFewMaySeeIsToldToThoseOfItsPathAndNotToItsLevel()
    {
        Case about(u"enterprise"_s, u"P2"_s, u"Our credentials were leaked"_s);
        about.begin();
        about.act(about.of(u"security_words"_s));
        const auto tellings =
            automation::tellingsOf(about.known.front(), u"C-1"_s, playbook().policy().escalation, team());
        QCOMPARE(tellings.front().wish.people,
                 sorted({named(u"guard"), named(u"other guard"), named(u"admin")}));
    }

    void aPathOfTheLevelsIsToldToItsReceiversAndTheLevel()
    {
        escalation::Escalation raised;
        escalation::Raised fact;
        fact.level = u"level-2"_s;
        fact.path = u"engineering"_s;
        escalation::apply(raised, {FactId::random(kStart), kStart, named(u"agent"), fact});
        const auto tellings =
            automation::tellingsOf(raised, u"C-1"_s, playbook().policy().escalation, team());
        QCOMPARE(tellings.size(), size_t(1));
        QCOMPARE(tellings.front().wish.people, sorted({named(u"manager"), named(u"engineer")}));
    }

    void whoeverIsHandedAnEscalationIsToldUntilItIsAnswered()
    {
        Case about(u"enterprise"_s, u"P0"_s);
        about.begin();
        about.act(about.of(u"top_tier_outage"_s));
        escalation::Escalation &raised = about.known.front();
        Told told;
        const auto then = [&](Instant at, escalation::EscalationFact fact) {
            escalation::apply(raised, {FactId::random(at), at, named(u"guard"), std::move(fact)});
        };
        const auto turn = [&](Instant now) {
            return told.turn(automation::tellingsOf(raised, u"C-1"_s, playbook().policy().escalation, team()),
                             raised.updatedAt, now);
        };
        then(kStart + 1min, escalation::Accepted{});
        QCOMPARE(turn(kStart + 2min), QStringList());
        then(kStart + 3min, escalation::HandedOver{u"security"_s, {}, u"Look at the log"_s, {}, {}});
        QCOMPARE(turn(kStart + 4min), QStringList{u"asked escalation"_s});
        const notify::Asked toPath = told.known.back().asked;
        QCOMPARE(toPath.people, sorted({named(u"other guard"), named(u"admin")})); // not who sent it
        QVERIFY(!toPath.title.contains(u"Security"_s));                            // which few may know
        QVERIFY(!toPath.text.contains(u"log"_s));
        QCOMPARE(turn(kStart + 5min), QStringList());
        then(kStart + 6min, escalation::Refused{raised.handOvers.back().fact, u"not ours"_s});
        QCOMPARE(turn(kStart + 6min), QStringList{u"settled escalation"_s});
        then(kStart + 7min, escalation::HandedOver{{}, named(u"manager"), {}, {}, {}});
        QCOMPARE(turn(kStart + 8min), QStringList{u"asked escalation"_s});
        QCOMPARE(told.known.back().asked.people, std::vector<PersonId>{named(u"manager")});
        then(kStart + 9min, escalation::Accepted{raised.handOvers.back().fact});
        QCOMPARE(turn(kStart + 9min), QStringList{u"settled escalation"_s});
    }

    void anEscalationThatStandsAgainIsToldAgainWhileNobodyHasIt()
    {
        Case about(u"enterprise"_s, u"P0"_s);
        about.begin();
        about.act(about.of(u"top_tier_outage"_s));
        Told told;
        escalation::Escalation &raised = about.known.front();
        const auto then = [&](Instant at, escalation::EscalationFact fact) {
            escalation::apply(raised, {FactId::random(at), at, PersonId::random(at), std::move(fact)});
        };
        const auto turn = [&](Instant now) {
            return told.turn(automation::tellingsOf(raised, u"C-1"_s, playbook().policy().escalation, team()),
                             raised.updatedAt, now);
        };
        QCOMPARE(turn(kStart + 5min), QStringList{u"asked escalation"_s});
        then(kStart + 6min, escalation::DeEscalated{u"withdrawn"_s, {}});
        then(kStart + 7min, escalation::StandsAgain{u"it was a slip"_s});
        QCOMPARE(turn(kStart + 8min), QStringList()); // it never ended
        then(kStart + 9min, escalation::DeEscalated{u"withdrawn"_s, {}});
        then(kStart + 10min, escalation::Closed{{}, {}, u"by phone"_s});
        QCOMPARE(turn(kStart + 11min), QStringList{u"settled escalation"_s});
        then(kStart + 12min, escalation::StandsAgain{u"it is back"_s});
        QCOMPARE(turn(kStart + 13min), QStringList{u"asked escalation"_s});
        QCOMPARE(told.known.back().at, kStart + 12min);
        QCOMPARE(turn(kStart + 14min), QStringList());
        then(kStart + 15min, escalation::Accepted{});
        QCOMPARE(turn(kStart + 16min), QStringList{u"settled escalation"_s});
    }

    void anAlertOfThePlaybookIsToldWhileThePriorityHolds()
    {
        Case about(u"enterprise"_s, u"P0"_s);
        about.begin();
        about.tell(kStart,
                   ticket::StepMarked{u"page_lead"_s, u"Alert the technical lead at once"_s, true, true});
        Told told;
        QCOMPARE(told.turn(about, kStart), QStringList{u"asked playbook_alert"_s});
        const notify::Notification alert = told.known.front();
        QVERIFY(alert.asked.title.startsWith(u"P0 C-1: "));
        QCOMPARE(alert.asked.about, idCast<SubjectId>(about.state.id));
        QVERIFY(!told.turn(about, kStart + 1min).contains(u"asked playbook_alert"_s));
        about.tell(kStart + 2min, ticket::PriorityChanged{u"P3"_s, u"Only one page"_s, {}});
        QCOMPARE(told.turn(about, kStart + 2min).filter(u"playbook_alert"_s),
                 QStringList{u"settled playbook_alert"_s});
    }

    void whatAPersonTickedOffIsNotAlerted()
    {
        Case about(u"enterprise"_s, u"P0"_s);
        about.begin();
        about.tell(kStart,
                   ticket::StepMarked{u"page_lead"_s, u"Alert the technical lead at once"_s, true, false});
        QVERIFY(Told().turn(about, kStart).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTellings)
#include "tst_tellings.moc"
