// SPDX-License-Identifier: GPL-3.0-or-later
// The times that a message names, and what they are about.
#include "models/comms/timeroles.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::comms;

Q_DECLARE_METATYPE(muster::comms::TimeRole)

namespace {

/// A Friday in Berlin, an hour ahead of UTC.
TimeFrame frame(const QString &now = u"2026-11-20T14:30:00Z"_s)
{
    return {*parseRfc3339(now), QTimeZone("Europe/Berlin")};
}

std::vector<TimeMention> timesOf(const QString &text, const TimeFrame &at = frame())
{
    return findTimes(proseOf(text), at);
}

QString shown(const TimeMention &time)
{
    return time.at ? toRfc3339(*time.at) : u"-"_s;
}

} // namespace

class TestTimeText final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsATimeAndPointsAtIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("at");
        const auto row = [](const char *text, const char *words, const char *at) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(words)
                                << QString::fromUtf8(at);
        };
        row("Next update by 15:00 UTC.", "15:00 UTC", "2026-11-20T15:00:00Z");
        row("Next update by 15:00.", "15:00", "2026-11-20T14:00:00Z");
        row("Next update by 4 pm CET.", "4 pm CET", "2026-11-20T15:00:00Z");
        row("Next update by 4:15 p.m. CET", "4:15 p.m. CET", "2026-11-20T15:15:00Z");
        row("at 12:05 am UTC", "12:05 am UTC", "2026-11-21T00:05:00Z");
        row("at 15:00 UTC+2 sharp", "15:00 UTC+2", "2026-11-20T13:00:00Z");
        row("at 15:00+05:30", "15:00+05:30", "2026-11-20T09:30:00Z");
        row("at 10:00 (EST)", "10:00 (EST", "2026-11-20T15:00:00Z");
        row("at 15.20 UTC", "15.20 UTC", "2026-11-20T15:20:00Z");
        row("at 1500Z", "1500Z", "2026-11-20T15:00:00Z");
        row("at 15h30 UTC", "15h30 UTC", "2026-11-20T15:30:00Z");
        row("by noon UTC", "noon UTC", "2026-11-20T12:00:00Z");
        row("at 2026-11-20T15:00:00Z", "2026-11-20T15:00:00Z", "2026-11-20T15:00:00Z");
        row("on 2026-11-23 09:00 UTC", "2026-11-23 09:00 UTC", "2026-11-23T09:00:00Z");
        row("tomorrow at 09:00 UTC", "tomorrow at 09:00 UTC", "2026-11-21T09:00:00Z");
        row("at 09:00 UTC tomorrow", "09:00 UTC tomorrow", "2026-11-21T09:00:00Z");
        row("on Monday at 09:00 UTC", "Monday at 09:00 UTC", "2026-11-23T09:00:00Z");
        row("on 24 November, 09:00 UTC", "24 November, 09:00 UTC", "2026-11-24T09:00:00Z");
        row("in 30 minutes", "in 30 minutes", "2026-11-20T15:00:00Z");
        row("within the next 60 min", "within the next 60 min", "2026-11-20T15:30:00Z");
        row("within the hour", "within the hour", "2026-11-20T15:30:00Z");
        row("in half an hour", "in half an hour", "2026-11-20T15:00:00Z");
        row("in 1 hour and 30 minutes", "in 1 hour and 30 minutes", "2026-11-20T16:00:00Z");
        row("in two hours", "in two hours", "2026-11-20T16:30:00Z");
        row("every 30 minutes", "every 30 minutes", "2026-11-20T15:00:00Z");
        row("hourly updates", "hourly", "2026-11-20T15:30:00Z");
        row("by 20:30 IST", "20:30 IST", "-");
        row("it will run tomorrow", "tomorrow", "-");
        row("by end of day", "by end of day", "-");
    }
    void readsATimeAndPointsAtIt()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto times = timesOf(text);
        QCOMPARE(times.size(), size_t(1));
        QCOMPARE(text.mid(times[0].span.begin, times[0].span.length()), words);
        QTEST(shown(times[0]), "at");
    }

    void isNotFooledByOtherNumbers_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"release 4.18 is rolled back", "a picture of 16:9", "version 10.4.2.1", "18% of sessions",
              "INC-7F3K-0003", "1920x1080", "https://example.com/a/12:30", "25:00", "14:75", "for 30 minutes",
              "32 minutes long", "ratio 3:2"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void isNotFooledByOtherNumbers()
    {
        QFETCH(QString, text);
        QCOMPARE(timesOf(text).size(), size_t(0));
    }

    void aTimeWithoutADayIsTheNearestOne()
    {
        const auto late = timesOf(u"Next update by 00:15 UTC."_s, frame(u"2026-11-20T23:50:00Z"_s));
        QCOMPARE(shown(late.at(0)), u"2026-11-21T00:15:00Z"_s);
        const auto early = timesOf(u"Began at 23:50 UTC."_s, frame(u"2026-11-21T00:15:00Z"_s));
        QCOMPARE(shown(early.at(0)), u"2026-11-20T23:50:00Z"_s);
        QCOMPARE(toRfc3339(*near(early.at(0), *parseRfc3339(u"2026-11-18T22:00:00Z"))),
                 u"2026-11-18T23:50:00Z"_s);
    }

    void theZoneOfTheDeskHoldsOverASummerTimeChange()
    {
        const auto before = timesOf(u"at 09:00"_s, frame(u"2026-10-24T09:00:00Z"_s));
        const auto after = timesOf(u"at 09:00"_s, frame(u"2026-10-25T09:00:00Z"_s));
        QCOMPARE(shown(before.at(0)), u"2026-10-24T07:00:00Z"_s);
        QCOMPARE(shown(after.at(0)), u"2026-10-25T08:00:00Z"_s);
    }

    void aTimeIsShownInUtcWithTheLocalOneBehind()
    {
        QCOMPARE(clockText(*parseRfc3339(u"2026-11-20T15:00:00Z"), frame()), u"15:00 UTC (16:00 CET)"_s);
        QCOMPARE(clockText(*parseRfc3339(u"2026-11-21T23:30:00Z"), frame()),
                 u"2026-11-21 23:30 UTC (2026-11-22 00:30 CET)"_s);
        QCOMPARE(clockText(*parseRfc3339(u"2026-11-20T15:00:00Z"), {frame().now, QTimeZone::utc()}),
                 u"15:00 UTC"_s);
    }

    void withoutAZoneOfTheDeskATimeIsUtc()
    {
        const TimeFrame nowhere{frame().now, {}};
        QCOMPARE(shown(timesOf(u"at 15:00"_s, nowhere).at(0)), u"2026-11-20T15:00:00Z"_s);
        QCOMPARE(clockText(nowhere.now, nowhere), u"14:30 UTC"_s);
    }

    void knowsWhatATimeIsAbout_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<TimeRole>("role");
        const auto row = [](const char *text, TimeRole role) {
            QTest::newRow(text) << QString::fromUtf8(text) << role;
        };
        row("Next update by 15:00 UTC.", TimeRole::NextUpdate);
        row("By 15:00 UTC, we will update you.", TimeRole::NextUpdate);
        row("We are working on a fix and will write again by 15:00 UTC.", TimeRole::NextUpdate);
        row("ETA for the next update: 15:00 UTC", TimeRole::NextUpdate);
        row("Updates every 30 minutes.", TimeRole::NextUpdate);
        row("The fix will be out, and you will hear from us, by 15:00 UTC.", TimeRole::NextUpdate);
        row("Last update at 14:00 UTC.", TimeRole::Other);
        row("It will be fixed by 15:00 UTC.", TimeRole::Repair);
        row("By 15:00 UTC everything will work again.", TimeRole::Repair);
        row("ETA 15:00 UTC", TimeRole::Repair);
        row("Fix within 2 hours", TimeRole::Repair);
        row("It was fixed at 14:10 UTC.", TimeRole::Other);
        row("It was fixed within 20 minutes.", TimeRole::Other);
        row("We have no ETA before 15:00 UTC.", TimeRole::Other);
        row("If it is not fixed by 15:00 UTC we fail over.", TimeRole::Other);
        row("Since 13:48 UTC orders cannot be saved.", TimeRole::Start);
        row("The problem began at 13:48 UTC.", TimeRole::Start);
        row("Orders are saved again since 14:10 UTC.", TimeRole::Other);
        row("The rollback ends at 15:00 UTC.", TimeRole::Other);
    }
    void knowsWhatATimeIsAbout()
    {
        QFETCH(QString, text);
        const auto times = timedWords(proseOf(text), frame());
        QCOMPARE(times.size(), size_t(1));
        QTEST(times[0].role, "role");
    }

    void aSentenceEndsWhereItShould()
    {
        const QString letter =
            u"We met at 2 p.m. UTC, e.g. by phone. Then we left!\nNew line\n\nWe look for the cause together with the team\nand write again."_s;
        QStringList sentences;
        const Prose prose = proseOf(letter);
        for (const Span &span : prose.sentences) {
            if (const QString one = prose.in(span).simplified(); !one.isEmpty())
                sentences += one;
        }
        QCOMPARE(sentences,
                 (QStringList{u"We met at 2 p.m. UTC, e.g. by phone."_s, u"Then we left!"_s, u"New line"_s,
                              u"We look for the cause together with the team and write again."_s}));
    }

    void quotationsAreToldFromOwnWords()
    {
        const QString text = u"You said “soon”. We did not.\n> soon, they said\nSoon it is."_s;
        const Prose prose = proseOf(text);
        QCOMPARE(prose.text.size(), text.size());
        QVERIFY(prose.isQuoted(text.indexOf(u"soon"_s)));
        QVERIFY(prose.isQuoted(text.indexOf(u"soon, they"_s)));
        QVERIFY(!prose.isQuoted(text.indexOf(u"We did"_s)));
        QVERIFY(!prose.isQuoted(text.indexOf(u"Soon it"_s)));
    }
};

QTEST_APPLESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
