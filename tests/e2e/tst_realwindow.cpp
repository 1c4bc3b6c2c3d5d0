// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in a real X server, worked with real keys and ended with kill -9: what was entered is
// there again.
#include "tests/e2e/program.h"

#include <csignal>

using namespace Qt::StringLiterals;
using muster::test::Program;

namespace {

const QByteArray kTickets = "Case,Subject,Customer,Tier,Contact,Priority,Status,Created\n"
                            "A-1,Export stuck,Contoso,starter,Bo,P2,open,2026-11-20T11:00:00Z\n";

/// An X server of the test's own, on a number the server picks.
class XServer
{
public:
    XServer()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1280x800x24"_s,
                                    u"-nolisten"_s, u"tcp"_s});
        if (m_process.waitForStarted(5000) && m_process.waitForReadyRead(10'000))
            m_display = u":"_s + QString::fromLatin1(m_process.readLine().trimmed());
    }
    ~XServer()
    {
        m_process.terminate();
        m_process.waitForFinished(5000);
    }
    QString display() const { return m_display; }

private:
    QProcess m_process;
    QString m_display;
};

class Desk
{
public:
    Desk(const Program &program, const XServer &server) : m_environment(program.environment())
    {
        m_environment.insert(u"DISPLAY"_s, server.display());
        m_environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        m_process.setProcessEnvironment(m_environment);
        m_process.start(Program::binary(),
                        {u"--db"_s, program.database(), u"--now"_s, u"2026-11-20T12:00:00Z"_s});
        m_window = tool({u"search"_s, u"--sync"_s, u"--onlyvisible"_s, u"--name"_s, u"Muster"_s})
                       .split('\n')
                       .value(0);
        QTest::qWait(1500); // the first queue; nothing outside the window says when it is painted
        tool({u"windowfocus"_s, u"--sync"_s, QString::fromLatin1(m_window)});
    }
    ~Desk() { kill(); }

    bool isUp() const { return !m_window.isEmpty(); }
    void key(const QString &name) { tool({u"key"_s, u"--delay"_s, u"30"_s, name}); }
    void type(const QString &text) { tool({u"type"_s, u"--delay"_s, u"12"_s, text}); }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_process.processId()), SIGKILL);
        m_process.waitForFinished(5000);
    }

private:
    QByteArray tool(const QStringList &arguments)
    {
        QProcess xdotool;
        xdotool.setProcessEnvironment(m_environment);
        xdotool.start(u"xdotool"_s, arguments);
        xdotool.waitForFinished(20'000);
        QTest::qWait(60);
        return xdotool.readAllStandardOutput().trimmed();
    }

    QProcessEnvironment m_environment;
    QProcess m_process;
    QByteArray m_window;
};

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
            Desk desk(program, server);
            QVERIFY2(desk.isUp(), "no window came up");
            fillIn(desk);
            desk.kill(); // before the priority is chosen: only the draft is there
        }
        QVERIFY(!program.run({u"export"_s}).out.contains("All dashboards are down"));
        {
            Desk desk(program, server);
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
