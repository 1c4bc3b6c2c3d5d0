// SPDX-License-Identifier: GPL-3.0-or-later
// Two windows of one team lead the same SEV-1 while the cable between them is pulled, and hold the same once
// it is back. The second one lives in a network of its own, in which nothing answers but what comes over that
// cable: a helper in there (this program again) that carries bytes from its loopback to a socket in a file.
#include "tests/e2e/realdesk.h"
#include "tests/support/natsserver.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>

#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using muster::test::Desk;
using muster::test::endWithTest;
using muster::test::NatsServer;
using muster::test::Outcome;
using muster::test::Program;
using muster::test::XServer;

namespace {

/// Bytes go both ways.
void join(QIODevice *one, QIODevice *other)
{
    const auto carry = [](QIODevice *from, QIODevice *to) {
        QObject::connect(from, &QIODevice::readyRead, to, [from, to] { to->write(from->readAll()); });
        to->write(from->readAll());
    };
    carry(one, other);
    carry(other, one);
}

/// Here: from the socket in a file to the server.
class NearEnd
{
public:
    NearEnd(const QString &socket, int port)
    {
        if (!m_server.listen(socket))
            qFatal("%s", qPrintable(m_server.errorString()));
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this, port] {
            QLocalSocket *from = m_server.nextPendingConnection();
            auto *to = new QTcpSocket(from);
            QObject::connect(to, &QTcpSocket::disconnected, from, &QLocalSocket::disconnectFromServer);
            QObject::connect(from, &QLocalSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
            to->connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(port));
            join(from, to);
        });
    }

private:
    QLocalServer m_server;
};

/// There, as a program of its own: from the loopback of that network to the socket in a file.
int runFarEnd(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const int any = socket(AF_INET, SOCK_DGRAM, 0);
    ifreq loopback{};
    qstrncpy(loopback.ifr_name, "lo", sizeof(loopback.ifr_name));
    loopback.ifr_flags = IFF_UP | IFF_RUNNING;
    const bool isUp = ioctl(any, SIOCSIFFLAGS, &loopback) == 0;
    close(any);
    QTcpServer server;
    if (!isUp || !server.listen(QHostAddress::LocalHost, quint16(words.value(3).toInt())))
        return 1;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *from = server.nextPendingConnection();
        auto *to = new QLocalSocket(from);
        QObject::connect(to, &QLocalSocket::disconnected, from, &QTcpSocket::disconnectFromHost);
        QObject::connect(from, &QTcpSocket::disconnected, to, &QLocalSocket::disconnectFromServer);
        to->connectToServer(words.value(2));
        join(from, to);
    });
    std::printf("up\n");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

int freePort()
{
    QTcpServer holder;
    holder.listen(QHostAddress::LocalHost);
    return holder.serverPort();
}

/// The cable, as seen from here. In `network` (a process that lives there), or in a new one where that is 0.
class Cable
{
public:
    Cable(QString socket, int port) : m_socket(std::move(socket)), m_port(port), m_near(m_socket, port) {}
    ~Cable() { pull(); }

    void plug(qint64 network = 0)
    {
        const QStringList there = network == 0 ? QStringList{u"unshare"_s, u"-rn"_s} : into(network);
        endWithTest(m_far);
        m_far.start(there.front(),
                    there.mid(1) + QStringList{QCoreApplication::applicationFilePath(), u"--far-end"_s,
                                               m_socket, QString::number(m_port)});
        if (!m_far.waitForReadyRead(10'000) || m_far.readLine() != "up\n")
            qFatal("the far end of the cable is not there: %s", m_far.readAllStandardError().constData());
    }
    void pull()
    {
        m_far.kill();
        m_far.waitForFinished(5000);
    }
    qint64 farEnd() const { return m_far.processId(); }

    static QStringList into(qint64 network)
    {
        return {u"nsenter"_s, u"-t"_s, QString::number(network),
                u"-U"_s,      u"-n"_s, u"--preserve-credentials"_s};
    }

private:
    QString m_socket;
    int m_port;
    NearEnd m_near;
    QProcess m_far;
};

} // namespace

class TestCable : public QObject
{
    Q_OBJECT

private slots:
    void bothLeadTheIncidentApartAndHoldTheSameTogether()
    {
        QProcess probe;
        probe.start(u"unshare"_s, {u"-rn"_s, u"true"_s});
        if (!probe.waitForFinished() || probe.exitStatus() != QProcess::NormalExit || probe.exitCode() != 0)
            QSKIP("this machine does not let a program have a network of its own (unshare -rn)");
        QVERIFY2(QFile::exists(Program::binary()), "MUSTER_BINARY names no program");
        const Program ana, ben;
        const int port = freePort();
        const QString hub = ana.file(u"hub"_s);
        QCOMPARE(
            whatFailed(ana.run({u"init"_s, u"--name"_s, u"Ana Ruiz"_s, u"--preset"_s, u"playbook-p0-p3"_s})),
            QByteArray());
        QCOMPARE(whatFailed(ana.run({u"hub"_s, u"init"_s, hub, u"--name"_s, u"Night shift"_s, u"--host"_s,
                                     u"localhost"_s, u"--here"_s, u"--bytes"_s, u"1G"_s, u"--port"_s,
                                     QString::number(port), u"--web-port"_s, u"0"_s})),
                 QByteArray());
        QProcess server;
        endWithTest(server);
        server.setStandardErrorFile(QProcess::nullDevice());
        server.start(NatsServer::program(), {u"-c"_s, hub + u"/hub1/hub.conf"_s});
        QVERIFY(server.waitForStarted());
        QCOMPARE(whatFailed(ana.run({u"hub"_s, u"up"_s, hub})), QByteArray());
        const Outcome letter = ana.run({u"hub"_s, u"invite"_s, u"Ben Lind"_s, u"--role"_s, u"lead"_s});
        QCOMPARE(whatFailed(letter), QByteArray());
        QCOMPARE(whatFailed(ben.run({u"join"_s, ben.write(u"invitation.txt"_s, letter.out)})), QByteArray());

        Cable cable(ana.file(u"cable"_s), port);
        cable.plug();
        const XServer left, right;
        QVERIFY2(!left.display().isEmpty() && !right.display().isEmpty(), "Xvfb did not start");
        Desk anas(ana, left, {u"--db"_s, ana.database()});
        Desk bens(ben, right, {u"--db"_s, ben.database()}, Cable::into(cable.farEnd()));
        QVERIFY2(anas.isUp() && bens.isUp(), "no window came up");

        anas.key(u"ctrl+d"_s);
        anas.key(u"ctrl+d"_s);
        anas.type(u"Checkout is down"_s);
        anas.key(u"Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(holds(ben, "Checkout is down"), kLong);
        bens.key(u"ctrl+2"_s);
        enter(bens, u"Ben sees it too"_s);
        QTRY_VERIFY_WITH_TIMEOUT(holds(ana, "Ben sees it too"), kLong);

        cable.pull();
        enter(anas, u"Ana rolls the release back"_s);
        enter(bens, u"Ben calls the payment provider"_s);
        QTRY_VERIFY_WITH_TIMEOUT(holds(ana, "rolls the release back"), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(holds(ben, "calls the payment provider"), kLong);
        QTest::qWait(1000);
        QVERIFY(!holds(ana, "calls the payment provider") && !holds(ben, "rolls the release back"));
        take(left, u"cable-pulled-left"_s);
        take(right, u"cable-pulled-right"_s);

        cable.plug(bens.process());
        QTRY_VERIFY_WITH_TIMEOUT(
            holds(ana, "calls the payment provider") && holds(ben, "rolls the release back"), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(entriesOf(ana), entriesOf(ben), kLong);
        take(left, u"cable-back-left"_s);
        take(right, u"cable-back-right"_s);
        anas.kill();
        bens.kill();
        server.kill();
        server.waitForFinished();
        const QByteArray state = stateOf(ana);
        QVERIFY(!state.isEmpty());
        QCOMPARE(stateOf(ben), state);
    }

private:
    static constexpr int kLong = 60'000;

    /// Empty where it did not.
    static QByteArray whatFailed(const Outcome &outcome)
    {
        return outcome.code == 0 ? QByteArray()
                                 : "exit code " + QByteArray::number(outcome.code) + ": " + outcome.err;
    }
    static qsizetype entriesOf(const Program &program) { return program.run({u"export"_s}).out.count('\n'); }
    static bool holds(const Program &program, const char *words)
    {
        return program.run({u"export"_s}).out.contains(words);
    }
    static void enter(Desk &desk, const QString &line)
    {
        desk.key(u"Escape"_s);
        desk.key(u"t"_s);
        desk.type(line);
        desk.key(u"Return"_s);
    }
    /// What `muster check` calls the state: the same where the same facts were folded.
    static QByteArray stateOf(const Program &program)
    {
        const QList<QByteArray> lines = program.run({u"check"_s}).out.split('\n');
        const auto found =
            std::ranges::find_if(lines, [](const QByteArray &line) { return line.startsWith("state "); });
        return found == lines.end() ? QByteArray() : *found;
    }
    static void take(const XServer &server, const QString &name)
    {
        const QString folder = qEnvironmentVariable("MUSTER_PICTURES");
        if (folder.isEmpty())
            return;
        QProcess import;
        import.start(u"import"_s, {u"-display"_s, server.display(), u"-window"_s, u"root"_s,
                                   folder + u'/' + name + u".png"_s});
        QVERIFY(import.waitForFinished());
    }
};

int main(int argc, char **argv)
{
    if (argc > 3 && qstrcmp(argv[1], "--far-end") == 0)
        return runFarEnd(argc, argv);
    QCoreApplication app(argc, argv);
    TestCable test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_cable.moc"
