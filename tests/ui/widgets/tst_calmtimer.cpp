// SPDX-License-Identifier: GPL-3.0-or-later
// A burst of changes is shown once, and what takes long is shown seldom.
#include "ui/widgets/calmtimer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace muster;

class TestCalmTimer final : public QObject
{
    Q_OBJECT

private slots:
    void aBurstIsShownOnceAndNotPutOffByMoreOfIt()
    {
        int shown = 0;
        ui::CalmTimer timer(40, [&] { ++shown; });
        // Wanted more often than it is shown: a timer that began anew each time would never come to it.
        QElapsedTimer since;
        since.start();
        while (shown == 0 && since.elapsed() < 5'000) {
            timer.want();
            QTest::qWait(5);
        }
        QCOMPARE(shown, 1);
        timer.want();
        timer.want();
        QTRY_COMPARE(shown, 2);
        QTest::qWait(120);
        QCOMPARE(shown, 2); // nobody wanted it again
    }

    void whatIsShownAlreadyIsNotShownAgain()
    {
        int shown = 0;
        ui::CalmTimer timer(10, [&] { ++shown; });
        timer.want();
        timer.stop();
        QTest::qWait(60);
        QCOMPARE(shown, 0);
        timer.want();
        QTRY_COMPARE(shown, 1);
    }

    void theLongerItTakesTheMoreSeldomItIsShown()
    {
        QElapsedTimer since;
        qint64 endedAt = 0, beganAgainAt = 0;
        int shown = 0;
        ui::CalmTimer timer(1, [&] {
            if (++shown == 2)
                beganAgainAt = since.elapsed();
            QTest::qSleep(30);
            if (shown == 1)
                endedAt = since.elapsed();
        });
        since.start();
        timer.want();
        QTRY_COMPARE(shown, 1);
        timer.want();
        QTRY_COMPARE(shown, 2);
        QVERIFY2(beganAgainAt - endedAt >= 7 * 30, qPrintable(QString::number(beganAgainAt - endedAt)));
        QTest::qWait(10 * 30); // it has rested
        const int before = shown;
        QElapsedTimer waited;
        waited.start();
        timer.want();
        QTRY_COMPARE(shown, before + 1);
        QVERIFY2(waited.elapsed() < 7 * 30, qPrintable(QString::number(waited.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestCalmTimer)
#include "tst_calmtimer.moc"
