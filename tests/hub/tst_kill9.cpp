// SPDX-License-Identifier: GPL-3.0-or-later
// The server, or a desk's program, is ended at random moments under load, as a power cut would.
#include "tests/hub/member.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

/// The real program without a window, over a desk's file.
class Headless
{
public:
    explicit Headless(const QString &file) : m_file(file) {}
    ~Headless() { kill9(); }

    void start()
    {
        m_process = std::make_unique<QProcess>();
        endWithTest(*m_process);
        m_process->setStandardOutputFile(QProcess::nullDevice());
        m_process->setStandardErrorFile(QProcess::nullDevice());
        m_process->start(qEnvironmentVariable("MUSTER_BINARY"), {u"--db"_s, m_file, u"headless"_s});
        if (!m_process->waitForStarted())
            qFatal("the program does not start");
    }
    void kill9()
    {
        if (!m_process)
            return;
        m_process->kill();
        m_process->waitForFinished(5000);
        m_process.reset();
    }

private:
    QString m_file;
    std::unique_ptr<QProcess> m_process;
};

} // namespace

class TestKill9 : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!NatsServer::isInstalled())
            QFAIL("nats-server is not installed; packaging/setup test does it");
    }

    void theServer()
    {
        RealTeam team(2);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        QRandomGenerator random(17);
        std::vector<TicketId> written;
        for (int round = 0; round < 6; ++round) {
            const int entries = 1 + int(random.bounded(15U));
            for (int i = 0; i < entries; ++i) {
                written.push_back(team.desks[random.bounded(3U)]->createTicket(u"Round %1"_s.arg(round)));
                QTest::qWait(int(random.bounded(30U)));
            }
            team.hub.kill9();
            QTest::qWait(int(random.bounded(400U)));
            written.push_back(team.desks[random.bounded(3U)]->createTicket(u"Without a server"_s));
            team.hub.start();
        }
        QVERIFY(team.settle(120'000));
        for (const auto &desk : team.desks) {
            for (const TicketId &ticket : written)
                QVERIFY(desk->hasTicket(ticket));
            QVERIFY(desk->with([](store::Workspace &workspace) { return need(workspace.check()).ok(); }));
        }
    }

    /// What it wrote reaches all, and what all wrote reaches it, though it never ends in peace.
    void aDesksProgram()
    {
        QVERIFY(QFile::exists(qEnvironmentVariable("MUSTER_BINARY")));
        RealTeam team(2);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        RealDesk &victim = *team.desks[2];
        QRandomGenerator random(19);
        std::vector<TicketId> written;
        Headless program(victim.file());
        for (int round = 0; round < 6; ++round) {
            team.hub.kill9(); // what the victim writes is still to be sent when its program is killed
            for (int i = 0; i < 12; ++i)
                written.push_back(victim.createTicket(u"By the victim %1"_s.arg(round)));
            victim.close();
            team.hub.start();
            program.start();
            for (int i = 0; i < 8; ++i) {
                written.push_back(team.desks[size_t(i) % 2]->createTicket(u"By others %1"_s.arg(round)));
                QTest::qWait(int(random.bounded(120U)));
            }
            QTest::qWait(int(random.bounded(700U)));
            program.kill9();
            victim.open();
        }
        QVERIFY(team.settle(120'000));
        for (const auto &desk : team.desks) {
            for (const TicketId &ticket : written)
                QVERIFY(desk->hasTicket(ticket));
            QVERIFY(desk->with([](store::Workspace &workspace) { return need(workspace.check()).ok(); }));
        }
        QVERIFY(!team.desks[0]->with([device = keyOf(victim).device()](store::Workspace &workspace) {
            return workspace.historyOf(device).isForked;
        }));
    }

    /// Writing goes on with two of three servers, and what was acknowledged is there.
    void oneServerOfThree()
    {
        RealTeam team(2, 3);
        team.hub.admit(team.roster());
        QVERIFY(team.settle(60'000));
        std::vector<TicketId> written;
        qint64 longest = 0;
        for (size_t server = 0; server < 3; ++server) {
            for (int i = 0; i < 20; ++i)
                written.push_back(team.desks[size_t(i) % 3]->createTicket(u"Under load"_s));
            QElapsedTimer outage;
            outage.start();
            team.hub.kill9One(server);
            written.push_back(team.desks[0]->createTicket(u"With two of three"_s));
            QTRY_VERIFY_WITH_TIMEOUT(team.desks[1]->hasTicket(written.back()) &&
                                         team.desks[2]->hasTicket(written.back()),
                                     120'000);
            longest = std::max(longest, outage.elapsed());
            qInfo("server %d killed: the next entry was everywhere after %lld ms", int(server) + 1,
                  static_cast<long long>(outage.elapsed()));
            for (int i = 0; i < 10; ++i)
                written.push_back(team.desks[size_t(i) % 3]->createTicket(u"Goes on"_s));
            QVERIFY(team.settle(120'000));
            team.hub.startOne(server);
            QTest::qWait(6000); // it catches up before the next one goes
        }
        QVERIFY(team.settle(120'000));
        RealDesk &late = team.join(u"agent"_s); // reads everything from the hub
        QVERIFY(team.settle(120'000));
        for (const TicketId &ticket : written)
            QVERIFY(late.hasTicket(ticket));
        QVERIFY(longest < 60'000);
    }
};

QTEST_GUILESS_MAIN(TestKill9)
#include "tst_kill9.moc"
