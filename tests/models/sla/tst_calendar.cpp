// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/zonetable.h"
#include "tests/models/sla/slatext.h"

#include <QRandomGenerator>

#include <thread>

using namespace muster;
using namespace muster::sla;
using namespace std::chrono;
using namespace Qt::StringLiterals;

namespace {

QString hoursOf(const Calendar &calendar, const char *from, const char *to)
{
    QStringList parts;
    for (Instant now = at(from); now < at(to);) {
        const auto open = calendar.openAround(now);
        if (!open || open->from >= at(to))
            break;
        parts += toRfc3339(open->from).mid(5, 11) + u'/' + toRfc3339(std::min(open->to, at(to))).mid(5, 11);
        now = open->to;
    }
    return parts.join(u' ');
}

} // namespace

class TestCalendar : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsTheSameOffsetsAsQt()
    {
        QRandomGenerator random(20260101);
        for (const char *zone :
             {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
              "Asia/Kathmandu", "Asia/Gaza", "America/Havana", "US/Eastern", "UTC"}) {
            const auto table = ZoneTable::load(QString::fromLatin1(zone));
            QVERIFY2(table, zone);
            const QTimeZone qt{QByteArray(zone)};
            for (int i = 0; i < 300; ++i) {
                const Instant when = kFirstInstant + seconds(random.bounded(3'786'912'000LL)); // up to 2090
                const int wanted = qt.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMillis(when), Qt::UTC));
                QVERIFY2(table->offsetAt(when) == seconds(wanted),
                         qPrintable(QString::fromLatin1(zone) + toRfc3339(when)));
            }
        }
    }

    void refusesWhatIsNoZone_data()
    {
        QTest::addColumn<QString>("zone");
        for (const char *zone :
             {"", "Mars/Phobos", "Europe", "Foo5", "localtime", "right/Europe/Berlin", "posixrules",
              "../zoneinfo/Europe/Berlin", "/etc/localtime", "europe/berlin", "UTC+05:00", "Europe/Berlin "})
            QTest::newRow(zone) << QString::fromLatin1(zone);
    }
    void refusesWhatIsNoZone()
    {
        QFETCH(QString, zone);
        QVERIFY(!ZoneTable::load(zone));
        CalendarSpec spec = week("UTC", {wall(9, 0, 17, 0)});
        spec.zone = zone;
        const auto calendar = Calendar::make(spec);
        QVERIFY(!calendar);
        QVERIFY(calendar.error().detail.contains(u"zone"));
    }

    void aBreakClosesBothTimesThatTheWallShowsIt_data()
    {
        QTest::addColumn<WallInterval>("hours");
        QTest::addColumn<int>("open");
        QTest::newRow("first half") << wall(2, 0, 2, 30) << 6;
        QTest::newRow("second half") << wall(2, 30, 3, 0) << 6;
        QTest::newRow("whole hour") << wall(2, 0, 3, 0) << 5;
        QTest::newRow("across it") << wall(1, 0, 4, 0) << 3;
        QTest::newRow("before it") << wall(1, 0, 2, 0) << 6;
    }
    void aBreakClosesBothTimesThatTheWallShowsIt()
    {
        QFETCH(WallInterval, hours);
        CalendarSpec spec;
        spec.zone = u"Europe/Berlin"_s;
        spec.hours[6] = {wall(0, 0, 6, 0)};
        spec.breaks = {{date(2026, 10, 25), hours}}; // the clock goes back from 03:00 to 02:00
        const Millis open = made(spec).openBetween(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z"));
        QTEST(int(open / std::chrono::hours(1)), "open");
        QCOMPARE(open % std::chrono::hours(1), Millis(0));
    }

    void businessDaysAreKnownFromTheFirstInstantOn()
    {
        const Calendar calendar = made(week("America/New_York", {wall(0, 0, 24, 0)}, 7));
        QCOMPARE(calendar.addBusinessDays(at("1970-01-01T00:00:00Z"), 2), at("1970-01-03T00:00:00Z"));
    }

    void refusesACalendarThatNeverOpens()
    {
        QVERIFY(!Calendar::make(
            CalendarSpec{.always = false, .zone = u"UTC"_s, .hours = {}, .holidays = {}, .breaks = {}}));
        QVERIFY(!Calendar::make(week("UTC", {wall(9, 0, 9, 0)})));
        QVERIFY(!Calendar::make(week("UTC", {{540, 1441}})));
        QVERIFY(!Calendar::make(week("UTC", {{1440, 60}})));
        QVERIFY(!Calendar::make(week("UTC", {{-1, 60}})));
        auto breaks = week("UTC", {wall(9, 0, 17, 0)});
        breaks.breaks.push_back({date(2026, 2, 30), wall(9, 0, 10, 0)});
        QVERIFY(!Calendar::make(breaks));
        auto everyDayClosed = week("UTC", {wall(9, 0, 17, 0)}, 1);
        for (sys_days day = sys_days(year(2026) / 1 / 5); day < sys_days(year(2400) / 1 / 1); day += days(7))
            everyDayClosed.holidays.push_back(year_month_day(day));
        const auto closed = Calendar::make(everyDayClosed);
        QVERIFY(closed); // it opened before 2026
        QCOMPARE(closed->addOpen(at("2026-01-01T00:00:00Z"), Millis(1)), kNever);
        QCOMPARE(closed->nextOpen(at("2026-01-01T00:00:00Z")), kNever);
        QCOMPARE(closed->addBusinessDays(at("2026-01-01T00:00:00Z"), 1), kNever);
    }

    void opensAndClosesByTheWallClock_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<int>("fromMinute");
        QTest::addColumn<int>("toMinute");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("hours");
        const auto row = [](const char *name, const char *zone, WallInterval hours, const char *from,
                            const char *to, const char *wanted) {
            QTest::newRow(name) << QString::fromLatin1(zone) << hours.from << hours.to << QByteArray(from)
                                << QByteArray(to) << QString::fromLatin1(wanted);
        };
        row("plain winter day", "Europe/Berlin", wall(9, 0, 17, 0), "2026-01-12T00:00:00Z",
            "2026-01-13T00:00:00Z", "01-12T08:00/01-12T16:00");
        row("midnight to midnight runs on", "Europe/Berlin", wall(0, 0, 24, 0), "2026-01-12T00:00:00Z",
            "2026-01-15T00:00:00Z", "01-12T00:00/01-15T00:00");
        row("to midnight", "Europe/Berlin", wall(9, 0, 0, 0), "2026-01-12T00:00:00Z", "2026-01-13T00:00:00Z",
            "01-12T08:00/01-12T23:00");
        row("over midnight", "Europe/Berlin", wall(22, 0, 6, 0), "2026-01-12T12:00:00Z",
            "2026-01-13T12:00:00Z", "01-12T21:00/01-13T05:00");
        row("opening in the gap moves to the jump", "Europe/Berlin", wall(2, 30, 4, 0),
            "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z", "03-29T01:00/03-29T02:00");
        row("closing in the gap moves to the jump", "Europe/Berlin", wall(1, 0, 2, 30),
            "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z", "03-29T00:00/03-29T01:00");
        row("hours inside the gap are none", "Europe/Berlin", wall(2, 10, 2, 50), "2026-03-29T00:00:00Z",
            "2026-03-29T12:00:00Z", "");
        row("a repeated hour opens first and closes last", "Europe/Berlin", wall(2, 30, 2, 45),
            "2026-10-25T00:00:00Z", "2026-10-25T12:00:00Z", "10-25T00:30/10-25T01:45");
        row("a date of 25 hours", "Europe/Berlin", wall(0, 0, 12, 0), "2026-10-24T20:00:00Z",
            "2026-10-25T20:00:00Z", "10-24T22:00/10-25T11:00");
        row("half an hour at Lord Howe, forward", "Australia/Lord_Howe", wall(2, 15, 3, 0),
            "2026-10-03T12:00:00Z", "2026-10-04T03:00:00Z", "10-03T15:30/10-03T16:00");
        row("half an hour at Lord Howe, back", "Australia/Lord_Howe", wall(1, 45, 3, 0),
            "2026-04-04T12:00:00Z", "2026-04-05T03:00:00Z", "04-04T14:45/04-04T16:30");
        row("quarter hours in Kathmandu", "Asia/Kathmandu", wall(9, 0, 10, 0), "2026-01-12T00:00:00Z",
            "2026-01-13T00:00:00Z", "01-12T03:15/01-12T04:15");
        row("the date Apia skipped", "Pacific/Apia", wall(9, 0, 10, 0), "2011-12-29T00:00:00Z",
            "2012-01-01T00:00:00Z",
            "12-29T19:00/12-29T20:00 12-30T19:00/12-30T20:00 12-31T19:00/12-31T20:00");
        row("the night before the skipped date ends at the jump", "Pacific/Apia", wall(22, 0, 6, 0),
            "2011-12-29T18:00:00Z", "2011-12-31T00:00:00Z", "12-30T08:00/12-30T10:00");
        row("midnight skipped in Cairo", "Africa/Cairo", wall(0, 0, 2, 0), "2026-04-23T12:00:00Z",
            "2026-04-24T12:00:00Z", "04-23T22:00/04-23T23:00");
        row("midnight skipped in Beirut", "Asia/Beirut", wall(0, 30, 2, 0), "2026-03-28T12:00:00Z",
            "2026-03-29T12:00:00Z", "03-28T22:00/03-28T23:00");
        row("the hour before midnight twice in Sao Paulo", "America/Sao_Paulo", wall(22, 0, 24, 0),
            "2019-02-16T12:00:00Z", "2019-02-17T12:00:00Z", "02-17T00:00/02-17T03:00");
        row("the hour after midnight twice in Havana", "America/Havana", wall(0, 0, 2, 0),
            "2025-11-02T00:00:00Z", "2025-11-02T12:00:00Z", "11-02T04:00/11-02T07:00");
    }
    void opensAndClosesByTheWallClock()
    {
        QFETCH(QString, zone);
        QFETCH(int, fromMinute);
        QFETCH(int, toMinute);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, hours);
        const Calendar calendar = made(week(zone.toLatin1().constData(), {{fromMinute, toMinute}}, 7));
        QCOMPARE(hoursOf(calendar, from.constData(), to.constData()), hours);
    }

    void mergesIntervalsThatOverlapOrTouch()
    {
        const Calendar calendar = made(week("UTC", {wall(13, 0, 15, 0), wall(9, 0, 12, 0), wall(11, 0, 13, 0),
                                                    wall(22, 0, 24, 0), wall(0, 0, 1, 0)}));
        QCOMPARE(
            hoursOf(calendar, "2026-01-13T00:00:00Z", "2026-01-14T12:00:00Z"),
            u"01-13T00:00/01-13T01:00 01-13T09:00/01-13T15:00 01-13T22:00/01-14T01:00 01-14T09:00/01-14T12:00"_s);
    }

    void holidaysCloseWhatOpensOnTheirDate()
    {
        auto spec = week("Europe/Berlin", {wall(22, 0, 6, 0), wall(12, 0, 13, 0)}, 7);
        spec.holidays = {date(2026, 1, 13)};
        // The night that began on the 12th stays; the noon and the night of the 13th are gone.
        QCOMPARE(hoursOf(made(spec), "2026-01-12T15:00:00Z", "2026-01-14T15:00:00Z"),
                 u"01-12T21:00/01-13T05:00 01-14T11:00/01-14T12:00"_s);
    }

    void breaksCloseAPartOfTheirDateAlsoAfterMidnight()
    {
        auto spec = week("UTC", {wall(9, 0, 17, 0), wall(22, 0, 6, 0)}, 7);
        spec.breaks = {{date(2026, 12, 24), wall(12, 0, 24, 0)},
                       {date(2026, 12, 26), wall(1, 0, 2, 0)},
                       {date(2026, 12, 26), wall(16, 0, 10, 0)}};
        QCOMPARE(hoursOf(made(spec), "2026-12-24T07:00:00Z", "2026-12-27T20:00:00Z"),
                 u"12-24T09:00/12-24T12:00 12-25T00:00/12-25T06:00 12-25T09:00/12-25T17:00 "
                 u"12-25T22:00/12-26T01:00 "
                 "12-26T02:00/12-26T06:00 12-26T09:00/12-26T16:00 12-27T10:00/12-27T17:00"_s);
    }

    void hoursRunThroughNewYear()
    {
        const Calendar calendar = made(week("UTC", {wall(22, 0, 6, 0)}, 7));
        QCOMPARE(*calendar.openAround(at("2026-12-31T22:30:00Z")),
                 (Interval{at("2026-12-31T22:30:00Z"), at("2027-01-01T06:00:00Z")}));
        QCOMPARE(calendar.openBetween(at("2026-12-31T23:00:00Z"), at("2027-01-01T12:00:00Z")),
                 Millis(hours(7)));
        QCOMPARE(calendar.addOpen(at("2026-12-31T22:30:00Z"), hours(3)), at("2027-01-01T01:30:00Z"));
        QCOMPARE(calendar.addOpen(at("2026-12-31T22:30:00Z"), minutes(90)), at("2027-01-01T00:00:00Z"));
    }

    void knowsTheYears1970To2199()
    {
        const Calendar calendar = office("UTC");
        QCOMPARE(calendar.nextOpen(at("1970-01-01T00:00:00Z")), at("1970-01-01T09:00:00Z"));
        QCOMPARE(calendar.nextOpen(Instant::min()), at("1970-01-01T09:00:00Z"));
        QCOMPARE(calendar.nextOpen(at("2199-12-31T17:00:00Z")), kNever);
        QCOMPARE(calendar.nextOpen(kNever), kNever);
        QCOMPARE(calendar.addOpen(at("2199-12-31T09:00:00Z"), hours(8)), at("2199-12-31T17:00:00Z"));
        QCOMPARE(calendar.addOpen(at("2199-12-31T09:00:00Z"), hours(8) + Millis(1)), kNever);
        QCOMPARE(calendar.openBetween(at("2199-12-31T16:00:00Z"), kNever), Millis(hours(1)));
        QCOMPARE(calendar.addBusinessDays(at("2199-12-31T10:00:00Z"), 1), kNever);
        QVERIFY(!calendar.isOpen(kNever));
    }

    void roundTheClockIsAValueOfItsOwn()
    {
        const Calendar always;
        QVERIFY(always.isAlways());
        QVERIFY(always.spec().always);
        QCOMPARE(always.openBetween(at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:00Z")), Millis(days(1)));
        QCOMPARE(always.addOpen(at("2026-01-01T00:00:00Z"), Millis(1)), at("2026-01-01T00:00:00.001Z"));
        QCOMPARE(always.addOpen(kNever - Millis(5), Millis(9)), kNever);
        QVERIFY(always.isOpen(at("2026-01-01T00:00:00Z")));
        QCOMPARE(always.addBusinessDays(at("2026-01-02T10:00:00Z"), 3), at("2026-01-05T10:00:00Z"));
        QVERIFY(Calendar::make(always.spec())->isAlways());
    }

    void answersTheSameOnManyThreads()
    {
        const Calendar calendar = office("Asia/Gaza");
        const Calendar fresh = office("Asia/Gaza");
        std::vector<std::jthread> threads;
        std::array<Millis, 4> sums{};
        const auto sum = [](const Calendar &one) {
            Millis total{0};
            for (int year = 2020; year < 2080; ++year)
                total += one.openBetween(sys_days(std::chrono::year(year) / 3 / 1),
                                         sys_days(std::chrono::year(year + 1) / 2 / 1));
            return total;
        };
        for (Millis &slot : sums)
            threads.emplace_back([&slot, &calendar, &sum] { slot = sum(calendar); });
        threads.clear();
        for (const Millis &slot : sums)
            QCOMPARE(slot, sum(fresh));
    }
};

QTEST_APPLESS_MAIN(TestCalendar)
#include "tst_calendar.moc"
