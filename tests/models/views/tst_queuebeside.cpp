// SPDX-License-Identifier: GPL-3.0-or-later
// What is counted over the rows, and what stands beside them: incidents, causes, escalations, who is there.
#include "models/views/limits.h"
#include "tests/models/views/watchedqueue.h"

using namespace muster;
using namespace muster::test;
using namespace muster::views;

class TestQueueBeside : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theReadingsOfLimitsFollowTheRowsAndTheTime()
    {
        policy::ThresholdRules rules;
        rules.key = u"own"_s;
        using Counts = policy::Threshold::Counts;
        const auto limit = [](const QString &key, Counts counts) {
            policy::Threshold made;
            made.key = key;
            made.counts = counts;
            made.than = 90min;
            return made;
        };
        rules.limits = {limit(u"all"_s, Counts::All), limit(u"free"_s, Counts::Unassigned),
                        limit(u"risk"_s, Counts::AtRisk), limit(u"old"_s, Counts::Older)};
        Watched watched({rowOf(1, 2h), rowOf(2, 2h, 30min), rowOf(3, 10min)}); // each an hour old
        watched.model.setThresholds(rules);
        using Readings = std::vector<automation::Reading>;
        QCOMPARE(watched.model.readings(kNow), (Readings{{3, 3}, {3, 3}, {0, 3}, {0, 3}}));
        TicketRow taken = rowOf(1, 2h);
        taken.assignee = 1;
        watched.apply({taken, rowOf(4, 5h)});
        QCOMPARE(watched.model.readings(kNow), (Readings{{4, 4}, {3, 4}, {0, 4}, {0, 4}}));
        watched.model.tick(kNow + 31min); // one is at risk, one missed, all are older than the age
        QCOMPARE(watched.model.readings(kNow + 31min), (Readings{{4, 4}, {3, 4}, {2, 4}, {4, 4}}));
        watched.apply({}, {rowOf(2, 2h).id});
        QCOMPARE(watched.model.readings(kNow + 31min), (Readings{{3, 3}, {2, 3}, {1, 3}, {3, 3}}));
        QCOMPARE(watched.model.counts({views::parseFilter(u"owner:nobody"_s)}, kNow + 31min),
                 std::vector<int>{2}); // beside the counts of views
        QCOMPARE(views::filterText(views::countedBy(rules.limits[3])), u"is:open age>90m"_s);
        rules.limits[0].priorities = QStringList{u"P9"_s};
        watched.model.setThresholds(rules);
        QCOMPARE(watched.model.readings(kNow + 31min)[0], (automation::Reading{0, 0}));
    }

    void ticketsOfAnIncidentAreFoundByIt()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 2h), rowOf(3, 3h), rowOf(4, 4h)});
        const auto id = [](int number) { return rowOf(number, 1h).id; };
        const TicketIncident down{IncidentId::derived(kNow, {u"a"_s}),
                                  u"INC-7F3K-0001"_s,
                                  u"Checkout is down"_s,
                                  u"SEV-1"_s,
                                  u"red"_s,
                                  {id(2), id(4)}};
        const TicketIncident slow{IncidentId::derived(kNow, {u"b"_s}),
                                  u"INC-7F3K-0002"_s,
                                  u"Slow"_s,
                                  u"SEV-3"_s,
                                  u"blue"_s,
                                  {id(4), id(3)}};
        watched.model.setIncidents({down, slow});
        QCOMPARE(watched.model.incidentOf(id(2))->number, down.number);
        QCOMPARE(watched.model.incidentOf(id(4))->number, down.number); // the first of two
        QCOMPARE(watched.model.incidentOf(id(3))->number, slow.number);
        QVERIFY(!watched.model.incidentOf(id(1)));
        const auto find = [&](const QString &filter) {
            watched.model.setFilter(parseFilter(filter), kNow);
            return shown(watched.model);
        };
        QCOMPARE(find(u"incident:any"_s), u"2 3 4"_s);
        QCOMPARE(find(u"incident:none"_s), u"1"_s);
        QCOMPARE(find(u"-incident:checkout"_s), u"1 3"_s);
        QCOMPARE(find(u"incident:0002"_s), u"3"_s);
        QCOMPARE(watched.model.counts({parseFilter(u"incident:any"_s)}, kNow), std::vector<int>{3});
        // A row that changes keeps its incident, a link that goes leaves the view.
        QueueChange change;
        change.names = watched.model.names();
        change.rows = {rowOf(3, 30min)};
        watched.model.apply(change);
        QCOMPARE(shown(watched.model), u"3"_s);
        watched.model.setIncidents({down});
        QCOMPARE(shown(watched.model), QString());
        watched.model.load(queueOf({rowOf(2, 2h), rowOf(5, 5h)}));
        QCOMPARE(find(u"incident:any"_s), u"2"_s);
    }

    void whatIsEscalatedIsFoundAndReadAloud()
    {
        const auto id = [](int number) { return rowOf(number, 1h).id; };
        Watched watched({rowOf(1, 1h), rowOf(2, 2h), rowOf(3, 3h)});
        watched.model.setEscalated({id(2), id(7)});
        const auto find = [&](const QString &filter) {
            watched.model.setFilter(parseFilter(filter), kNow);
            return shown(watched.model);
        };
        QCOMPARE(find(u"is:escalated"_s), u"2"_s);
        QCOMPARE(find(u"-is:escalated"_s), u"1 3"_s);
        QCOMPARE(find(u"is:escalated"_s), u"2"_s);
        const QModelIndex subject = watched.model.index(0, QueueModel::Subject);
        QVERIFY(subject.data(Qt::AccessibleTextRole).toString().endsWith(u", escalated"));
        watched.apply({rowOf(2, 30min), rowOf(7, 5h)}); // a row that changes, and one that comes
        QCOMPARE(shown(watched.model), u"2 7"_s);
        watched.model.load(queueOf({rowOf(2, 2h), rowOf(5, 5h)}));
        QCOMPARE(shown(watched.model), u"2"_s);
        watched.model.setEscalated({});
        QCOMPARE(shown(watched.model), QString());
    }

    void theFilterGoesByTheCausesOfTicketsThroughChangesAndLoads()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 2h), rowOf(3, 3h)});
        const auto id = [](int number) { return rowOf(number, 1h).id; };
        const auto find = [&](const QString &filter) {
            watched.model.setFilter(parseFilter(filter), kNow);
            return shown(watched.model);
        };
        QCOMPARE(find(u"cause:none"_s), u"1 2 3"_s);
        watched.model.setCauses({{id(1), {u"KI-7F3K-0001 Sync fails"_s}},
                                 {id(3), {u"KI-7F3K-0001 Sync fails"_s, u"MSTR-7F3K-0042 Export"_s}}});
        QCOMPARE(shown(watched.model), u"2"_s);
        QCOMPARE(find(u"cause:ki-7f3k-0001"_s), u"1 3"_s);
        QCOMPARE(find(u"cause:MSTR-7F3K-0042"_s), u"3"_s);
        QCOMPARE(find(u"cause:any -cause:export"_s), u"1"_s);
        watched.model.load(queueOf({rowOf(3, 2h), rowOf(5, 5h)}));
        QCOMPARE(find(u"cause:any"_s), u"3"_s);
        watched.model.setCauses({});
        QCOMPARE(shown(watched.model), QString());
    }

    void whoElseHasATicketOpenFollowsItThroughChangesAndLoads()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 2h), rowOf(3, 3h)});
        const auto id = [](int number) { return rowOf(number, 1h).id; };
        const auto here = [&] {
            QList<int> marks;
            for (int row = 0; row < watched.model.rowCount(); ++row)
                marks += watched.model.index(row, 0).data(QueueModel::HereRole).toInt();
            return marks;
        };
        QSignalSpy changed(&watched.model, &QAbstractItemModel::dataChanged);
        watched.model.setHere({{id(2), {u"Ana is here"_s, false}},
                               {id(3), {u"Ben is writing"_s, true}},
                               {id(9), {u"x"_s, true}}});
        QCOMPARE(here(), (QList<int>{0, 1, 2}));
        QCOMPARE(changed.count(), 2); // two rows, and not the list
        const QModelIndex subject = watched.model.index(1, QueueModel::Subject);
        QVERIFY(subject.data(Qt::AccessibleTextRole).toString().endsWith(u", Ana is here"_s));
        QCOMPARE(subject.data(Qt::ToolTipRole).toString(), u"Ana is here"_s);
        QueueChange change;
        change.names = watched.model.names();
        change.rows = {rowOf(3, 30min), rowOf(9, 4h)};
        change.gone = {id(2)};
        watched.model.apply(change);
        QCOMPARE(shown(watched.model), u"3 1 9"_s);
        QCOMPARE(here(), (QList<int>{2, 0, 2}));
        watched.model.load(queueOf({rowOf(2, 1h), rowOf(4, 2h)}));
        QCOMPARE(here(), (QList<int>{1, 0}));
        watched.model.setHere({});
        QCOMPARE(here(), (QList<int>{0, 0}));
    }

    void countsStayRightBetweenTicks()
    {
        Watched watched({rowOf(1, 90min)});
        const std::vector queries{parseFilter(u"due<1h"_s)};
        QCOMPARE(watched.model.counts(queries, kNow), std::vector{0});
        QCOMPARE(watched.model.counts(queries, kNow + 31min), std::vector{1}); // no tick since
        QCOMPARE(watched.model.counts(queries, kNow), std::vector{0});
    }

    void theLoadCountsEveryRunningClockByTheHourItFallsDue()
    {
        auto two = rowOf(1, -1min);
        two.clocks[3] = two.clocks[0];
        two.clocks[3].due = kNow + 90min;
        Watched watched({two, rowOf(2, 0min), rowOf(3, 1h), rowOf(4, 24h), rowOf(5, 24h - 1ms)});
        QueueModel::Load expected;
        expected.breached = 1;
        expected.due[0] = 1;
        expected.due[1] = 2;
        expected.due[23] = 1;
        QVERIFY(watched.model.load24(kNow) == expected);
    }
};

QTEST_GUILESS_MAIN(TestQueueBeside)
#include "tst_queuebeside.moc"
