// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in a real X server, worked with real keys and ended with kill -9: what was entered is
// there again.
#include "tests/e2e/realdesk.h"

using namespace Qt::StringLiterals;
using muster::test::Desk;
using muster::test::Program;
using muster::test::XServer;

namespace {

const QByteArray kTickets = "Case,Subject,Customer,Tier,Contact,Priority,Status,Created\n"
                            "A-1,Export stuck,Contoso,starter,Bo,P2,open,2026-11-20T11:00:00Z\n";

} // namespace

class TestRealWindow : public QObject
{
    Q_OBJECT

private slots:
    void aTicketIsMadeAndAnsweredByKeysAndFoundAgainAfterKillNine()
    {
        const Program program;
        QCOMPARE(
            program.run({u"init"_s, u"--name"_s, u"Sam Rivera"_s, u"--preset"_s, u"playbook-p0-p3"_s}).code,
            0);
        QCOMPARE(program.run({u"import"_s, program.write(u"m.csv"_s, kTickets)}).code, 0);
        const XServer server;
        QVERIFY2(!server.display().isEmpty(), "Xvfb did not start");
        {
            Desk desk(program, server, words(program));
            QVERIFY2(desk.isUp(), "no window came up");
            fillIn(desk);
            desk.kill(); // before the priority is chosen: only the draft is there
        }
        QVERIFY(!program.run({u"export"_s}).out.contains("All dashboards are down"));
        {
            Desk desk(program, server, words(program));
            desk.key(u"ctrl+n"_s);      // the draft stands in the form again
            desk.key(u"ctrl+Return"_s); // goes to what is missing: the priority
            desk.key(u"space"_s);
            desk.key(u"ctrl+Return"_s);
            QTest::qWait(1000);
            desk.key(u"ctrl+Return"_s); // the acknowledgement stands ready
            QTest::qWait(1000);
            desk.kill();
        }
        const QByteArray ledger = program.run({u"export"_s}).out;
        QVERIFY2(ledger.contains("All dashboards are down"), "the ticket is not there");
        QVERIFY2(ledger.contains("acknowledgement"), "the answer is not there");
        const QByteArray check = program.run({u"check"_s}).out;
        QVERIFY2(check.trimmed().endsWith("ok"), check.constData());
    }

private:
    static QStringList words(const Program &program)
    {
        return {u"--db"_s, program.database(), u"--now"_s, u"2026-11-20T12:00:00Z"_s};
    }
    static void fillIn(Desk &desk)
    {
        desk.key(u"ctrl+n"_s);
        desk.type(u"Contoso"_s);
        for (const QString &text : {u"Bo Lind"_s, QString(), u"All dashboards are down"_s, u"Since nine"_s}) {
            desk.key(u"Tab"_s);
            if (!text.isEmpty())
                desk.type(text);
        }
        desk.key(u"Tab"_s);
        desk.key(u"Down"_s); // impact
        desk.key(u"Tab"_s);
        desk.type(u"Production"_s);
        desk.key(u"Tab"_s);
        desk.type(u"1. open it"_s);
        QTest::qWait(1200); // drafts are on disk within a second
    }
};

QTEST_GUILESS_MAIN(TestRealWindow)
#include "tst_realwindow.moc"
