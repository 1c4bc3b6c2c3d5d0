// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at 200 random moments: what the program said was saved is there, and the file is intact.
#include "tests/models/store/worlds.h"

#include <QProcess>
#include <QTest>

#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

class TestKilled : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void nothingThatWasSavedIsMissing()
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
        int next = 1;
        for (int round = 0; round < 200; ++round) {
            QProcess writer;
            writer.start(QStringLiteral(ENTRY_WRITER), {file, QString::number(next)});
            QVERIFY(writer.waitForReadyRead(10'000));
            QThread::usleep(random.bounded(4000U));
            ::kill(pid_t(writer.processId()), SIGKILL);
            writer.waitForFinished();
            const QList<QByteArray> said = writer.readAllStandardOutput().split('\n');
            // The last piece may be half a line; only whole lines were said.
            for (qsizetype i = 0; i + 1 < said.size(); ++i)
                next = std::max(next, said[i].toInt() + 1);
            if (round % 20 != 19)
                continue;
            const auto workspace = openAt(file, clock, store::OpenMode::ReadWrite);
            const auto detail = workspace->loadTicket(workspace->loadQueue()->rows.front().id);
            QSet<QString> texts;
            for (const ticket::Message &message : detail->ticket.messages)
                texts.insert(message.text);
            for (int number = 1; number < next; ++number)
                QVERIFY2(texts.contains(u"entry %1;"_s.arg(number)),
                         qPrintable(u"seed %1, entry %2"_s.arg(seed).arg(number)));
            const auto report = workspace->check();
            QVERIFY2(report->ok(), qPrintable(report->problems.join(u'\n')));
        }
        QVERIFY(next > 200);
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
