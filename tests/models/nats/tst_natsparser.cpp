// SPDX-License-Identifier: GPL-3.0-or-later
// What a server may send, cut anywhere, and what it may not.
#include "models/nats/parser.h"
#include "models/nats/servererror.h"

#include <QTest>

using namespace muster::nats;
using namespace Qt::StringLiterals;

namespace {

constexpr char kInfo[] =
    "INFO {\"server_id\":\"S\",\"server_name\":\"hub\",\"max_payload\":131072,\"headers\":true,"
    "\"nonce\":\"abc-_9\"}\r\n";

std::vector<Event> all(Parser &parser)
{
    std::vector<Event> events;
    while (auto event = parser.next())
        events.push_back(std::move(*event));
    return events;
}

std::vector<Event> eventsOf(const QByteArrayList &parts)
{
    Parser parser;
    std::vector<Event> events;
    for (const QByteArray &part : parts) {
        parser.feed(part);
        for (Event &event : all(parser))
            events.push_back(std::move(event));
    }
    return events;
}

/// After a greeting; the last event.
Event lastOf(const QByteArray &bytes)
{
    const std::vector<Event> events = eventsOf({QByteArray(kInfo), bytes});
    return events.back();
}

Message messageOf(const QByteArray &bytes)
{
    const Event event = lastOf(bytes);
    return std::holds_alternative<Message>(event) ? std::get<Message>(event) : Message();
}

Trouble troubleOf(const Event &event)
{
    return std::holds_alternative<Failure>(event) ? std::get<Failure>(event).trouble : Trouble::None;
}

QByteArray withHeaders(const QByteArray &block, const QByteArray &body = "body")
{
    return "HMSG a.b 7 " + QByteArray::number(block.size()) + ' ' +
           QByteArray::number(block.size() + body.size()) + "\r\n" + block + body + "\r\n";
}

} // namespace

class TestNatsParser : public QObject
{
    Q_OBJECT

private slots:
    void everyCutOfTheBytesGivesTheSameEvents()
    {
        const QByteArray bytes =
            kInfo + QByteArray("PING\r\nMSG a.b 1 5\r\nhello\r\nMSG a.b 2 re.ply 2\r\n\r\n\r\n") +
            "+OK\r\nMSG x 3 0\r\n\r\n" + withHeaders("NATS/1.0 404 Not Found\r\nA: 1\r\nb:2 \r\n\r\n") +
            "PONG\r\n" + "-ERR 'Slow Consumer'\r\n" + kInfo;
        const std::vector<Event> whole = eventsOf({bytes});
        QCOMPARE(whole.size(), 10U);
        const Message two{"a.b", "re.ply", {}, 0, {}, "\r\n", 2, false};
        QVERIFY(whole[3] == Event(two));
        const Message withAll{"a.b", {}, {{"A", "1"}, {"b", "2"}}, 404, "Not Found", "body", 7, false};
        QVERIFY(whole[6] == Event(withAll));
        QVERIFY(whole[8] == Event(ServerError{"Slow Consumer"}));
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
            QVERIFY2(eventsOf({bytes.first(cut), bytes.sliced(cut)}) == whole, QByteArray::number(cut));
        QByteArrayList single;
        for (const char byte : bytes)
            single += QByteArray(1, byte);
        QVERIFY(eventsOf(single) == whole);
    }

    void whatIsNoNatsServerIsToldFromItsFirstBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a portal's answer") << QByteArray("HTTP/1.1 302 Found\r\n");
        QTest::newRow("a page") << QByteArray("<!DOCTYPE html>");
        QTest::newRow("another service") << QByteArray("SSH-2.0-OpenSSH_9\r\n");
        QTest::newRow("a TLS alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x0a", 7);
        QTest::newRow("a message") << QByteArray("MSG a 1 1\r\nx\r\n");
        QTest::newRow("an error") << QByteArray("-ERR 'no'\r\n");
        QTest::newRow("lower case") << QByteArray("info {}\r\n");
        QTest::newRow("one byte") << QByteArray("X");
    }

    void whatIsNoNatsServerIsToldFromItsFirstBytes()
    {
        QFETCH(QByteArray, bytes);
        const std::vector<Event> events = eventsOf({bytes});
        QCOMPARE(events.size(), 1U);
        QCOMPARE(troubleOf(events[0]), Trouble::Blocked);
    }

    void whatNoServerSendsEndsTheLine_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray longName(70'000, 'x');
        QTest::newRow("unknown verb") << QByteArray("HELLO\r\n");
        QTest::newRow("empty line") << QByteArray("\r\n");
        QTest::newRow("bare line feed") << QByteArray("PING\n");
        QTest::newRow("line feed alone") << QByteArray("\n");
        QTest::newRow("ping with words") << QByteArray("PING x\r\n");
        QTest::newRow("endless line") << longName;
        QTest::newRow("endless message line") << QByteArray("MSG " + longName);
        QTest::newRow("endless info") << QByteArray("INFO " + longName);
        QTest::newRow("no arguments") << QByteArray("MSG \r\n");
        QTest::newRow("too few arguments") << QByteArray("MSG a 1\r\n");
        QTest::newRow("too many arguments") << QByteArray("MSG a 1 r 1 1\r\n");
        QTest::newRow("blanks only") << QByteArray("MSG   \r\n");
        QTest::newRow("negative size") << QByteArray("MSG a 1 -1\r\n");
        QTest::newRow("size with a plus") << QByteArray("MSG a 1 +1\r\nx\r\n");
        QTest::newRow("size in hex") << QByteArray("MSG a 1 0x1\r\nx\r\n");
        QTest::newRow("huge size") << QByteArray("MSG a 1 99999999999999999999\r\n");
        QTest::newRow("larger than agreed") << QByteArray("MSG a 1 1048577\r\n");
        QTest::newRow("no number of a subscription") << QByteArray("MSG a x 1\r\nx\r\n");
        QTest::newRow("headers larger than all") << QByteArray("HMSG a 1 13 12\r\n");
        QTest::newRow("headers without a second size") << QByteArray("HMSG a 1 12\r\n");
        QTest::newRow("body longer than said") << QByteArray("MSG a 1 1\r\nxy\r\n");
        QTest::newRow("body shorter than said") << QByteArray("MSG a 1 3\r\nx\r\nPING\r\n");
        QTest::newRow("info that is no object") << QByteArray("INFO []\r\n");
        QTest::newRow("info that is no JSON") << QByteArray("INFO {\"a\":\r\n");
        QTest::newRow("info with a payload of nothing") << QByteArray("INFO {\"max_payload\":0}\r\n");
        QTest::newRow("info with a huge payload") << QByteArray("INFO {\"max_payload\":99999999999}\r\n");
        QTest::newRow("nonce that is a text") << QByteArray("INFO {\"nonce\":\"sign this fact\"}\r\n");
        QTest::newRow("long nonce") << QByteArray("INFO {\"nonce\":\"" + QByteArray(65, 'a') + "\"}\r\n");
    }

    void whatNoServerSendsEndsTheLine()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(troubleOf(lastOf(bytes)), Trouble::Protocol);
    }

    void afterAFaultNothingMoreComes()
    {
        Parser parser;
        parser.feed(kInfo + QByteArray("WHAT\r\nPING\r\n"));
        QCOMPARE(all(parser).size(), 2U);
        parser.feed("PING\r\n");
        QVERIFY(!parser.next());
        QCOMPARE(parser.heldBytes(), 0);
    }

    /// A team mate may choose the longest subject that a server takes; the server adds its prefix.
    void theLongestSubjectOfATeamMateDoesNotEndTheLine()
    {
        const QByteArray subject = "live." + QByteArray(4'000, 's');
        QCOMPARE(messageOf("MSG " + subject + " 123456 " + QByteArray(2'000, 'r') + " 1\r\nx\r\n").subject,
                 subject);
    }

    /// So a server of version 2.9 writes what it republishes.
    void twoBlanksInPlaceOfAReplySubjectAreRead()
    {
        const Message message = messageOf("HMSG live.a 2  12 13\r\nNATS/1.0\r\n\r\nx\r\n");
        QCOMPARE(message, (Message{"live.a", {}, {}, 0, {}, "x", 2, false}));
    }

    /// Servers pass on what stands in the place of headers without a look at it.
    void badHeadersAreToldAndEndNoLine_data()
    {
        QTest::addColumn<QByteArray>("block");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no version") << QByteArray("A: 1\r\n\r\n");
        QTest::newRow("another version") << QByteArray("NATS/2.0\r\nA: 1\r\n\r\n");
        QTest::newRow("no end") << QByteArray("NATS/1.0\r\nA: 1");
        QTest::newRow("two ends") << QByteArray("NATS/1.0\r\n\r\nA: 1\r\n\r\n");
        QTest::newRow("no colon") << QByteArray("NATS/1.0\r\nA 1\r\n\r\n");
        QTest::newRow("no name") << QByteArray("NATS/1.0\r\n: 1\r\n\r\n");
        QTest::newRow("blank in a name") << QByteArray("NATS/1.0\r\nA b: 1\r\n\r\n");
        QTest::newRow("folded") << QByteArray("NATS/1.0\r\nA: 1\r\n 2\r\n\r\n");
        QTest::newRow("bare line feed") << QByteArray("NATS/1.0\r\nA: 1\nB: 2\r\n\r\n");
        QTest::newRow("status of letters") << QByteArray("NATS/1.0 abc\r\n\r\n");
        QTest::newRow("status of four digits") << QByteArray("NATS/1.0 1234\r\n\r\n");
        QTest::newRow("status below 100") << QByteArray("NATS/1.0 099\r\n\r\n");
        QTest::newRow("status without a blank") << QByteArray("NATS/1.0404\r\n\r\n");
    }

    void badHeadersAreToldAndEndNoLine()
    {
        QFETCH(QByteArray, block);
        const std::vector<Event> events = eventsOf({QByteArray(kInfo), withHeaders(block) + "PING\r\n"});
        QCOMPARE(events.size(), 3U);
        QVERIFY(std::holds_alternative<Ping>(events[2]));
        const Message message = std::get<Message>(events[1]);
        QVERIFY(message.hasBadHeader);
        QVERIFY(message.hasDoubled("Nats-"));
        QCOMPARE(message.body, "body");
    }

    void theLastOfDoubledHeadersCountsAndIsToldAsForged()
    {
        const Message forged =
            messageOf(withHeaders("NATS/1.0\r\nNats-Sequence: 999\r\nnats-sequence: 7\r\n\r\n"));
        QCOMPARE(forged.header("NATS-SEQUENCE"), "7");
        QVERIFY(forged.hasDoubled("nats-"));
        QVERIFY(!forged.hasDoubled("Other-"));
        const Message honest = messageOf(withHeaders("NATS/1.0\r\nA: 1\r\nA: 2\r\nNats-Sequence: 7\r\n\r\n"));
        QVERIFY(!honest.hasDoubled("Nats-"));
        QVERIFY(honest.hasDoubled("A"));
        QCOMPARE(honest.header("missing"), QByteArray());
    }

    void aLargeMessageInManyPiecesIsReadOnce()
    {
        Parser parser;
        parser.feed(kInfo);
        all(parser);
        parser.setLargestMessage(8'000'000);
        const QByteArray piece(16, 'x');
        parser.feed("MSG a 1 8000000\r\n");
        for (int i = 0; i < 500'000; ++i) { // quadratic work would take hours
            QVERIFY(!parser.next());
            parser.feed(piece);
        }
        parser.feed("\r\n");
        const std::vector<Event> events = all(parser);
        QCOMPARE(events.size(), 1U);
        QCOMPARE(std::get<Message>(events[0]).body.size(), 8'000'000);
        QCOMPARE(parser.heldBytes(), 0);
    }

    void theBoundOfAMessageIsTheAgreedOne()
    {
        Parser parser;
        parser.feed(kInfo);
        all(parser);
        parser.setLargestMessage(5);
        parser.feed("MSG a 1 5\r\nhello\r\nMSG a 1 6\r\n");
        const std::vector<Event> events = all(parser);
        QCOMPARE(std::get<Message>(events.at(0)).body, "hello");
        QCOMPARE(troubleOf(events.at(1)), Trouble::Protocol);
    }

    void aServersInfoIsReadWithBounds()
    {
        QByteArray urls;
        for (int i = 0; i < 40; ++i)
            urls += (i == 0 ? "\"" : ",\"") + QByteArray("10.0.0.") + QByteArray::number(i) + ":4222\"";
        const auto info =
            readInfo("{\"cluster\":\"warroom\",\"tls_required\":true,\"ldm\":true,\"nonce\":\"a_B-9\","
                     "\"connect_urls\":[" +
                     urls + "]}");
        QVERIFY(info.has_value());
        QCOMPARE(info->cluster, u"warroom"_s);
        QVERIFY(info->isTlsRequired);
        QVERIFY(info->isLameDuck);
        QVERIFY(!info->hasHeaders);
        QCOMPARE(info->maxPayload, 1024 * 1024);
        QCOMPARE(info->connectUrls.size(), 16);
    }

    void anErrorsWordsSayWhatItIs()
    {
        const SaidError publish = readServerError("Permissions Violation for Publish to \"ops.b.f\"");
        QCOMPARE(publish.kind, SaidError::RefusedPublish);
        QCOMPARE(publish.subject, "ops.b.f");
        const SaidError subscription = readServerError("Permissions Violation for Subscription to \"ops.>\"");
        QCOMPARE(subscription.kind, SaidError::RefusedSubscription);
        QCOMPARE(subscription.subject, "ops.>");
        QCOMPARE(readServerError("Authorization Violation").failure.trouble, Trouble::LoginRejected);
        QCOMPARE(readServerError("User Authentication Revoked").failure.trouble, Trouble::LoginRejected);
        const SaidError slow = readServerError("Slow\x01"
                                               "Consumer");
        QCOMPARE(slow.failure, (Failure{Trouble::Closed, u"The server said: Slow?Consumer."_s}));
    }
};

QTEST_APPLESS_MAIN(TestNatsParser)
#include "tst_natsparser.moc"
