// SPDX-License-Identifier: GPL-3.0-or-later
// What resolving and closing an incident ask for, and what a reason does instead.
#include "models/incident/resolving.h"
#include "tests/models/incident/incidentworld.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::incident;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

policy::Ask toTickOff(const QString &key, const QString &text)
{
    policy::Ask ask;
    ask.key = key;
    ask.text = text;
    return ask;
}

} // namespace

class TestResolving : public QObject
{
    Q_OBJECT

private slots:
    void closingNamesWhatIsPromised()
    {
        IncidentWorld world;
        world.declare();
        QVERIFY(world.tell(world.update(u"customers"_s, world.now + hours(1))));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        const auto early = world.decide(StatusChanged{Status::Closed, {}});
        QVERIFY2(
            early.error().detail.contains(u"another update is promised to Customers (/update customers)"),
            qPrintable(early.error().detail));
        UpdateSent last = world.update(u"customers"_s, std::nullopt);
        last.waivers = {{u"no_next_update"_s, u"it is resolved"_s}};
        QVERIFY(world.tell(last));
        const auto later = world.decide(StatusChanged{Status::Closed, {}});
        QVERIFY2(!later.error().detail.contains(u"promised"), qPrintable(later.error().detail));
    }

    void closingNeedsAnAction()
    {
        IncidentWorld world;
        world.declare();
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        const auto lacksAction = [&world] {
            return world.decide(StatusChanged{Status::Closed, {}})
                .error()
                .detail.contains(u"no action is written");
        };
        QVERIFY(lacksAction());
        IncidentWorld other = world;
        QVERIFY(other.tell(ClosingWritten{u"a full pool"_s, {}, u"an alarm at 80 %"_s}));
        QVERIFY(!other.decide(StatusChanged{Status::Closed, {}})
                     .error()
                     .detail.contains(u"no action is written"));
        TaskWritten task;
        task.text = u"Alarm at 80 % of the pool"_s;
        QVERIFY(world.tell(task));
        QVERIFY(!lacksAction());
    }

    void aDocumentWithOpenPlacesIsNotThereYet()
    {
        IncidentWorld world;
        world.declare();
        const auto written = [&] {
            for (const StepState &step : flowOf(world.state, world.rules)) {
                for (const AskState &each : step.asks) {
                    if (each.ask.key == u"post_mortem_written")
                        return each;
                }
            }
            return AskState{};
        };
        QVERIFY(world.tell(DocumentWritten{u"post_mortem"_s, u"What happened.\n\nTODO: why"_s}));
        QVERIFY(!written().isMet);
        QVERIFY2(written().missing.startsWith(u"1 place is"_s), qPrintable(written().missing));
        QVERIFY(world.tell(DocumentWritten{u"post_mortem"_s, u"What happened, and why."_s}));
        QVERIFY(written().isMet);
    }

    void openPlacesAreLinesAndCellsNotWords()
    {
        QCOMPARE(openPlaces(u"# Causes\n\nTODO: why\n- TODO what\n  worked through the TODO list\n"_s), 2);
        QCOMPARE(openPlaces(u"| Fix it | TODO | TODO | open |\n| Ask TODO owner | Ada | x |"_s), 2);
        QCOMPARE(openPlaces({}), 0);
    }

    void anIncidentClosesWithEvidenceOrAReason()
    {
        IncidentWorld world;
        world.declare();
        const auto early = world.decide(StatusChanged{Status::Closed, {}});
        QVERIFY(early.error().detail.contains(u"not resolved yet"));
        QVERIFY(early.error().detail.contains(u"Harm stopped"));
        world.wait(minutes(72));
        QVERIFY(world.tell(StatusChanged{Status::Mitigated, u"failed over"_s}));
        world.wait(minutes(30));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, u"as agreed"_s}));
        const auto still = world.decide(StatusChanged{Status::Closed, {}});
        QVERIFY(still.error().detail.contains(u"nobody has confirmed the recovery (/recovered"));
        QVERIFY(still.error().detail.contains(u"the root cause is not written down (/cause"));
        IncidentWorld hurried = world;
        QVERIFY(hurried.tell(StatusChanged{Status::Closed, u"no more to do"_s}));
        QCOMPARE(hurried.state.timeline.back().text,
                 u"Status resolved → closed: no more to do (without: {ask:recovery}; "
                 "{ask:cause_written}; an action)"_s);
        QVERIFY(!world.decide(RecoveryConfirmed{world.me, {}}));
        QVERIFY(world.tell(RecoveryConfirmed{world.me, u"error rate at 0.01 % for 20 min"_s}));
        QVERIFY(world.tell(ClosingWritten{u"pool too small"_s, {}, u"limits are checked"_s}));
        QVERIFY(world.tell(StatusChanged{Status::Closed, {}}));
        QCOMPARE(*world.state.closedAt, world.now);
        QCOMPARE(world.decide(SeverityChanged{u"SEV-2"_s, u"x"_s}).error().fault, Fault::NotAllowed);
        QVERIFY(world.tell(EntryWritten{EntryKind::Fact, u"Report filed"_s, {}, {}, {}, {}, {}}));
        QVERIFY(inconsistencies(world.state, world.rules, world.now).empty());
        QVERIFY(!world.decide(StatusChanged{Status::Monitoring, {}}));
        QVERIFY(world.tell(StatusChanged{Status::Monitoring, u"errors are back"_s}));
        QVERIFY(!world.state.recovered && !world.state.closedAt);
    }

    void anIncidentIsResolvedWithWhatThePolicyAsksOrAReason()
    {
        IncidentWorld world;
        world.declare();
        world.wait(minutes(40));
        const auto refused = world.decide(StatusChanged{Status::Resolved, {}});
        QCOMPARE(refused.error().fault, Fault::NotAllowed);
        const QString said = refused.error().detail;
        for (const char *part :
             {"\"Harm stopped\" (/milestone mitigated)", "(/recovered ", "(/cause ", "/status resolved WHY"})
            QVERIFY2(said.contains(QString::fromUtf8(part)), qPrintable(said));
        QVERIFY(!said.contains(u"milestone resolved")); // its own time comes with it
        // A reason lets it go, and stands in the timeline with what was missing.
        IncidentWorld hurried = world;
        QVERIFY(hurried.tell(StatusChanged{Status::Resolved, u"a false alarm"_s}));
        QCOMPARE(hurried.state.timeline.back().text,
                 u"Status investigating → resolved: a false alarm (without: {milestone:mitigated}; "
                 "{ask:recovery}; {ask:cause_written})"_s);
        // One thing after the other.
        QVERIFY(world.tell(StatusChanged{Status::Mitigated, {}}));
        QVERIFY(!world.decide(StatusChanged{Status::Resolved, {}}).error().detail.contains(u"Harm stopped"));
        QVERIFY(world.tell(RecoveryConfirmed{world.me, u"no error for 20 min"_s}));
        const auto cause = world.decide(StatusChanged{Status::Resolved, {}});
        QVERIFY(cause.error().detail.contains(u"/cause") && !cause.error().detail.contains(u"/recovered"));
        QVERIFY(world.tell(ClosingWritten{u"not known"_s, {}, {}}));
        QVERIFY(world.tell(StatusChanged{Status::Resolved, {}}));
        QCOMPARE(world.state.timeline.back().text, u"Status mitigated → resolved"_s);
    }

    void closingIsNoWayRoundWhatResolvingNeeds()
    {
        IncidentWorld world;
        world.declare();
        policy::IncidentRules rules = world.rules;
        const auto resolving = std::ranges::find(rules.steps, u"resolve"_s, &policy::FlowStep::key);
        resolving->asks.push_back(toTickOff(u"all_clear"_s, u"The all-clear was given"_s));
        const DecideContext context{rules, world.now, world.me};
        const auto closing = [&](const QString &reason) {
            return decide(world.state, {world.state.id, StatusChanged{Status::Closed, reason}, {}}, context);
        };
        const auto refused = closing({});
        QVERIFY(!refused);
        const QString said = refused.error().detail;
        for (const char *part : {"not resolved yet", "The all-clear was given", "(/milestone mitigated)"})
            QVERIFY2(said.contains(QString::fromUtf8(part), Qt::CaseInsensitive), qPrintable(said));
        for (const char *line : {"(/recovered ", "(/cause ", "(/milestone mitigated)"})
            QCOMPARE(said.count(QString::fromUtf8(line)), 1); // asked for by both, said once
        const auto forced = closing(u"a false alarm"_s);
        QVERIFY(std::get<StatusChanged>(forced->front().second).without.contains(u"{ask:all_clear}"));
    }

    void aReasonIsEnoughHoweverMuchIsMissing()
    {
        IncidentWorld world;
        world.declare();
        policy::IncidentRules rules = world.rules;
        const auto resolving = std::ranges::find(rules.steps, u"resolve"_s, &policy::FlowStep::key);
        for (int i = 0; i < 300; ++i)
            resolving->asks.push_back(toTickOff(u"check_%1"_s.arg(i), u"Checked"_s));
        const auto kept = [&](const IncidentCommand &command) {
            const auto facts =
                decide(world.state, {world.state.id, command, {}}, {rules, world.now, world.me});
            if (!facts)
                return facts.error().detail;
            const IncidentFact &fact = facts->front().second;
            const auto read = fromPayload(typeName(fact), 1, toPayload(fact));
            if (!read)
                return read.error().detail;
            const auto *status = std::get_if<StatusChanged>(&*read);
            const QStringList without = status ? status->without : std::get<StepEntered>(*read).without;
            return u"%1, %2"_s.arg(without.size()).arg(without.constLast());
        };
        QCOMPARE(kept(StatusChanged{Status::Resolved, u"a false alarm"_s}), u"200, and 104 more"_s);
        QVERIFY(kept(StatusChanged{Status::Closed, u"a false alarm"_s}).startsWith(u"200, and "));
        QVERIFY(
            kept(StepEntered{rules.steps.back().key, {}, u"all of it by phone"_s}).startsWith(u"200, and "));
    }

    void whatResolvingNeedsIsThePolicysWord()
    {
        IncidentWorld world;
        world.declare();
        policy::IncidentRules rules = world.rules;
        const auto lacks = [&] { return lackText(lacksToResolve(world.state, rules)); };
        std::erase_if(rules.milestones,
                      [](const policy::Milestone &each) { return each.key == u"mitigated"; });
        for (policy::FlowStep &step : rules.steps)
            std::erase_if(step.asks, [](const policy::Ask &ask) { return ask.key == u"cause_written"; });
        QCOMPARE(lacks(), u"nobody has confirmed that it works again (/recovered WHAT SHOWS IT)"_s);
        for (policy::FlowStep &step : rules.steps)
            step.asks.clear();
        QCOMPARE(lacks(), QString());
    }
};

QTEST_GUILESS_MAIN(TestResolving)
#include "tst_resolving.moc"
