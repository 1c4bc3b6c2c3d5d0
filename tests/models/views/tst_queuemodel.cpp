// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/limits.h"
#include "tests/models/views/queuerows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = sla::ClockSummary::Phase;

namespace {

constexpr Instant kNow = fromMillis(1'790'000'000'000);

TicketRow rowOf(int number, Millis dueIn, Millis warnIn = 10000h)
{
    TicketRow row;
    row.id = TicketId::derived(fromMillis(1000), {QString::number(number)});
    row.caseNumber = u"MSTR-7F3K-%1"_s.arg(number, 4, 10, QLatin1Char('0'));
    row.subject = u"Subject %1"_s.arg(number);
    row.created = kNow - 1h;
    row.clocks[0].phase = Phase::Running;
    row.clocks[0].due = kNow + dueIn;
    row.clocks[0].warnAt = kNow + warnIn;
    return row;
}

QueueSnapshot queueOf(std::vector<TicketRow> rows)
{
    QueueSnapshot snapshot;
    snapshot.names = QueueRows(1).names();
    snapshot.rows = std::move(rows);
    return snapshot;
}

QString shown(const QueueModel &model)
{
    QStringList numbers;
    for (int row = 0; row < model.rowCount(); ++row)
        numbers << QString::number(model.rowAt(row)->caseNumber.right(4).toInt());
    return numbers.join(u' ');
}

/// A model with its tester, and counts of everything it announced.
struct Watched
{
    QueueModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy resets{&model, &QAbstractItemModel::modelReset},
        layouts{&model, &QAbstractItemModel::layoutChanged};
    QSignalSpy moves{&model, &QAbstractItemModel::rowsMoved},
        inserts{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removes{&model, &QAbstractItemModel::rowsRemoved},
        data{&model, &QAbstractItemModel::dataChanged};
    QSignalSpy edges{&model, &QueueModel::edgesCrossed}, marks{&model, &QueueModel::marksChanged};
    QSignalSpy counts{&model, &QueueModel::shownChanged};

    explicit Watched(std::vector<TicketRow> rows)
    {
        model.load(queueOf(std::move(rows)));
        model.tick(kNow);
        forget();
    }
    void forget()
    {
        for (auto *spy : {&resets, &layouts, &moves, &inserts, &removes, &data, &edges, &marks, &counts})
            spy->clear();
    }
    /// "resets layouts moves inserts removes"
    QString shape() const
    {
        return u"%1%2%3%4%5"_s.arg(resets.count())
            .arg(layouts.count())
            .arg(moves.count())
            .arg(inserts.count())
            .arg(removes.count());
    }
    void apply(std::vector<TicketRow> rows, std::vector<TicketId> gone = {})
    {
        model.apply({model.names(), std::move(rows), std::move(gone), {}});
    }
    std::vector<std::pair<TicketId, sla::ClockState>> edge(int i) const
    {
        return edges[i][0].value<std::vector<std::pair<TicketId, sla::ClockState>>>();
    }
};

} // namespace

class TestQueueModel : public QObject
{
    Q_OBJECT

private slots:
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

    void whatIsNoNewsMovesNothing()
    {
        std::vector<TicketRow> rows;
        std::vector<TicketId> closed;
        for (int i = 0; i < 100; ++i) {
            rows.push_back(rowOf(i, 1h));
            closed.push_back(rowOf(1000 + i, 1h).id);
        }
        Watched watched(rows);
        watched.apply(rows, closed); // as while a history is read: more than are placed one by one
        QCOMPARE(watched.shape(), u"00000"_s);
        QCOMPARE(watched.data.count(), 0);
        QCOMPARE(watched.model.rowCount(), 100);

        closed.push_back(rows[3].id);
        watched.apply({}, closed);
        QCOMPARE(watched.shape(), u"00001"_s);
        QCOMPARE(watched.model.rowCount(), 99);
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

    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whatFallsDueNextStandsFirstAndWhatNeverDoesLast()
    {
        auto still = rowOf(4, 0h);
        still.clocks[0] = {};
        Watched watched({rowOf(1, 3h), still, rowOf(2, -1h), rowOf(3, 2h)});
        QCOMPARE(shown(watched.model), u"2 3 1 4"_s);
        watched.model.setOrder(QueueModel::NextDue, Qt::DescendingOrder);
        QCOMPARE(shown(watched.model), u"1 3 2 4"_s);
    }

    void caseNumbersAreOrderedAsNumbers()
    {
        auto late = rowOf(1, 1h);
        late.caseNumber = u"MSTR-7F3K-10002"_s;
        Watched watched({late, rowOf(9999, 2h), rowOf(7, 3h)});
        watched.model.setOrder(QueueModel::Case, Qt::AscendingOrder);
        QCOMPARE(watched.model.rowAt(2)->caseNumber, u"MSTR-7F3K-10002"_s);
        auto other = rowOf(8, 1h);
        other.caseNumber = u"AAAA-0001"_s; // a prefix not seen before
        watched.apply({other});
        QCOMPARE(watched.model.rowAt(0)->caseNumber, u"AAAA-0001"_s);
    }

    void aRowDoesNotMoveWhileTimePasses()
    {
        Watched watched({rowOf(1, 1h, 30min), rowOf(2, 2h), rowOf(3, 3h)});
        for (auto now = kNow; now < kNow + 5h; now += 1min)
            watched.model.tick(now);
        QCOMPARE(watched.shape(), u"00000"_s);
        QCOMPARE(shown(watched.model), u"1 2 3"_s);
    }

    void tickingAnnouncesNothingForRowsThatMerelyCountDown()
    {
        Watched watched({rowOf(1, 1h, 30min), rowOf(2, 2h)});
        watched.model.tick(kNow + 29min);
        QCOMPARE(watched.data.count(), 0);
        watched.model.tick(kNow + 31min); // at risk now: its cell says so
        QCOMPARE(watched.data.count(), 1);
    }

    void oneNewDueInstantMovesOneRow()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 2h), rowOf(3, 3h), rowOf(4, 4h)});
        const QPersistentModelIndex held(watched.model.index(0, QueueModel::Subject));
        watched.apply({rowOf(1, 210min)});
        QCOMPARE(shown(watched.model), u"2 3 1 4"_s);
        QCOMPARE(watched.shape(), u"00100"_s);
        QCOMPARE(held.row(), 2);
        watched.apply({rowOf(4, 10min)});
        QCOMPARE(shown(watched.model), u"4 2 3 1"_s);
        QCOMPARE(held.row(), 3);
    }

    void aChangeThatKeepsItsPlaceIsOnlyAChangeOfData()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 2h)});
        auto row = rowOf(1, 1h);
        row.subject = u"Another subject"_s;
        watched.apply({row});
        QCOMPARE(watched.shape(), u"00000"_s);
        QCOMPARE(watched.data.count(), 1);
        watched.apply({row}); // nothing new
        QCOMPARE(watched.data.count(), 1);
    }

    void newAndGoneTicketsAreInsertedAndRemoved()
    {
        Watched watched({rowOf(1, 1h), rowOf(3, 3h)});
        watched.apply({rowOf(2, 2h)}, {rowOf(3, 3h).id});
        QCOMPARE(shown(watched.model), u"1 2"_s);
        QCOMPARE(watched.shape(), u"00011"_s);
        QCOMPARE(watched.model.find(rowOf(3, 0h).id), nullptr);
        QCOMPARE(watched.counts.count(), 0); // two of two before and after
    }

    void aLargeChangeIsOneNewLayoutThatKeepsHeldRows()
    {
        std::vector<TicketRow> rows, later;
        for (int i = 1; i <= 100; ++i) {
            rows.push_back(rowOf(i, i * 1min));
            later.push_back(rowOf(i, (200 - i) * 1min));
        }
        Watched watched(rows);
        const QPersistentModelIndex held(watched.model.index(10, QueueModel::Owner)),
            gone(watched.model.index(0, 0));
        const TicketId id = watched.model.rowAt(10)->id;
        later.erase(later.begin());
        watched.apply(later, {rows[0].id});
        QCOMPARE(watched.shape(), u"01000"_s);
        QCOMPARE(watched.model.rowAt(held.row())->id, id);
        QCOMPARE(held.column(), int(QueueModel::Owner));
        QVERIFY(!gone.isValid());
    }

    void marksStayWhenTheFilterHidesTheirTickets()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 2h), rowOf(3, 3h)});
        watched.model.setMarked(1, true);
        watched.model.setFilter(parseFilter(u"\"subject 3\""_s), kNow);
        QCOMPARE(shown(watched.model), u"3"_s);
        watched.model.markAll();
        QCOMPARE(watched.model.marked(), (std::vector{rowOf(2, 0h).id, rowOf(3, 0h).id}));
        QVERIFY(watched.model.index(0, 0).data(QueueModel::MarkedRole).toBool());
        watched.model.load(queueOf({rowOf(2, 2h), rowOf(1, 1h)}));
        QCOMPARE(watched.model.marked(), std::vector{rowOf(2, 0h).id});
        watched.apply({}, {rowOf(2, 0h).id});
        QCOMPARE(watched.model.markedCount(), 0);
        QCOMPARE(watched.marks.count(), 4);
    }

    void aTimedFilterLooksAgainExactlyWhenItsEdgePasses()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 4h)});
        watched.model.setFilter(parseFilter(u"due<2h"_s), kNow);
        QCOMPARE(shown(watched.model), u"1"_s);
        watched.model.tick(kNow + 2h);
        QCOMPARE(shown(watched.model), u"1"_s); // exactly two hours left is not less
        watched.forget();
        watched.model.tick(kNow + 2h + 1ms);
        QCOMPARE(shown(watched.model), u"1 2"_s);
        QCOMPARE(watched.shape(), u"00010"_s);
        QCOMPARE(watched.counts.count(), 1);
    }

    void oneTicketThatComesTwiceIsOneRow()
    {
        Watched watched({rowOf(1, 1h), rowOf(2, 2h), rowOf(1, 3h)});
        QCOMPARE(shown(watched.model), u"2 1"_s);
        QCOMPARE(watched.model.totalCount(), 2);
        watched.apply({rowOf(3, 30min), rowOf(3, 150min)});
        QCOMPARE(shown(watched.model), u"2 3 1"_s);
    }

    void countsStayRightBetweenTicks()
    {
        Watched watched({rowOf(1, 90min)});
        const std::vector queries{parseFilter(u"due<1h"_s)};
        QCOMPARE(watched.model.counts(queries, kNow), std::vector{0});
        QCOMPARE(watched.model.counts(queries, kNow + 31min), std::vector{1}); // no tick since
        QCOMPARE(watched.model.counts(queries, kNow), std::vector{0});
    }

    void allTermsAboutAClockMeanOneAndTheSameClock()
    {
        auto row = rowOf(1, -1h);
        row.clocks[3] = row.clocks[0];
        row.clocks[3].due = kNow + 5h;
        row.clocks[1].phase = Phase::Stopped;
        row.clocks[1].breached = true;
        Watched watched({row});
        const auto matches = [&](const QString &text) {
            return watched.model.counts({parseFilter(text)}, kNow)[0] == 1;
        };
        QVERIFY(matches(u"state:breached due<1h"_s));
        QVERIFY(!matches(u"state:breached due>1h"_s));
        QVERIFY(matches(u"clock:resolution state:running due>1h"_s));
        QVERIFY(!matches(u"clock:resolution state:breached"_s));
        QVERIFY(!matches(u"-state:breached"_s));
        QVERIFY(!matches(u"clock:next_response"_s)); // it has ended
        QVERIFY(!matches(u"clock:update"_s));        // there is none
        QVERIFY(!matches(u"state:breached state:running"_s));
    }

    void edgesAreAnnouncedOnceAndNeverForWhatWasPastOnLoading()
    {
        Watched watched({rowOf(1, -1h), rowOf(2, 1h, 30min), rowOf(3, 3h, 2h)});
        QCOMPARE(watched.edges.count(), 0);
        watched.model.tick(kNow + 31min);
        QCOMPARE(watched.edge(0), (std::vector{std::pair(rowOf(2, 0h).id, sla::ClockState::AtRisk)}));
        watched.model.tick(kNow + 32min);
        QCOMPARE(watched.edges.count(), 1);
        watched.model.tick(kNow + 9h); // asleep: each ticket once, with the worse state
        QCOMPARE(watched.edges.count(), 2);
        QCOMPARE(watched.edge(1).size(), size_t(2));
        for (const auto &[id, state] : watched.edge(1))
            QCOMPARE(state, sla::ClockState::Breached);
    }

    void importedTicketsThatArePastAreNotAnnounced()
    {
        Watched watched({rowOf(1, 5h)});
        watched.apply({rowOf(2, -1h), rowOf(3, -10h, -20h), rowOf(1, -1min)});
        watched.model.tick(kNow + 1s);
        watched.model.tick(kNow + 1h);
        QCOMPARE(watched.edges.count(), 0);
        watched.apply({rowOf(4, 2h)});
        watched.model.tick(kNow + 3h);
        QCOMPARE(watched.edges.count(), 1);
    }

    void aClockSetBackAnnouncesNothingTwice()
    {
        Watched watched({rowOf(1, 1h)});
        watched.model.tick(kNow + 61min);
        watched.model.tick(kNow + 50min);
        watched.model.tick(kNow + 62min);
        QCOMPARE(watched.edges.count(), 1);
    }

    void searchFindsWordsInSubjectCaseContactAndCustomerInAnyCase()
    {
        auto row = rowOf(42, 1h);
        row.subject = u"GRÖßE falsch"_s;
        row.contact = u"Zoë Łukasz"_s;
        row.customer = 1;
        Watched watched({row, rowOf(7, 2h)});
        const QString customer = watched.model.names().customers[1].name.toUpper();
        for (const auto &text :
             {u"größe"_s, u"zoË"_s, u"f3k-0042"_s, u"\"%1\""_s.arg(customer), u"-\"subject 7\""_s}) {
            watched.model.setFilter(parseFilter(text), kNow);
            QVERIFY2(shown(watched.model) == u"42", qPrintable(text));
        }
        watched.model.setFilter(parseFilter(u"falschmstr"_s), kNow); // no match over a field's end
        QCOMPARE(watched.model.rowCount(), 0);
    }

    void aNewNameIsFoundByTheFilterThatStands()
    {
        Watched watched({rowOf(1, 1h)});
        watched.model.setFilter(parseFilter(u"customer:newcomer"_s), kNow);
        auto row = rowOf(2, 2h);
        auto names = watched.model.names();
        names.customers.push_back({{}, u"The Newcomer Inc"_s});
        row.customer = quint32(names.customers.size() - 1);
        watched.model.apply({names, {row}, {}, {}});
        QCOMPARE(shown(watched.model), u"2"_s);
    }

    void mineFollowsWhoSitsHere()
    {
        auto row = rowOf(1, 1h);
        row.assignee = 2;
        Watched watched({row, rowOf(2, 2h)});
        watched.model.setFilter(parseFilter(u"is:mine"_s), kNow);
        QCOMPARE(watched.model.rowCount(), 0);
        watched.model.setMe(watched.model.names().people[2].id);
        QCOMPARE(shown(watched.model), u"1"_s);
        watched.model.setFilter(parseFilter(u"owner:nobody"_s), kNow);
        QCOMPARE(shown(watched.model), u"2"_s);
    }

    void everyCellHasAText()
    {
        QueueRows rows(3);
        QueueModel model;
        model.load(rows.queue(40));
        model.tick(kNow);
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.index(row, 0).data(QueueModel::RowRole).value<const void *>(),
                     static_cast<const void *>(model.rowAt(row)));
            QCOMPARE(model.index(row, 0).data(QueueModel::TicketIdRole).toByteArray(),
                     model.rowAt(row)->id.toBlob());
            for (int column = 0; column < QueueModel::ColumnCount; ++column) {
                const auto index = model.index(row, column);
                QVERIFY(index.data().isValid());
                QVERIFY(index.data(Qt::AccessibleTextRole).isValid());
                QVERIFY(index.data(QueueModel::SortRole).isValid());
                QVERIFY(!index.data(Qt::BackgroundRole).isValid());
            }
        }
        for (int column = 0; column < QueueModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QCOMPARE(model.supportedDropActions(), Qt::DropActions(Qt::IgnoreAction));
    }

    void anIndexPastTheNamesIsAnEmptyTextNotACrash()
    {
        auto row = rowOf(1, 1h);
        row.customer = row.assignee = row.tags = 4'000'000'000;
        row.priority = row.tier = 60'000;
        Watched watched({row});
        watched.model.setOrder(QueueModel::Customer, Qt::AscendingOrder);
        watched.model.setFilter(parseFilter(u"-owner:anna -tag:vip -priority:p1 -customer:x -tier:free"_s),
                                kNow);
        QCOMPARE(watched.model.index(0, QueueModel::Customer).data().toString(), QString());
        QCOMPARE(watched.model.index(0, QueueModel::Owner).data().toString(), QString());
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

QTEST_GUILESS_MAIN(TestQueueModel)
#include "tst_queuemodel.moc"
