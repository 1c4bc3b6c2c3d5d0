// SPDX-License-Identifier: GPL-3.0-or-later
// How a line comes up, and which words a person gets where it does not: TLS, WebSocket, proxies, portals and
// impostors.
#include "tests/models/nats/natsdesk.h"
#include "tests/support/certificates.h"
#include "tests/support/httpproxy.h"
#include "tests/support/natsserver.h"

#include <QScopeGuard>
#include <QTest>

using namespace muster::nats;
using namespace muster::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr char kListen[] = "listen: 127.0.0.1:@PORT@\n";
constexpr char kWebSocket[] = "websocket { listen: \"127.0.0.1:@PORT2@\", ";

/// Says its piece to everybody who connects, and says nothing more.
class Impostor final : public QObject
{
public:
    /// `answer` to what ends with `awaited`.
    explicit Impostor(const QByteArray &greeting, const QByteArray &answer = {},
                      const QByteArray &awaited = "\r\n\r\n")
        : m_awaited(awaited)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this, greeting, answer] {
            QTcpSocket *client = m_server.nextPendingConnection();
            client->write(greeting);
            connect(client, &QTcpSocket::readyRead, this, [this, client, answer] {
                m_heard += client->readAll();
                if (m_heard.endsWith(m_awaited))
                    client->write(answer);
            });
        });
    }

    QUrl url(const QString &scheme) const
    {
        return QUrl(u"%1://127.0.0.1:%2"_s.arg(scheme).arg(m_server.serverPort()));
    }
    QByteArray heard() const { return m_heard; }

private:
    QTcpServer m_server;
    QByteArray m_awaited, m_heard;
};

} // namespace

class TestNatsLine : public QObject
{
    Q_OBJECT

    std::unique_ptr<Certificates> m_certificates;
    std::unique_ptr<NatsServer> m_hub; ///< @PORT@ with TLS, @PORT2@ as wss

    QByteArray settings(const QByteArray &certificate) const
    {
        const QByteArray tls = m_certificates->settings(certificate);
        return kListen + tls + kWebSocket + tls + "}\n";
    }

    Options options(const QList<QUrl> &servers) const
    {
        Options made = quickOptions(servers);
        made.authorities = m_certificates->authority();
        return made;
    }

    QUrl tls() const { return m_hub->url(u"tls"_s); }
    QUrl wss() const { return m_hub->url(u"wss"_s, 1); }

    /// Something that goes there and comes back.
    static void checkIsAlive(NatsDesk &desk)
    {
        int heard = 0;
        const int own = desk.client.subscribe("a", [&](const Message &) { ++heard; });
        QVERIFY(desk.client.publish("a", QByteArray(100'000, 'x')));
        QTRY_COMPARE(heard, 1);
        desk.client.unsubscribe(own);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(NatsServer::isInstalled(), "packaging/packages names nats-server");
        m_certificates = std::make_unique<Certificates>();
        m_certificates->makeServer("good", u"IP:127.0.0.1,DNS:localhost"_s);
        m_certificates->makeServer("elsewhere", u"DNS:other.example"_s);
        m_certificates->makeServer("old", u"IP:127.0.0.1"_s, -1);
        m_hub = std::make_unique<NatsServer>(settings("good"));
        QVERIFY2(m_hub->start(), m_hub->said());
    }

    void aLineIsUpByTls()
    {
        NatsDesk desk(options({tls()}));
        QTRY_VERIFY(desk.client.isUp());
        QCOMPARE(desk.client.way(), Way::Tcp);
        checkIsAlive(desk);
    }

    void aNameIsLookedUpAlsoByIpv4Alone()
    {
        Options made = options({m_hub->url(u"tls"_s, 0, u"localhost"_s)});
        NatsDesk desk(made);
        QTRY_VERIFY(desk.client.isUp());
        // A server that hangs costs a round; the next ones are by IPv4, by all, and so on.
        m_hub->signal(SIGSTOP);
        made.timings.connect = 100ms;
        desk.client.start(made);
        QTRY_VERIFY(desk.downs.size() >= 2);
        QCOMPARE(desk.lastTrouble(), Trouble::TimedOut);
        m_hub->signal(SIGCONT);
        QTRY_VERIFY(desk.client.isUp());
    }

    /// Its address is told by the cluster; the name on its certificate is that of the one that told.
    void aServerThatTheClusterToldShowsTheSameName()
    {
        m_certificates->makeServer("named", u"DNS:localhost"_s);
        const QByteArray cluster = kListen + m_certificates->settings("named") +
                                   "cluster { name: warroom, listen: \"127.0.0.1:@PORT2@\", routes: [ ";
        NatsServer one(cluster + "] }\n");
        QVERIFY2(one.start(), one.said());
        NatsServer two(cluster + "\"nats://127.0.0.1:" + QByteArray::number(one.port(1)) + "\" ] }\n");
        QVERIFY2(two.start(), two.said());
        NatsDesk desk(options({one.url(u"tls"_s, 0, u"localhost"_s)}));
        QTRY_VERIFY(desk.client.isUp());
        QTRY_VERIFY(desk.client.server().connectUrls.contains(u"127.0.0.1:%1"_s.arg(two.port())));
        one.kill9();
        QTRY_COMPARE(desk.ups, 2);
        QCOMPARE(desk.client.url(), two.url(u"tls"_s));
    }

    void aLineIsUpByWebSocket()
    {
        NatsDesk desk(options({wss()}));
        QTRY_VERIFY(desk.client.isUp());
        QCOMPARE(desk.client.way(), Way::WebSocket);
        checkIsAlive(desk);
    }

    void aPlainWebSocketOnThisMachineIsUpToo()
    {
        NatsServer server(QByteArray(kListen) + kWebSocket + "no_tls: true }\n");
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url(u"ws"_s, 1)}));
        QTRY_VERIFY(desk.client.isUp());
        checkIsAlive(desk);
    }

    /// Where 4222 is shut but 443 is open.
    void whereTcpIsShutTheWebSocketIsTaken()
    {
        NatsServer none(kListen);
        NatsDesk desk(options({none.url(u"tls"_s), wss()}));
        QTRY_VERIFY(desk.client.isUp());
        QCOMPARE(desk.client.way(), Way::WebSocket);
        QCOMPARE(desk.tried.value(0), qMakePair(Way::Tcp, Trouble::Unreachable));
    }

    void anUnknownAuthorityIsRefused()
    {
        const Certificates others;
        Options made = options({tls(), wss()});
        made.authorities = others.authority();
        NatsDesk desk(made);
        QTRY_COMPARE(desk.lastTrouble(), Trouble::CertificateRejected);
        QCOMPARE(desk.tried.value(0), qMakePair(Way::Tcp, Trouble::CertificateRejected));
        QCOMPARE(desk.tried.value(1), qMakePair(Way::WebSocket, Trouble::CertificateRejected));
        made.authorities.clear(); // the system does not know it either
        NatsDesk bySystem(made);
        QTRY_COMPARE(bySystem.lastTrouble(), Trouble::CertificateRejected);
    }

    void aCertificateForAnotherNameIsRefused()
    {
        NatsServer server(settings("elsewhere"));
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(options({server.url(u"tls"_s), server.url(u"wss"_s, 1)}));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::CertificateRejected);
        QCOMPARE(desk.tried.value(0).second, Trouble::CertificateRejected);
        QCOMPARE(desk.tried.value(1).second, Trouble::CertificateRejected);
        QCOMPARE(desk.ups, 0);
    }

    void anExpiredCertificateIsToldAsSuch()
    {
        NatsServer server(settings("old"));
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(options({server.url(u"tls"_s), server.url(u"wss"_s, 1)}));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::CertificateExpired);
        QCOMPARE(desk.tried.value(0).second, Trouble::CertificateExpired);
        QCOMPARE(desk.tried.value(1).second, Trouble::CertificateExpired);
        // A new one on the same server lets everybody in again, without a hand on the desks.
        server.setSettings(settings("good"));
        QVERIFY2(server.restart(), server.said());
        QTRY_VERIFY(desk.client.isUp());
    }

    void aServerThatOffersNoTlsIsLeft()
    {
        NatsServer server(kListen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(options({server.url(u"tls"_s)}));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::Protocol);
        QVERIFY(desk.detail.contains(u"offers no TLS"_s));
    }

    void aPlainLineToAnotherMachineIsRefused()
    {
        // This machine by another address than its own loopback would do as well, but not every machine has
        // one.
        NatsDesk desk(quickOptions({QUrl(u"nats://192.0.2.1:4222"_s), QUrl(u"ws://192.0.2.1:80"_s)}));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::Unreachable);
        QVERIFY(desk.detail.contains(u"would not be encrypted"_s));
        QCOMPARE(desk.tried.size(), 2);
    }

    void anUnknownNameIsTold()
    {
        NatsDesk desk(options({QUrl(u"tls://no-such-host.invalid:4222"_s)}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.lastTrouble(), Trouble::HostNotFound, 20'000);
    }

    void withoutAServerThatIsTold()
    {
        NatsDesk desk(quickOptions({}));
        QTRY_COMPARE(desk.detail, u"No server is named."_s);
    }

    void aPortalIsToldAsSomethingElse_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray elsewhere = "HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n\r\n";
        QTest::newRow("in place of tcp") << u"tls"_s << elsewhere << QByteArray();
        QTest::newRow("a page in place of tcp") << u"nats"_s << QByteArray("<html>") << QByteArray();
        QTest::newRow("in place of a WebSocket") << u"ws"_s << QByteArray() << elsewhere;
        QTest::newRow("a page") << u"ws"_s << QByteArray() << QByteArray("HTTP/1.1 200 OK\r\n\r\n<html>");
        QTest::newRow("no TLS where it has to be") << u"wss"_s << elsewhere << QByteArray();
    }

    void aPortalIsToldAsSomethingElse()
    {
        QFETCH(QString, scheme);
        QFETCH(QByteArray, greeting);
        QFETCH(QByteArray, answer);
        const Impostor portal(greeting, answer);
        NatsDesk desk(options({portal.url(scheme)}));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::Blocked);
        QVERIFY(!desk.detail.contains(u'<'));
    }

    /// Nothing that came in clear text may count as said by the server.
    void whatIsSlippedInBeforeTlsIsRefused()
    {
        const QByteArray info = "INFO {\"tls_required\":true,\"headers\":true}\r\n";
        for (const QByteArray &more :
             {QByteArray("PING\r\n"), QByteArray("MSG a 1 1\r\nx\r\n"), QByteArray("x")}) {
            const Impostor impostor(info + more);
            NatsDesk desk(options({impostor.url(u"tls"_s)}));
            QTRY_COMPARE(desk.lastTrouble(), Trouble::Protocol);
            QCOMPARE(impostor.heard(), QByteArray());
        }
        const Impostor full(info + "-ERR 'maximum connections exceeded'\r\n");
        NatsDesk desk(options({full.url(u"tls"_s)}));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::Closed);
    }

    /// The reading takes 64 kB at once: what stands just behind that is no exception.
    void whatIsSlippedInBehindALongGreetingIsRefused()
    {
        for (const int length : {65'534, 65'535, 65'536}) {
            QByteArray info = "INFO {\"tls_required\":true,\"headers\":true,\"go\":\"\"}\r\n";
            info.insert(info.size() - 4, QByteArray(length - info.size(), 'x'));
            QCOMPARE(info.size(), length);
            const Impostor impostor(info + "PING\r\n");
            NatsDesk desk(options({impostor.url(u"tls"_s)}));
            QTRY_COMPARE(desk.lastTrouble(), Trouble::Protocol);
        }
    }

    /// A login is not handed to a server that has not shown who it is.
    void noKeyIsShownToAnImpostor()
    {
        const Impostor impostor("INFO {\"tls_required\":true,\"headers\":true,\"nonce\":\"abc\"}\r\n");
        Options made = options({impostor.url(u"tls"_s)});
        made.nkeySeed = QByteArray(32, 'a');
        made.timings.connect = 300ms;
        NatsDesk desk(made);
        QTRY_COMPARE(desk.lastTrouble(), Trouble::TimedOut);
        QVERIFY(!impostor.heard().contains("CONNECT"));
        QVERIFY(!impostor.heard().isEmpty()); // it did begin TLS
    }

    /// Nor what a server says under the number of the inbox.
    void whatNoServerSaysToAnInboxIsLeftOut()
    {
        const Impostor impostor(
            "INFO {\"headers\":true}\r\n",
            "PONG\r\nMSG a 1 1\r\nx\r\nMSG _INBOX 1 1\r\nx\r\nMSG b 77 1\r\nx\r\nMSG c 2 1\r\nx\r\n",
            "PING\r\n");
        NatsDesk desk(quickOptions({impostor.url(u"nats"_s)}));
        int heard = 0;
        QCOMPARE(desk.client.subscribe("c", [&](const Message &) { ++heard; }), 2); // the inbox is the first
        QTRY_COMPARE(heard, 1);
        QCOMPARE(desk.downs, QList<Trouble>());
    }

    void aMessageBeforeTheLoginsAnswerEndsTheLine()
    {
        const Impostor impostor("INFO {\"headers\":true}\r\n", "MSG a 1 1\r\nx\r\n", "PING\r\n");
        NatsDesk desk(quickOptions({impostor.url(u"nats"_s)}));
        QTRY_COMPARE(desk.lastTrouble(), Trouble::Protocol);
        QCOMPARE(desk.ups, 0);
    }

    void theProxyIsNotAskedWhereTheStraightWayWorks()
    {
        HttpProxy proxy;
        Options made = options({tls(), wss()});
        made.mayUseProxy = true;
        made.proxies = [&](const QUrl &) { return QList<QNetworkProxy>{proxy.proxy()}; };
        NatsDesk direct(made);
        QTRY_VERIFY(direct.client.isUp());
        QCOMPARE(direct.client.way(), Way::Tcp);
        QCOMPARE(proxy.asked(), QStringList());
    }

    void aLineIsUpThroughAProxy_data()
    {
        QTest::addColumn<bool>("isWebSocket");
        QTest::addColumn<Way>("way");
        QTest::addColumn<bool>("isOfTheSystem");
        QTest::newRow("tcp") << false << Way::TcpByProxy << false;
        QTest::newRow("WebSocket") << true << Way::WebSocketByProxy << false;
        QTest::newRow("WebSocket by the system's settings") << true << Way::WebSocketByProxy << true;
    }

    /// A name that only the proxy can find, as in a network without a way out.
    void aLineIsUpThroughAProxy()
    {
        QFETCH(bool, isWebSocket);
        QFETCH(Way, way);
        QFETCH(bool, isOfTheSystem);
        HttpProxy proxy;
        proxy.resolve(u"hub.invalid"_s, u"127.0.0.1"_s);
        m_certificates->makeServer("far", u"DNS:hub.invalid"_s);
        NatsServer server(settings("far"));
        QVERIFY2(server.start(), server.said());
        Options made = options({isWebSocket ? server.url(u"wss"_s, 1, u"hub.invalid"_s)
                                            : server.url(u"tls"_s, 0, u"hub.invalid"_s)});
        made.mayUseProxy = true;
        qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.proxy().port()));
        const auto forgotten = qScopeGuard([] { qunsetenv("https_proxy"); });
        if (!isOfTheSystem)
            made.proxies = [&](const QUrl &) {
                return QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::NoProxy), proxy.proxy()};
            };
        NatsDesk desk(made);
        QTRY_VERIFY_WITH_TIMEOUT(desk.client.isUp(), 20'000);
        QCOMPARE(desk.client.way(), way);
        QCOMPARE(proxy.asked().size(), 1);
        checkIsAlive(desk);
    }

    void whatAProxySaysIsTold()
    {
        HttpProxy proxy;
        proxy.refuseWith(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
            "Content-Length: 0\r\n\r\n");
        Options made = options({QUrl(u"wss://127.0.0.1:1"_s)});
        made.mayUseProxy = true;
        made.proxies = [&](const QUrl &) { return QList<QNetworkProxy>{proxy.proxy()}; };
        NatsDesk desk(made);
        QTRY_COMPARE(desk.lastTrouble(), Trouble::Blocked);
        QCOMPARE(desk.tried.value(1), qMakePair(Way::WebSocketByProxy, Trouble::Blocked));
    }

    void aLineComesBackWhileReadingIsPaused()
    {
        NatsServer server(kListen);
        QVERIFY2(server.start(), server.said());
        NatsDesk desk(quickOptions({server.url()}));
        int heard = 0;
        desk.client.subscribe("a", [&](const Message &) { ++heard; });
        QTRY_VERIFY(desk.client.isUp());
        desk.client.pauseReading(true);
        QVERIFY2(server.restart(), server.said());
        QTRY_COMPARE(desk.ups, 2);
        QVERIFY(desk.client.publish("a", "x"));
        QTRY_COMPARE(desk.client.pendingBytes(), 0);
        QCOMPARE(heard, 0);
        desk.client.pauseReading(false);
        QTRY_COMPARE(heard, 1);
    }

    void whileReadingIsPausedTheServerWaits_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::newRow("TLS") << u"tls"_s;
        QTest::newRow("WebSocket") << u"wss"_s;
    }

    void whileReadingIsPausedTheServerWaits()
    {
        QFETCH(QString, scheme);
        NatsDesk slow(options({scheme == u"tls"_s ? tls() : wss()})), quick(options({tls()}));
        int heard = 0, afterPause = 0;
        bool isInOrder = true;
        slow.client.subscribe("many", [&](const Message &message) {
            isInOrder = isInOrder && message.body.startsWith(QByteArray::number(heard) + ' ');
            if (++heard == 10)
                slow.client.pauseReading(true); // within a message, with more of them read already
            afterPause = heard;
        });
        QTRY_VERIFY(slow.client.isUp() && quick.client.isUp());
        checkIsAlive(slow); // its subscription has come to the server
        constexpr int kMessages = 3000;
        for (int i = 0; i < kMessages;) {
            const int drains = quick.drains;
            if (quick.client.publish("many", QByteArray::number(i) + ' ' + QByteArray(5'000, 'x')))
                ++i;
            else
                QTRY_VERIFY(quick.drains > drains);
        }
        QTRY_COMPARE(quick.client.pendingBytes(), 0);
        QTRY_COMPARE(heard, 10);
        checkIsAlive(quick); // all of them have come to the server
        QCOMPARE(afterPause, 10);
        slow.client.pauseReading(false);
        QTRY_COMPARE(heard, kMessages);
        QVERIFY(isInOrder);
        QCOMPARE(slow.downs, QList<Trouble>());
    }
};

QTEST_GUILESS_MAIN(TestNatsLine)
#include "tst_natsline.moc"
