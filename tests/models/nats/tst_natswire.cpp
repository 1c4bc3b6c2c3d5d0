// SPDX-License-Identifier: GPL-3.0-or-later
// What the client writes, its keys, the WebSocket's frames, the order of attempts, and requests: all without
// a network.
#include "models/nats/attempts.h"
#include "models/nats/nkey.h"
#include "models/nats/requests.h"
#include "models/nats/websocket.h"
#include "models/nats/wire.h"

#include <QCryptographicHash>
#include <QTest>

#include <algorithm>
#include <set>
#include <sodium.h>

using namespace muster::nats;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray acceptOf(const QByteArray &request)
{
    const qsizetype at = request.indexOf("Sec-WebSocket-Key: ") + 19;
    const QByteArray key = request.sliced(at, request.indexOf("\r\n", at) - at);
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

QByteArray agreement(const WebSocket &socket)
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
           "Upgrade\r\nSec-WebSocket-Accept: " +
           acceptOf(socket.request("hub", "/")) + "\r\n\r\n";
}

struct Heard
{
    QByteArray data, toSend;
    Trouble trouble = Trouble::None;
};

/// The bytes after an agreement, cut at `cut`.
Heard hear(const QByteArray &bytes, qsizetype cut = 0)
{
    WebSocket socket;
    socket.take(agreement(socket));
    Heard heard;
    for (const QByteArray &part : {bytes.first(cut), bytes.sliced(cut)}) {
        const WebSocket::Taken taken = socket.take(part);
        heard.data += taken.data;
        heard.toSend += taken.toSend;
        if (taken.failure)
            heard.trouble = taken.failure->trouble;
    }
    return heard;
}

QByteArray unmasked(const QByteArray &frame, qsizetype head)
{
    QByteArray data = frame.sliced(head + 4);
    for (qsizetype i = 0; i < data.size(); ++i)
        data[i] = char(data[i] ^ frame[head + (i & 3)]);
    return data;
}

QStringList waysOf(const std::vector<Attempt> &attempts)
{
    QStringList ways;
    for (const Attempt &attempt : attempts)
        ways += attempt.url.host() + u' ' + words(attempt.way);
    return ways;
}

} // namespace

class TestNatsWire : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(sodium_init() >= 0); }

    void keysAreWrittenAsNatsWritesThem()
    {
        // A pair that the vendor's documentation shows.
        const auto seed = nkeySeedFrom("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY");
        QVERIFY(seed.has_value());
        QCOMPARE(nkeyPublic(nkeyPublicOfSeed(*seed)),
                 "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4");
        QCOMPARE(nkeySeed(*seed), "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY");
        QCOMPARE(nkeyPublicFrom(nkeyPublic(nkeyPublicOfSeed(*seed))), nkeyPublicOfSeed(*seed));
    }

    void aKeyWithAnyOneLetterChangedIsRefused()
    {
        const QByteArray text = nkeyPublic(QByteArray(32, 'k')), seed = nkeySeed(QByteArray(32, 's'));
        QCOMPARE(text.size(), 56);
        QCOMPARE(seed.size(), 58);
        for (qsizetype at = 0; at < text.size(); ++at) {
            QByteArray other = text;
            other[at] = other[at] == 'A' ? 'B' : 'A';
            QVERIFY2(!nkeyPublicFrom(other), other);
        }
        QVERIFY(!nkeyPublicFrom(seed));
        QVERIFY(!nkeySeedFrom(text));
        QVERIFY(!nkeyPublicFrom(text.toLower()));
        QVERIFY(!nkeyPublicFrom(text + 'A'));
        QVERIFY(!nkeyPublicFrom(""));
        QVERIFY(nkeyPublic("short").isEmpty());
        QVERIFY(nkeySign("short", "nonce").isEmpty());
    }

    /// One signature in 256 begins with a zero byte, and it counts as any other.
    void aSignatureThatBeginsWithZeroIsWhole()
    {
        const QByteArray seed(32, 's'), publicKey = nkeyPublicOfSeed(seed);
        int zeros = 0;
        for (int i = 0; i < 3000; ++i) {
            const QByteArray nonce = QByteArray::number(i);
            const QByteArray text = nkeySign(seed, nonce);
            QCOMPARE(text.size(), 86);
            const QByteArray raw = QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
            QCOMPARE(raw.size(), 64);
            zeros += raw[0] == '\0';
            QCOMPARE(
                crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(raw.constData()),
                                            reinterpret_cast<const unsigned char *>(nonce.constData()),
                                            static_cast<unsigned long long>(nonce.size()),
                                            reinterpret_cast<const unsigned char *>(publicKey.constData())),
                0);
        }
        QVERIFY(zeros > 0);
    }

    void framesAreWrittenByteForByte()
    {
        QCOMPARE(publishFrame("a.b", {}, {}, "hello"), "PUB a.b 5\r\nhello\r\n");
        QCOMPARE(publishFrame("a.b", "r", {}, ""), "PUB a.b r 0\r\n\r\n");
        const std::vector<Header> headers{{"K", "v"}, {"L", ""}};
        const QByteArray block = "NATS/1.0\r\nK: v\r\nL: \r\n\r\n";
        QCOMPARE(headerBytes(headers), block.size());
        QCOMPARE(publishFrame("a", "r", headers, "xy"), "HPUB a r 23 25\r\n" + block + "xy\r\n");
        QCOMPARE(subscribeFrame("a.>", 3), "SUB a.> 3\r\n");
        QCOMPARE(unsubscribeFrame(3), "UNSUB 3\r\n");
    }

    void nothingCanBeSmuggledIntoALine()
    {
        for (const char *bad : {"", ".", "a.", ".a", "a..b", "a b", "a\r\nPUB", "a\t", "\xc3\xa4", "a\x7f"})
            QVERIFY2(!isSubject(bad, Subject::Pattern), bad);
        for (const char *pattern : {"a.*", "*", ">", "a.>", "*.b"}) {
            QVERIFY2(isSubject(pattern, Subject::Pattern), pattern);
            QVERIFY2(!isSubject(pattern, Subject::Literal), pattern);
        }
        QVERIFY(!isSubject("a.>.b", Subject::Pattern));
        QVERIFY(!isSubject("a*", Subject::Pattern));
        QVERIFY(!isSubject(QByteArray(3000, 'a'), Subject::Literal));
        QVERIFY(isSubject("$JS.API.STREAM.INFO.OPS", Subject::Literal));
        QVERIFY(areHeaders({{"Nats-Msg-Id", "x y: z"}}));
        for (const Header &bad :
             {Header{"", "v"}, Header{"a b", "v"}, Header{"a:", "v"}, Header{"a", "v\r\nb: c"},
              Header{"a\n", "v"}, Header{"a", QByteArray("\0", 1)}})
            QVERIFY(!areHeaders({bad}));
    }

    void aWebSocketOpensOnlyWithTheAnswerToItsQuestion()
    {
        WebSocket socket;
        QVERIFY(!socket.isOpen());
        QVERIFY(!socket.take(agreement(socket).chopped(1)).failure);
        QVERIFY(!socket.isOpen());
        QVERIFY(!socket.take("\n").failure);
        QVERIFY(socket.isOpen());
        WebSocket asked, other;
        QCOMPARE(asked.take(agreement(other)).failure.value().trouble, Trouble::Blocked);
        QVERIFY(!asked.isOpen());
    }

    void aPortalInTheWebSocketsPlaceIsTold_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("elsewhere") << QByteArray("HTTP/1.1 302 Found\r\nLocation: http://portal/\r\n\r\n");
        QTest::newRow("a page") << QByteArray("HTTP/1.1 200 OK\r\n\r\n<html>");
        QTest::newRow("no HTTP") << QByteArray("INFO {}\r\n");
        QTest::newRow("endless") << QByteArray("HTTP/1.1 101 X\r\n" + QByteArray(9000, 'x'));
        QTest::newRow("nothing asked for") << QByteArray("HTTP/1.1 101 X\r\n\r\n");
        QTest::newRow("short status") << QByteArray("HTTP/1.1 \r\n\r\n");
    }

    void aPortalInTheWebSocketsPlaceIsTold()
    {
        QFETCH(QByteArray, answer);
        WebSocket socket;
        const WebSocket::Taken taken = socket.take(answer);
        QCOMPARE(taken.failure.value().trouble, Trouble::Blocked);
        QVERIFY(!socket.isOpen());
        QVERIFY(taken.data.isEmpty());
    }

    void framesOfAWebSocketAreReadInEveryCut()
    {
        const QByteArray large(300, 'l'), huge(70'000, 'h');
        const QByteArray bytes = QByteArray("\x82\x02hi") + QByteArray("\x02\x01", 2) + "a" +
                                 QByteArray("\x89\x03you") + QByteArray("\x80\x01") + "b" +
                                 QByteArray("\x82\x7e\x01\x2c", 4) + large + QByteArray("\x8a\x00", 2) +
                                 QByteArray("\x82\x00", 2) +
                                 QByteArray("\x82\x7f\x00\x00\x00\x00\x00\x01\x11\x70", 10) + huge;
        for (qsizetype cut = 0; cut <= 400; ++cut) {
            const Heard heard = hear(bytes, cut);
            QCOMPARE(heard.trouble, Trouble::None);
            QVERIFY2(heard.data == "hiab" + large + huge, QByteArray::number(cut));
            QCOMPARE(heard.toSend.first(2), QByteArray("\x8a\x83"));
            QCOMPARE(unmasked(heard.toSend, 2), "you");
        }
    }

    void aFrameThatNoServerSendsEndsTheWebSocket_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Trouble>("trouble");
        QTest::newRow("masked") << QByteArray("\x82\x81\0\0\0\0x", 7) << Trouble::Protocol;
        QTest::newRow("compressed") << QByteArray("\xc2\x01x") << Trouble::Protocol;
        QTest::newRow("text") << QByteArray("\x81\x01x") << Trouble::Protocol;
        QTest::newRow("continues nothing") << QByteArray("\x80\x01x") << Trouble::Protocol;
        QTest::newRow("begins within another") << QByteArray("\x02\x01x\x82\x01x") << Trouble::Protocol;
        QTest::newRow("ping in parts") << QByteArray("\x09\x01x") << Trouble::Protocol;
        QTest::newRow("long ping") << QByteArray("\x89\x7e\x00\x7e", 4) << Trouble::Protocol;
        QTest::newRow("impossible size")
            << QByteArray("\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff") << Trouble::Protocol;
        QTest::newRow("unknown") << QByteArray("\x83\x01x") << Trouble::Protocol;
        QTest::newRow("good-bye") << QByteArray("\x88\x00", 2) << Trouble::Closed;
    }

    void aFrameThatNoServerSendsEndsTheWebSocket()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Trouble, trouble);
        QCOMPARE(hear(bytes).trouble, trouble);
    }

    void whatIsSentByWebSocketIsMasked()
    {
        for (const auto &[size, head] : {std::pair{125, 2}, {126, 4}, {65'535, 4}, {65'536, 10}}) {
            const QByteArray data(size, 'd');
            const QByteArray frame = WebSocket::frame(data);
            QCOMPARE(frame.size(), head + 4 + size);
            QCOMPARE(quint8(frame[0]), 0x82);
            QVERIFY(quint8(frame[1]) & 0x80);
            QVERIFY(frame.sliced(head + 4) != data || frame.sliced(head, 4) == QByteArray(4, '\0'));
            QCOMPARE(unmasked(frame, head), data);
        }
    }

    void waysOfAHostAreTriedFromTheStraightOneToTheProxy()
    {
        std::mt19937 random(1);
        Options options;
        options.servers = {QUrl(u"wss://hub:443"_s), QUrl(u"tls://hub:4222"_s)};
        QCOMPARE(waysOf(attemptsFor(options, {}, random)),
                 (QStringList{u"hub tcp"_s, u"hub WebSocket"_s, u"hub WebSocket through the proxy"_s,
                              u"hub tcp through the proxy"_s}));
        options.mayUseProxy = false;
        QCOMPARE(attemptsFor(options, {}, random).size(), 2U);
        options.mayUseProxy = true;
        Known known;
        known.lastWay = Way::WebSocketByProxy;
        QCOMPARE(attemptsFor(options, known, random).front().way, Way::WebSocketByProxy);
        options.servers = {QUrl(u"nats://127.0.0.1:4222"_s)};
        QCOMPARE(attemptsFor(options, {}, random).size(), 1U); // plain lines use no proxy
    }

    void hostsAreTriedInRandomOrderAndTheOneThatGoesDownLast()
    {
        std::mt19937 random(1);
        Options options;
        for (const char host : {'a', 'b', 'c'})
            options.servers += QUrl(u"tls://%1:4222"_s.arg(QLatin1Char(host)));
        std::set<QString> first;
        for (int i = 0; i < 100; ++i)
            first.insert(attemptsFor(options, {}, random).front().url.host());
        QCOMPARE(first.size(), 3U);
        Known known;
        known.leaving = options.servers[1];
        for (int i = 0; i < 100; ++i)
            QCOMPARE(attemptsFor(options, known, random).back().url.host(), u"b"_s);
    }

    void aServerThatTheClusterToldHasToBeTheSameTeams()
    {
        std::mt19937 random(1);
        Options options;
        options.servers = {QUrl(u"tls://hub:4222"_s)};
        Known known;
        known.teller = {options.servers[0], Way::Tcp, u"hub"_s};
        known.discovered = {u"10.0.0.2:4222"_s, u"hub:4222"_s, u"10.0.0.3"_s,       u"evil:1/path"_s,
                            u"u:p@evil:1"_s,    u"a b:4222"_s, u"10.0.0.4:99999"_s, u"[::1]:4223"_s};
        std::vector<Attempt> attempts = attemptsFor(options, known, random);
        std::erase_if(attempts, [](const Attempt &attempt) { return attempt.url.host() == u"hub"_s; });
        QCOMPARE(attempts.size(), 2U);
        for (const Attempt &attempt : attempts) {
            QVERIFY(attempt.url.host() == u"10.0.0.2"_s || attempt.url.host() == u"::1"_s);
            QCOMPARE(attempt.way, Way::Tcp);
            QVERIFY(attempt.isSecure());
            QCOMPARE(attempt.verifyName, u"hub"_s);
        }
    }

    void afterALostRoundNamesAreTriedByIpv4()
    {
        std::mt19937 random(1);
        Options options;
        options.servers = {QUrl(u"tls://hub:4222"_s), QUrl(u"tls://[::1]:4222"_s)};
        Known known;
        known.isIpv4Only = true;
        for (const Attempt &attempt : attemptsFor(options, known, random))
            QCOMPARE(attempt.isIpv4Only, attempt.url.host() == u"hub"_s);
    }

    void waitsDoubleWithJitterUpToTheirBound()
    {
        std::mt19937 random(1);
        Backoff backoff;
        Timings::Ms whole(100);
        for (int i = 0; i < 20; ++i) {
            const Timings::Ms wait = backoff.next(random);
            QVERIFY(wait >= whole / 2 && wait <= whole);
            whole = std::min(whole * 2, Timings::Ms(30'000));
        }
        backoff.reset();
        QVERIFY(backoff.next(random) <= Timings::Ms(100));
    }

    void requestsEndOnceEachInItsWay()
    {
        Requests requests;
        QStringList ends;
        const auto start = Requests::Clock::now();
        const auto told = [&](const QString &name) {
            return [&ends, name](const std::optional<Message> &message, const QString &why) {
                ends += name + (message ? u" "_s + QString::fromUtf8(message->body) : u" - "_s + why.left(2));
            };
        };
        const QByteArray a = requests.add("s", start, 10ms, told(u"a"_s));
        const QByteArray b = requests.add("s", start, 20ms, told(u"b"_s));
        requests.add("t", start, 30ms, told(u"c"_s));
        requests.add("u", start, 40ms, told(u"d"_s));
        QVERIFY(a != b);
        QCOMPARE(a.size(), 22);
        QCOMPARE(requests.nextDue(), start + 10ms);
        Message message;
        message.body = "yes";
        requests.answer(a, message);
        requests.answer(a, message);
        requests.answer("guessed", message);
        message.status = 503;
        requests.answer(b, message);
        requests.endThoseDue(start + 29ms, {});
        requests.endThoseDue(start + 30ms, {});
        requests.endThoseTo("t", u"x"_s);
        requests.endThoseTo("u", u"refused"_s);
        requests.endAll(u"x"_s);
        QCOMPARE(ends, (QStringList{u"a yes"_s, u"b - No"_s, u"c - No"_s, u"d - re"_s}));
        QCOMPARE(requests.count(), 0);
        QVERIFY(!requests.nextDue());
    }

    void onABusyLineAnAnswerMayComeLate()
    {
        Requests requests;
        QStringList ends;
        const auto start = Requests::Clock::now();
        requests.add("s", start, 100ms, [&ends](const auto &message, const QString &why) {
            ends += message ? QString::fromUtf8(message->body) : why;
        });
        requests.endThoseDue(start + 100ms, start + 60ms);
        QVERIFY(ends.isEmpty());
        QCOMPARE(requests.nextDue(), start + 160ms);
        requests.endThoseDue(start + 1190ms, start + 1180ms);
        QVERIFY(ends.isEmpty());
        QCOMPARE(requests.nextDue(), start + 1200ms); // and no longer, whatever moves
        requests.endThoseDue(start + 1200ms, start + 1199ms);
        QCOMPARE(ends.size(), 1);
        QCOMPARE(requests.count(), 0);
        QVERIFY(!requests.nextDue());
    }

    void aRequestMayAskAgainFromItsOwnEnd()
    {
        Requests requests;
        int ends = 0;
        const auto until = Requests::Clock::now();
        requests.add("s", until, 0ms, [&](const std::optional<Message> &, const QString &) {
            ++ends;
            requests.add("s", until, 0ms, [&](const std::optional<Message> &, const QString &) { ++ends; });
        });
        requests.endAll(u"x"_s);
        QCOMPARE(ends, 1);
        QCOMPARE(requests.count(), 1);
        requests.endThoseDue(until, {});
        QCOMPARE(ends, 2);
    }
};

QTEST_APPLESS_MAIN(TestNatsWire)
#include "tst_natswire.moc"
