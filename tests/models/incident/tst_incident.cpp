// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of an incident: flow, roles, cadence; held against the shipped runbook.
#include "models/policy/policyreader.h"
#include "tests/models/incident/incidentworld.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::incident;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

QString nameOf(PersonId person)
{
    for (const QString &name : {u"Ada"_s, u"Bo"_s, u"me"_s}) {
        if (IncidentWorld::person(name) == person)
            return name;
    }
    return u"?"_s;
}

const StepState &stepHere(const std::vector<StepState> &steps)
{
    return *std::ranges::find(steps, StepState::Place::Here, &StepState::place);
}

CadenceClock clockOf(const IncidentWorld &world, const QString &audience)
{
    const auto clocks = cadenceOf(world.state, world.rules, world.now);
    return *std::ranges::find(clocks, audience, &CadenceClock::audience);
}

} // namespace

class TestIncident final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedRunbookIsReadWithoutAMistake()
    {
        QFile file(QStringLiteral(MUSTER_SOURCE_DIR "/resources/incidents/runbook.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray section;
        for (const QByteArray &line : file.readAll().split('\n'))
            section += "  " + line + '\n';
        const QByteArray document =
            policy::presetText(policy::presetKeys().constFirst()) + "\nincidents:\n" + section;
        const auto read = policy::readPolicy(document, u"runbook"_s);
        for (const policy::Problem &problem : read.problems)
            QFAIL(qPrintable(problem.text()));
        QVERIFY(read.policy->incidents == policy::runbook());
        QCOMPARE(policy::runbook().steps.size(), size_t(8));
        QVERIFY(policy::runbook().severity(u"SEV-1"_s)->roles.contains(u"comms_lead"_s));
    }

    void mistakesInIncidentRulesAreNamedWithTheirPlace()
    {
        const auto read =
            policy::readPolicy(policy::presetText(policy::presetKeys().constFirst()) +
                                   "\nincidents:\n"
                                   "  roles:\n    - {key: lead, name: Lead}\n"
                                   "  severities:\n    - {key: S1, name: High, roles: [nobody]}\n"
                                   "  audiences:\n    - {key: all, name: All}\n"
                                   "  cadences:\n    - {audience: al, every: 30bm}\n"
                                   "  milestones:\n    - {key: end, name: End}\n"
                                   "  steps:\n    - {key: go, name: Go, asks: [{key: a, text: A, kind: "
                                   "update, of: some, role: ghost}]}\n"
                                   "  declare_within: 15m\n  first_update_within: 1h\n  brief_every: 4h\n"
                                   "  post_mortem_within: 5d\n",
                               u"p.yaml"_s);
        QVERIFY(!read.policy);
        QStringList told;
        for (const policy::Problem &problem : read.problems)
            told += problem.text();
        const QString all = told.join(u'\n');
        for (const QString &part : {u"nobody"_s, u"\"al\""_s, u"office hours"_s, u"\"some\""_s,
                                    u"\"ghost\""_s, u"repeat_unfilled_role"_s})
            QVERIFY2(all.contains(part), qPrintable(part + u" is not in:\n"_s + all));
    }

    void declaringKeepsBothTimesAndNamesWhatIsMissing()
    {
        IncidentWorld world;
        world.declare();
        QVERIFY(world.state.exists);
        QCOMPARE(world.state.milestones.at(u"declared"_s), world.now);
        QCOMPARE(world.state.milestones.at(u"detected"_s), world.now - minutes(9));
        const auto steps = flowOf(world.state, world.rules);
        QCOMPARE(stepHere(steps).key, u"declare"_s);
        QVERIFY(stepHere(steps).isBlocked());
        QCOMPARE(missingRoles(world.state, world.rules, world.now).size(), size_t(3));

        IncidentWorld late;
        Declare command;
        command.fields.title = u"Seen only now"_s;
        command.fields.severity = u"SEV-2"_s;
        QVERIFY(late.tell(command, late.now - hours(5)));
        QCOMPARE(late.state.declaredAt, late.now - hours(5));
        QCOMPARE(late.state.declaredRecordedAt, late.now);
    }

    void whatIsWrongIsRefusedWithASentence()
    {
        IncidentWorld world;
        Declare command;
        command.fields.severity = u"SEV-1"_s;
        QVERIFY(world.decide(command).error().detail.contains(u"title"));
        command.fields.title = u"T"_s;
        command.fields.severity = u"SEV-9"_s;
        QVERIFY(world.decide(command).error().detail.contains(u"SEV-1, SEV-2, SEV-3"));
        QCOMPARE(world.decide(EntryWritten{}).error().fault, Fault::NotFound);
        world.declare();
        QVERIFY(world.decide(EntryWritten{EntryKind::Fact, u" "_s, {}, {}, {}, {}, {}})
                    .error()
                    .detail.contains(u"empty"));
        QVERIFY(
            world.decide(EntryWritten{EntryKind::Fact, u"x"_s, {}, {}, {}, {}, {}}, world.now + minutes(1))
                .error()
                .detail.contains(u"future"));
    }

    void raisingIsOneKeyAndLoweringAsksWhy()
    {
        IncidentWorld world;
        world.declare(u"SEV-2"_s);
        QVERIFY(world.tell(SeverityChanged{u"SEV-1"_s, {}}));
        QCOMPARE(world.state.severity, u"SEV-1"_s);
        QCOMPARE(world.decide(SeverityChanged{u"SEV-2"_s, {}}).error().fault, Fault::BadInput);
        QVERIFY(world.tell(SeverityChanged{u"SEV-2"_s, u"one region only"_s}));
        QCOMPARE(world.decide(SeverityChanged{u"SEV-2"_s, {}})->size(), size_t(0));
    }

    void goingOnWithoutARequiredThingTakesAReasonThatStands()
    {
        IncidentWorld world;
        world.declare();
        const auto refused = world.decide(StepEntered{u"roles"_s, {}, {}});
        QCOMPARE(refused.error().fault, Fault::NotAllowed);
        QVERIFY(refused.error().detail.contains(u"who is affected"));
        QVERIFY(world.tell(StepEntered{u"roles"_s, {}, u"nobody knows yet"_s}));
        QCOMPARE(world.state.stepsTaken.back().without, QStringList{u"scope_written"_s});
        QVERIFY(world.state.timeline.back().text.contains(u"nobody knows yet"));
        FieldsChanged scope;
        scope.scope = Scope{u"EU checkout"_s, 180, {}};
        QVERIFY(world.tell(scope));
        for (const QString &role : world.rules.severity(u"SEV-1"_s)->roles)
            QVERIFY(world.tell(RoleGiven{role, world.me, false, {}}));
        QVERIFY(world.tell(StepEntered{u"contain"_s, {}, {}}));
        QCOMPARE(stepHere(flowOf(world.state, world.rules)).key, u"contain"_s);
        // Going back asks for nothing.
        QVERIFY(world.tell(StepEntered{u"roles"_s, {}, {}}));
    }

    void aHandOverHoldsOnceItIsTaken()
    {
        IncidentWorld world;
        world.declare();
        const PersonId ada = IncidentWorld::person(u"Ada"_s), bo = IncidentWorld::person(u"Bo"_s);
        QVERIFY(world.tell(RoleGiven{u"incident_commander"_s, ada, false, {}}));
        QCOMPARE(holderOf(world.state, u"incident_commander"_s), ada);
        world.wait(hours(4));
        const QString brief = handOverBrief(world.state, world.rules, world.now, &nameOf);
        QVERIFY2(brief.contains(u"INC-TEST-0001 SEV-1") && brief.contains(u"Incident commander Ada"),
                 qPrintable(brief));
        const auto given = world.tell(RoleGiven{u"incident_commander"_s, bo, true, brief});
        QCOMPARE(holderOf(world.state, u"incident_commander"_s), ada); // until it is taken
        QCOMPARE(awaitedFor(world.state, u"incident_commander"_s), bo);
        QVERIFY(roleWarnings(world.state, world.rules, &nameOf).join(u' ').contains(u"Bo has not taken"));
        world.wait(minutes(2));
        QVERIFY(world.tell(RoleAcknowledged{given->front()}));
        QCOMPARE(holderOf(world.state, u"incident_commander"_s), bo);
        const auto &holdings = world.state.roles.at(u"incident_commander"_s);
        QCOMPARE(holdings.size(), size_t(2));
        QCOMPARE(*holdings.front().until, world.now);
        QVERIFY(roleWarnings(world.state, world.rules, &nameOf).isEmpty());
        QVERIFY(world.tell(RoleGiven{u"engineering_on_call"_s, bo, false, {}}));
        QVERIFY(roleWarnings(world.state, world.rules, &nameOf).join(u' ').contains(u"at once"));
    }

    void twoConsolesThatNameDifferentPeopleBothStandAndOneHolds()
    {
        IncidentWorld world;
        world.declare();
        QVERIFY(world.tell(RoleGiven{u"comms_lead"_s, IncidentWorld::person(u"Ada"_s), false, {}}));
        QVERIFY(world.tell(RoleGiven{u"comms_lead"_s, IncidentWorld::person(u"Bo"_s), false, {}}));
        QCOMPARE(holderOf(world.state, u"comms_lead"_s), IncidentWorld::person(u"Bo"_s));
        QCOMPARE(world.state.roles.at(u"comms_lead"_s).size(), size_t(2));
    }

    void anUnfilledRoleIsLoudFromTheFirstMinuteAndRepeats()
    {
        IncidentWorld world;
        world.declare();
        const Instant declared = world.now;
        world.wait(minutes(5));
        const auto missing = missingRoles(world.state, world.rules, world.now);
        QCOMPARE(missing.front().since, declared);
        QCOMPARE(missing.front().nextTold, declared + minutes(6)); // every two minutes
    }

    void anAskHasAnOwnerAndATime()
    {
        IncidentWorld world;
        world.declare();
        const auto ask = [&](const QString &key) {
            for (const StepState &step : flowOf(world.state, world.rules)) {
                for (const AskState &each : step.asks) {
                    if (each.ask.key == key)
                        return each;
                }
            }
            qFatal("%s is not asked for", qPrintable(key));
        };
        QCOMPARE(*ask(u"scope_written"_s).due, world.state.declaredAt + minutes(15));
        // Who is to be told has one time, that of the clock.
        QCOMPARE(*ask(u"customers_told"_s).due, clockOf(world, u"customers"_s).due);
        QCOMPARE(*ask(u"executives_told"_s).due, clockOf(world, u"executive"_s).due);
        QCOMPARE(ask(u"customers_told"_s).ask.role, u"comms_lead"_s);
        QVERIFY(!ask(u"harm_stopped"_s).due);
    }

    void theBriefHasAClockOfItsOwn()
    {
        IncidentWorld world;
        world.declare();
        const Instant declared = world.now;
        QCOMPARE(briefClock(world.state, world.rules, world.now)->due, declared + hours(4));
        world.wait(hours(1));
        QVERIFY(world.tell(DocumentWritten{u"brief"_s, u"# Where it stands"_s}));
        QCOMPARE(briefClock(world.state, world.rules, world.now)->due, declared + hours(5));
        world.wait(hours(4));
        QCOMPARE(briefClock(world.state, world.rules, world.now)->state, CadenceClock::State::Overdue);
        // What executives are told by an update is another promise.
        QVERIFY(world.tell(world.update(u"executive"_s, world.now + hours(2))));
        QCOMPARE(briefClock(world.state, world.rules, world.now)->due, declared + hours(5));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        QVERIFY(!briefClock(world.state, world.rules, world.now));
        IncidentWorld minor;
        minor.declare(u"SEV-3"_s);
        QVERIFY(!briefClock(minor.state, minor.rules, minor.now));
    }

    void thePromiseBecomesTheClock()
    {
        IncidentWorld world;
        world.declare();
        const Instant declared = world.now;
        QCOMPARE(clockOf(world, u"customers"_s).due, declared + minutes(30)); // SEV-1, investigating
        QCOMPARE(clockOf(world, u"executive"_s).due, declared + hours(1));    // the first is asked for sooner
        world.wait(minutes(25));
        QCOMPARE(clockOf(world, u"customers"_s).state, CadenceClock::State::Warning);
        QVERIFY(!world.decide(world.update(u"customers"_s, std::nullopt)));
        QVERIFY(!world.decide(world.update(u"customers"_s, world.now)));
        QVERIFY(world.tell(world.update(u"customers"_s, world.now + minutes(45))));
        QVERIFY(clockOf(world, u"customers"_s).isPromised);
        QCOMPARE(clockOf(world, u"customers"_s).due, declared + minutes(70));
        world.wait(minutes(46));
        QCOMPARE(clockOf(world, u"customers"_s).state, CadenceClock::State::Overdue);
        QVERIFY(world.tell(world.update(u"customers"_s, world.now + minutes(60))));
        const Adherence kept = adherenceOf(world.state, world.rules, world.now);
        QCOMPARE(kept.kept, 1);
        // The second update was a minute late; internal and status page were never told.
        QVERIFY(kept.late >= 3);
        UpdateSent waived = world.update(u"internal"_s, std::nullopt);
        waived.waivers = {{u"no_next_update"_s, u"the next one goes to the customers' list"_s}};
        QVERIFY(world.tell(waived));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        QCOMPARE(clockOf(world, u"internal"_s).state, CadenceClock::State::Stopped);
        // What was promised is owed after it was resolved as well, and counts.
        QVERIFY(clockOf(world, u"customers"_s).isPromised);
        const int late = adherenceOf(world.state, world.rules, world.now).late;
        world.wait(minutes(61));
        QCOMPARE(clockOf(world, u"customers"_s).state, CadenceClock::State::Overdue);
        QCOMPARE(adherenceOf(world.state, world.rules, world.now).late, late + 1);
        UpdateSent last = world.update(u"customers"_s, std::nullopt);
        last.waivers = {{u"no_next_update"_s, u"it is resolved"_s}};
        QVERIFY(world.tell(last));
        QCOMPARE(clockOf(world, u"customers"_s).state, CadenceClock::State::Stopped);
        QCOMPARE(adherenceOf(world.state, world.rules, world.now).late, late + 1);
        QCOMPARE(world.state.timeline.back().why, u"it is resolved"_s);
    }

    void theReasonOfAnUpdateStandsAtItsOwnLine()
    {
        IncidentWorld world;
        world.declare();
        const Instant sent = world.now;
        world.wait(minutes(5));
        EntryWritten decision;
        decision.kind = EntryKind::Decision;
        decision.text = u"Fail over"_s;
        decision.why = u"it is the shorter way"_s;
        QVERIFY(world.tell(decision));
        UpdateSent late = world.update(u"internal"_s, std::nullopt);
        late.waivers = {{u"no_next_update"_s, u"told on the phone"_s}};
        QVERIFY(world.tell(late, sent + minutes(1)));
        QCOMPARE(world.state.timeline.back().why, u"it is the shorter way"_s);
        QVERIFY(std::ranges::any_of(world.state.timeline, [](const TimelineLine &line) {
            return line.kind == EntryKind::Update && line.why == u"told on the phone"_s;
        }));
    }

    void whoIsToldOnlyAfterTheEndIsNotToldLate()
    {
        IncidentWorld world;
        world.declare();
        world.wait(minutes(10));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        world.wait(hours(2));
        const Adherence before = adherenceOf(world.state, world.rules, world.now);
        UpdateSent last = world.update(u"customers"_s, std::nullopt);
        last.waivers = {{u"no_next_update"_s, u"it is resolved"_s}};
        QVERIFY(world.tell(last));
        QCOMPARE(adherenceOf(world.state, world.rules, world.now), before);
        QCOMPARE(before.late, 0);
    }

    void aTimelineThatDoesNotFitTogetherIsNamed()
    {
        IncidentWorld world;
        world.declare();
        world.wait(minutes(40));
        EntryWritten stopped{EntryKind::Milestone, u"Harm stopped"_s, {}, {}, u"mitigated"_s, {}, {}};
        QVERIFY(world.tell(stopped, world.now - minutes(50))); // before it was declared
        QVERIFY(world.tell(EntryWritten{EntryKind::Fact, u"An early sign"_s, {}, {}, {}, {}, {}},
                           world.now - hours(3)));
        const auto found = inconsistencies(world.state, world.rules, world.now);
        QVERIFY(std::ranges::any_of(found, [](const Inconsistency &each) {
            return each.what.contains(u"Harm stopped is written down as before Declared");
        }));
        QVERIFY(std::ranges::any_of(
            found, [](const Inconsistency &each) { return each.what.contains(u"before the first report"); }));
        // A time that somebody wrote down holds against the program's own.
        QVERIFY(world.tell(StatusChanged{Status::Mitigated, {}}));
        QCOMPARE(world.state.milestones.at(u"mitigated"_s), world.now - minutes(50));
    }

    void theTimelineStandsInOrderOfWhatOccurred()
    {
        IncidentWorld world;
        world.declare();
        for (const int back : {5, 1, 3}) {
            world.wait(minutes(6));
            QVERIFY(world.tell(EntryWritten{EntryKind::Action, u"back %1"_s.arg(back), {}, {}, {}, {}, {}},
                               world.now - minutes(back)));
        }
        QVERIFY(std::ranges::is_sorted(world.state.timeline, {}, &TimelineLine::occurred));
        for (const TimelineLine &line : world.state.timeline)
            QVERIFY(line.recorded >= line.occurred);
    }

    void tasksHypothesesPinsAndTicketsAreKeptUp()
    {
        IncidentWorld world;
        world.declare();
        TaskWritten task;
        task.text = u"Roll back"_s;
        const FactId made = world.tell(task)->front();
        TaskWritten done;
        done.task = made;
        done.isDone = true;
        done.result = u"it helped"_s;
        QVERIFY(world.tell(done));
        QCOMPARE(*world.state.tasks.front().doneAt, world.now);
        QCOMPARE(world.state.tasks.front().kind, TaskKind::Work);
        TaskWritten moved;
        moved.task = made;
        moved.owner = world.me;
        moved.kind = TaskKind::Hotfix;
        moved.due = world.now + minutes(30);
        QVERIFY(world.tell(moved));
        const Task &task1 = world.state.tasks.front();
        QVERIFY(task1.owner == world.me && task1.kind == TaskKind::Hotfix && task1.doneAt);
        QCOMPARE(world.decide(moved)->size(), size_t(0)); // nothing would change
        TaskWritten nameless;
        nameless.task = made;
        nameless.text = u"  "_s;
        QCOMPARE(world.decide(nameless).error().fault, Fault::BadInput);
        const FactId guess =
            world.tell(EntryWritten{EntryKind::Hypothesis, u"The pool is full"_s, {}, {}, {}, {}, {}})
                ->front();
        QVERIFY(world.tell(HypothesisJudged{guess, HypothesisState::Confirmed, u"seen in the graph"_s}));
        QVERIFY(world.tell(EntryPinned{guess, true}));
        const auto line = std::ranges::find(world.state.timeline, guess, &TimelineLine::fact);
        QVERIFY(line->isPinned && line->hypothesis == HypothesisState::Confirmed);
        QCOMPARE(world.decide(HypothesisJudged{made, HypothesisState::Open, {}}).error().fault,
                 Fault::NotAllowed);
        std::vector<TicketId> tickets;
        tickets.reserve(1000);
        for (int i = 0; i < 1000; ++i)
            tickets.push_back(TicketId::derived(Instant{}, {QString::number(i)}));
        QVERIFY(world.tell(TicketsLinked{tickets, {}}));
        QCOMPARE(world.state.tickets.size(), size_t(1000));
        QCOMPARE(world.decide(TicketsLinked{tickets, {}})->size(), size_t(0));
        QVERIFY(world.tell(TicketsLinked{{}, {tickets.front()}}));
        QCOMPARE(world.state.tickets.size(), size_t(999));
    }

    void foldingAgainGivesTheSame()
    {
        IncidentWorld world;
        world.declare();
        QVERIFY(world.tell(RoleGiven{u"comms_lead"_s, world.me, false, {}}));
        QVERIFY(world.tell(world.update(u"customers"_s, world.now + minutes(30))));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        Incident again;
        for (const Recorded &each : world.recorded)
            apply(again, each);
        QVERIFY(again == world.state);
    }
};

QTEST_GUILESS_MAIN(TestIncident)
#include "tst_incident.moc"
