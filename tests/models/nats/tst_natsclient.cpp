// SPDX-License-Identifier: GPL-3.0-or-later
// The client against a real server on this machine: what is said over a line, and what becomes of it when the
// line goes.
#include "tests/models/nats/natsdesk.h"
#include "tests/support/natsserver.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QThread>
#include <QTimer>

using namespace muster::nats;
using namespace muster::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr char kOpen[] = "listen: 127.0.0.1:@PORT@\n";

QByteArray seedOf(char which)
{
    return QByteArray(32, which);
}

QByteArray keyOf(char which)
{
    return nkeyPublic(nkeyPublicOfSeed(seedOf(which)));
}

QByteArray user(char which, const QByteArray &permissions = {})
{
    return "{ nkey: " + keyOf(which) + permissions + " }";
}

QByteArray withUsers(const QByteArray &users)
{
    return kOpen + ("authorization { timeout: 3, users: [ " + users + " ] }\n");
}

Options withKey(const NatsServer &server, char which)
{
    Options options = quickOptions({server.url()});
    options.nkeySeed = seedOf(which);
    return options;
}

} // namespace

class TestNatsClient : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(NatsServer::isInstalled(), "packaging/packages names nats-server"); }

    void saysAndHears()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        QByteArrayList heard;
        desk.client.subscribe("a.*", [&](const Message &message) {
            heard += message.subject + '=' + message.body + message.header("key");
        });
        const int other = desk.client.subscribe("a.b", [&](const Message &) { heard += "twice"; });
        QTRY_VERIFY(desk.client.isUp());
        desk.client.unsubscribe(other);
        QVERIFY(desk.client.publish("a.b", "one"));
        QVERIFY(desk.client.publish("a.c", "two", {{"Key", "value"}}));
        QTRY_COMPARE(heard, (QByteArrayList{"a.b=one", "a.c=twovalue"}));
        QCOMPARE(desk.client.way(), Way::Tcp);
        QVERIFY(!desk.client.server().version.isEmpty());
        QCOMPARE(desk.client.url(), server.url());
    }

    void whatTheServerWouldNotTakeIsNotSent()
    {
        NatsServer server(QByteArray(kOpen) + "max_payload: 1000\n");
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        QVERIFY(!desk.client.publish("a", "before it is up"));
        QTRY_VERIFY(desk.client.isUp());
        QVERIFY(desk.client.publish("a", QByteArray(1000, 'x')));
        QVERIFY(!desk.client.publish("a", QByteArray(1001, 'x')));
        QVERIFY(!desk.client.publish("a", QByteArray(980, 'x'), {{"Name", "value"}}));
        QVERIFY(!desk.client.publish("a.*", "x"));
        QVERIFY(!desk.client.publish("a b", "x"));
        QVERIFY(!desk.client.publish("a", "x", {{"A", "1\r\n2"}}));
        QCOMPARE(desk.client.subscribe("a b", [](const Message &) {}), 0);
        Asked large;
        desk.client.request("a", QByteArray(1001, 'x'), {}, 5s, large.receiver());
        QCOMPARE(large.answers, 0); // never before it returns
        QTRY_COMPARE(large.answers, 1);
        QVERIFY(large.why.contains(u"1001 bytes"_s));
        QCOMPARE(desk.downs, QList<Trouble>());
    }

    void aRequestIsAnsweredOnce()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()})), service(quickOptions({server.url()}));
        service.client.subscribe("double", [&](const Message &question) {
            service.client.publish(question.replyTo, question.body + question.body, {{"Kind", "answer"}});
            service.client.publish(question.replyTo, "again");
        });
        QTRY_VERIFY(desk.client.isUp() && service.client.isUp());
        std::vector<Asked> asked(1000);
        for (std::size_t i = 0; i < asked.size(); ++i)
            desk.client.request("double", QByteArray::number(int(i)), {}, 10s, asked[i].receiver());
        QTRY_VERIFY(std::ranges::all_of(asked, [](const Asked &one) { return one.answers > 0; }));
        for (std::size_t i = 0; i < asked.size(); ++i) {
            QVERIFY(asked[i].message.has_value());
            QCOMPARE(asked[i].message->body, QByteArray::number(int(i)) + QByteArray::number(int(i)));
            QCOMPARE(asked[i].message->header("kind"), "answer");
            QCOMPARE(asked[i].answers, 1);
        }
    }

    void whereNobodyAnswersThatIsToldAtOnce()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        QTRY_VERIFY(desk.client.isUp());
        Asked asked;
        desk.client.request("nobody.here", "x", {}, 60s, asked.receiver());
        QTRY_COMPARE(asked.answers, 1);
        QVERIFY(!asked.message);
        QVERIFY(asked.why.startsWith(u"Nobody answers"_s));
    }

    void aRequestEndsInTime()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        desk.client.subscribe("silent", [](const Message &) {});
        QTRY_VERIFY(desk.client.isUp());
        Asked slow, quick;
        QElapsedTimer timer;
        timer.start();
        desk.client.request("silent", "x", {}, 60s, slow.receiver());
        desk.client.request("silent", "x", {}, 50ms, quick.receiver());
        QTRY_COMPARE(quick.answers, 1);
        QVERIFY(timer.elapsed() >= 50);
        QCOMPARE(quick.why, u"No answer came in time."_s);
        QCOMPARE(slow.answers, 0);
        desk.client.stop();
        QCOMPARE(slow.answers, 1);
        QVERIFY(!slow.message);
    }

    void aKeyLogsInAndNoOtherDoes()
    {
        NatsServer server(withUsers(user('a')));
        QVERIFY2(server.start(), server.said());
        NatsDesk known(withKey(server, 'a'));
        QTRY_VERIFY(known.client.isUp());
        NatsDesk stranger(withKey(server, 'b'));
        QTRY_COMPARE(stranger.lastTrouble(), Trouble::LoginRejected);
        QVERIFY(stranger.detail.contains(u"Authorization Violation"_s));
        NatsDesk nobody(quickOptions({server.url()}));
        QTRY_COMPARE(nobody.lastTrouble(), Trouble::LoginRejected);
        // Let in later, it comes in by itself.
        server.reload(withUsers(user('a') + ", " + user('b')));
        QTRY_VERIFY(stranger.client.isUp());
        QVERIFY(known.client.isUp());
    }

    /// One in 256 signatures begins with a zero byte.
    void noneOfManyLoginsIsRejected()
    {
        NatsServer server(withUsers(user('a')));
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(withKey(server, 'a'));
        QEventLoop loop;
        connect(&desk.client, &Client::up, this, [&] {
            if (desk.ups < 400)
                desk.client.start(withKey(server, 'a'));
            else
                loop.quit();
        });
        QTimer::singleShot(60s, &loop, &QEventLoop::quit);
        loop.exec();
        QCOMPARE(desk.ups, 400);
        QCOMPARE(desk.downs, QList<Trouble>());
    }

    void aRemovedKeyIsOutAtOnce()
    {
        NatsServer server(withUsers(user('a') + ", " + user('b')));
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(withKey(server, 'b'));
        QTRY_VERIFY(desk.client.isUp());
        server.reload(withUsers(user('a')));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::LoginRejected);
        QVERIFY(!desk.client.isUp());
    }

    void aServerThatAsksForNoKeyIsAnother()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(withKey(server, 'a'));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::WrongServer);
    }

    void aServerOfAnotherNameIsAnother()
    {
        NatsServer server(QByteArray(kOpen) + "server_name: hub9\n");
        QVERIFY2(server.start(), server.said());
        Options options = quickOptions({server.url()});
        options.clusterName = u"hub1"_s;
        NatsDesk wrong(options);
        QTRY_COMPARE(wrong.lastTrouble(), Trouble::WrongServer);
        QVERIFY(wrong.detail.contains(u"\"hub9\""_s));
        options.clusterName = u"hub9"_s;
        NatsDesk right(options);
        QTRY_VERIFY(right.client.isUp());
    }

    void whatIsRefusedIsToldAtOnce()
    {
        NatsServer server(withUsers(user('a', ", permissions: { publish: { allow: [\"mine.>\"] }, "
                                              "subscribe: { allow: [\"_INBOX_a.>\", \"live.>\"] } }")));
        QVERIFY2(server.start(), server.said());
        Options options = withKey(server, 'a');
        options.inboxPrefix = "_INBOX_a";
        NatsDesk desk(options);
        desk.client.subscribe("live.>", [](const Message &) {});
        QTRY_VERIFY(desk.client.isUp());
        Asked denied, allowed;
        desk.client.request("theirs.x", "x", {}, 60s, denied.receiver());
        desk.client.request("mine.x", "x", {}, 60s, allowed.receiver());
        QTRY_COMPARE(denied.answers, 1);
        QCOMPARE(denied.why, u"The hub does not let this device send to \"theirs.x\"."_s);
        QTRY_VERIFY(allowed.why.startsWith(u"Nobody answers"_s));
        desk.client.subscribe("all.>", [](const Message &) {});
        QTRY_COMPARE(desk.refused, (QStringList{u"theirs.x"_s, u"all.>"_s}));
        QVERIFY(desk.client.isUp());
        QCOMPARE(desk.downs, QList<Trouble>());
    }

    void afterAPowerCutTheLineComesBackWithItsSubscriptions()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        int heard = 0;
        desk.client.subscribe("a", [&](const Message &) { ++heard; });
        desk.client.subscribe("silent", [](const Message &) {});
        QTRY_VERIFY(desk.client.isUp());
        Asked asked;
        desk.client.request("silent", "x", {}, 60s, asked.receiver());
        server.kill9();
        QTRY_COMPARE(asked.answers, 1);
        QVERIFY(asked.why.contains(u"lost"_s));
        QTRY_VERIFY(desk.downs.contains(Trouble::Unreachable)); // a round was tried meanwhile
        QVERIFY(!desk.client.isUp());
        QVERIFY2(server.restart(), server.said());
        QTRY_COMPARE(desk.ups, 2);
        QVERIFY(desk.client.publish("a", "x"));
        QTRY_COMPARE(heard, 1);
        desk.client.request("nobody", "x", {}, 60s, asked.receiver());
        QTRY_COMPARE(asked.answers, 2); // the inbox is there again
    }

    void ofSeveralServersOneThatLivesIsFound()
    {
        NatsServer dead(kOpen), server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({dead.url(), server.url()}));
        QTRY_VERIFY(desk.client.isUp());
        QCOMPARE(desk.client.url(), server.url());
    }

    void aServerThatHangsIsLeft()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        Options options = quickOptions({server.url()});
        options.timings.ping = 50ms;
        options.timings.connect = 300ms;
        NatsDesk desk(options);
        QTRY_VERIFY(desk.client.isUp());
        server.signal(SIGSTOP);
        QTRY_COMPARE(desk.downs.value(0), Trouble::TimedOut);
        QTRY_COMPARE(desk.downs.value(1), Trouble::TimedOut); // reached, and says nothing
        QVERIFY(desk.detail.contains(u"said nothing"_s));
        server.signal(SIGCONT);
        QTRY_COMPARE(desk.ups, 2);
    }

    void aQuietLineStaysUp()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        Options options = quickOptions({server.url()});
        options.timings.ping = 20ms;
        NatsDesk desk(options);
        QTRY_VERIFY(desk.client.isUp());
        QTest::qWait(400); // twenty pings
        QVERIFY(desk.client.isUp());
        QCOMPARE(desk.downs, QList<Trouble>());
    }

    void aServerThatGoesDownIsLeftForAnother()
    {
        NatsServer one(QByteArray(kOpen) + "lame_duck_duration: \"30s\"\n");
        NatsServer two(QByteArray(kOpen) + "lame_duck_duration: \"30s\"\n");
        QVERIFY2(one.start(), one.said());
        QVERIFY2(two.start(), two.said());
        NatsDesk desk(quickOptions({one.url(), two.url()}));
        QTRY_VERIFY(desk.client.isUp());
        const bool isOne = desk.client.url() == one.url();
        (isOne ? one : two).signal(SIGUSR2);
        QTRY_COMPARE(desk.lameDucks, 1);
        QTRY_COMPARE(desk.ups, 2);
        QCOMPARE(desk.client.url(), isOne ? two.url() : one.url());
        QCOMPARE(desk.downs, QList<Trouble>{Trouble::Closed});
    }

    void theOnlyServerIsKeptWhileItGoesDown()
    {
        NatsServer server(QByteArray(kOpen) + "lame_duck_duration: \"30s\"\n");
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        int heard = 0;
        desk.client.subscribe("a", [&](const Message &) { ++heard; });
        QTRY_VERIFY(desk.client.isUp());
        server.signal(SIGUSR2);
        QTRY_COMPARE(desk.lameDucks, 1);
        QVERIFY(desk.client.publish("a", "x"));
        QTRY_COMPARE(heard, 1);
        QCOMPARE(desk.ups, 1);
    }

    void aClustersOtherServersAreFound()
    {
        const QByteArray cluster = "cluster { name: warroom, listen: \"127.0.0.1:@PORT2@\", ";
        NatsServer one(kOpen + cluster + "}\n");
        QVERIFY2(one.start(), one.said());
        NatsServer two(kOpen + cluster + "routes: [ \"nats://127.0.0.1:" + QByteArray::number(one.port(1)) +
                       "\" ] }\n");
        QVERIFY2(two.start(), two.said());
        Options options = quickOptions({one.url()});
        options.clusterName = u"warroom"_s;
        NatsDesk desk(options);
        QTRY_VERIFY(desk.client.isUp());
        QTRY_VERIFY(desk.client.server().connectUrls.contains(u"127.0.0.1:%1"_s.arg(two.port())));
        one.kill9();
        QTRY_COMPARE(desk.ups, 2);
        QCOMPARE(desk.client.url(), two.url());
    }

    void aForgedHeaderIsToldAndTheServersOwnCounts()
    {
        NatsServer server(QByteArray(kOpen) + "jetstream { store_dir: \"@DIR@/js\" }\n");
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        std::vector<Message> heard;
        desk.client.subscribe("live.>", [&](const Message &message) { heard.push_back(message); });
        QTRY_VERIFY(desk.client.isUp());
        Asked made, forged, honest;
        desk.client.request("$JS.API.STREAM.CREATE.OPS",
                            R"({"name":"OPS","subjects":["ops.>"],"storage":"file","retention":"limits",)"
                            R"("discard":"old","num_replicas":1,"republish":{"src":">","dest":"live.>"}})",
                            {}, 10s, made.receiver());
        QTRY_COMPARE(made.answers, 1);
        QVERIFY(made.message && !made.message->body.contains("error"));
        desk.client.request("ops.a", "x", {{"Nats-Sequence", "999"}}, 10s, forged.receiver());
        desk.client.request("ops.a", "y", {}, 10s, honest.receiver());
        QTRY_COMPARE(heard.size(), 2U);
        QCOMPARE(heard[0].subject, "live.ops.a");
        QCOMPARE(heard[0].header("Nats-Sequence"), "1");
        QVERIFY(heard[0].hasDoubled("Nats-"));
        QCOMPARE(heard[1].header("Nats-Sequence"), "2");
        QVERIFY(!heard[1].hasDoubled("Nats-"));
    }

    void whatCannotBeSentWaitsAndIsToldWhenThereIsRoom()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        Options options = quickOptions({server.url()});
        options.maxPending = 1024 * 1024;
        NatsDesk desk(options);
        QTRY_VERIFY(desk.client.isUp());
        server.signal(SIGSTOP);
        const QByteArray body(60'000, 'x');
        int sent = 0;
        for (; sent < 2000 && desk.client.publish("a", body); ++sent)
            QCoreApplication::processEvents();
        QVERIFY(sent < 2000);
        QVERIFY(desk.client.pendingBytes() <= options.maxPending);
        QVERIFY(desk.client.pendingBytes() > options.maxPending / 2);
        QCOMPARE(desk.drains, 0);
        server.signal(SIGCONT);
        QTRY_COMPARE(desk.drains, 1);
        QVERIFY(desk.client.publish("a", body));
        QTRY_COMPARE(desk.client.pendingBytes(), 0);
    }

    void aReceiverMayEndEverything()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        int heard = 0, own = 0;
        own = desk.client.subscribe("a", [&](const Message &) {
            ++heard;
            desk.client.unsubscribe(own);
        });
        desk.client.subscribe("b", [&](const Message &) {
            ++heard;
            desk.client.stop();
        });
        QTRY_VERIFY(desk.client.isUp());
        for (const char *subject : {"a", "a", "b", "b", "b"})
            QVERIFY(desk.client.publish(subject, "x"));
        QTRY_COMPARE(heard, 2);
        QVERIFY(!desk.client.isUp());
        QVERIFY(!desk.client.publish("a", "x"));
        QCOMPARE(desk.downs, QList<Trouble>());
        desk.client.start(quickOptions({server.url()}));
        QTRY_COMPARE(desk.ups, 2);
    }

    void itMayLiveOnAThreadOfItsOwn()
    {
        NatsServer server(kOpen);
        QVERIFY2(server.start(), server.said());
        QThread thread;
        auto *client = new Client;
        client->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, client, &QObject::deleteLater);
        std::atomic_int heard = 0;
        QObject::connect(client, &Client::up, client, [&, client] { client->publish("a", "x"); });
        thread.start();
        QMetaObject::invokeMethod(client, [&, client] {
            client->subscribe("a", [&](const Message &) { ++heard; });
            client->start(quickOptions({server.url()}));
        });
        QTRY_COMPARE(heard.load(), 1);
        thread.quit();
        QVERIFY(thread.wait(5000));
    }
};

QTEST_GUILESS_MAIN(TestNatsClient)
#include "tst_natsclient.moc"
