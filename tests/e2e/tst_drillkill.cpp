// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 of an open drill window at random moments, in a real X server: nothing that was entered is lost, by
// the program or by hand, and the drill goes on to the same end as one that nobody disturbed.
#include "tests/e2e/realdesk.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>

using namespace Qt::StringLiterals;
using muster::test::Desk;
using muster::test::Outcome;
using muster::test::Program;
using muster::test::XServer;

namespace {

const QString kByHand = u"written by hand"_s;

/// Times, kinds and texts of a timeline, in order, without what was written by hand.
QStringList linesOf(const QByteArray &timeline)
{
    QStringList lines;
    const QJsonArray read = QJsonDocument::fromJson(timeline).object().value(u"timeline"_s).toArray();
    for (const QJsonValue &line : read) {
        const QString text = line[u"text"_s].toString();
        if (!text.contains(kByHand))
            lines += line[u"occurred_at"_s].toString() + u' ' + line[u"kind"_s].toString() + u' ' + text;
    }
    return lines;
}

QSet<QByteArray> entriesOf(const QByteArray &ledger)
{
    const QList<QByteArray> lines = ledger.split('\n');
    return {lines.begin(), lines.end()};
}

} // namespace

class TestDrillKill final : public QObject
{
    Q_OBJECT

private:
    static QByteArray autoDrill(const Program &program, const QString &out, const QStringList &more = {})
    {
        QProcess process;
        process.setProcessEnvironment(program.environment());
        process.start(Program::binary(), QStringList{u"drill"_s, u"saas-outage"_s, u"--auto"_s, u"--out"_s,
                                                     out, u"--no-pictures"_s} +
                                             more);
        const bool isThrough = process.waitForFinished(120'000) && process.exitCode() == 0;
        return isThrough ? QByteArray() : "not played: " + process.readAllStandardError();
    }
    /// Until `text` stands in the file; false after ten seconds.
    static bool isEntered(const Program &program, const QByteArray &text)
    {
        QElapsedTimer waited;
        waited.start();
        while (waited.elapsed() < 10'000) {
            if (program.run({u"export"_s}).out.contains(text))
                return true;
        }
        return false;
    }

    /// Reads the briefing (Begin, then Go on), again where the window was not ready for the key.
    static bool goesOn(const Program &program, Desk &desk, qsizetype entries)
    {
        for (int tries = 0; tries < 3; ++tries) {
            desk.key(u"Return"_s);
            QElapsedTimer waited;
            waited.start();
            while (waited.elapsed() < 8000) {
                if (entriesOf(program.run({u"export"_s}).out).size() > entries)
                    return true;
            }
        }
        return false;
    }

private slots:
    void anOpenDrillWindowThatIsKilledLosesNoEntry()
    {
        const Program program;
        const XServer server;
        QVERIFY2(!server.display().isEmpty(), "Xvfb did not start");
        const quint32 seed = 20261121;
        constexpr int kRounds = 6;
        QRandomGenerator random(seed);
        QSet<QByteArray> before;
        for (int round = 0; round < kRounds; ++round) {
            Desk desk(program, server,
                      {u"drill"_s, u"saas-outage"_s, u"--db"_s, program.database(), u"--speed"_s, u"60"_s});
            QVERIFY2(desk.isUp(), "no window came up");
            QVERIFY2(goesOn(program, desk, before.size()),
                     qPrintable(u"seed %1, round %2: nothing is played"_s.arg(seed).arg(round)));
            QTest::qWait(random.bounded(2500)); // up to two and a half minutes of the story
            if (round > 3) {                    // the incident is declared by then
                const QString text = u"%1 %2"_s.arg(kByHand).arg(round);
                desk.key(u"Escape"_s);
                desk.key(u"t"_s);
                desk.type(text);
                desk.key(u"Return"_s);
                QVERIFY2(isEntered(program, text.toUtf8()), qPrintable(text));
            }
            desk.kill();
            const QSet<QByteArray> now = entriesOf(program.run({u"export"_s}).out);
            QVERIFY2(now.contains(before), qPrintable(u"seed %1, round %2"_s.arg(seed).arg(round)));
            before = now;
        }
        QVERIFY(program.run({u"check"_s}).out.trimmed().endsWith("ok"));

        // What is left of the story is played without a window, in the same file.
        const QString whole = program.file(u"whole"_s), pieces = program.file(u"pieces"_s);
        QCOMPARE(autoDrill(program, whole), QByteArray());
        QCOMPARE(autoDrill(program, pieces, {u"--db"_s, program.database()}), QByteArray());
        const QStringList wanted = linesOf(program.read(whole + u"/timeline.json"_s));
        QVERIFY(wanted.size() > 60);
        QCOMPARE(linesOf(program.read(pieces + u"/timeline.json"_s)), wanted);
        const QByteArray ledger = program.run({u"export"_s}).out;
        for (const char *text : {"written by hand 4", "written by hand 5"})
            QCOMPARE(ledger.count(text), 1);
        QVERIFY(entriesOf(ledger).contains(before));
        QVERIFY(program.read(pieces + u"/score.txt"_s).contains("100 of 100 points"));
    }
};

QTEST_GUILESS_MAIN(TestDrillKill)
#include "tst_drillkill.moc"
