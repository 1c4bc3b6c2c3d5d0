// SPDX-License-Identifier: GPL-3.0-or-later
// The board of an incident: what stands in which part, in which order, and what asks for something.
#include "models/views/workrows.h"
#include "tests/models/incident/incidentworld.h"

#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace muster::incident;
using namespace Qt::StringLiterals;
using std::chrono::minutes;

class TestWorkRows : public QObject
{
    Q_OBJECT

private:
    const NameOf m_nameOf = [](PersonId person) {
        return person == test::IncidentWorld::person(u"ada"_s) ? u"Ada"_s : u"Sam"_s;
    };

    static FactId task(test::IncidentWorld &world, const QString &text, const QString &workstream,
                       std::optional<Instant> due, TaskKind kind = TaskKind::Work)
    {
        TaskWritten written;
        written.text = text;
        written.workstream = workstream;
        written.due = due;
        written.kind = kind;
        const auto told = world.tell(written);
        if (!told)
            qFatal("%s", qPrintable(told.error().detail));
        return told->front();
    }
    std::vector<WorkRow> rows(const test::IncidentWorld &world, WorkPart part) const
    {
        return workRows(part, world.state, world.rules, m_nameOf, world.now);
    }
    static QStringList texts(const std::vector<WorkRow> &rows)
    {
        QStringList all;
        for (const WorkRow &row : rows)
            all += row.what;
        return all;
    }

private slots:
    void tasksStandByWorkstreamAndDueTime()
    {
        test::IncidentWorld world;
        world.declare();
        task(world, u"no home"_s, {}, world.now + minutes(1));
        task(world, u"later"_s, u"database"_s, world.now + minutes(60));
        const FactId done = task(world, u"done"_s, u"database"_s, world.now + minutes(5));
        task(world, u"sooner"_s, u"Database"_s, world.now + minutes(30));
        task(world, u"call"_s, u"customers"_s, std::nullopt);
        task(world, u"release"_s, u"database"_s, world.now + minutes(90), TaskKind::Hotfix);
        TaskWritten ticked;
        ticked.task = done;
        ticked.isDone = true;
        ticked.result = u"it helped"_s;
        QVERIFY(world.tell(ticked));
        const auto tasks = rows(world, WorkPart::Tasks);
        QCOMPARE(texts(tasks), (QStringList{u"call"_s, u"sooner"_s, u"later"_s, u"done"_s, u"no home"_s}));
        QCOMPARE(tasks[3].more, u"it helped"_s);
        QVERIFY(tasks[3].isDone && !tasks[1].isDone);
        QCOMPARE(texts(rows(world, WorkPart::Hotfixes)), QStringList{u"release"_s});
        QCOMPARE(openWork(WorkPart::Tasks, world.state), 4);
        QCOMPARE(openWork(WorkPart::Hotfixes, world.state), 1);
    }

    void whatIsPastItsTimeIsLate()
    {
        test::IncidentWorld world;
        world.declare();
        task(world, u"release"_s, {}, world.now + minutes(90), TaskKind::Hotfix);
        QVERIFY(!rows(world, WorkPart::Hotfixes).front().isLate);
        world.wait(minutes(91));
        const WorkRow late = rows(world, WorkPart::Hotfixes).front();
        QVERIFY(late.isLate);
        QCOMPARE(late.when, u"overdue since 04:30 UTC"_s);
    }

    void hypothesesStandByWhereTheyStand()
    {
        test::IncidentWorld world;
        world.declare();
        const auto guess = [&](const QString &text) {
            return world.tell(EntryWritten{EntryKind::Hypothesis, text, {}, {}, {}, {}, {}})->front();
        };
        const FactId pool = guess(u"the pool is full"_s), dns = guess(u"a name does not resolve"_s);
        guess(u"a disk is slow"_s);
        QVERIFY(world.tell(HypothesisJudged{pool, HypothesisState::Confirmed, u"200 of 200 in use"_s}));
        QVERIFY(world.tell(HypothesisJudged{dns, HypothesisState::RuledOut, {}}));
        const auto all = rows(world, WorkPart::Hypotheses);
        QCOMPARE(texts(all),
                 (QStringList{u"a disk is slow"_s, u"the pool is full"_s, u"a name does not resolve"_s}));
        QCOMPARE(all[1].more, u"200 of 200 in use"_s);
        QCOMPARE(all[1].group, u"Confirmed"_s);
        QCOMPARE(openWork(WorkPart::Hypotheses, world.state), 1);
    }

    void decisionsSayWhyAndInsteadOfWhatTheLatestFirst()
    {
        test::IncidentWorld world;
        world.declare();
        QVERIFY(world.tell(EntryWritten{EntryKind::Decision,
                                        u"roll back"_s,
                                        test::IncidentWorld::person(u"ada"_s),
                                        {},
                                        {},
                                        u"nobody can pay"_s,
                                        u"a hotfix"_s}));
        world.wait(minutes(5));
        QVERIFY(world.tell(SeverityChanged{u"SEV-2"_s, u"one region only"_s}));
        const auto log = rows(world, WorkPart::Decisions);
        QCOMPARE(log.size(), size_t(2));
        QVERIFY(log[0].what.contains(u"SEV-1 → SEV-2"_s));
        QCOMPARE(log[1].who, u"Ada"_s);
        QCOMPARE(log[1].more, u"because nobody can pay · instead of a hotfix"_s);
    }

    void theOwnerOfATaskAtTheCustomerIsNamed()
    {
        test::IncidentWorld world;
        world.declare();
        TaskWritten theirs;
        theirs.text = u"check the sums"_s;
        theirs.side = Side::Theirs;
        theirs.theirOwner = u"their CFO"_s;
        QVERIFY(world.tell(theirs));
        QCOMPARE(rows(world, WorkPart::Tasks).front().who, u"their CFO"_s);
    }
};

QTEST_APPLESS_MAIN(TestWorkRows)
#include "tst_workrows.moc"
