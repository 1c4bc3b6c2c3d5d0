// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"

#include <QTest>
#include <QTimeZone>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = sla::ClockSummary::Phase;

namespace {

Instant at(const QString &text)
{
    return *parseRfc3339(text);
}

sla::ClockSummary running(Instant due, Instant warnAt = kNever)
{
    sla::ClockSummary clock;
    clock.phase = Phase::Running;
    clock.due = due;
    clock.warnAt = warnAt;
    return clock;
}

sla::ClockSummary ended(Phase phase, bool breached, Instant stoppedAt = {})
{
    sla::ClockSummary clock;
    clock.phase = phase;
    clock.breached = breached;
    clock.stoppedAt = stoppedAt;
    clock.usedPermille = 455;
    return clock;
}

const Instant kNow = at(u"2026-11-21T14:18:00Z"_s);

} // namespace

class TestQueueTexts : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void nextClockIsTheRunningOneThatFallsDueFirst()
    {
        TicketRow row;
        QCOMPARE(nextClock(row), -1);
        QCOMPARE(nextDue(row), kNever);
        row.clocks[1] = running(kNow + 2h);
        row.clocks[3] = running(kNow - 1h);
        row.clocks[0] = ended(Phase::Stopped, true);
        row.clocks[2] = ended(Phase::Paused, false);
        QCOMPARE(nextClock(row), 3);
        QCOMPARE(nextDue(row), kNow - 1h);
    }

    void whereNothingRunsThePausedClockIsShownElseTheLastThatStopped()
    {
        TicketRow row;
        QCOMPARE(shownClock(row), -1);
        row.clocks[0] = ended(Phase::Stopped, false, kNow - 2h);
        row.clocks[1] = ended(Phase::Stopped, false, kNow - 1h);
        QCOMPARE(shownClock(row), 1);
        row.clocks[3] = ended(Phase::Paused, false);
        QCOMPARE(shownClock(row), 3);
        row.clocks[2] = running(kNow + 1h);
        QCOMPARE(shownClock(row), 2);
    }

    void countsDownInAtMostNineCharacters_data()
    {
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("expected");
        const auto row = [](Millis left, const QString &text) {
            QTest::newRow(qPrintable(text)) << qint64(left.count()) << text;
        };
        row(1h + 4min + 9s, u"01:04:09"_s);
        row(1ms, u"00:00:01"_s);
        row(0ms, u"00:00:00"_s);
        row(-(12min + 34s), u"-00:12:34"_s);
        row(24h - 1s, u"23:59:59"_s);
        row(51h + 10min, u"2d 03:10"_s);
        row(99h * 24, u"99d 00:00"_s);
        row(100h * 24, u"100d 00h"_s);
        row(-(27h + 5min), u"-1d 03:05"_s);
        row(-(240h + 5h), u"-10d 05h"_s);
        row(-999h * 24, u"-999d 00h"_s);
        row(2000h * 24, u"2000d"_s);
    }
    void countsDownInAtMostNineCharacters()
    {
        QFETCH(qint64, left);
        QFETCH(QString, expected);
        const QString text = countdownText(running(kNow + Millis(left)), kNow);
        QCOMPARE(text, expected);
        QVERIFY(text.size() <= 9);
    }

    void aClockThatStandsStillGivesOneWord()
    {
        QCOMPARE(countdownText(ended(Phase::Paused, false), kNow), u"Paused"_s);
        QCOMPARE(countdownText(ended(Phase::Stopped, false), kNow), u"Met"_s);
        QCOMPARE(countdownText(ended(Phase::Stopped, true), kNow), u"Met late"_s);
        QCOMPARE(countdownText({}, kNow), QString());
        QCOMPARE(countdownText(running(kNever), kNow), u"–"_s);
    }

    void screenReadersHearAWholeSentence()
    {
        const auto kind = sla::ClockKind::FirstResponse;
        QCOMPARE(clockSentence(kind, running(kNow + 12min, kNow - 1min), kNow),
                 u"First response at risk, 12 minutes left, due 14:30 UTC"_s);
        QCOMPARE(clockSentence(kind, running(kNow + 1h), kNow),
                 u"First response running, 1 hour left, due 15:18 UTC"_s);
        QCOMPARE(clockSentence(kind, running(kNow - 61min), kNow),
                 u"First response breached, 1 hour 1 minute over, was due 13:17 UTC"_s);
        QCOMPARE(clockSentence(kind, running(kNow + 50h), kNow),
                 u"First response running, 2 days 2 hours left, due 23 Nov 16:18 UTC"_s);
        QCOMPARE(clockSentence(sla::ClockKind::Resolution, ended(Phase::Paused, false), kNow),
                 u"Resolution paused, 45 % of the target used"_s);
        QCOMPARE(clockSentence(sla::ClockKind::Resolution, ended(Phase::Paused, true), kNow),
                 u"Resolution breached, then paused, 45 % of the target used"_s);
        QCOMPARE(clockSentence(kind, ended(Phase::Stopped, true), kNow), u"First response met late"_s);
        QCOMPARE(clockSentence(kind, {}, kNow), u"First response: no target"_s);
    }

    void everyStatusStateAndClockHasATitleOfItsOwn()
    {
        QSet<QString> titles;
        for (int i = 0; i <= int(ticket::Status::Reopened); ++i)
            titles << statusTitle(ticket::Status(i));
        QCOMPARE(titles.size(), 7);
        titles.clear();
        for (int i = 0; i <= int(sla::ClockState::Met); ++i)
            titles << clockStateTitle(sla::ClockState(i));
        for (const auto kind : sla::kClockKinds)
            titles << clockTitle(kind);
        QCOMPARE(titles.size(), 10);
        QVERIFY(!titles.contains(QString()));
    }

    void lengthsReadInTheirLargestUnit()
    {
        QCOMPARE(shortLength(-5s), u"0 s"_s);
        QCOMPARE(shortLength(59'999ms), u"59 s"_s);
        QCOMPARE(shortLength(119min), u"1 h"_s);
        QCOMPARE(shortLength(24h * 34), u"34 d"_s);
        QCOMPARE(shortLength(24h * 35), u"5 w"_s);
        QCOMPARE(spokenLength(1s), u"1 second"_s);
        QCOMPARE(spokenLength(26h), u"1 day 2 hours"_s);
        QCOMPARE(relativeText(kNow - 12min, kNow), u"12 min ago"_s);
        QCOMPARE(relativeText(kNow + 2h, kNow), u"in 2 h"_s);
        QCOMPARE(relativeText(kNow + 29s, kNow), u"now"_s);
    }

    void timesAreGivenInTheLocalZoneWithUtcAtHand()
    {
        QCOMPARE(absoluteText(kNow, QTimeZone("Asia/Kathmandu")), u"21 Nov 2026 20:03 +0545 (14:18 UTC)"_s);
        QCOMPARE(absoluteText(kNow, QTimeZone::utc()), u"21 Nov 2026 14:18 UTC"_s);
        const QTimeZone berlin("Europe/Berlin");
        QCOMPARE(clockTimeText(kNow, kNow, berlin), u"15:18"_s);
        QCOMPARE(clockTimeText(at(u"2026-11-21T23:30:00Z"_s), kNow, berlin),
                 u"22 Nov 00:30"_s); // tomorrow there
        QCOMPARE(clockTimeText(at(u"2027-01-02T08:00:00Z"_s), kNow, berlin), u"2 Jan 2027 09:00"_s);
    }
};

QTEST_GUILESS_MAIN(TestQueueTexts)
#include "tst_queuetexts.moc"
