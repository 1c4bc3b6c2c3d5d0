// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the sync client, one by one, over a hub and a ledger that do what the test says.
#include "tests/models/sync/scriptedhub.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::sync;
using muster::test::Stage;

class TestSyncClient : public QObject
{
    Q_OBJECT

private slots:
    void everythingIsReadInOrderAndOnce()
    {
        Stage stage;
        for (const char *body : {"a", "b", "c"})
            stage.hub.append(body);
        stage.connect();
        QCOMPARE(stage.ledger.taken, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QVERIFY(stage.isInStep());
        QCOMPARE(stage.ledger.place.sequence, quint64(3));
    }

    void whatAPushLostIsFetched()
    {
        Stage stage;
        stage.connect();
        stage.hub.append("a");
        stage.hub.append("b");
        const quint64 third = stage.hub.append("c");
        stage.push(third); // the first two did not come
        QCOMPARE(stage.ledger.taken, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(stage.hub.fetches, (std::vector<quint64>{1, 2}));
    }

    void aPushThatComesTwiceOrLateIsTakenOnce()
    {
        Stage stage;
        stage.connect();
        const quint64 first = stage.hub.append("a"), second = stage.hub.append("b");
        stage.push(second);
        stage.push(first);
        stage.push(second);
        QCOMPARE(stage.ledger.taken, (QStringList{u"a"_s, u"b"_s}));
    }

    void aHubThatIsQuietIsAskedWhetherItIs()
    {
        Stage stage;
        stage.connect();
        stage.hub.append("lost on the way");
        stage.pass(31s);
        QCOMPARE(stage.ledger.taken, QStringList{u"lost on the way"_s});
    }

    void theOutboxIsSentInItsOrder()
    {
        Stage stage;
        stage.connect();
        for (const char *body : {"1", "2", "3"})
            stage.ledger.write(body);
        stage.client.wrote();
        stage.hub.answerAll();
        QCOMPARE(stage.hub.published.size(), size_t(3));
        for (size_t i = 0; i < 3; ++i)
            QCOMPARE(stage.hub.published[i].body, QByteArray::number(int(i) + 1));
    }

    void noMoreIsSentThanTheLineTakes()
    {
        constexpr qsizetype kMost = 4 * 1024 * 1024;
        Stage stage;
        stage.connect();
        stage.hub.answersPublishes = false;
        for (int i = 0; i < 200; ++i)
            stage.ledger.write(QByteArray(60'000, 'x') + QByteArray::number(i));
        stage.client.wrote();
        stage.hub.answerAll();
        qsizetype bytes = 0;
        for (const auto &[message, then] : stage.hub.unanswered)
            bytes += message.body.size();
        QVERIFY2(bytes > 0 && bytes < kMost, qPrintable(QString::number(bytes)));
        stage.hub.answersPublishes = true;
        while (!stage.hub.unanswered.empty()) {
            const auto [message, then] = stage.hub.unanswered.front();
            stage.hub.unanswered.pop_front();
            stage.hub.answer(message, then);
            stage.hub.answerAll();
        }
        stage.pass(5s);
        QCOMPARE(stage.ledger.taken.size(), 200);
        QCOMPARE(stage.hub.published.size(), size_t(200));
    }

    void acknowledgedIsNotSeen()
    {
        Stage stage;
        stage.connect();
        stage.ledger.write("mine");
        stage.client.wrote();
        stage.hub.answerAll();
        // Acknowledged, and the power went: the hub does not hold it.
        stage.hub.stream.clear();
        stage.hub.info.last = 0;
        stage.client.lineDown();
        stage.connect();
        stage.pass(5s);
        QCOMPARE(stage.hub.published.size(), size_t(2));
        QCOMPARE(stage.ledger.taken, QStringList{u"mine"_s});
        QCOMPARE(stage.client.status().toSend, 0);
    }

    void anAcknowledgementOfSomebodyElsesMessageLosesNothing()
    {
        Stage stage;
        stage.connect();
        stage.ledger.write("mine");
        stage.hub.ackAs = stage.hub.append("theirs");
        stage.client.wrote();
        stage.hub.answerAll();
        stage.pass(3s);
        QVERIFY(stage.client.status().toSend == 1);
        stage.hub.ackAs = 0;
        stage.pass(10s);
        QVERIFY(stage.ledger.taken.contains(u"mine"_s));
        QCOMPARE(stage.client.status().toSend, 0);
    }

    void anAcknowledgementOfANumberThatIsNotThereLosesNothing()
    {
        Stage stage;
        stage.connect();
        stage.ledger.write("mine");
        stage.hub.ackAs = 77;
        stage.client.wrote();
        stage.hub.answerAll();
        stage.pass(20s);
        stage.hub.ackAs = 0;
        QVERIFY(stage.hub.renewals > 0);
        stage.connect();
        stage.pass(10s);
        QCOMPARE(stage.ledger.taken, QStringList{u"mine"_s});
    }

    void whatIsAcknowledgedAndDoesNotComeByItselfIsFetched()
    {
        Stage stage;
        stage.connect();
        stage.ledger.write("mine");
        stage.client.wrote();
        stage.hub.answerAll();
        QVERIFY(stage.ledger.taken.isEmpty());
        stage.pass(3s);
        QCOMPARE(stage.ledger.taken, QStringList{u"mine"_s});
        QCOMPARE(stage.hub.published.size(), size_t(1));
    }

    void anotherHubIsReadAnew()
    {
        Stage stage;
        stage.hub.append("a");
        stage.connect();
        stage.client.lineDown();
        stage.hub.stream.clear();
        stage.hub.info = {"created 2", 1, 0};
        stage.hub.append("b");
        stage.connect();
        QCOMPARE(stage.ledger.forgotten, 2); // the first hub was a new one, too
        QCOMPARE(stage.ledger.taken, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(stage.ledger.place.created, "created 2");
    }

    void aLostTailIsNoticedAndGivenBack()
    {
        Stage stage;
        stage.hub.append("a");
        stage.hub.append("b");
        stage.connect();
        stage.client.lineDown();
        stage.hub.stream.erase(2);
        stage.hub.info.last = 1;
        stage.ledger.toRestore = {{"restore.me.f", "b", 1, 0}};
        stage.connect();
        QCOMPARE(stage.ledger.forgotten, 2);
        stage.pass(40s);
        QVERIFY(stage.hub.info.last == 2);
        QCOMPARE(stage.hub.at(2).body, "b");
    }

    void whatWasTakenOutOfTheHubIsGivenBack_data()
    {
        QTest::addColumn<int>("first");
        QTest::newRow("its beginning") << 2;
        QTest::newRow("one in the middle") << 1;
        QTest::newRow("all of it") << 4;
    }
    void whatWasTakenOutOfTheHubIsGivenBack()
    {
        QFETCH(int, first);
        Stage stage;
        for (const char *body : {"a", "b", "c"})
            stage.hub.append(body);
        stage.connect();
        stage.client.lineDown();
        for (int gone = 1; gone < first; ++gone)
            stage.hub.stream.erase(quint64(gone));
        if (first == 1)
            stage.hub.stream.erase(2);
        stage.hub.info.first = quint64(first);
        stage.hub.info.lost = 3 - stage.hub.stream.size();
        stage.ledger.toRestore = {{"restore.me.f", first == 1 ? "b" : "a", 1, 0}};
        stage.connect();
        QCOMPARE(stage.ledger.forgotten, 2);
        stage.pass(60s);
        QCOMPARE(stage.hub.info.last, quint64(4));
        stage.client.lineDown();
        stage.connect();
        QCOMPARE(stage.ledger.forgotten, 2); // once
    }

    void aReplicaThatLacksOnesPlaceIsAskedAgain()
    {
        Stage stage;
        stage.hub.append("a");
        const quint64 last = stage.hub.append("b");
        stage.connect();
        stage.client.lineDown();
        const HubMessage late = stage.hub.at(last);
        stage.hub.stream.erase(last);
        stage.connect();
        QVERIFY(!stage.isInStep());
        stage.hub.stream[last] = late;
        stage.pass(1s);
        QVERIFY(stage.isInStep());
        QCOMPARE(stage.ledger.forgotten, 1);
    }

    void anotherMessageUnderTheNumberIsNoticed()
    {
        Stage stage;
        stage.hub.append("a");
        stage.hub.append("b");
        stage.connect();
        stage.client.lineDown();
        stage.hub.stream[2].body = "c";
        stage.connect();
        QCOMPARE(stage.ledger.forgotten, 2);
        QVERIFY(stage.ledger.taken.contains(u"c"_s));
    }

    /// While this desk was still behind: its place is sound, and what it had heard of is gone.
    void aTailLostBeforeItWasReadIsNoHole()
    {
        Stage stage;
        for (const char *body : {"a", "b"})
            stage.hub.append(body);
        stage.connect();
        stage.hub.append("c");
        const quint64 fourth = stage.hub.append("d");
        stage.client.live(stage.hub.at(fourth));
        stage.client.lineDown(); // before the third was fetched
        stage.hub.answers.clear();
        stage.hub.stream.erase(3);
        stage.hub.stream.erase(4);
        stage.hub.info.last = 2;
        stage.connect();
        QVERIFY(stage.isInStep());
        stage.pass(15s);
        const quint64 third = stage.hub.append("e"); // the numbers are used again
        QCOMPARE(third, quint64(3));
        stage.push(third);
        QVERIFY(stage.ledger.taken.contains(u"e"_s));
    }

    void aStoreThatShrinksUnderTheLineMakesAnotherLine()
    {
        Stage stage;
        stage.hub.append("a");
        stage.hub.append("b");
        stage.connect();
        stage.hub.info.last = 1;
        stage.pass(31s);
        QCOMPARE(stage.hub.renewals, 1);
    }

    void aReplicaThatLagsIsAskedAgain()
    {
        Stage stage;
        stage.connect();
        const quint64 first = stage.hub.append("a"), second = stage.hub.append("b");
        const HubMessage late = stage.hub.at(first);
        stage.hub.stream.erase(first);
        stage.push(second);
        QVERIFY(stage.ledger.taken.isEmpty());
        stage.hub.stream[first] = late;
        stage.pass(1s);
        QCOMPARE(stage.ledger.taken, (QStringList{u"a"_s, u"b"_s}));
    }

    void aHoleInTheStreamDoesNotStopTheRest()
    {
        Stage stage;
        stage.hub.append("taken out by an admin");
        stage.hub.append("b");
        stage.hub.stream.erase(1);
        stage.connect();
        stage.pass(20s);
        QVERIFY(stage.ledger.taken.contains(u"b"_s));
        QVERIFY(stage.isInStep());
    }

    void whatTheHubRefusesIsTriedMoreAndMoreSeldom()
    {
        for (const auto fate : {Published::Fate::Refused, Published::Fate::Full, Published::Fate::Failed}) {
            Stage stage;
            stage.connect();
            stage.ledger.write("mine");
            stage.hub.fate = fate;
            stage.client.wrote();
            stage.hub.answerAll();
            QCOMPARE(stage.client.status().trouble, u"not now"_s);
            QCOMPARE(stage.client.status().isRefused, fate != Published::Fate::Failed);
            stage.pass(60s);
            const size_t early = stage.hub.published.size();
            QVERIFY2(early > 3 && early < 20, qPrintable(QString::number(early)));
            stage.pass(600s);
            const size_t more = stage.hub.published.size() - early;
            QVERIFY2(more >= 9 && more < 40, qPrintable(QString::number(more)));
            stage.hub.fate = Published::Fate::Stored;
            stage.pass(70s);
            QCOMPARE(stage.ledger.taken, QStringList{u"mine"_s});
            QVERIFY(stage.client.status().trouble.isEmpty());
            QVERIFY(!stage.client.status().isRefused);
        }
    }

    void nothingIsSentBeforeWhatTheHubHeldIsRead()
    {
        Stage stage;
        for (int i = 0; i < 3; ++i)
            stage.hub.append("mine " + QByteArray::number(i));
        stage.ledger.write("mine 1"); // was in flight when the last line broke, and arrived
        stage.ledger.write("mine 9");
        stage.connect();
        QCOMPARE(stage.hub.published.size(), size_t(1));
        QCOMPARE(stage.hub.published.front().body, "mine 9");
    }

    void anAnswerOfAnEarlierLineIsNotHeard()
    {
        Stage stage;
        stage.connect();
        stage.hub.answersPublishes = false;
        stage.ledger.write("mine");
        stage.client.wrote();
        stage.hub.answerAll();
        QCOMPARE(stage.hub.unanswered.size(), size_t(1));
        stage.client.lineDown();
        const auto [message, then] = stage.hub.unanswered.front();
        then({Published::Fate::Stored, 5, {}});
        QVERIFY(stage.client.status().stage == SyncStatus::Stage::Down);
        stage.hub.answersPublishes = true;
        stage.connect();
        stage.pass(5s);
        QCOMPARE(stage.ledger.taken, QStringList{u"mine"_s});
    }

    void whatOthersWroteIsGivenBackAfterAWhileOnly()
    {
        Stage stage;
        stage.ledger.toRestore = {{"restore.me.f", "theirs", 1, 0}};
        stage.connect();
        stage.pass(4s);
        QVERIFY(stage.hub.published.empty());
        stage.pass(40s);
        QCOMPARE(stage.hub.published.size(), size_t(1));
        QCOMPARE(stage.ledger.taken, QStringList{u"theirs"_s});
    }

    void aFailingLedgerGivesTheLineUpAndLosesNothing()
    {
        Stage stage;
        stage.hub.append("a");
        stage.ledger.failure = u"the disk is full"_s;
        stage.connect();
        QCOMPARE(stage.hub.renewals, 1);
        QCOMPARE(stage.hub.renewedFor, u"the disk is full"_s);
        QCOMPARE(stage.client.status().trouble, u"the disk is full"_s);
        stage.ledger.failure.clear();
        stage.connect();
        QCOMPARE(stage.ledger.taken, QStringList{u"a"_s});
    }
};

QTEST_GUILESS_MAIN(TestSyncClient)
#include "tst_syncclient.moc"
