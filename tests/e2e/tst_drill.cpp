// SPDX-License-Identifier: GPL-3.0-or-later
// `muster drill` from outside: a whole SEV-1 without a display and without a network, and kill -9 in the
// middle of one at random moments.
#include "tests/e2e/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QThread>

#include <csignal>

using namespace Qt::StringLiterals;
using muster::test::Outcome;
using muster::test::Program;

namespace {

/// Times, kinds and texts of a timeline, in order.
QStringList linesOf(const QByteArray &timeline)
{
    QStringList lines;
    const QJsonArray read = QJsonDocument::fromJson(timeline).object().value(u"timeline"_s).toArray();
    for (const QJsonValue &line : read)
        lines += line[u"occurred_at"_s].toString() + u' ' + line[u"kind"_s].toString() + u' ' +
                 line[u"text"_s].toString();
    return lines;
}

} // namespace

class TestDrill final : public QObject
{
    Q_OBJECT

private:
    static QStringList drill(const QString &out, const QStringList &more = {})
    {
        return QStringList{u"drill"_s, u"saas-outage"_s, u"--auto"_s, u"--out"_s, out} + more;
    }

    /// Starts the drill beside the wall clock and kills it after `milliseconds`; true where it was still
    /// running.
    static bool startAndKill(const Program &program, const QString &out, int speed, unsigned milliseconds)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_STATE_HOME"_s, program.file(u"state"_s));
        process.setProcessEnvironment(environment);
        process.start(Program::binary(),
                      drill(out, {u"--speed"_s, QString::number(speed), u"--no-pictures"_s}));
        if (!process.waitForStarted())
            return false;
        QThread::msleep(milliseconds);
        const bool wasRunning = process.state() == QProcess::Running;
        ::kill(pid_t(process.processId()), SIGKILL);
        process.waitForFinished();
        return wasRunning && process.exitStatus() == QProcess::CrashExit;
    }

private slots:
    void theDrillsAreListed()
    {
        const Program program;
        const Outcome listed = program.run({u"drill"_s});
        QCOMPARE(listed.code, 0);
        for (const char *key : {"saas-outage", "credential-leak", "strategic-integration"})
            QVERIFY2(listed.out.contains(key), key);
    }

    void wrongWordsAreNamed_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("drill") << QStringList{u"flood"_s, u"--auto"_s}
                               << QByteArray("there is no drill \"flood\"");
        QTest::newRow("seed") << QStringList{u"saas-outage"_s, u"--auto"_s, u"--seed"_s, u"x"_s}
                              << QByteArray("--seed");
        QTest::newRow("speed") << QStringList{u"saas-outage"_s, u"--auto"_s, u"--speed"_s, u"0"_s}
                               << QByteArray("--speed");
        QTest::newRow("role") << QStringList{u"saas-outage"_s, u"--as"_s, u"captain"_s, u"--auto"_s}
                              << QByteArray("nobody plays \"captain\"");
    }
    void wrongWordsAreNamed()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, said);
        const Program program;
        const Outcome refused = program.run(QStringList{u"drill"_s} + words);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains(said), refused.err.constData());
    }

    void aDrillLeavesItsDocumentsAndPictures()
    {
        const Program program;
        const QString out = program.file(u"out"_s);
        const Outcome played = program.run(drill(out));
        QVERIFY2(played.code == 0, played.err.constData());
        QVERIFY2(!played.err.contains("warning"), played.err.constData());
        QVERIFY(played.out.contains("100 of 100 points"));
        QVERIFY(played.out.contains("Declared SEV-1"));
        for (const char *name : {"timeline.md", "timeline.csv", "timeline.json", "post-mortem.md",
                                 "executive-brief.md", "score.txt"})
            QVERIFY2(program.read(out + u'/' + QString::fromLatin1(name)).size() > 200, name);
        for (const char *name : {"post-mortem.pdf", "executive-brief.pdf"})
            QVERIFY2(program.read(out + u'/' + QString::fromLatin1(name)).startsWith("%PDF-"), name);
        for (const char *name : {"war-room-1-begin.png", "war-room-2-middle.png", "war-room-3-end.png"})
            QVERIFY2(program.read(out + u'/' + QString::fromLatin1(name)).size() > 20'000, name);
        // Once more: it is over, and what it left stays as it is.
        const QByteArray timeline = program.read(out + u"/timeline.json"_s);
        QCOMPARE(program.run(drill(out, {u"--no-pictures"_s})).code, 0);
        QCOMPARE(program.read(out + u"/timeline.json"_s), timeline);
        const Outcome other = program.run(drill(out, {u"--seed"_s, u"2"_s}));
        QCOMPARE(other.code, 1);
        QVERIFY(other.err.contains("seed 1"));
    }

    void aDrillNeverGetsIntoAWorkspaceForRealWork()
    {
        const Program program;
        QCOMPARE(program.run({u"init"_s, u"--name"_s, u"Sam"_s}).code, 0);
        const QByteArray before = program.run({u"export"_s}).out;
        const Outcome refused =
            program.run({u"drill"_s, u"saas-outage"_s, u"--auto"_s, u"--out"_s, program.file(u"out"_s)});
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains("a file of its own"));
        QCOMPARE(program.run({u"export"_s}).out, before);
    }

    /// kill -9 at random moments, going on each time: no entry is lost, none is doubled, and the end is that
    /// of the drill that nobody disturbed.
    void killedAgainAndAgainItEndsAsTheUndisturbedOne()
    {
        const Program program;
        const QString whole = program.file(u"whole"_s), pieces = program.file(u"pieces"_s);
        QProcess undisturbed;
        undisturbed.start(Program::binary(), drill(whole, {u"--no-pictures"_s}));
        QVERIFY(undisturbed.waitForFinished(60'000));
        QCOMPARE(undisturbed.exitCode(), 0);

        const quint32 seed = 20261121;
        QRandomGenerator random(seed);
        int killed = 0;
        // 53 hours of the story in about seven seconds of running.
        for (int round = 0; round < 14; ++round)
            killed += startAndKill(program, pieces, 27'000, 60 + random.bounded(600U)) ? 1 : 0;
        QVERIFY2(killed >= 8, qPrintable(u"seed %1: killed %2 times"_s.arg(seed).arg(killed)));
        QProcess last;
        last.start(Program::binary(), drill(pieces, {u"--no-pictures"_s}));
        QVERIFY(last.waitForFinished(60'000));
        QVERIFY2(last.exitCode() == 0, last.readAllStandardError().constData());

        const QByteArray wanted = program.read(whole + u"/timeline.json"_s);
        QVERIFY(linesOf(wanted).size() > 60);
        QCOMPARE(linesOf(program.read(pieces + u"/timeline.json"_s)), linesOf(wanted));
        QCOMPARE(program.read(pieces + u"/timeline.json"_s), wanted);
        QCOMPARE(program.read(pieces + u"/score.txt"_s), program.read(whole + u"/score.txt"_s));
        QCOMPARE(program.read(pieces + u"/post-mortem.md"_s), program.read(whole + u"/post-mortem.md"_s));
        QProcess check;
        check.start(Program::binary(), {u"--db"_s, pieces + u"/drill.muster"_s, u"check"_s});
        QVERIFY(check.waitForFinished(60'000));
        QCOMPARE(check.exitCode(), 0);
    }

    void aWholeSev1IsLedWithNoNetworkAtAll()
    {
        QProcess probe;
        probe.start(u"unshare"_s, {u"-rn"_s, u"true"_s});
        if (!probe.waitForFinished() || probe.exitStatus() != QProcess::NormalExit || probe.exitCode() != 0)
            QSKIP("this machine does not let a program give up its network (unshare -rn)");
        // In there not even the machine itself answers.
        QProcess lonely;
        lonely.start(u"unshare"_s,
                     {u"-rn"_s, u"sh"_s, u"-c"_s, u"cat /proc/net/dev | grep -v lo: | wc -l"_s});
        QVERIFY(lonely.waitForFinished());
        QCOMPARE(lonely.readAllStandardOutput().trimmed(), QByteArray("2")); // the heading alone
        const Program program;
        const QString out = program.file(u"out"_s);
        QProcess process;
        process.start(u"unshare"_s, QStringList{u"-rn"_s, Program::binary()} + drill(out));
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        const QStringList lines = linesOf(program.read(out + u"/timeline.json"_s));
        QVERIFY(!lines.filter(u"Declared SEV-1"_s).isEmpty());
        QVERIFY(!lines.filter(u"resolved → closed"_s).isEmpty());
        QVERIFY(program.read(out + u"/post-mortem.pdf"_s).startsWith("%PDF-"));
        QVERIFY(program.read(out + u"/score.txt"_s).contains("100 of 100 points"));
    }
};

QTEST_GUILESS_MAIN(TestDrill)
#include "tst_drill.moc"
