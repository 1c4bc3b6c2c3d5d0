// SPDX-License-Identifier: GPL-3.0-or-later
// The hub of a team from a terminal: made, run and kept by the program and a real server.
#include "tests/e2e/program.h"
#include "tests/support/natsserver.h"

#include <QFileInfo>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using muster::test::NatsServer;
using muster::test::Outcome;
using muster::test::Program;

namespace {

/// A port that was free a moment ago, as are the ones that a hub takes above it; below those that the system
/// hands out by itself.
int freePort()
{
    for (int port = 20'000 + int(QRandomGenerator::global()->bounded(8000)); port < 30'000; ++port) {
        const auto isFree = [](int one) {
            return QTcpServer().listen(QHostAddress::LocalHost, quint16(one));
        };
        bool all = true;
        for (int more = 0; more < 3; ++more)
            all = all && isFree(port + more) && isFree(port + more + 2000) && isFree(port + more + 4000);
        if (all)
            return port;
    }
    return 0;
}

/// Servers that run out of a hub's folder.
class Servers
{
public:
    ~Servers()
    {
        for (const auto &server : m_servers)
            server->kill();
        for (const auto &server : m_servers)
            server->waitForFinished();
    }

    void start(const QString &folder)
    {
        auto server = std::make_unique<QProcess>();
        server->setStandardOutputFile(QProcess::nullDevice());
        server->setStandardErrorFile(QProcess::nullDevice());
        server->start(NatsServer::program(), {u"-c"_s, folder + u"/hub.conf"_s});
        QVERIFY(server->waitForStarted());
        m_servers.push_back(std::move(server));
    }
    void killFirst()
    {
        m_servers.front()->kill();
        m_servers.front()->waitForFinished();
        m_servers.erase(m_servers.begin());
    }

private:
    std::vector<std::unique_ptr<QProcess>> m_servers;
};

QStringList init(const QString &folder, int port, const QStringList &more = {})
{
    return QStringList{u"hub"_s,         u"init"_s,   folder,         u"--name"_s,
                       u"Night shift"_s, u"--host"_s, u"localhost"_s, u"--here"_s,
                       u"--bytes"_s,     u"1G"_s,     u"--port"_s,    QString::number(port),
                       u"--web-port"_s,  u"0"_s} +
           more;
}

} // namespace

class TestHub : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(NatsServer::isInstalled(), "packaging/setup test installs nats-server"); }

    void aHubIsMadeAndUpInTwoCommands()
    {
        const Program program;
        const QString hub = program.file(u"hub"_s);
        const Outcome made = program.run(init(hub, freePort()));
        QVERIFY2(made.code == 0, made.err);
        QVERIFY(made.out.contains("hub up " + hub.toUtf8()));
        Servers servers;
        servers.start(hub + u"/hub1"_s);
        const Outcome up = program.run({u"hub"_s, u"up"_s, hub});
        QVERIFY2(up.code == 0, up.err);
        QCOMPARE(up.out, "OPS is made\nSNAP is made\nKV_DUTY is made\nthe hub of Night shift is up\n");
        const Outcome again = program.run({u"hub"_s, u"up"_s, hub});
        QVERIFY(again.out.startsWith("OPS was there and is up to date\n"));
    }

    void keysAreForTheirOwnerAlone()
    {
        const Program program;
        const QString hub = program.file(u"hub"_s);
        QCOMPARE(program.run(init(hub, 4222)).code, 0);
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        for (const char *name :
             {"/secrets", "/secrets/authority.key", "/secrets/admin.nkey", "/hub1", "/hub1/server.key"})
            QVERIFY2(!(QFileInfo(hub + QString::fromLatin1(name)).permissions() & others), name);
        const QByteArray admin = program.read(hub + u"/secrets/admin.nkey"_s);
        QVERIFY(admin.startsWith("SU"));
        for (const char *name : {"/hub.json", "/hub1/hub.conf"})
            QVERIFY(!program.read(hub + QString::fromLatin1(name)).contains(admin));
    }

    void whatIsThereIsNotWrittenOver()
    {
        const Program program;
        const QString hub = program.file(u"hub"_s);
        QCOMPARE(program.run(init(hub, 4222)).code, 0);
        const QByteArray before = program.read(hub + u"/secrets/admin.nkey"_s);
        const Outcome again = program.run(init(hub, 4222));
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("nothing was changed"));
        QCOMPARE(program.read(hub + u"/secrets/admin.nkey"_s), before);
    }

    void ofThreeServersOneMayFail()
    {
        const Program program;
        const QString hub = program.file(u"hub"_s);
        const Outcome made = program.run(init(hub, freePort(), {u"--servers"_s, u"3"_s}));
        QVERIFY2(made.code == 0, made.err);
        Servers servers;
        for (const QString &name : {u"/hub1"_s, u"/hub2"_s, u"/hub3"_s})
            servers.start(hub + name);
        const Outcome up = program.run({u"hub"_s, u"up"_s, hub, u"--wait"_s, u"50"_s});
        QVERIFY2(up.code == 0, up.err);
        QVERIFY(up.out.contains("OPS is made\n"));
        servers.killFirst();
        const Outcome again = program.run({u"hub"_s, u"up"_s, hub, u"--wait"_s, u"50"_s});
        QVERIFY2(again.code == 0, again.err);
    }

    void aHubThatDoesNotAnswerIsNamedInTime()
    {
        const Program program;
        const QString hub = program.file(u"hub"_s);
        QCOMPARE(program.run(init(hub, freePort())).code, 0);
        const Outcome up = program.run({u"hub"_s, u"up"_s, hub, u"--wait"_s, u"1"_s});
        QCOMPARE(up.code, 1);
        QVERIFY2(up.err.contains("the hub does not answer"), up.err);
    }

    void anotherTeamsHubDoesNotLetItsAdminIn()
    {
        const Program program;
        const QString ours = program.file(u"ours"_s), theirs = program.file(u"theirs"_s);
        const int port = freePort();
        QCOMPARE(program.run(init(ours, port)).code, 0);
        QCOMPARE(program.run(init(theirs, port)).code, 0);
        Servers servers;
        servers.start(theirs + u"/hub1"_s);
        const Outcome up = program.run({u"hub"_s, u"up"_s, ours, u"--wait"_s, u"3"_s});
        QCOMPARE(up.code, 1);
        QVERIFY2(up.err.contains("certificate") || up.err.contains("authority"), up.err);
    }

    void newCertificatesAreTakenByTheServerAndTheDesks()
    {
        const Program program;
        const QString hub = program.file(u"hub"_s);
        QCOMPARE(program.run(init(hub, freePort())).code, 0);
        const QByteArray before = program.read(hub + u"/hub1/server.pem"_s);
        const Outcome renewed = program.run({u"hub"_s, u"renew"_s, hub});
        QVERIFY2(renewed.code == 0, renewed.err);
        QVERIFY(program.read(hub + u"/hub1/server.pem"_s) != before);
        Servers servers;
        servers.start(hub + u"/hub1"_s);
        QCOMPARE(program.run({u"hub"_s, u"up"_s, hub}).code, 0);
        QVERIFY(QFile::remove(hub + u"/secrets/authority.key"_s));
        const Outcome offline = program.run({u"hub"_s, u"renew"_s, hub});
        QCOMPARE(offline.code, 1);
        QVERIFY(offline.err.contains("secrets/authority.key"));
    }

    void wrongUseIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const QString folder = QDir::tempPath() + u"/muster-test-none"_s;
        const QStringList start{u"hub"_s, u"init"_s, folder};
        QTest::newRow("nothing") << QStringList{u"hub"_s} << QByteArray("hub needs one of");
        QTest::newRow("no folder") << QStringList{u"hub"_s, u"init"_s}
                                   << QByteArray("needs the hub's folder");
        QTest::newRow("no team") << start + QStringList{u"--host"_s, u"a"_s} << QByteArray("--name TEAM");
        QTest::newRow("no host") << start + QStringList{u"--name"_s, u"a"_s} << QByteArray("--host NAME");
        const QStringList named = start + QStringList{u"--name"_s, u"a"_s, u"--host"_s};
        QTest::newRow("a bad host") << named + QStringList{u"a b"_s} << QByteArray("is no host");
        QTest::newRow("two servers") << named + QStringList{u"a"_s, u"--servers"_s, u"2"_s}
                                     << QByteArray("one server or three");
        QTest::newRow("one host for three")
            << named + QStringList{u"a"_s, u"--servers"_s, u"3"_s} << QByteArray("a host name each");
        QTest::newRow("a port") << named + QStringList{u"a"_s, u"--port"_s, u"70000"_s}
                                << QByteArray("--port");
        QTest::newRow("a size") << named + QStringList{u"a"_s, u"--bytes"_s, u"lots"_s}
                                << QByteArray("--bytes");
        QTest::newRow("a small size")
            << named + QStringList{u"a"_s, u"--bytes"_s, u"1M"_s} << QByteArray("at least");
    }
    void wrongUseIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Outcome outcome = Program().run(arguments);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains(says), outcome.err);
        QVERIFY(!QFileInfo::exists(QDir::tempPath() + u"/muster-test-none"_s));
    }
};

QTEST_GUILESS_MAIN(TestHub)
#include "tst_hub.moc"
