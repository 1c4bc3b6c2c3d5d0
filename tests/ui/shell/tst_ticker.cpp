// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ticker.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ui;

namespace {

/// Wall and steady time that a test moves; the wall stands a millisecond before the second, so that ticks
/// come fast.
struct Hands
{
    Instant wall = fromMillis(1'790'000'000'999);
    Millis steady{5'000};
    void pass(Millis by)
    {
        wall += by;
        steady += by;
    }
};

} // namespace

class TestTicker final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void ticksAtOnceAndThenAgain()
    {
        Hands hands;
        Ticker ticker([&] { return hands.wall; }, [&] { return hands.steady; });
        QSignalSpy ticks(&ticker, &Ticker::ticked);
        ticker.start();
        QCOMPARE(ticks.count(), 1);
        QCOMPARE(ticks.first().first().value<Instant>(), hands.wall);
        QTRY_VERIFY(ticks.count() >= 3);
        ticker.stop();
        QVERIFY(!ticker.isRunning());
    }

    void aSecondThatPassesIsNoJump()
    {
        Hands hands;
        Ticker ticker([&] { return hands.wall; }, [&] { return hands.steady; });
        QSignalSpy ticks(&ticker, &Ticker::ticked);
        QSignalSpy jumps(&ticker, &Ticker::clockJumped);
        ticker.start();
        hands.pass(Millis(3'600'000)); // both clocks: the window was merely busy
        QTRY_VERIFY(ticks.count() >= 2);
        hands.wall += Millis(1'500); // a slewed clock
        const auto before = ticks.count();
        QTRY_VERIFY(ticks.count() > before);
        QCOMPARE(jumps.count(), 0);
    }

    void aJumpIsToldOnceWithItsLength_data()
    {
        QTest::addColumn<qint64>("by");
        QTest::newRow("slept two hours") << qint64(7'200'000);
        QTest::newRow("set back") << qint64(-90'000);
    }
    void aJumpIsToldOnceWithItsLength()
    {
        QFETCH(qint64, by);
        Hands hands;
        Ticker ticker([&] { return hands.wall; }, [&] { return hands.steady; });
        QSignalSpy ticks(&ticker, &Ticker::ticked);
        QSignalSpy jumps(&ticker, &Ticker::clockJumped);
        ticker.start();
        hands.wall += Millis(by);
        QTRY_COMPARE(jumps.count(), 1);
        QCOMPARE(jumps.first().first().value<Millis>(), Millis(by));
        const auto seen = ticks.count();
        QTRY_VERIFY(ticks.count() > seen + 1);
        QCOMPARE(jumps.count(), 1);
    }
};

QTEST_MAIN(TestTicker)
#include "tst_ticker.moc"
