// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/words.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::intake;

class TestIntakeWords : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void takesPrioritiesByKeyWordOrRank_data()
    {
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("ours");
        QTest::newRow("key") << u"p2"_s << u"P2"_s;
        QTest::newRow("urgent") << u"Urgent"_s << u"P0"_s;
        QTest::newRow("normal") << u"normal"_s << u"P2"_s;
        QTest::newRow("rank of the map") << u"Sev 4"_s << u"P2"_s;
        QTest::newRow("word of the map") << u"Dringend"_s << u"P0"_s;
        QTest::newRow("past the last rank") << u"low"_s << u"P2"_s;
        QTest::newRow("unknown") << u"purple"_s << QString();
    }
    void takesPrioritiesByKeyWordOrRank()
    {
        QFETCH(QString, theirs);
        const QJsonObject values{{u"sev 4"_s, 9}, {u"dringend"_s, u"urgent"_s}};
        const auto key = priorityFor(theirs, values, {u"P0"_s, u"P1"_s, u"P2"_s});
        QTEST(key.value_or(QString()), "ours");
    }

    void readsTimesInEveryUsualForm_data()
    {
        QTest::addColumn<QJsonValue>("theirs");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("ours");
        const auto row = [](const char *name, const QJsonValue &theirs, const QString &ours,
                            const QString &format = {}) { QTest::newRow(name) << theirs << format << ours; };
        row("RFC 3339", u"2026-11-20T10:00:00Z"_s, u"2026-11-20T10:00:00Z"_s);
        row("Jira", u"2026-11-20T10:00:00.000+0100"_s, u"2026-11-20T09:00:00Z"_s);
        row("wall clock", u"2026-11-20 10:00"_s, u"2026-11-20T09:00:00Z"_s);
        row("with seconds", u"2026-11-20 10:00:30"_s, u"2026-11-20T09:00:30Z"_s);
        row("summer", u"2026-07-20 10:00"_s, u"2026-07-20T08:00:00Z"_s);
        row("UTC in words", u"2026-11-20 10:00:30 UTC"_s, u"2026-11-20T10:00:30Z"_s);
        row("day", u"2026-11-20"_s, u"2026-11-19T23:00:00Z"_s);
        row("epoch", 1795000000, u"2026-11-18T11:06:40Z"_s);
        row("epoch in milliseconds", 1795000000250.0, u"2026-11-18T11:06:40.250Z"_s);
        row("epoch as text", u"1795000000"_s, u"2026-11-18T11:06:40Z"_s);
        row("format", u"20/Nov/26 9:15 AM"_s, u"2026-11-20T08:15:00Z"_s, u"d/MMM/yy h:mm AP"_s);
        row("month as a word", u"20/Nov/26 9:15 AM"_s, u"2026-11-20T08:15:00Z"_s);
        row("noon", u"20/Nov/26 12:05 PM"_s, u"2026-11-20T11:05:00Z"_s);
        row("midnight", u"20/Nov/26 12:05 AM"_s, u"2026-11-19T23:05:00Z"_s);
        row("narrow blank", u"20 Nov 2026 9:15\u202fPM"_s, u"2026-11-20T20:15:00Z"_s);
        row("no half of the day", u"20/Nov/26 21:15"_s, u"2026-11-20T20:15:00Z"_s);
        row("no clock", u"20-Nov-2026"_s, u"2026-11-19T23:00:00Z"_s);
        row("German", u"20. März 2026, 09:15:30"_s, u"2026-03-20T08:15:30Z"_s);
        row("German, short", u"20/Okt/26 9:15 AM"_s, u"2026-10-20T07:15:00Z"_s);
        row("French", u"20 févr. 2026 09:15"_s, u"2026-02-20T08:15:00Z"_s);
        row("month first", u"November 20, 2026 9:15 a.m."_s, u"2026-11-20T08:15:00Z"_s);
        row("dots", u"20.11.2026 09:15"_s, u"2026-11-20T08:15:00Z"_s);
        row("year first", u"2026/11/20 09:15"_s, u"2026-11-20T08:15:00Z"_s);
        row("mail", u"Fri, 20 Nov 2026 09:15:00 +0500"_s, u"2026-11-20T04:15:00Z"_s);
        row("day or month first, nobody knows", u"11/10/2026 09:15"_s, QString());
        row("thirteenth hour of a half", u"20/Nov/26 13:15 PM"_s, QString());
        row("no such month", u"20/Smarch/26 9:15 AM"_s, QString());
        row("no such day of the month", u"31/Nov/26 9:15 AM"_s, QString());
        row("no such minute", u"20.11.2026 09:75"_s, QString());
        row("nonsense", u"soon"_s, QString());
        row("no such day", u"2026-02-30 10:00"_s, QString());
        row("before 1970", u"1969-05-05 10:00"_s, QString());
        row("negative", -5, QString());
        row("list", QJsonArray{}, QString());
    }
    void readsTimesInEveryUsualForm()
    {
        QFETCH(QJsonValue, theirs);
        QFETCH(QString, format);
        const auto at = readTime(theirs, format, QTimeZone("Europe/Berlin"));
        QTEST(at ? toRfc3339(*at) : QString(), "ours");
    }

    void readsAmounts_data()
    {
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("ours");
        QTest::newRow("plain") << u"120000"_s << u"12000000 CHF"_s;
        QTest::newRow("thousands") << u"$90,000"_s << u"9000000 USD"_s;
        QTest::newRow("cents") << u"1.250,5 EUR"_s << u"125050 EUR"_s;
        QTest::newRow("both marks") << u"£1,234,567.89"_s << u"123456789 GBP"_s;
        QTest::newRow("yen") << u"¥5000"_s << u"5000 JPY"_s;
        QTest::newRow("negative") << u"-5"_s << QString();
        QTest::newRow("word") << u"much"_s << QString();
        QTest::newRow("too much") << u"99999999999999999999"_s << QString();
    }
    void readsAmounts()
    {
        QFETCH(QString, theirs);
        const auto money = readMoney(theirs, u"chf"_s);
        QTEST(money ? u"%1 %2"_s.arg(money->minor).arg(money->currency) : QString(), "ours");
    }
};

QTEST_GUILESS_MAIN(TestIntakeWords)
#include "tst_intakewords.moc"
