// SPDX-License-Identifier: GPL-3.0-or-later
// The hub of a team from a terminal: made, run and kept by the program and a real server.
#include "models/hub/invitation.h"
#include "tests/e2e/program.h"
#include "tests/models/hub/rawdesk.h"
#include "tests/support/natsserver.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QUrl>

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

/// A program with a workspace in which the admin sits.
class Desk : public Program
{
public:
    Desk()
    {
        const Outcome made = run({u"init"_s, u"--name"_s, u"Sam Rivera"_s, u"--role"_s, u"admin"_s});
        if (made.code != 0)
            qFatal("%s", made.err.constData());
    }
};

/// What the server says to who shows this invitation's key: "PONG" where it lets in.
QByteArray shown(const muster::hub::Invitation &invitation)
{
    muster::test::RawDesk desk(*muster::ledger::DeviceKey::fromSeed(invitation.seed), invitation.authority);
    const QUrl server(invitation.servers.value(0));
    return desk.connectTo(server.host(), server.port());
}

} // namespace

class TestHub : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(NatsServer::isInstalled(), "packaging/setup test installs nats-server"); }

    void aHubIsMadeAndUpInTwoCommands()
    {
        const Desk program;
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
        const Desk program;
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
        const Desk program;
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
        const Desk program;
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
        const Desk program;
        const QString hub = program.file(u"hub"_s);
        QCOMPARE(program.run(init(hub, freePort())).code, 0);
        const Outcome up = program.run({u"hub"_s, u"up"_s, hub, u"--wait"_s, u"1"_s});
        QCOMPARE(up.code, 1);
        QVERIFY2(up.err.contains("the hub does not answer"), up.err);
    }

    void anotherTeamsHubDoesNotLetItsAdminIn()
    {
        const Desk program, others;
        const QString ours = program.file(u"ours"_s), theirs = others.file(u"theirs"_s);
        const int port = freePort();
        QCOMPARE(program.run(init(ours, port)).code, 0);
        QCOMPARE(others.run(init(theirs, port)).code, 0);
        Servers servers;
        servers.start(theirs + u"/hub1"_s);
        const Outcome up = program.run({u"hub"_s, u"up"_s, ours, u"--wait"_s, u"3"_s});
        QCOMPARE(up.code, 1);
        QVERIFY2(up.err.contains("certificate") || up.err.contains("authority"), up.err);
    }

    void aHubNeedsSomebodyWhoseTeamItIs()
    {
        const Program nobody;
        const Outcome none = nobody.run(init(nobody.file(u"hub"_s), 4222));
        QCOMPARE(none.code, 1);
        QVERIFY(none.err.contains("muster init makes one"));
        QVERIFY(!QFileInfo::exists(nobody.file(u"hub"_s)));
    }

    void aTeamGetsANewHubOnlyUnderItsName()
    {
        const Desk program;
        QCOMPARE(program.run(init(program.file(u"hub"_s), 4222)).code, 0);
        QCOMPARE(program.run(init(program.file(u"second"_s), 4222)).code, 0);
        const Outcome other = program.run({u"hub"_s, u"init"_s, program.file(u"third"_s), u"--name"_s,
                                           u"Day shift"_s, u"--host"_s, u"localhost"_s});
        QCOMPARE(other.code, 1);
        QVERIFY(other.err.contains("in the team \"Night shift\""));
        QVERIFY(!QFileInfo::exists(program.file(u"third"_s)));
    }

    void theKeyOfADeskInATeamIsNotInItsFile()
    {
        const Desk program;
        QCOMPARE(program.run(init(program.file(u"hub"_s), 4222)).code, 0);
        QVERIFY(QFileInfo::exists(program.database() + u".secrets"_s));
    }

    void whoIsInvitedGetsInAndJoins()
    {
        const Desk program;
        const QString hub = program.file(u"hub"_s), letter = program.file(u"zoe.txt"_s);
        QCOMPARE(program.run(init(hub, freePort())).code, 0);
        Servers servers;
        servers.start(hub + u"/hub1"_s);
        QCOMPARE(program.run({u"hub"_s, u"up"_s, hub}).code, 0);
        const Outcome invited = program.run(
            {u"hub"_s, u"invite"_s, u"Zoë O'Neill"_s, u"--role"_s, u"lead"_s, u"--out"_s, letter});
        QVERIFY2(invited.code == 0, invited.err);
        QVERIFY(invited.err.contains("have the new settings"));
        const auto invitation = muster::hub::readInvitationFile(letter);
        QVERIFY(invitation);
        QCOMPARE(invitation->role, u"lead"_s);
        QTRY_COMPARE(shown(*invitation), "PONG");

        const Program other;
        const Outcome joined = other.run({u"join"_s, letter});
        QVERIFY2(joined.code == 0, joined.err);
        QVERIFY(joined.out.contains("is a desk of Night shift for Zo"));
        QVERIFY(other.run({u"join"_s, letter}).err.contains("in a team already"));

        const Outcome settings = program.run({u"hub"_s, u"settings"_s, hub});
        QCOMPARE(settings.out, "Let in: desks 1, invitations 1\n");
    }

    void anInvitationThatIsTakenBackOpensNothing()
    {
        const Desk program;
        const QString hub = program.file(u"hub"_s);
        QCOMPARE(program.run(init(hub, freePort())).code, 0);
        Servers servers;
        servers.start(hub + u"/hub1"_s);
        QCOMPARE(program.run({u"hub"_s, u"up"_s, hub}).code, 0);
        const Outcome invited = program.run({u"hub"_s, u"invite"_s, u"Zoë"_s});
        const auto invitation = muster::hub::readInvitation(QString::fromUtf8(invited.out));
        QVERIFY2(invitation, invited.out);
        QTRY_COMPARE(shown(*invitation), "PONG");
        const Outcome revoked = program.run({u"hub"_s, u"revoke"_s, u"zoë"_s});
        QVERIFY2(revoked.code == 0, revoked.err);
        QTRY_COMPARE(shown(*invitation), "-ERR 'Authorization Violation'");
        QCOMPARE(program.run({u"hub"_s, u"revoke"_s, u"zoë"_s}).code, 1);
    }

    void aNumberThatAServerLeftBehindIsNobodyElsesEnd()
    {
        const Desk program;
        const QString hub = program.file(u"hub"_s);
        QCOMPARE(program.run(init(hub, freePort())).code, 0);
        QProcess other;
        other.start(u"sleep"_s, {u"60"_s});
        QVERIFY(other.waitForStarted());
        program.write(u"hub/hub1/pid"_s, QByteArray::number(other.processId()));
        const Outcome invited = program.run({u"hub"_s, u"invite"_s, u"Zoë"_s});
        QVERIFY(invited.err.contains("Bring the new settings to the hub"));
        QVERIFY(!other.waitForFinished(300));
        other.kill();
        other.waitForFinished();
    }

    void anInvitationIsReadFromStandardInputToo()
    {
        const Desk program;
        QCOMPARE(program.run(init(program.file(u"hub"_s), 4222)).code, 0);
        const QByteArray letter = program.run({u"hub"_s, u"invite"_s, u"Zoë"_s}).out;
        const Program other;
        const Outcome joined =
            other.run({u"join"_s, u"-"_s}, "> " + QByteArray(letter).replace("\n", "\n> "));
        QVERIFY2(joined.code == 0, joined.err);
    }

    void joiningFailsWithASentence()
    {
        const Desk program;
        QCOMPARE(program.run(init(program.file(u"hub"_s), 4222)).code, 0);
        const QByteArray letter = program.run({u"hub"_s, u"invite"_s, u"Zoë"_s}).out;
        const Program other;
        const Outcome cut = other.run({u"join"_s, other.write(u"cut.txt"_s, letter.left(300))});
        QCOMPARE(cut.code, 1);
        QVERIFY(cut.err.contains("the end of the invitation is missing"));
        QVERIFY(!QFileInfo::exists(other.database()));
        const QString whole = other.write(u"whole.txt"_s, letter);
        const Outcome late = other.run({u"--now"_s, u"2030-01-01T00:00:00Z"_s, u"join"_s, whole});
        QCOMPARE(late.code, 1);
        QVERIFY2(late.err.contains("expired"), late.err);
        // A desk that has worked alone keeps its entries to itself.
        const Outcome own = program.run({u"join"_s, whole});
        QCOMPARE(own.code, 1);
    }

    void thisDeskIsNotRevokedByItself()
    {
        const Desk program;
        QCOMPARE(program.run(init(program.file(u"hub"_s), 4222)).code, 0);
        const Outcome revoked = program.run({u"hub"_s, u"revoke"_s, u"Sam Rivera"_s});
        QCOMPARE(revoked.code, 1);
        QVERIFY(revoked.err.contains("means this desk itself"));
        QCOMPARE(program.run({u"hub"_s, u"role"_s, u"Nobody"_s, u"lead"_s}).code, 1);
        QCOMPARE(program.run({u"hub"_s, u"role"_s, u"Nobody"_s, u"boss"_s}).code, 2);
    }

    void anInvitationIsNotWrittenOverAnything()
    {
        const Desk program;
        QCOMPARE(program.run(init(program.file(u"hub"_s), 4222)).code, 0);
        const QString file = program.write(u"precious"_s, "mine");
        const Outcome refused = program.run({u"hub"_s, u"invite"_s, u"Zoë"_s, u"--out"_s, file});
        QCOMPARE(refused.code, 1);
        QCOMPARE(program.read(file), "mine");
        QCOMPARE(program.run({u"hub"_s, u"settings"_s, program.file(u"hub"_s)}).out,
                 "Let in: desks 1, invitations 0\n");
    }

    void newCertificatesAreTakenByTheServerAndTheDesks()
    {
        const Desk program;
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
                                   << QByteArray("needs the folder to make");
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
