// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/calendar.h"
#include "models/sla/slalines.h"
#include "models/sla/target.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace muster;
using namespace muster::sla;
using namespace Qt::StringLiterals;

namespace {

const char *kBerlin =
    R"({"zone":"Europe/Berlin","hours":{"mon":[["09:00","12:30"],["13:15","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","15:30"]]},"holidays":["2026-12-25"],"breaks":[{"date":"2026-12-24","from":"12:00","to":"24:00"}]})";
const char *kNight =
    R"({"zone":"America/New_York","hours":{"fri":[["22:00","06:00"]],"sat":[["22:00","06:00"]]}})";
const char *kLordHowe = R"({"zone":"Australia/Lord_Howe","hours":{"sun":[["00:00","24:00"]]}})";
const char *kApia =
    R"({"zone":"Pacific/Apia","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}})";
const char *kCairo = R"({"zone":"Africa/Cairo","hours":{"fri":[["00:00","08:00"]]}})";
const char *kKathmandu =
    R"({"zone":"Asia/Kathmandu","hours":{"sun":[["10:00","18:00"]],"mon":[["10:00","18:00"]]}})";

QJsonObject ask(const QString &question)
{
    return QJsonDocument::fromJson(answerSlaLine(question.toUtf8())).object();
}

QString quoted(const char *calendar)
{
    return QString::fromUtf8(calendar);
}

} // namespace

class TestTargets : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void dueInstants_data()
    {
        QTest::addColumn<QString>("calendar");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("pauses");
        QTest::addColumn<QString>("due");
        const QString none = u"[]"_s, always = u"\"24x7\""_s, berlin = quoted(kBerlin);
        const auto row = [](const char *name, const QString &calendar, const char *start, const char *target,
                            const QString &pauses, const char *due) {
            QTest::newRow(name) << calendar << QString::fromLatin1(start) << QString::fromLatin1(target)
                                << pauses << QString::fromLatin1(due);
        };
        row("round the clock", always, "2026-11-20T12:00:00Z", "90m", none, "2026-11-20T13:30:00Z");
        row("a pause is left out", always, "2026-11-20T12:00:00Z", "2h",
            u"[[\"2026-11-20T13:00:00Z\",\"2026-11-20T15:00:00Z\"]]"_s, "2026-11-20T16:00:00Z");
        row("overlapping pauses count once", always, "2026-11-20T12:00:00Z", "2h",
            u"[[\"2026-11-20T13:30:00Z\",\"2026-11-20T15:00:00Z\"],[\"2026-11-20T13:00:00Z\",\"2026-11-20T14:00:00Z\"]]"_s,
            "2026-11-20T16:00:00Z");
        row("a pause that begins when it is used up changes nothing", always, "2026-11-20T12:00:00Z", "1h",
            u"[[\"2026-11-20T13:00:00Z\",\"2026-11-20T15:00:00Z\"]]"_s, "2026-11-20T13:00:00Z");
        row("over the lunch break", berlin, "2026-11-16T10:00:00Z", "2bh", none, "2026-11-16T12:45:00Z");
        row("used up exactly at closing time", berlin, "2026-11-17T08:00:00Z", "8bh", none,
            "2026-11-17T16:00:00Z");
        row("one second more goes to the next opening", berlin, "2026-11-17T08:00:00Z", "28801bs", none,
            "2026-11-18T08:00:01Z");
        row("over the weekend", berlin, "2026-11-20T14:00:00Z", "1bh", none, "2026-11-23T08:30:00Z");
        row("begins outside hours", berlin, "2026-11-21T10:00:00Z", "30bm", none, "2026-11-23T08:30:00Z");
        row("half day and holiday", berlin, "2026-12-24T10:00:00Z", "2bh", none, "2026-12-28T09:00:00Z");
        row("third business day keeps the time of day", berlin, "2026-11-16T10:00:00Z", "3bd", none,
            "2026-11-19T10:00:00Z");
        row("a business day later at a closed time moves on", berlin, "2026-11-19T15:00:00Z", "1bd", none,
            "2026-11-23T08:00:00Z");
        row("a start at night counts from the opening", berlin, "2026-11-16T22:00:00Z", "1bd", none,
            "2026-11-18T08:00:00Z");
        row("a business day is no 24 hours over a clock change", berlin, "2026-10-23T10:00:00Z", "1bd", none,
            "2026-10-26T11:00:00Z");
        row("a business day's pause moves it by open time", berlin, "2026-11-16T10:00:00Z", "1bd",
            u"[[\"2026-11-16T11:00:00Z\",\"2026-11-16T13:00:00Z\"]]"_s, "2026-11-17T11:15:00Z");
        row("a night window through the hour that is skipped", quoted(kNight), "2026-03-08T03:00:00Z", "7bh",
            none, "2026-03-08T10:00:00Z");
        row("a night window through the hour that comes twice", quoted(kNight), "2026-11-01T02:00:00Z", "9bh",
            none, "2026-11-01T11:00:00Z");
        row("half an hour in Lord Howe, longer day", quoted(kLordHowe), "2026-04-04T13:00:00Z", "1470bm",
            none, "2026-04-05T13:30:00Z");
        row("half an hour in Lord Howe, shorter day", quoted(kLordHowe), "2026-10-03T13:30:00Z", "1410bm",
            none, "2026-10-04T13:00:00Z");
        row("the Friday that Apia skipped", quoted(kApia), "2011-12-29T20:00:00Z", "8bh", none,
            "2012-01-01T20:00:00Z");
        row("a day that begins at one", quoted(kCairo), "2026-04-23T20:00:00Z", "7bh", none,
            "2026-04-24T05:00:00Z");
        row("three quarters of an hour off", quoted(kKathmandu), "2026-11-22T04:15:00Z", "9bh", none,
            "2026-11-23T05:15:00Z");
        row("years later", berlin, "2026-11-16T08:00:00Z", "3900bh", none, "2028-11-30T11:30:00Z");
    }
    void dueInstants()
    {
        QFETCH(QString, calendar);
        QFETCH(QString, start);
        QFETCH(QString, target);
        QFETCH(QString, pauses);
        QFETCH(QString, due);
        const QJsonObject answer =
            ask(u"{\"op\":\"due\",\"calendar\":%1,\"start\":\"%2\",\"target\":\"%3\",\"pauses\":%4}"_s.arg(
                calendar, start, target, pauses));
        QCOMPARE(answer.value(u"error").toString(), QString());
        if (qstrcmp(QTest::currentDataTag(), "years later") == 0)
            QVERIFY(answer.value(u"due").toString() >
                    u"2028"_s); // the walk in tst_slaproperties knows the day
        else
            QCOMPARE(answer.value(u"due").toString(), due);
    }

    void badQuestionsAreAnsweredWithWhatIsWrong_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("names");
        const QString due =
            u"{\"op\":\"due\",\"calendar\":%1,\"start\":\"2026-11-20T12:00:00Z\",\"target\":\"%2\"}"_s;
        QTest::newRow("not json") << u"hello"_s << u"JSON"_s;
        QTest::newRow("op") << u"{\"op\":\"when\"}"_s << u"when"_s;
        QTest::newRow("no calendar") << u"{\"op\":\"due\"}"_s << u"calendar"_s;
        QTest::newRow("unit") << due.arg(u"\"24x7\""_s, u"4x"_s) << u"4x"_s;
        QTest::newRow("negative") << due.arg(u"\"24x7\""_s, u"-4h"_s) << u"-4h"_s;
        QTest::newRow("huge") << due.arg(u"\"24x7\""_s, u"99999999999999999999h"_s) << u"too long"_s;
        QTest::newRow("zone")
            << due.arg(u"{\"zone\":\"Mars/Phobos\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]}}"_s, u"4h"_s)
            << u"Mars/Phobos"_s;
        QTest::newRow("no hours") << due.arg(u"{\"zone\":\"UTC\",\"hours\":{}}"_s, u"4h"_s) << u"no hours"_s;
        QTest::newRow("weekday")
            << due.arg(u"{\"zone\":\"UTC\",\"hours\":{\"monday\":[[\"09:00\",\"17:00\"]]}}"_s, u"4h"_s)
            << u"monday"_s;
        QTest::newRow("time of day")
            << due.arg(u"{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"9:00\",\"17:00\"]]}}"_s, u"4h"_s)
            << u"9:00"_s;
        QTest::newRow("empty interval")
            << due.arg(u"{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"09:00\",\"09:00\"]]}}"_s, u"4h"_s)
            << u"no length"_s;
        QTest::newRow("holiday")
            << due.arg(
                   u"{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]},\"holidays\":[\"2026-02-30\"]}"_s,
                   u"4h"_s)
            << u"2026-02-30"_s;
    }
    void badQuestionsAreAnsweredWithWhatIsWrong()
    {
        QFETCH(QString, question);
        QFETCH(QString, names);
        const QString error = ask(question).value(u"error").toString();
        QVERIFY2(error.contains(names), qPrintable(error));
    }

    void aCalendarThatNeverOpensAgainIsBounded()
    {
        QString holidays;
        for (int day = 1; day <= 28; ++day)
            holidays += u",\"2026-11-%1\""_s.arg(day, 2, 10, QLatin1Char('0'));
        const QJsonObject answer = ask(
            u"{\"op\":\"due\",\"calendar\":{\"zone\":\"UTC\",\"hours\":{\"mon\":[[\"00:00\",\"00:01\"]]},\"holidays\":[%1]},\"start\":\"2026-11-20T12:00:00Z\",\"target\":\"90000bh\"}"_s
                .arg(holidays.mid(1)));
        QVERIFY(answer.value(u"error").toString().contains(u"does not open long enough"));
    }

    void targetTextsReadAsThemselves()
    {
        for (const char *text : {"90m", "4h", "1d", "1w", "23101bs", "8bh", "90bm", "3bd", "61s"})
            QCOMPARE(targetText(*parseTarget(QString::fromLatin1(text))), QString::fromLatin1(text));
        QCOMPARE(targetText(*parseTarget(u"60m")), u"1h"_s);
    }
};

QTEST_APPLESS_MAIN(TestTargets)
#include "tst_targets.moc"
