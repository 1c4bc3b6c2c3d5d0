// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/clockstrip.h"
#include "models/views/loadprofile.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using sla::SpanKind;

namespace {

const Instant kStart = *parseRfc3339(u"2026-11-21T08:00:00Z");

sla::ClockReport report(const std::vector<std::pair<SpanKind, Millis>> &spans, Instant due)
{
    sla::ClockReport report;
    report.summary.phase = sla::ClockSummary::Phase::Running;
    report.summary.due = due;
    Instant at = kStart;
    for (const auto &[kind, length] : spans) {
        report.why.push_back({at, at + length, kind, u"because"_s, FactId::derived(at, {u"f"})});
        at += length;
    }
    return report;
}

} // namespace

class TestClockStrip : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void segmentsAreAsWideAsTheirShareOfTheTime()
    {
        const auto strip =
            clockStrip(report({{SpanKind::Counted, 2h}, {SpanKind::Paused, 1h}, {SpanKind::ClosedHours, 1h}},
                              kStart + 8h),
                       {u"4h"_s, u"Berlin office"_s}, kStart + 4h, 800, QTimeZone::utc());
        QCOMPARE(strip.segments.size(), size_t(3));
        QCOMPARE(strip.segments[0].x, 0);
        QCOMPARE(strip.segments[0].width, 200);
        QCOMPARE(strip.segments[1].x, 200);
        QCOMPARE(strip.segments[1].width, 100);
        QCOMPARE(strip.segments[1].label, u"1 h"_s);
        QCOMPARE(strip.segments[0].label, u"Counted 2 h"_s);
        QVERIFY(strip.segments[2].tooltip.contains(u"Berlin office"_s));
        QCOMPARE(strip.segments[1].fact, FactId::derived(kStart + 2h, {u"f"}));
        QCOMPARE(strip.now->x, 400);
        QCOMPARE(strip.due->x, 800);
        QCOMPARE(strip.due->label, u"Due 16:00 (4h)"_s);
    }

    void whatIsCountedAfterTheDueInstantIsBreached()
    {
        const auto strip = clockStrip(report({{SpanKind::Counted, 4h}}, kStart + 1h), {}, kStart + 4h, 400,
                                      QTimeZone::utc());
        QCOMPARE(strip.segments.size(), size_t(2));
        QVERIFY(!strip.segments[0].overdue);
        QVERIFY(strip.segments[1].overdue);
        QCOMPARE(strip.segments[1].x, 100);
        QCOMPARE(strip.segments[1].label, u"Breached 3 h"_s);
        QCOMPARE(strip.due->x, 100);
    }

    void spansBelowAPixelAreMergedAndTheLongestNamesThem()
    {
        const auto strip = clockStrip(report({{SpanKind::Counted, 100h},
                                              {SpanKind::Paused, 2min},
                                              {SpanKind::Counted, 1min},
                                              {SpanKind::Paused, 3min},
                                              {SpanKind::ClosedHours, 100h}},
                                             kNever),
                                      {}, kStart + 201h, 100, QTimeZone::utc());
        QCOMPARE(strip.segments.size(), size_t(2));
        QCOMPARE(strip.segments[1].kind, SpanKind::ClosedHours);
        QCOMPARE(strip.segments[1].spans, 4);
        QVERIFY(strip.segments[1].tooltip.contains(u"4 spans"_s));
        QVERIFY(!strip.due);
    }

    void segmentsTouchAndFillTheStripForAnyHistory()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            std::vector<std::pair<SpanKind, Millis>> spans;
            for (quint32 i = 0, count = 1 + random.bounded(60u); i < count; ++i)
                spans.emplace_back(SpanKind(random.bounded(4)),
                                   Millis(1 + random.bounded(random.bounded(2) ? 1000 : 90'000'000)));
            const int width = 1 + random.bounded(900);
            const auto clock =
                report(spans, random.bounded(3) ? kStart + Millis(random.bounded(900'000'000)) : kNever);
            const auto strip =
                clockStrip(clock, {}, clock.why.back().to, width, QTimeZone("Australia/Lord_Howe"));
            int x = 0, merged = 0;
            Instant at = kStart;
            for (const auto &segment : strip.segments) {
                QVERIFY2(segment.x == x && segment.width >= 1 && segment.from == at,
                         qPrintable(u"seed %1"_s.arg(seed)));
                x += segment.width;
                at = segment.to;
                merged += segment.spans;
            }
            QVERIFY2(at == clock.why.back().to || strip.segments.empty(), qPrintable(u"seed %1"_s.arg(seed)));
            QVERIFY(x <= width && merged <= int(spans.size()) + 1);
            if (strip.to == clock.why.back().to)
                QCOMPARE(x, width);
        }
    }

    void ticksStandAtWholeLocalHoursWithRoomBetweenThem()
    {
        const QTimeZone kathmandu("Asia/Kathmandu");
        const auto strip =
            clockStrip(report({{SpanKind::Counted, 24h}}, kNever), {}, kStart + 24h, 600, kathmandu);
        QVERIFY(strip.ticks.size() >= 4);
        QCOMPARE(strip.ticks[0].label, u"15:00"_s); // 13:45 there at the start
        for (size_t i = 1; i < strip.ticks.size(); ++i)
            QVERIFY(strip.ticks[i].x - strip.ticks[i - 1].x >= 64);
        QCOMPARE(std::ranges::count(strip.ticks, u"22 Nov"_s, &StripMark::label),
                 1); // midnight gives the date
    }

    void aDateThatTheZoneSkippedIsNoTick()
    {
        sla::ClockReport clock;
        const Instant from = *parseRfc3339(u"2011-12-28T00:00:00Z");
        clock.why.push_back({from, from + 24h * 6, SpanKind::Counted, {}, {}});
        const auto strip = clockStrip(clock, {}, from + 24h * 6, 700, QTimeZone("Pacific/Apia"));
        QCOMPARE(std::ranges::count(strip.ticks, u"30 Dec"_s, &StripMark::label), 0);
        QCOMPARE(std::ranges::count(strip.ticks, u"31 Dec"_s, &StripMark::label), 1);
    }

    void yearsFitAsWellAsMinutes()
    {
        for (const Millis length : {Millis(1ms), Millis(90s), Millis(24h * 365 * 30)}) {
            const auto strip =
                clockStrip(report({{SpanKind::Counted, length}}, kNever), {}, kStart, 500, QTimeZone::utc());
            QCOMPARE(strip.segments.size(), size_t(1));
            QVERIFY(strip.ticks.size() <= 8);
        }
        QVERIFY(clockStrip({}, {}, kStart, 500, QTimeZone::utc()).segments.empty());
        QVERIFY(clockStrip(report({{SpanKind::Counted, 1h}}, kNever), {}, kStart, 0, QTimeZone::utc())
                    .segments.empty());
    }

    void eachHourOfTheLoadShowsTheTicketsBehindIt()
    {
        QueueModel::Load load;
        load.breached = 2;
        load.due[0] = 1;
        load.due[23] = 5;
        const auto profile = loadProfile(load, kStart + 5min, QTimeZone("Europe/Berlin"));
        QCOMPARE(profile.highest, 5);
        QCOMPARE(profile.bars[0].label, u"09:05"_s);
        QCOMPARE(profile.bars[0].tooltip, u"1 clock falls due from 09:05 to 10:05"_s);
        QCOMPARE(profile.bars[23].filter, u"due>23h due<1d"_s);
        for (const auto &bar : profile.bars)
            QVERIFY(parseFilter(bar.filter).problems.empty() && !bar.filter.isEmpty());
        QCOMPARE(profile.breachedTooltip, u"2 clocks are breached"_s);
    }
};

QTEST_GUILESS_MAIN(TestClockStrip)
#include "tst_clockstrip.moc"
