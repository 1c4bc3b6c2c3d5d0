// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/views/watchedqueue.h"

using namespace muster;
using namespace muster::test;
using namespace muster::views;

class TestQueueModel : public QObject
{
    Q_OBJECT

private slots:
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
};

QTEST_GUILESS_MAIN(TestQueueModel)
#include "tst_queuemodel.moc"
