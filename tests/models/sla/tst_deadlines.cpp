// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/sla/slatext.h"

using namespace muster;
using namespace muster::sla;
using namespace std::chrono;
using namespace Qt::StringLiterals;

class TestDeadlines : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsEveryUnitAndWritesItBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("back");
        QTest::addColumn<Target::Kind>("kind");
        QTest::addColumn<qint64>("amount");
        using enum Target::Kind;
        QTest::newRow("s") << u"90s"_s << u"90s"_s << RoundTheClock << qint64(90'000);
        QTest::newRow("m") << u"90m"_s << u"90m"_s << RoundTheClock << qint64(5'400'000);
        QTest::newRow("h") << u"4h"_s << u"4h"_s << RoundTheClock << qint64(14'400'000);
        QTest::newRow("d") << u"2d"_s << u"2d"_s << RoundTheClock << qint64(172'800'000);
        QTest::newRow("w") << u"1w"_s << u"1w"_s << RoundTheClock << qint64(604'800'000);
        QTest::newRow("bs") << u"23100bs"_s << u"385bm"_s << BusinessTime << qint64(23'100'000);
        QTest::newRow("bm") << u"30bm"_s << u"30bm"_s << BusinessTime << qint64(1'800'000);
        QTest::newRow("bh") << u"8bh"_s << u"8bh"_s << BusinessTime << qint64(28'800'000);
        QTest::newRow("bd") << u"3bd"_s << u"3bd"_s << BusinessDays << qint64(3);
        QTest::newRow("zeros in front") << u"008bh"_s << u"8bh"_s << BusinessTime << qint64(28'800'000);
    }
    void readsEveryUnitAndWritesItBack()
    {
        QFETCH(QString, text);
        QFETCH(QString, back);
        QFETCH(Target::Kind, kind);
        QFETCH(qint64, amount);
        const auto read = parseTarget(text);
        QVERIFY(read);
        QCOMPARE(*read, (Target{.kind = kind, .amount = amount, .date = {}}));
        QCOMPARE(targetText(*read), back);
        QCOMPARE(*parseTarget(back), *read);
    }

    void refusesWhatIsNoTarget_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "h",
                                 "4",
                                 "0h",
                                 "-4h",
                                 "+4h",
                                 "4.5h",
                                 "4 h",
                                 " 4h",
                                 "4h ",
                                 "4H",
                                 "4y",
                                 "4bw",
                                 "4hh",
                                 "1e3s",
                                 "99999999999999999999s",
                                 "3162240001s",
                                 "101w7",
                                 "20001bd",
                                 "5229w",
                                 "0x4h"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("other digits") << u"٤h"_s;
    }
    void refusesWhatIsNoTarget()
    {
        QFETCH(QString, text);
        const auto read = parseTarget(text);
        QVERIFY(!read);
        QVERIFY(read.error().detail.contains(u"is no target"));
    }

    void fallsDueWhenTheTimeIsUsedUp_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("length");
        QTest::addColumn<QByteArray>("end");
        const auto row = [](const char *name, const char *start, const char *length, const char *end) {
            QTest::newRow(name) << QByteArray(start) << QByteArray(length) << QByteArray(end);
        };
        // Berlin, Monday to Friday 9 to 17; in November that is 8 to 16 UTC. 2026-11-20 is a Friday.
        row("round the clock ignores hours", "2026-11-20T15:00:00Z", "4h", "2026-11-20T19:00:00Z");
        row("a day is 24 hours", "2026-10-24T15:00:00Z", "1d", "2026-10-25T15:00:00Z");
        row("a week is seven of them", "2026-10-24T15:00:00Z", "1w", "2026-10-31T15:00:00Z");
        row("business hours run on after the weekend", "2026-11-20T15:00:00Z", "8bh", "2026-11-23T15:00:00Z");
        row("used up exactly at closing time", "2026-11-20T08:00:00Z", "8bh", "2026-11-20T16:00:00Z");
        row("one second more goes to Monday", "2026-11-20T08:00:00Z", "28801bs", "2026-11-23T08:00:01Z");
        row("outside hours counts from the next opening", "2026-11-21T03:00:00Z", "30bm",
            "2026-11-23T08:30:00Z");
        row("from closing time itself", "2026-11-20T16:00:00Z", "1bs", "2026-11-23T08:00:01Z");
        row("business days keep the time of day", "2026-11-20T15:30:00Z", "3bd", "2026-11-25T15:30:00Z");
        row("business days from outside hours", "2026-11-21T03:00:00Z", "1bd", "2026-11-24T08:00:00Z");
        row("business days from before opening", "2026-11-20T03:00:00Z", "1bd", "2026-11-23T08:00:00Z");
        row("business days over a clock change", "2026-10-23T10:00:00Z", "1bd", "2026-10-26T11:00:00Z");
    }
    void fallsDueWhenTheTimeIsUsedUp()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, length);
        QFETCH(QByteArray, end);
        QCOMPARE(toRfc3339(due(office(), at(start.constData()), target(length.constData()))),
                 QString::fromLatin1(end));
    }

    void businessDaysMoveToTheNextOpeningWhereTheTimeIsClosed()
    {
        auto spec = week("UTC", {wall(9, 0, 17, 0)});
        spec.breaks = {{date(2026, 12, 24), wall(12, 0, 24, 0)}, {date(2026, 12, 23), wall(0, 0, 24, 0)}};
        spec.holidays = {date(2026, 12, 25)};
        const Calendar calendar = made(spec);
        QCOMPARE(due(calendar, at("2026-12-22T11:00:00Z"), target("1bd")),
                 at("2026-12-24T11:00:00Z")); // the 23rd is no working day
        QCOMPARE(due(calendar, at("2026-12-22T15:00:00Z"), target("1bd")), at("2026-12-28T09:00:00Z"));
        QCOMPARE(due(calendar, at("2026-12-22T12:00:00Z"), target("1bd")),
                 at("2026-12-24T12:00:00Z")); // closing time counts
        QCOMPARE(due(calendar, at("2026-12-22T11:00:00Z"), target("2bd")), at("2026-12-28T11:00:00Z"));
    }

    void businessDaysCountFromTheDateOfTheOpening()
    {
        const Calendar nights = made(week("UTC", {wall(22, 0, 6, 0)}));
        QCOMPARE(due(nights, at("2026-11-17T02:00:00Z"), target("1bd")), at("2026-11-18T02:00:00Z"));
        QCOMPARE(due(nights, at("2026-11-17T12:00:00Z"), target("1bd")), at("2026-11-18T22:00:00Z"));
        QCOMPARE(due(nights, at("2026-11-21T02:00:00Z"), target("1bd")), at("2026-11-23T22:00:00Z"));
        const Calendar apia = office("Pacific/Apia"); // Friday 30 December 2011 never was
        QCOMPARE(due(apia, at("2011-12-29T20:00:00Z"), target("1bd")), at("2012-01-01T20:00:00Z"));
    }

    void aBusinessDayInAGapTakesTheJumpAndInARepeatedHourTheFirst()
    {
        const Calendar calendar = made(week("Europe/Berlin", {wall(0, 0, 24, 0)}, 7));
        QCOMPARE(due(calendar, at("2026-03-28T01:30:00Z"), target("1bd")), at("2026-03-29T01:00:00Z"));
        QCOMPARE(due(calendar, at("2026-10-24T00:30:00Z"), target("1bd")), at("2026-10-25T00:30:00Z"));
    }

    void pausesPutTheEndOff()
    {
        const Calendar calendar = office("UTC");
        const Instant start = at("2026-11-20T15:00:00Z");
        const auto pause = [](const char *from, const char *to) { return Interval{at(from), at(to)}; };
        const std::vector lunch{pause("2026-11-20T15:30:00Z", "2026-11-20T16:00:00Z")};
        QCOMPARE(due(calendar, start, target("2bh"), lunch), at("2026-11-23T09:30:00Z"));
        QCOMPARE(due(calendar, start, target("2h"), lunch), at("2026-11-20T17:30:00Z"));
        QCOMPARE(due(calendar, start, target("1bd"), lunch), at("2026-11-23T15:30:00Z"));
        const std::vector night{pause("2026-11-20T17:00:00Z", "2026-11-23T09:00:00Z")};
        QCOMPARE(due(calendar, start, target("2bh"), night), at("2026-11-20T17:00:00Z"));
        QCOMPARE(due(calendar, start, target("1bd"), night), at("2026-11-23T15:00:00Z"));
        // A pause over the closed time that was left puts the end to the opening after it.
        auto shortFriday = week("UTC", {wall(9, 0, 17, 0)});
        shortFriday.hours[4] = {wall(9, 0, 12, 0)};
        const std::vector evening{pause("2026-11-20T13:00:00Z", "2026-11-23T20:00:00Z")};
        QCOMPARE(due(made(shortFriday), at("2026-11-19T15:00:00Z"), target("1bd")),
                 at("2026-11-23T09:00:00Z"));
        QCOMPARE(due(made(shortFriday), at("2026-11-19T15:00:00Z"), target("1bd"), evening),
                 at("2026-11-24T09:00:00Z"));
        // Before the start, after the end, empty, overlapping and out of order.
        const std::vector odd{pause("2026-11-20T16:30:00Z", "2026-11-20T16:45:00Z"),
                              pause("2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"),
                              pause("2026-11-20T14:00:00Z", "2026-11-20T15:15:00Z"),
                              pause("2026-11-20T16:20:00Z", "2026-11-20T16:40:00Z"),
                              pause("2026-11-20T15:50:00Z", "2026-11-20T15:50:00Z")};
        QCOMPARE(due(calendar, start, target("80bm"), odd), at("2026-11-20T17:00:00Z"));
        QCOMPARE(due(calendar, start, target("81bm"), odd), at("2026-11-23T09:01:00Z"));
        QCOMPARE(elapsed(calendar, start, at("2026-11-23T14:00:00Z"), odd), Millis(minutes(80 + 240)));
        const std::vector endless{Interval{at("2026-11-20T15:30:00Z"), kNever}};
        QCOMPARE(due(calendar, start, target("30bm"), endless), at("2026-11-20T15:30:00Z"));
        for (const char *length : {"31bm", "31m", "1bd"})
            QCOMPARE(due(calendar, start, target(length), endless), kNever);
    }

    void anAgreedDateIsNotMovedByPauses()
    {
        const Target agreed{
            .kind = Target::Kind::AgreedDate, .amount = 0, .date = at("2026-12-01T12:00:00Z")};
        const std::vector pauses{Interval{at("2026-11-20T15:30:00Z"), kNever}};
        QCOMPARE(due(office(), at("2026-11-20T15:00:00Z"), agreed, pauses), agreed.date);
        QCOMPARE(targetText(agreed), u"2026-12-01T12:00:00Z"_s);
    }

    void elapsedIsNothingBackwards()
    {
        QCOMPARE(elapsed(office(), at("2026-11-20T15:00:00Z"), at("2026-11-20T14:00:00Z")), Millis(0));
        const std::vector pauses{Interval{at("2026-11-20T13:00:00Z"), at("2026-11-20T16:00:00Z")}};
        QCOMPARE(elapsed(office(), at("2026-11-20T15:00:00Z"), at("2026-11-20T14:00:00Z"), pauses),
                 Millis(0));
    }
};

QTEST_APPLESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"
