// SPDX-License-Identifier: GPL-3.0-or-later
// A member of the team turns against it, with a key that the hub lets in and a program of his own.
#include "tests/hub/member.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestAttacks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!NatsServer::isInstalled())
            QFAIL("nats-server is not installed; packaging/setup test does it");
    }

    void heIsHeldToHisOwnSubjects()
    {
        RealTeam team(2);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        const QByteArray victim = keyOf(*team.desks[2]).device().toString().toLatin1();
        Member member(team, 1);
        QCOMPARE(member.said, "PONG");
        // The server says no, and then answers the question whether it is there.
        const auto isRefused = [&](const QByteArray &said) {
            return said.startsWith("-ERR 'Permissions Violation") && member.line.message() == "PONG";
        };
        for (const QByteArray &subject :
             {"ops." + victim + ".f", "restore." + victim + ".f", "snap." + victim + ".1", "here." + victim,
              "live.ops." + victim + ".f", QByteArray("ops.f"), QByteArray("$JS.API.STREAM.DELETE.OPS"),
              QByteArray("$JS.API.STREAM.PURGE.OPS"), QByteArray("$JS.API.STREAM.UPDATE.OPS"),
              QByteArray("$JS.API.STREAM.CREATE.OTHER"), QByteArray("$JS.API.STREAM.MSG.DELETE.OPS"),
              QByteArray("$JS.API.CONSUMER.CREATE.OPS"), QByteArray("$JS.API.CONSUMER.DURABLE.CREATE.OPS.x"),
              QByteArray("$KV.DUTY.x"), QByteArray("$SYS.REQ.SERVER.PING"), "_INBOX_" + victim + ".1"})
            QVERIFY2(isRefused(member.line.publish(subject)), subject);
        for (const QByteArray &subject : {"_INBOX_" + victim + ".>", QByteArray(">"), QByteArray("ops.>"),
                                          QByteArray("$SYS.>"), QByteArray("_INBOX.>")})
            QVERIFY2(isRefused(member.line.subscribe(subject)), subject);
        const TicketId ticket = team.desks[0]->createTicket(u"All as before"_s);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[2]->hasTicket(ticket), 20'000);
    }

    /// Whatever stands in the headers, a desk that was pushed the message and one that fetched it hold the
    /// same.
    void forgedHeadersChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("headers");
        const QByteArray first = "NATS/1.0\r\n";
        QTest::newRow("number") << first + "Nats-Sequence: 999999\r\n\r\n";
        QTest::newRow("number before") << first + "Nats-Last-Sequence: 7\r\n\r\n";
        QTest::newRow("stream") << first + "Nats-Stream: SNAP\r\n\r\n";
        QTest::newRow("subject") << first + "Nats-Subject: ops.someone.f\r\n\r\n";
        QTest::newRow("time") << first + "Nats-Time-Stamp: 2001-01-01T00:00:00Z\r\n\r\n";
        QTest::newRow("not there") << QByteArray("NATS/1.0 404 Message Not Found\r\n\r\n");
        QTest::newRow("nobody answers") << QByteArray("NATS/1.0 503\r\n\r\n");
        QTest::newRow("nobody answers, with words")
            << QByteArray("NATS/1.0 503 No Responders\r\nNats-Sequence: 0\r\n\r\n");
        QTest::newRow("left open") << first + "Some: thing";
        QTest::newRow("cut off") << QByteArray("NATS/1.0");
        QTest::newRow("ends twice") << first + "\r\nNats-Sequence: 3\r\n\r\n";
        QTest::newRow("no headers at all") << QByteArray("junk\r\n\r\n");
    }
    void forgedHeadersChangeNothing()
    {
        QFETCH(QByteArray, headers);
        RealTeam team(1);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        team.hub.kill9();
        const TicketId ticket = team.desks[1]->createTicket(u"Sent by hand"_s);
        const QByteArray body = ownMessages(*team.desks[1]).back().body;
        team.hub.start();
        Member member(team, 1);
        QCOMPARE(member.said, "PONG");
        // Whether or not the server takes it in this form: its writer sends it again in its own.
        (void)member.line.request(member.subject, body, headers);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->hasTicket(ticket), 20'000);
        RealDesk &late = team.join(u"agent"_s);
        QTRY_VERIFY_WITH_TIMEOUT(late.hasTicket(ticket), 20'000);
        QVERIFY(team.settle());
        // And its place is sound for the next line.
        team.hub.kill9();
        team.hub.start();
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->isInStep(), 20'000);
        const TicketId next = late.createTicket(u"Goes on"_s);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->hasTicket(next), 20'000);
    }

    void junkIsSetAsideAndStopsNobody()
    {
        RealTeam team(2);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        const auto messages = ownMessages(*team.desks[2]);
        QVERIFY(!messages.empty());
        Member member(team, 1);
        const QByteArray restore = "restore." + member.line.id().toLatin1() + ".f";
        QRandomGenerator random(5);
        for (int i = 0; i < 60; ++i) {
            QByteArray junk = messages.front().body;
            for (int change = 0; change < 4; ++change)
                junk[qsizetype(random.bounded(quint64(junk.size())))] = char(random.generate());
            QVERIFY(member.line.request(i % 2 == 0 ? restore : member.subject, junk).contains("\"seq\""));
        }
        QVERIFY(member.line.request(member.subject, {}).contains("\"seq\""));
        QVERIFY(
            member.line.request("ops." + member.line.id().toLatin1() + ".other", "x").contains("\"seq\""));
        const TicketId ticket = team.desks[2]->createTicket(u"All as before"_s);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->hasTicket(ticket), 20'000);
        RealDesk &late = team.join(u"agent"_s);
        QTRY_VERIFY_WITH_TIMEOUT(late.hasTicket(ticket), 20'000);
        QVERIFY(team.settle());
        QVERIFY(
            team.desks[0]->with([](store::Workspace &workspace) { return need(workspace.check()).ok(); }));
    }

    void anotherMessagesIdAsOnesOwnStopsNothing()
    {
        RealTeam team(2);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        Member member(team, 1);
        // Junk under every id that a desk could use for what it writes next.
        const auto next =
            team.desks[2]->with([](store::Workspace &workspace) { return workspace.ownEntries(); }) + 1;
        const QByteArray victim = keyOf(*team.desks[2]).device().toString().toLatin1();
        for (const QByteArray &id :
             {victim + '.' + QByteArray::number(next), victim, QByteArray::number(next)})
            member.line.request(member.subject, "junk", "NATS/1.0\r\nNats-Msg-Id: " + id + "\r\n\r\n");
        const TicketId ticket = team.desks[2]->createTicket(u"All as before"_s);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->hasTicket(ticket), 10'000);
    }

    void aFloodFillsTheStoreAndLosesNothing()
    {
        constexpr qint64 kSmall = 64LL << 20;
        RealTeam team(2, 1, kSmall);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        Member member(team, 1);
        const QByteArray junk(1'000'000, 'x');
        QByteArray answer;
        int sent = 0;
        for (; sent < 100 && !answer.contains("\"error\""); ++sent)
            answer = member.line.request(member.subject, junk);
        QVERIFY2(answer.contains("maximum bytes"), answer);
        // To the last bytes: nothing of an entry's size has room any more.
        for (qsizetype size = 100'000; size > 100; size /= 2) {
            answer.clear();
            for (int i = 0; i < 20 && !answer.contains("\"error\""); ++i)
                answer = member.line.request(member.subject, QByteArray(size, 'x'));
            QVERIFY2(answer.contains("maximum bytes"), answer);
        }
        const TicketId ticket = team.desks[2]->createTicket(u"Written while it was full"_s);
        RealDesk &writer = *team.desks[2];
        const bool isTold =
            QTest::qWaitFor([&] { return writer.team->status().why.contains(u"full"); }, 30'000);
        const views::LinkStatus status = writer.team->status();
        QVERIFY2(isTold, qPrintable(u"state %1, %2 to send, %3 to read: %4"_s.arg(int(status.state))
                                        .arg(status.toSend)
                                        .arg(status.toReceive)
                                        .arg(status.why)));
        QTRY_VERIFY_WITH_TIMEOUT(writer.team->status().state == views::LinkState::Refused, 30'000);
        QVERIFY(writer.team->status().toSend > 0);
        QVERIFY(!writer.team->status().nextStep.isEmpty());
        QVERIFY(writer.hasTicket(ticket));
        // The words stay for as long as it is so.
        QTest::qWait(5000);
        QVERIFY2(writer.team->status().why.contains(u"full"), qPrintable(writer.team->status().why));
        team.hub.giveRoom(kSmall * 2);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->hasTicket(ticket), 70'000);
        QVERIFY(team.settle());
    }
};

QTEST_GUILESS_MAIN(TestAttacks)
#include "tst_attacks.moc"
