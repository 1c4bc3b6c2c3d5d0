// SPDX-License-Identifier: GPL-3.0-or-later
// The check of a desk in a team: what others wrote twice or did not send yet is told and is no fault.
#include "models/store/backup.h"
#include "tests/models/store/teampair.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestTeamCheck : public QObject
{
    Q_OBJECT

private slots:
    void aWholeTeamHasNothingToTell()
    {
        Pair team;
        team.setPriority(*team.b, u"P2"_s);
        team.exchange();
        const auto report = need(team.a.workspace->check());
        QCOMPARE(report.problems, QStringList{});
        QCOMPARE(report.notes, QStringList{});
    }

    void aBackupThatWasPutBackIsTold()
    {
        Pair team;
        const QString file = team.folder.filePath(u"b.muster"_s), copy = file + u".copy"_s;
        team.b.reset();
        QVERIFY(QFile::copy(file, copy));
        team.b = openAt(file, team.clock);
        team.setPriority(*team.b, u"P2"_s);
        team.publish(*team.b);
        team.b.reset();
        QVERIFY(QFile::remove(file) && QFile::rename(copy, file));
        team.b = openAt(file, team.clock);
        team.setPriority(*team.b, u"P3"_s); // under the same number
        team.publish(*team.b);
        team.exchange();
        for (store::Workspace *desk : {team.a.workspace.get(), team.b.get()}) {
            const auto report = need(desk->check());
            QVERIFY2(report.ok(), qPrintable(report.problems.join(u'\n')));
            QCOMPARE(report.notes.size(), 1);
            QVERIFY2(report.notes.front().startsWith(
                         u"desk “desk b” of Ana Ruiz wrote two histories from number 2 on"),
                     qPrintable(report.notes.front()));
        }
    }

    void whatDidNotArriveIsTold()
    {
        Pair team;
        team.setPriority(*team.b, u"P2"_s);
        team.publish(*team.b);
        team.take(*team.b);
        team.hub.log.pop_back(); // the hub lost it
        team.setPriority(*team.b, u"P3"_s);
        team.publish(*team.b);
        team.take(*team.a.workspace);
        const auto report = need(team.a.workspace->check());
        QVERIFY2(report.ok(), qPrintable(report.problems.join(u'\n')));
        QCOMPARE(report.notes,
                 QStringList{
                     u"number 2 of desk “desk b” of Ana Ruiz is not here: not arrived yet, or set aside"_s});
    }

    void copiesThatHoldWhatWasRedactedAreTold()
    {
        QTemporaryDir folder;
        TestClock clock;
        World world(folder.filePath(u"desk.muster"_s), clock);
        const TicketId ticket = world.create();
        world.submit(ticket, ticket::AddNote{u"the password is hunter2"_s});
        const QString old = need(world.workspace->backup());
        const auto detail = need(world.workspace->loadTicket(ticket));
        clock.advance(Millis{5000});
        QVERIFY(world.workspace->redact(detail.ticket.messages.back().fact, u"a secret"_s).has_value());
        QCOMPARE(need(world.workspace->check()).notes.size(), 1);
        clock.advance(Millis{5000});
        const QString fresh = need(world.workspace->backup());
        QCOMPARE(need(world.workspace->check()).notes.size(), 1);
        QCOMPARE(need(store::forgetBackupsBut(world.path, fresh)), 1);
        QVERIFY(QFile::exists(fresh) && !QFile::exists(old));
        const auto report = need(world.workspace->check());
        QVERIFY(report.ok() && report.notes.isEmpty());
        QVERIFY(!store::forgetBackupsBut(world.path, old)); // never without one that is there
        QVERIFY(QFile::exists(fresh));
        QFile copy(fresh);
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QVERIFY(!copy.readAll().contains("hunter2"));
    }
};

QTEST_GUILESS_MAIN(TestTeamCheck)
#include "tst_teamcheck.moc"
