// SPDX-License-Identifier: GPL-3.0-or-later
// The score of a drill: full for the story as it is told, nothing for nothing, and for any record never below
// none, never above all, never less for a thing that was done earlier.
#include "models/incident/flow.h"
#include "tests/models/drill/drillworld.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::drill;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

DrillWorld played(const QString &key)
{
    DrillWorld world(key);
    world.run();
    return world;
}

/// The record that the same facts make where some of them occurred at other times.
incident::Incident folded(std::vector<incident::Recorded> facts)
{
    std::ranges::stable_sort(facts, {}, &incident::Recorded::occurredAt);
    incident::Incident state;
    for (const incident::Recorded &each : facts)
        apply(state, each);
    return state;
}

/// As a team would write: any subset of the story's facts, each later by a random while, some by the trainee.
std::vector<incident::Recorded> anotherTeams(const DrillWorld &world, QRandomGenerator &random,
                                             PersonId trainee)
{
    std::vector<incident::Recorded> facts;
    Millis late{};
    for (const incident::Recorded &each : world.recorded) {
        const bool isDeclaration = std::holds_alternative<incident::Declared>(each.fact);
        if (!isDeclaration && random.bounded(4) == 0)
            continue;
        late += minutes(random.bounded(6));
        facts.push_back(each);
        facts.back().occurredAt += late;
        facts.back().recordedAt += late;
        if (!trainee.isNull() && random.bounded(2) == 0)
            facts.back().actor = trainee;
    }
    return facts;
}
std::vector<incident::Recorded> anotherTeams(const DrillWorld &world, QRandomGenerator &random)
{
    return anotherTeams(world, random, traineeOf(world.progress));
}

const ScoreLine &line(const Score &score, const QString &key)
{
    return *std::ranges::find(score.lines, key, &ScoreLine::key);
}

} // namespace

class TestDrillScore final : public QObject
{
    Q_OBJECT

private slots:
    void theStoryAsItIsToldReachesEverything_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : drillKeys())
            QTest::newRow(qPrintable(key)) << key;
    }
    void theStoryAsItIsToldReachesEverything()
    {
        QFETCH(QString, key);
        const DrillWorld world = played(key);
        const Score score = world.score();
        QVERIFY2(score.points() == 100, qPrintable(scoreText(score, world.script)));
        QCOMPARE(score.of(), 100);
        for (const ScoreLine &each : score.lines)
            QVERIFY(each.advice.isEmpty());
    }

    void everyLineSaysWhereItsPointsComeFrom()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"incident_commander"_s, u"comms_lead"_s});
        world.run(world.script.start + minutes(22));
        incident::Declare command;
        command.fields.title = u"It is down"_s;
        command.fields.severity = u"SEV-1"_s;
        command.roles = {{u"incident_commander"_s, traineeOf(world.progress)}};
        QVERIFY(world.tell(command));
        world.run(world.now + minutes(60));
        const Score score = world.score();
        for (const ScoreLine &each : score.lines)
            QVERIFY2(each.from.contains(u' ') && each.from.endsWith(u'.'), qPrintable(each.key));
        QCOMPARE(line(score, u"declare"_s).from,
                 u"full within 15 min, none from 30 min on, in proportion between: 8 of 15 for 22 min."_s);
        const QString roles = line(score, u"roles"_s).from;
        QVERIFY2(roles.contains(u"Incident commander 22 min (90 %)") && roles.contains(u"Comms lead nobody"),
                 qPrintable(roles));
        QVERIFY2(line(score, u"cadence"_s).from.contains(u"Late: "),
                 qPrintable(line(score, u"cadence"_s).from));
        for (const ScoreLine &each : score.lines)
            QVERIFY(scoreText(score, world.script).contains(each.from));
    }

    /// One count for the window's panel, the post-mortem and the score.
    void promisesAreCountedAsTheCadencePanelCountsThem()
    {
        const DrillWorld world = played(u"saas-outage"_s);
        const quint32 seed = 3;
        QRandomGenerator random(seed);
        for (int round = 0; round < 200; ++round) {
            const incident::Incident record = folded(anotherTeams(world, random, PersonId{}));
            const incident::Adherence kept = incident::adherenceOf(record, world.rules, world.now);
            QCOMPARE(line(world.score(record), u"cadence"_s).value,
                     u"%1 of %2"_s.arg(kept.kept).arg(kept.kept + kept.late));
            QCOMPARE(kept.lateOnes.size(), size_t(kept.late));
        }
    }

    void nothingDoneIsNothingReached()
    {
        const DrillWorld world(u"saas-outage"_s);
        const Score score = world.score();
        QCOMPARE(score.points(), 0);
        QCOMPARE(score.of(), 100);
        for (const ScoreLine &each : score.lines)
            QVERIFY2(!each.advice.isEmpty(), qPrintable(each.key));
    }

    void theFiguresAreThoseOfTheExample()
    {
        const Score score = played(u"saas-outage"_s).score();
        QCOMPARE(line(score, u"declare"_s).value, u"9 min"_s);
        QCOMPARE(line(score, u"contained"_s).value, u"72 min"_s);
        QCOMPARE(line(score, u"roles"_s).value, u"3 of 3"_s);
    }

    void aBrokenPromiseCosts()
    {
        DrillWorld world = played(u"saas-outage"_s);
        const int full = line(world.score(), u"cadence"_s).points;
        std::vector<incident::Recorded> facts = world.recorded;
        const auto second = std::ranges::find_if(facts, [](const incident::Recorded &each) {
            const auto *sent = std::get_if<incident::UpdateSent>(&each.fact);
            return sent != nullptr && sent->audience == u"internal" && sent->text.contains(u"identified");
        });
        QVERIFY(second != facts.end());
        facts.erase(second);
        const Score score = world.score(folded(facts));
        QVERIFY(line(score, u"cadence"_s).points < full);
        QVERIFY(!line(score, u"cadence"_s).advice.isEmpty());
    }

    void anIncidentThatStandsOpenIsScoredAsFarAsItIs()
    {
        DrillWorld world(u"saas-outage"_s);
        world.run(world.script.start + minutes(40));
        const Score score = world.score();
        QCOMPARE(line(score, u"contained"_s).points, 0);
        QCOMPARE(line(score, u"evidence"_s).value, u"nothing"_s);
        QVERIFY(line(score, u"declare"_s).points == 15 && score.points() > 40);
    }

    void noScoreIsBelowNoneOrAboveAll()
    {
        const DrillWorld world = played(u"saas-outage"_s);
        const quint32 seed = 2026;
        QRandomGenerator random(seed);
        for (int round = 0; round < 400; ++round) {
            const Score score = world.score(folded(anotherTeams(world, random)));
            QCOMPARE(score.of(), 100);
            for (const ScoreLine &each : score.lines) {
                QVERIFY2(each.points >= 0 && each.points <= each.of,
                         qPrintable(u"seed %1, round %2: %3"_s.arg(seed).arg(round).arg(each.key)));
                QCOMPARE(each.advice.isEmpty(), each.points == each.of);
            }
        }
    }

    /// The time that a trainee writes on a declaration or a role is not the time at which it came.
    void whatATraineeDatesBackIsNotDoneEarlier()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"incident_commander"_s});
        world.run(world.script.start + minutes(20));
        const PersonId trainee = traineeOf(world.progress);
        const Instant claimed = world.script.start + minutes(1);
        incident::Declare command;
        command.fields.title = u"It is down"_s;
        command.fields.severity = u"SEV-1"_s;
        command.fields.scope.text = u"Everybody"_s;
        command.roles = {{u"incident_commander"_s, trainee}};
        QVERIFY(world.tell({incidentOf(world.progress), command, claimed}, trainee));
        QCOMPARE(world.state.declaredAt, claimed);
        const Score score = world.score();
        QCOMPARE(line(score, u"declare"_s).value, u"20 min"_s);
        QCOMPARE(line(score, u"tta"_s).value, u"20 min"_s);
        QVERIFY(line(score, u"declare"_s).points < 15 && line(score, u"tta"_s).points < 10);
        world.now = world.script.start + minutes(45);
        const incident::RoleGiven given{u"comms_lead"_s, trainee, false, {}};
        QVERIFY(world.tell({world.state.id, given, claimed}, trainee));
        QCOMPARE(line(world.score(), u"roles"_s).value, u"1 of 3"_s);
    }

    void harmThatTheTraineeSaysStoppedEarlierCountsFromWhenThatWasWritten()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"incident_commander"_s});
        world.run(world.script.start + minutes(9));
        incident::Declare command;
        command.fields.title = u"It is down"_s;
        command.fields.severity = u"SEV-1"_s;
        QVERIFY(world.tell(command));
        world.run(world.script.start + minutes(100));
        const incident::EntryWritten stopped{
            incident::EntryKind::Milestone, u"Harm stopped"_s, {}, {}, u"mitigated"_s, {}, {}};
        QVERIFY(world.tell({world.state.id, stopped, world.script.start + minutes(30)},
                           traineeOf(world.progress)));
        QCOMPARE(world.state.milestones.at(u"mitigated"_s), world.script.start + minutes(30));
        QCOMPARE(line(world.score(), u"contained"_s).value, u"100 min"_s);
        QVERIFY(line(world.score(), u"contained"_s).points < 5);
    }

    /// Backwards by any while: the time that the record itself has for an entry decides.
    void noDateOnATraineesEntryChangesWhenItWasDone()
    {
        const DrillWorld world = played(u"saas-outage"_s);
        const quint32 seed = 5;
        QRandomGenerator random(seed);
        for (int round = 0; round < 300; ++round) {
            std::vector<incident::Recorded> facts = world.recorded;
            for (incident::Recorded &each : facts)
                each.actor = traineeOf(world.progress);
            const Score honest = world.score(folded(facts));
            for (incident::Recorded &each : facts) {
                const bool isTimed = std::holds_alternative<incident::RoleGiven>(each.fact) ||
                                     std::holds_alternative<incident::Declared>(each.fact) ||
                                     std::holds_alternative<incident::UpdateSent>(each.fact) ||
                                     std::holds_alternative<incident::StatusChanged>(each.fact) ||
                                     std::holds_alternative<incident::DocumentWritten>(each.fact);
                if (isTimed)
                    each.occurredAt -= minutes(random.bounded(9));
            }
            // Roles stay behind the declaration that they belong to.
            std::ranges::stable_partition(facts, [](const incident::Recorded &each) {
                return std::holds_alternative<incident::Declared>(each.fact);
            });
            for (incident::Recorded &each : facts)
                each.occurredAt = std::max(each.occurredAt, facts.front().occurredAt);
            const Score dated = world.score(folded(facts));
            for (const char *key : {"declare", "tta", "ttu", "cadence", "roles", "contained", "learning"})
                QVERIFY2(line(dated, QString::fromLatin1(key)) == line(honest, QString::fromLatin1(key)),
                         qPrintable(
                             u"seed %1, round %2: %3"_s.arg(seed).arg(round).arg(QString::fromLatin1(key))));
        }
    }

    /// Earlier, but behind what it follows: an entry is not earlier than the milestone before it.
    void aThingDoneEarlierNeverScoresLess()
    {
        const DrillWorld world = played(u"saas-outage"_s);
        const quint32 seed = 11;
        QRandomGenerator random(seed);
        int better = 0;
        for (int round = 0; round < 3000; ++round) {
            std::vector<incident::Recorded> facts = anotherTeams(world, random);
            const int before = world.score(folded(facts)).points();
            const auto at = size_t(random.bounded(int(facts.size())));
            const Instant floor =
                at == 0 ? firstReportOf(world.script, world.progress) : facts[at - 1].occurredAt;
            const auto room = (facts[at].occurredAt - floor).count();
            const Millis earlier(room > 0 ? random.bounded(qint64(room) + 1) : 0);
            facts[at].occurredAt -= earlier;
            facts[at].recordedAt -= earlier;
            if (std::holds_alternative<incident::Declared>(facts[at].fact))
                continue; // the clocks of the first updates begin sooner then
            const int after = world.score(folded(facts)).points();
            QVERIFY2(
                after >= before,
                qPrintable(
                    u"seed %1, round %2: %3 → %4 by %5"_s.arg(seed).arg(round).arg(before).arg(after).arg(
                        incident::typeName(facts[at].fact))));
            better += after > before ? 1 : 0;
        }
        QVERIFY(better > 20); // the test sees a difference at all
    }
};

QTEST_GUILESS_MAIN(TestDrillScore)
#include "tst_drillscore.moc"
