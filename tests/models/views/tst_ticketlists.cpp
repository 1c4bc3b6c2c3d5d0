// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/conversationmodel.h"
#include "models/views/filterquery.h"
#include "models/views/historymodel.h"
#include "models/views/savedviews.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ticket::Message message(int number, const QString &text = u"Text"_s)
{
    ticket::Message message;
    message.fact = FactId::derived(fromMillis(number), {u"m"});
    message.from = u"Kim"_s;
    message.text = text;
    message.at = fromMillis(1'790'000'000'000 + number * 1000);
    message.recorded = message.at;
    return message;
}

} // namespace

class TestTicketLists : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aNewMessageIsInsertedAndTheOthersStay()
    {
        ConversationModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted),
            removes(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setValues({message(1), message(3)});
        inserts.clear();
        model.setValues({message(1), message(2), message(3, u"Corrected"_s)});
        QCOMPARE(inserts.count(), 1);
        QCOMPARE(inserts[0][1].toInt(), 1);
        QCOMPARE(removes.count(), 0);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(model.index(2).data().toString(), u"Corrected"_s);
        QCOMPARE(model.rowOf(message(2).fact), 1);
        QCOMPARE(model.rowOf(FactId{}), -1);
    }

    void anyListBecomesAnyOtherByDiffs()
    {
        ConversationModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(4);
        for (int i = 0; i < 200; ++i) {
            std::vector<ticket::Message> next;
            for (int k = 0; k < 8; ++k) {
                if (random.bounded(2))
                    next.push_back(message(k, QString::number(random.bounded(3))));
            }
            model.setValues(next);
            QVERIFY2(model.values() == next, qPrintable(u"seed 4, step %1"_s.arg(i)));
        }
    }

    void aRedactedTextIsGoneAndACorrectedOneStaysOnView()
    {
        ConversationModel model;
        auto redacted = message(1, u"secret"_s);
        redacted.redacted = true;
        auto corrected = message(2, u"new"_s);
        corrected.struckText = u"old"_s;
        corrected.kind = ticket::MessageKind::Note;
        model.setValues({redacted, corrected});
        QVERIFY(!model.index(0).data().toString().contains(u"secret"_s));
        QVERIFY(!model.index(0).data(Qt::AccessibleTextRole).toString().contains(u"secret"_s));
        QVERIFY(!model.index(0).data(ConversationModel::StruckRole).isValid());
        QCOMPARE(model.index(1).data(ConversationModel::StruckRole).toString(), u"old"_s);
        QVERIFY(
            model.index(1).data(Qt::AccessibleTextRole).toString().startsWith(u"Internal note from Kim, "_s));
    }

    void historySaysWhatWasWrittenDownLate()
    {
        HistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        HistoryEntry entry;
        entry.fact = FactId::derived(fromMillis(1), {u"h"});
        entry.occurredAt = fromMillis(1'790'000'000'000);
        entry.recordedAt = entry.occurredAt + 59s;
        entry.actor = u"Ann"_s;
        entry.text = u"Priority P2 → P1"_s;
        model.setValues({entry});
        QVERIFY(!model.index(0).data(HistoryModel::LateRole).toBool());
        entry.recordedAt += 1s;
        entry.struck = true;
        model.setValues({entry});
        QVERIFY(model.index(0).data(HistoryModel::LateRole).toBool());
        QVERIFY(model.index(0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(u"Ann, corrected later: Priority P2"_s));
        entry.redacted = true;
        model.setValues({entry});
        QVERIFY(!model.index(0).data().toString().contains(u"P2"_s));
    }

    void shippedViewsReadAsFiltersWithoutAProblem()
    {
        const auto views = shippedViews({u"enterprise"_s, u"odd, key"_s}, {u"Enterprise"_s});
        QStringList keys;
        for (const auto &view : views) {
            keys << view.key;
            QVERIFY2(parseFilter(view.filter).problems.empty(), qPrintable(view.filter));
            QVERIFY(view.shipped && !view.name.isEmpty());
        }
        QCOMPARE(keys, (QStringList{u"mine"_s, u"unassigned"_s, u"next"_s, u"breaching"_s, u"breached"_s,
                                    u"waiting"_s, u"tier:enterprise"_s, u"tier:odd, key"_s, u"all"_s}));
        QCOMPARE(parseFilter(views[7].filter).terms.back().values, QStringList{u"odd, key"_s});
    }

    void ownViewsSurviveTheirTextAndShippedOnesAreLeftOut()
    {
        const std::vector<SavedView> own{{u"own:1"_s, u"Größe"_s, u"is:open größe"_s, false},
                                         {u"own:2"_s, u"B"_s, {}, false}};
        auto all = shippedViews({}, {});
        all.insert(all.end(), own.begin(), own.end());
        QVERIFY(readViews(writeViews(all)) == own);
    }

    void damagedViewsGiveWhatCanBeRead()
    {
        QVERIFY(readViews("").empty());
        QVERIFY(readViews("{\"key\":1}").empty());
        QVERIFY(readViews("[{\"key\":\"own:1\",\"name\":\"A\"").empty());
        QCOMPARE(readViews("[7,{\"key\":\"own:1\",\"name\":\"A\"},{\"key\":\"own:1\",\"name\":\"B\"},{"
                           "\"key\":\"all\",\"name\":\"C\"},"
                           "{\"key\":\"own:3\",\"name\":\"\"}]")
                     .size(),
                 size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestTicketLists)
#include "tst_ticketlists.moc"
