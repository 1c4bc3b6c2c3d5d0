// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/whentext.h"

#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

WhenFrame frame(const char *now, const char *zone, WhenSide side = WhenSide::Past)
{
    return {*parseRfc3339(QString::fromLatin1(now)), QTimeZone(zone), side};
}

QString read(const QString &text, const WhenFrame &in)
{
    const auto at = readWhen(text, in);
    return at ? toRfc3339(*at) : at.error().detail;
}

} // namespace

class TestWhenText : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("at");
        // It is Friday the 20th, 15:00 in Berlin.
        const auto row = [](const char *text, const char *at) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(at);
        };
        row("now", "2026-11-20T14:00:00Z");
        row("-12m", "2026-11-20T13:48:00Z");
        row("−12 min", "2026-11-20T13:48:00Z"); // a typographic minus
        row("-2h", "2026-11-20T12:00:00Z");
        row("-1h30m", "2026-11-20T12:30:00Z");
        row("- 1h 30m", "2026-11-20T12:30:00Z");
        row("-90s", "2026-11-20T13:58:30Z");
        row("-3d", "2026-11-17T14:00:00Z");
        row("12m ago", "2026-11-20T13:48:00Z");
        row("-0m", "2026-11-20T14:00:00Z");
        row("14:05", "2026-11-20T13:05:00Z");
        row("9:05", "2026-11-20T08:05:00Z");
        row("14:05:30", "2026-11-20T13:05:30Z");
        row("15:00", "2026-11-20T14:00:00Z"); // this very moment
        row("00:00", "2026-11-19T23:00:00Z");
        row("today 14:05", "2026-11-20T13:05:00Z");
        row("13:05 UTC", "2026-11-20T13:05:00Z");
        row("13:05utc", "2026-11-20T13:05:00Z");
        row("13:05Z", "2026-11-20T13:05:00Z");
        row("14:05 CET", "2026-11-20T13:05:00Z");
        row("18:50 +05:45", "2026-11-20T13:05:00Z");
        row("08:05 -0500", "2026-11-20T13:05:00Z");
        row("yesterday 23:10", "2026-11-19T22:10:00Z");
        row("YESTERDAY 23:10 utc", "2026-11-19T23:10:00Z");
        row("2026-11-20 14:05", "2026-11-20T13:05:00Z");
        row("2026-11-20T14:05", "2026-11-20T13:05:00Z");
        row("2026-11-20 13:05 UTC", "2026-11-20T13:05:00Z");
        row("2026-07-01 14:05", "2026-07-01T12:05:00Z"); // summer time
        row("2024-02-29 12:00", "2024-02-29T11:00:00Z");
        row("2026-11-20T13:05:00Z", "2026-11-20T13:05:00Z");
        row("  2026-1-5   7:30  ", "2026-01-05T06:30:00Z");
    }
    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(QString, at);
        QCOMPARE(read(text, frame("2026-11-20T14:00:00Z", "Europe/Berlin")), at);
    }

    void nonsenseGetsASentenceThatShowsHow_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "soon",
                                 "-",
                                 "-m",
                                 "12",
                                 "-12",
                                 "-12x",
                                 "12m",
                                 "24:00",
                                 "14:60",
                                 "14:5",
                                 "1405",
                                 "14:05 14:06",
                                 "2026-11-20",
                                 "yesterday",
                                 "-9999999m",
                                 "14:05 +99:00 x",
                                 "14:05:61",
                                 "-60000d",
                                 "🦊",
                                 "99999-01-01 10:00",
                                 "-1h -2m"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void nonsenseGetsASentenceThatShowsHow()
    {
        QFETCH(QString, text);
        const auto at = readWhen(text, frame("2026-11-20T14:00:00Z", "Europe/Berlin"));
        QVERIFY(!at);
        QCOMPARE(at.error().fault, Fault::BadInput);
        QVERIFY2(at.error().detail.contains(u"is not understood. Write -12m"_s),
                 qPrintable(at.error().detail));
    }

    void daysAndZonesThatDoNotExistAreNamed()
    {
        const WhenFrame in = frame("2026-11-20T14:00:00Z", "Europe/Berlin");
        QCOMPARE(read(u"2026-02-30 10:00"_s, in), u"There is no day 2026-02-30."_s);
        QCOMPARE(read(u"2025-2-29 10:00"_s, in), u"There is no day 2025-2-29."_s);
        QCOMPARE(read(u"1969-12-31 10:00"_s, in), u"There is no day 1969-12-31."_s);
        QVERIFY(read(u"14:05 PST"_s, in).startsWith(u"The zone “PST” is not known here."_s));
        QVERIFY(
            read(u"14:05 CEST"_s, in).startsWith(u"The zone “CEST” is not known here."_s)); // it is winter
        QVERIFY(read(u"14:05 +99"_s, in).startsWith(u"The zone “+99” is not known here."_s));
    }

    void nothingHappensLaterThanNow()
    {
        const WhenFrame in = frame("2026-11-20T14:00:00Z", "Europe/Berlin");
        QCOMPARE(
            read(u"15:01"_s, in),
            u"20 Nov 2026 15:01 CET (14:01 UTC) is still to come. For the day before write: yesterday 15:01"_s);
        QCOMPARE(read(u"today 23:10"_s, in), u"20 Nov 2026 23:10 CET (22:10 UTC) is still to come."_s);
        for (const QString &text : {u"+1m"_s, u"in 3d"_s, u"tomorrow 00:10"_s, u"2027-01-01 00:00"_s,
                                    u"2026-11-20T14:00:01Z"_s, u"14:01 UTC"_s})
            QVERIFY2(read(text, in).contains(u"is still to come."_s), qPrintable(text));
    }

    void aPromiseIsNeverInThePast()
    {
        const WhenFrame in = frame("2026-11-20T14:00:00Z", "Europe/Berlin", WhenSide::Future);
        QCOMPARE(read(u"+2h"_s, in), u"2026-11-20T16:00:00Z"_s);
        QCOMPARE(read(u"in 3d"_s, in), u"2026-11-23T14:00:00Z"_s);
        QCOMPARE(read(u"17:00"_s, in), u"2026-11-20T16:00:00Z"_s);
        QCOMPARE(read(u"tomorrow 12:00"_s, in), u"2026-11-21T11:00:00Z"_s);
        QCOMPARE(read(u"2026-11-25 17:00 UTC"_s, in), u"2026-11-25T17:00:00Z"_s);
        QCOMPARE(read(u"14:00"_s, in),
                 u"20 Nov 2026 14:00 CET (13:00 UTC) is over. For the next day write: tomorrow 14:00"_s);
        for (const QString &text : {u"now"_s, u"-2h"_s, u"yesterday 12:00"_s})
            QVERIFY2(read(text, in).contains(u"is over"_s), qPrintable(text));
        QVERIFY(read(u"soon"_s, in).contains(u"Write +3d"_s));
    }

    void midnightBelongsToTheZoneThatIsNamed()
    {
        // Just after midnight in Berlin it is still yesterday in UTC.
        const WhenFrame in = frame("2026-11-20T23:30:00Z", "Europe/Berlin");
        QCOMPARE(read(u"00:10"_s, in), u"2026-11-20T23:10:00Z"_s);
        QCOMPARE(read(u"yesterday 23:10"_s, in), u"2026-11-20T22:10:00Z"_s);
        QCOMPARE(read(u"23:10 UTC"_s, in), u"2026-11-20T23:10:00Z"_s);
        QCOMPARE(read(u"yesterday 23:10 UTC"_s, in), u"2026-11-19T23:10:00Z"_s);
        QVERIFY(read(u"23:10"_s, in).contains(u"write: yesterday 23:10"_s));
        // West of UTC it is the other way round.
        const WhenFrame west = frame("2026-11-21T02:00:00Z", "America/New_York");
        QCOMPARE(read(u"20:30"_s, west), u"2026-11-21T01:30:00Z"_s);
        QCOMPARE(read(u"01:30 UTC"_s, west), u"2026-11-21T01:30:00Z"_s);
    }

    void anHourThatWasSkippedDidNotOccur()
    {
        const WhenFrame in = frame("2026-03-29T12:00:00Z", "Europe/Berlin");
        QCOMPARE(read(u"02:30"_s, in),
                 u"02:30 did not occur on 2026-03-29 in Europe/Berlin: the clocks skipped "
                 "it. Write the time in UTC."_s);
        QCOMPARE(read(u"01:59:59"_s, in), u"2026-03-29T00:59:59Z"_s);
        QCOMPARE(read(u"03:00"_s, in), u"2026-03-29T01:00:00Z"_s);
        QCOMPARE(read(u"02:30 UTC"_s, in), u"2026-03-29T02:30:00Z"_s);
    }

    void anHourThatCameTwiceIsAskedBackUnlessOneOfThemIsToCome()
    {
        const WhenFrame after = frame("2026-10-25T12:00:00Z", "Europe/Berlin");
        QCOMPARE(read(u"02:30"_s, after),
                 u"02:30 came twice on 2026-10-25. Write 2026-10-25 00:30 UTC or 2026-10-25 01:30 UTC."_s);
        QCOMPARE(read(u"02:30 CEST"_s, after), u"2026-10-25T00:30:00Z"_s);
        QCOMPARE(read(u"02:30 CET"_s, after), u"2026-10-25T01:30:00Z"_s);
        QCOMPARE(read(u"2026-10-25 00:30 UTC"_s, after), u"2026-10-25T00:30:00Z"_s);
        const WhenFrame between = frame("2026-10-25T01:10:00Z", "Europe/Berlin"); // 02:10 for the second time
        QCOMPARE(read(u"02:30"_s, between), u"2026-10-25T00:30:00Z"_s);
        QCOMPARE(read(u"-1h"_s, between), u"2026-10-25T00:10:00Z"_s); // lengths know no clocks
    }

    void everyMinuteOfAYearReadsBackInItsZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone : {"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu",
                                 "Africa/Casablanca", "UTC", "Pacific/Chatham"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void everyMinuteOfAYearReadsBackInItsZone()
    {
        QFETCH(QByteArray, zone);
        const WhenFrame in = frame("2027-01-02T00:00:00Z", zone.constData());
        int asked = 0;
        for (Instant at = *parseRfc3339(u"2026-01-01T00:00:00Z"); at < in.now; at += 37min) {
            const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMillis(at), in.here);
            const QString text = local.toString(u"yyyy-MM-dd HH:mm"_s);
            const auto back = readWhen(text, in);
            if (back)
                QCOMPARE(toRfc3339(*back), toRfc3339(at));
            else
                QVERIFY2(back.error().detail.contains(u"came twice"_s), qPrintable(back.error().detail));
            asked += back ? 0 : 1;
        }
        QVERIFY(asked <= 8); // at most the doubled hours of two nights
    }
};

QTEST_APPLESS_MAIN(TestWhenText)
#include "tst_whentext.moc"
