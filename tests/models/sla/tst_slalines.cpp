// SPDX-License-Identifier: GPL-3.0-or-later
// What `muster sla` answers, to the byte, and that no line makes it fail.
#include "models/sla/slalines.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace muster;
using namespace muster::sla;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kClocks = "{'op':'clocks','calendar':'24x7','targets':{'P1':{'first_response':'1h','next_"
                           "response':'2h','update':'4h','resolution':'8h'}},"
                           "'priority':'P1','events':[%1],'at':'%2'}";

/// JSON written with ' for ", so that it can be read.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray clocks(const char *events, const char *at)
{
    return json(QByteArray(kClocks).replace("%1", events).replace("%2", at));
}

QString errorOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(answerSlaLine(line)).object().value(u"error").toString();
}

} // namespace

class TestSlaLines : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void answersToTheByte_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const QByteArray &line, const char *answer) {
            QTest::newRow(name) << json(line) << json(answer);
        };
        row("due", "{'op':'due','calendar':'24x7','start':'2026-11-20T12:00:00Z','target':'90m','pauses':[]}",
            "{'due':'2026-11-20T13:30:00Z'}");
        row("due in business seconds",
            "{'op':'due','calendar':{'zone':'Europe/"
            "Berlin','hours':{'fri':[['09:00','12:30'],['13:15','24:00']]}},"
            "'start':'2026-11-20T08:00:00Z','target':'23100bs'}",
            "{'due':'2026-11-20T15:10:00Z'}");
        row("whole seconds",
            "{'op':'elapsed','calendar':'24x7','from':'2026-11-20T12:00:00Z','to':'2026-11-20T13:00:00Z',"
            "'pauses':[['2026-11-20T12:10:00Z','2026-11-20T12:20:00Z']]}",
            "{'elapsed_s':3000}");
        row("a pause that lasts",
            "{'op':'elapsed','calendar':'24x7','from':'2026-11-20T12:00:00Z','to':'2026-11-20T13:00:00Z',"
            "'pauses':[['2026-11-20T12:10:00Z',null]]}",
            "{'elapsed_s':600}");
        row("due while a pause lasts",
            "{'op':'due','calendar':'24x7','start':'2026-11-20T12:00:00Z','target':'90m',"
            "'pauses':[['2026-11-20T12:10:00Z',null]]}",
            "{'due':null}");
        row("due before a pause that lasts",
            "{'op':'due','calendar':'24x7','start':'2026-11-20T12:00:00Z','target':'90m',"
            "'pauses':[['2026-11-20T14:00:00Z',null]]}",
            "{'due':'2026-11-20T13:30:00Z'}");
        row("business days from the first instant",
            "{'op':'due','calendar':{'zone':'America/New_York','hours':{'wed':[['00:00','24:00']],"
            "'thu':[['09:00','17:00']],'fri':[['09:00','20:00']]}},'start':'1970-01-01T00:00:00Z','target':'"
            "2bd'}",
            "{'due':'1970-01-03T00:00:00Z'}");
        row("parts of a second",
            "{'op':'elapsed','calendar':'24x7','from':'2026-11-20T12:00:00Z','to':'2026-11-20T12:00:01.250Z'"
            "}",
            "{'elapsed_s':1.25}");
        row("running", clocks("{'at':'2026-11-20T12:00:00Z','type':'created'}", "2026-11-20T12:30:00Z"),
            "{'clocks':{'first_response':{'due':'2026-11-20T13:00:00Z','state':'running','stopped_at':null,'"
            "used_s':1800,"
            "'why':[{'cause':'created','from':'2026-11-20T12:00:00Z','kind':'counted','to':'2026-11-20T12:30:"
            "00Z'}]},"
            "'resolution':{'due':'2026-11-20T20:00:00Z','state':'running','stopped_at':null,'used_s':1800,"
            "'why':[{'cause':'created','from':'2026-11-20T12:00:00Z','kind':'counted','to':'2026-11-20T12:30:"
            "00Z'}]}}}");
        row("before the creation",
            clocks("{'at':'2026-11-20T12:00:00Z','type':'created'}", "2026-11-19T12:30:00Z"),
            "{'clocks':{}}");
    }
    void answersToTheByte()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, answer);
        QCOMPARE(answerSlaLine(line), answer);
        QCOMPARE(answerSlaLine(line + "\r\n"), answer);
    }

    void saysNoDueInstantWhereNothingFallsDue()
    {
        const auto read = [](const char *events, const char *name) {
            const auto answer =
                QJsonDocument::fromJson(answerSlaLine(clocks(events, "2026-11-20T15:00:00Z")));
            return answer.object().value(u"clocks").toObject().value(QLatin1StringView(name)).toObject();
        };
        const char *answered = "{'at':'2026-11-20T12:00:00Z','type':'created'},{'at':'2026-11-20T12:10:00Z','"
                               "type':'agent_reply'},"
                               "{'at':'2026-11-20T12:20:00Z','type':'status','status':'waiting'}";
        QCOMPARE(read(answered, "first_response").value(u"state").toString(), u"met"_s);
        QVERIFY(read(answered, "first_response").value(u"due").isNull());
        QCOMPARE(read(answered, "first_response").value(u"stopped_at").toString(), u"2026-11-20T12:10:00Z"_s);
        QCOMPARE(read(answered, "resolution").value(u"state").toString(), u"paused"_s);
        QVERIFY(read(answered, "resolution").value(u"due").isNull());
        QVERIFY(read(answered, "resolution").value(u"stopped_at").isNull());
        QVERIFY(read(answered, "next_response").isEmpty());
        const char *late = "{'at':'2026-11-20T12:00:00Z','type':'created'},{'at':'2026-11-20T14:00:00Z','"
                           "type':'agent_reply'}";
        QCOMPARE(read(late, "first_response").value(u"state").toString(), u"breached"_s);
        QCOMPARE(read(late, "first_response").value(u"due").toString(), u"2026-11-20T13:00:00Z"_s);
        QCOMPARE(read(late, "first_response").value(u"stopped_at").toString(), u"2026-11-20T14:00:00Z"_s);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("names");
        const auto row = [](const char *name, const QByteArray &line, const char *names) {
            QTest::newRow(name) << json(line) << QString::fromLatin1(names);
        };
        const QByteArray due = "{'op':'due','calendar':%1,'start':'%2','target':'4h'}";
        const auto from = [&](const char *calendar, const char *start) {
            return QByteArray(due).replace("%1", calendar).replace("%2", start);
        };
        row("nothing", "", "JSON");
        row("a key of the question",
            "{'op':'due','calendar':'24x7','start':'2026-01-01T00:00:00Z','target':'4h','pause':[]}",
            "\"pause\"");
        row("a key of a question about time",
            "{'op':'elapsed','calendar':'24x7','from':'2026-01-01T00:00:00Z','to':'2026-01-01T00:00:00Z','"
            "until':1}",
            "\"until\"");
        row("a key of a question about clocks",
            "{'op':'clocks','calendar':'24x7','now':'2026-01-01T00:00:00Z'}", "\"now\"");
        row("a key of a break",
            from("{'zone':'UTC','hours':{'mon':[['09:00','17:00']]},"
                 "'breaks':[{'date':'2026-12-24','from':'10:00','to':'11:00','until':'12:00'}]}",
                 "2026-01-01T00:00:00Z"),
            "\"until\"");
        row("before 1970", from("'24x7'", "1969-12-31T23:59:59Z"), "outside the years 1970");
        row("a list", "[]", "object");
        row("no op", "{}", "op");
        row("op of another kind", "{'op':5}", "op");
        row("year", from("'24x7'", "2200-01-01T00:00:00Z"), "years 1970 to 2199");
        row("no zone in the time", from("'24x7'", "2026-01-01T00:00:00"), "offset");
        row("calendar name", from("'24x5'", "2026-01-01T00:00:00Z"), "24x7");
        row("calendar key",
            from("{'zone':'UTC','hours':{'mon':[['09:00','17:00']]},'holiday':[]}", "2026-01-01T00:00:00Z"),
            "holiday");
        row("zone that is a folder",
            from("{'zone':'Europe','hours':{'mon':[['09:00','17:00']]}}", "2026-01-01T00:00:00Z"), "Europe");
        row("hours of three",
            from("{'zone':'UTC','hours':{'mon':[['09:00','17:00','18:00']]}}", "2026-01-01T00:00:00Z"),
            "pair");
        row("hours of numbers", from("{'zone':'UTC','hours':{'mon':[[9,17]]}}", "2026-01-01T00:00:00Z"),
            "pair");
        row("opens at 24:00",
            from("{'zone':'UTC','hours':{'mon':[['24:00','06:00']]}}", "2026-01-01T00:00:00Z"), "24:00");
        row("24:01", from("{'zone':'UTC','hours':{'mon':[['09:00','24:01']]}}", "2026-01-01T00:00:00Z"),
            "24:01");
        row("break",
            from("{'zone':'UTC','hours':{'mon':[['09:00','17:00']]},'breaks':[{'date':'2026-12-24'}]}",
                 "2026-01-01T00:00:00Z"),
            "breaks");
        row("target of another kind",
            "{'op':'due','calendar':'24x7','start':'2026-01-01T00:00:00Z','target':4}", "target");
        row("pause backwards",
            "{'op':'due','calendar':'24x7','start':'2026-01-01T00:00:00Z','target':'4h','pauses':[['2026-01-"
            "02T00:00:00Z','2026-01-01T00:00:00Z']]}",
            "before");
        row("pauses of another kind",
            "{'op':'due','calendar':'24x7','start':'2026-01-01T00:00:00Z','target':'4h','pauses':{}}",
            "pauses");
        row("event type", clocks("{'at':'2026-11-20T12:00:00Z','type':'born'}", "2026-11-20T12:30:00Z"),
            "born");
        row("event status",
            clocks("{'at':'2026-11-20T12:00:00Z','type':'created'},{'at':'2026-11-20T12:00:00Z','type':'"
                   "status','status':'new'}",
                   "2026-11-20T12:30:00Z"),
            "status");
        row("event priority",
            clocks("{'at':'2026-11-20T12:00:00Z','type':'created'},{'at':'2026-11-20T12:00:00Z','type':'"
                   "priority','priority':'P9'}",
                   "2026-11-20T12:30:00Z"),
            "P9");
        row("nothing created", clocks("", "2026-11-20T12:30:00Z"), "created");
        row("no instant", clocks("{'at':'2026-11-20T12:00:00Z','type':'created'}", "soon"), "soon");
        row("clock name",
            "{'op':'clocks','calendar':'24x7','targets':{'P1':{'resolve':'4h'}},'priority':'P1','events':[],'"
            "at':'2026-01-01T00:00:00Z'}",
            "resolve");
        row("no priority",
            "{'op':'clocks','calendar':'24x7','targets':{},'events':[],'at':'2026-01-01T00:00:00Z'}",
            "priority");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, names);
        const QString error = errorOf(line);
        QVERIFY2(error.contains(names), qPrintable(error));
    }

    void everyMutilatedLineIsAnswered()
    {
        QRandomGenerator random(7);
        const QByteArray whole = clocks("{'at':'2026-11-20T12:00:00Z','type':'created'},{'at':'2026-11-20T12:"
                                        "20:00Z','type':'status','status':'waiting'}",
                                        "2026-11-20T12:30:00Z");
        for (int round = 0; round < 2000; ++round) {
            QByteArray line = whole;
            for (int change = random.bounded(1, 5); change > 0; --change) {
                const qsizetype where = random.bounded(int(line.size()));
                if (random.bounded(3) == 0)
                    line.remove(where, random.bounded(1, 20));
                else
                    line[where] = char(random.bounded(256));
            }
            const auto answer = QJsonDocument::fromJson(answerSlaLine(line)).object();
            QVERIFY2(answer.size() == 1 && (answer.contains(u"error") || answer.contains(u"clocks")),
                     line.constData());
        }
    }

    void aLineMadeToCostMuchIsAnsweredSoon()
    {
        QByteArray breaks, events = "{'at':'2026-01-01T00:00:00Z','type':'created'}";
        for (int i = 0; i < 9000; ++i)
            breaks += QByteArray(i == 0 ? "" : ",") + "{'date':'20" + QByteArray::number(10 + i % 80) + "-" +
                      QByteArray::number(10 + i % 3) + "-" + QByteArray::number(10 + i % 18) +
                      "','from':'01:00','to':'02:00'}";
        const char *kinds[] = {"'status','status':'waiting'", "'agent_reply'", "'customer_message'",
                               "'priority','priority':'P1'"};
        for (int i = 0; i < 9990; ++i)
            events += ",{'at':'2026-01-02T" + QByteArray::number(100 + i / 600 % 24).right(2) + ":" +
                      QByteArray::number(100 + i / 10 % 60).right(2) + ":" +
                      QByteArray::number(100 + i % 10 * 6).right(2) + "Z','type':" + kinds[i % 4] + "}";
        QElapsedTimer timer;
        timer.start();
        const QByteArray due =
            json("{'op':'due','start':'2026-01-01T00:00:00Z','target':'100000bh','calendar':"
                 "{'zone':'UTC','hours':{'mon':[['09:00','17:00']]},'breaks':[" +
                 breaks + "]}}");
        QVERIFY(errorOf(due).contains(u"does not open long enough"));
        QVERIFY(!QJsonDocument::fromJson(answerSlaLine(clocks(events.constData(), "2027-01-01T00:00:00Z")))
                     .object()
                     .value(u"clocks")
                     .toObject()
                     .isEmpty());
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestSlaLines)
#include "tst_slalines.moc"
