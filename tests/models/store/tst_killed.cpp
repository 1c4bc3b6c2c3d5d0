// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at 200 random moments, during single entries and during imports: what the program said was saved is
// there, and the file is intact.
#include "tests/models/store/worlds.h"

#include <QProcess>
#include <QTest>

#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 200;
constexpr int kImported = 600;

/// Starts the writer, kills it some microseconds after its first word; the largest number that it said.
qint64 sayingsOfAKilled(const QStringList &arguments, quint32 microseconds)
{
    QProcess writer;
    writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    writer.start(QStringLiteral(ENTRY_WRITER), arguments);
    if (!writer.waitForReadyRead(20'000))
        return -1;
    QThread::usleep(microseconds);
    ::kill(pid_t(writer.processId()), SIGKILL);
    writer.waitForFinished();
    const QList<QByteArray> said = writer.readAllStandardOutput().split('\n');
    qint64 most = 0;
    // The last piece may be half a line; only whole lines were said.
    for (qsizetype i = 0; i + 1 < said.size(); ++i)
        most = std::max(most, said[i].toLongLong());
    return most;
}

qint64 ticketsIn(store::Workspace &workspace)
{
    const auto queue = workspace.loadQueue();
    return queue ? qint64(queue->rows.size()) + queue->closedCount : -1;
}

} // namespace

class TestKilled : public QObject
{
    Q_OBJECT

private:
    static void verifyIntact(store::Workspace &workspace)
    {
        const auto report = workspace.check();
        QVERIFY2(report->ok(), qPrintable(report->problems.join(u'\n')));
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void noEntryThatWasSavedIsMissing()
    {
        const TestClock clock;
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        {
            World world(file, clock);
            world.create();
        }
        const quint32 seed = 99;
        QRandomGenerator random(seed);
        qint64 next = 1;
        for (int round = 0; round < kRounds; ++round) {
            const qint64 said =
                sayingsOfAKilled({file, u"notes"_s, QString::number(next)}, random.bounded(4000U));
            QVERIFY(said >= 0);
            next = std::max(next, said + 1);
            if (round % 20 != 19)
                continue;
            const auto workspace = openAt(file, clock, store::OpenMode::ReadWrite);
            const auto detail = workspace->loadTicket(workspace->loadQueue()->rows.front().id);
            QSet<QString> texts;
            for (const ticket::Message &message : detail->ticket.messages)
                texts.insert(message.text);
            for (qint64 number = 1; number < next; ++number)
                QVERIFY2(texts.contains(u"entry %1;"_s.arg(number)),
                         qPrintable(u"seed %1, entry %2"_s.arg(seed).arg(number)));
            verifyIntact(*workspace);
        }
        QVERIFY(next > kRounds);
    }

    void noTicketThatCameInIsMissing()
    {
        const TestClock clock;
        QTemporaryDir folder;
        const quint32 seed = 7;
        QRandomGenerator random(seed);
        int files = 0;
        QString file;
        for (int round = 0; round < kRounds; ++round) {
            if (file.isEmpty()) {
                file = folder.filePath(u"desk%1.muster"_s.arg(++files));
                const World world(file, clock);
            }
            const qint64 said =
                sayingsOfAKilled({file, u"import"_s, QString::number(kImported)}, random.bounded(80'000U));
            QVERIFY(said >= 0);
            const auto workspace = openAt(file, clock, store::OpenMode::ReadWrite);
            const qint64 in = ticketsIn(*workspace);
            QVERIFY2(
                in >= said,
                qPrintable(u"seed %1, round %2: %3 of %4 tickets"_s.arg(seed).arg(round).arg(in).arg(said)));
            QVERIFY2(in % 50 == 0, "half a batch came in");
            if (in < kImported)
                continue;
            QCOMPARE(in, kImported);
            verifyIntact(*workspace);
            file.clear();
        }
        QVERIFY2(files > 1, "no import ever came to its end");
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
