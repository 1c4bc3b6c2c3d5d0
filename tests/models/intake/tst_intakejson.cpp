// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/intake/readall.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::intake;
using namespace muster::ticket;

namespace {

QString dataFile(const QString &name)
{
    return QStringLiteral(MUSTER_SOURCE_DIR "/tests/models/intake/data/") + name;
}

} // namespace

class TestIntakeJson : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void guessesTheMapOfEachExport_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("map");
        QTest::newRow("zendesk") << dataFile(u"zendesk.jsonl"_s) << u"zendesk"_s;
        QTest::newRow("zammad") << dataFile(u"zammad.json"_s) << u"zammad"_s;
        QTest::newRow("jira") << dataFile(u"jira.json"_s) << u"jira-service-management"_s;
    }
    void guessesTheMapOfEachExport()
    {
        QFETCH(QString, file);
        QFETCH(QString, map);
        const auto look = peek(file);
        QVERIFY(look.has_value());
        QCOMPARE(look->guessedMap, map);
        QVERIFY(!look->columns.isEmpty());
        QVERIFY(!look->samples.empty());
        QCOMPARE(look->samples[0].size(), look->columns.size());
    }

    void guessesSpreadsheetsByTheirColumns_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("map");
        QTest::newRow("own") << QByteArray(
                                    "Case,Subject,Description,Customer,Tier,Created\n1,a,b,c,d,2026-11-20\n")
                             << u"generic"_s;
        QTest::newRow("plain with an id")
            << QByteArray("id,subject,created_at,status,priority\n1,a,2026-11-20,open,P1\n") << u"generic"_s;
        QTest::newRow("zendesk view")
            << QByteArray("ID,Subject,Requester,Requested,Status,Priority,Assignee,Updated\n")
            << u"zendesk"_s;
        QTest::newRow("jira") << QByteArray(
                                     "Issue key,Summary,Reporter,Assignee,Priority,Status,Created,Updated\n")
                              << u"jira-service-management"_s;
        QTest::newRow("none") << QByteArray("Name,Colour\n1,a\n") << QString();
    }
    void guessesSpreadsheetsByTheirColumns()
    {
        QFETCH(QByteArray, bytes);
        const TextFile file(bytes);
        const auto look = peek(file.path());
        QVERIFY(look.has_value());
        QTEST(look->guessedMap, "map");
    }

    void readsZendeskWithItsConversation()
    {
        const Everything all = readAll(dataFile(u"zendesk.jsonl"_s), *shippedMap(u"zendesk"_s));
        QCOMPARE(all.rejects.size(), 0U);
        QCOMPARE(all.tickets.size(), 2U);
        const IncomingTicket &first = all.tickets[0];
        QCOMPARE(first.source, u"zendesk:4711"_s);
        QCOMPARE(first.customerName, u"Lumen GmbH"_s);
        QCOMPARE(first.fields.contactName, u"Marta Nowak"_s);
        QCOMPARE(first.fields.priority, u"P1"_s);
        QCOMPARE(first.assigneeEmail, u"alex@desk.example"_s);
        QCOMPARE(first.fields.channel, u"email"_s);
        QCOMPARE(
            told(first),
            (QStringList{
                u"2026-11-18T09:00:00Z | ticket.note | Looks like the session cookie. | zendesk:4711#c2"_s,
                u"2026-11-18T09:05:00Z | ticket.reply | Which browser do you use? | zendesk:4711#c3"_s,
                u"2026-11-18T10:40:00Z | ticket.status | waiting | zendesk:4711#status@2026-11-18T10:40:00Z=waiting"_s}));
        QCOMPARE(first.notes, QStringList{u"the comment 4 was left out: \"not a time\" is not a time"_s});
        const IncomingTicket &second = all.tickets[1];
        QCOMPARE(second.line, 2);
        QCOMPARE(second.fields.priority, QString());
        QCOMPARE(
            told(second),
            QStringList{
                u"2026-11-14T13:00:00Z | ticket.status | closed | zendesk:4712#status@2026-11-14T13:00:00Z=closed"_s});
    }

    void readsZammadWithItsArticles()
    {
        const Everything all = readAll(dataFile(u"zammad.json"_s), *shippedMap(u"zammad"_s));
        QCOMPARE(all.rejects.size(), 0U);
        QCOMPARE(all.tickets.size(), 1U);
        const IncomingTicket &ticket = all.tickets[0];
        QCOMPARE(ticket.line, 3);
        QCOMPARE(ticket.fields.caseNumber, u"48051"_s);
        QCOMPARE(ticket.fields.description, u"The export hangs.\nIt was fine & fast before."_s);
        QCOMPARE(ticket.fields.contactEmail, u"lena@ember.example"_s);
        QCOMPARE(ticket.assigneeName, QString());
        QCOMPARE(
            told(ticket),
            (QStringList{
                u"2026-11-19T07:30:05Z | ticket.reply | We have your message. | zammad:51#c802"_s,
                u"2026-11-19T08:00:00Z | ticket.reply | How many rows does it have? | zammad:51#c803"_s,
                u"2026-11-19T08:00:00Z | ticket.status | open | zammad:51#status@2026-11-19T08:00:00Z=open"_s}));
        QVERIFY(std::get<ReplySent>(ticket.entries[0].second).automatic);
        QVERIFY(!std::get<ReplySent>(ticket.entries[1].second).automatic);
    }

    void readsJiraWithItsComments()
    {
        const Everything all = readAll(dataFile(u"jira.json"_s), *shippedMap(u"jira-service-management"_s));
        QCOMPARE(all.rejects.size(), 0U);
        QCOMPARE(all.tickets.size(), 1U);
        const IncomingTicket &ticket = all.tickets[0];
        QCOMPARE(ticket.fields.caseNumber, u"SUP-88"_s);
        QCOMPARE(ticket.fields.description, u"Since Monday every call fails."_s);
        QCOMPARE(ticket.fields.priority, u"P0"_s);
        QCOMPARE(toRfc3339(ticket.createdAt), u"2026-11-16T08:15:00Z"_s);
        QCOMPARE(
            told(ticket),
            (QStringList{
                u"2026-11-16T09:00:00Z | ticket.reply | The key was rotated; the new one is in your "
                "settings. | jira:SUP-88#c7"_s,
                u"2026-11-17T10:00:00Z | ticket.customer_message | That helped. | jira:SUP-88#c8"_s,
                u"2026-11-17T10:20:00Z | ticket.note | Add to the runbook. | jira:SUP-88#c9"_s,
                u"2026-11-17T10:30:00Z | ticket.status | resolved | jira:SUP-88#status@2026-11-17T10:30:00Z=resolved"_s}));
    }

    void namesTheSameSourcesOnEveryReading()
    {
        const QByteArray bytes =
            "Subject,Created,Contact,Status,Updated\na,2026-11-19,Ann,closed,2026-11-20\n";
        const auto sources = [&] {
            const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
            return told(all.tickets.at(0)) + QStringList{all.tickets.at(0).source};
        };
        const QStringList first = sources();
        QVERIFY(first.last().startsWith(u"file:h"_s));
        QCOMPARE(sources(), first);
    }

    void readsTheSameTicketsFromEveryJsonShape_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray one = R"({"id":1,"subject":"a","created":"2026-11-20T10:00:00Z"})";
        const QByteArray two = R"({"id":2,"subject":"b","created":1795000000})";
        QTest::newRow("lines") << one + "\n\n" + two + "\n";
        QTest::newRow("lines with CRLF and mark") << "\xEF\xBB\xBF" + one + "\r\n" + two;
        QTest::newRow("list") << "[" + one + "," + two + "]";
        QTest::newRow("tickets") << "{\"count\":2,\"tickets\":[" + one + ",\n" + two + "],\"next\":[{}]}\n";
        QTest::newRow("issues after a nested list")
            << "{\"a\":{\"tickets\":[1]},\"issues\": [" + one + "," + two + "]}";
        QTest::newRow("over several lines") << QByteArray(one).replace(',', ",\n") + "\n" + QByteArray(two);
    }
    void readsTheSameTicketsFromEveryJsonShape()
    {
        QFETCH(QByteArray, bytes);
        const Everything all = readBytes(bytes, *shippedMap(u"muster"_s));
        QCOMPARE(all.error, QString());
        for (const RejectedRow &reject : all.rejects)
            QFAIL(qPrintable(reject.reason));
        QCOMPARE(all.tickets.size(), 2U);
        QCOMPARE(all.tickets[0].source, u"muster:1"_s);
        QCOMPARE(all.tickets[1].source, u"muster:2"_s);
    }

    void losesOneEntryToDamageAndNotTheRest()
    {
        const QByteArray good = R"({"id":1,"subject":"a","created":"2026-11-20T10:00:00Z"})";
        const Everything lines =
            readBytes(good + "\n{\"id\":2,\"subject\"\n[1]\n" + good + "\n", *shippedMap(u"muster"_s));
        QCOMPARE(lines.tickets.size(), 2U);
        QCOMPARE(lines.rejects.size(), 2U);
        QCOMPARE(lines.rejects[0].line, 2);
        QCOMPARE(lines.rejects[1].line, 3);
        const Everything list = readBytes(
            "[\n" + good + ",\n{\"id\":2,\"subject\":\"open},\n3,\n" + good + "\n", *shippedMap(u"muster"_s));
        QCOMPARE(list.tickets.size(), 1U);
        QVERIFY(!list.rejects.empty());
        QCOMPARE(list.rejects[0].line, 3);
        const Everything rest = readBytes("[" + good + "]\n" + good, *shippedMap(u"muster"_s));
        QCOMPARE(rest.tickets.size(), 1U);
        QCOMPARE(rest.rejects.size(), 1U);
        QCOMPARE(rest.rejects[0].line, 2);
    }

    void sortsEntriesAndLetsNoneStandBeforeTheTicket()
    {
        const Everything all = readBytes(
            R"({"id":1,"subject":"a","created":"2026-11-20T10:00:00Z","events":[
            {"at":"2026-11-20T11:00:00Z","type":"status","status":"waiting"},
            {"at":"2026-11-20T10:30:00Z","type":"reply","from":"Bo","text":"hello"},
            {"at":"2026-11-20T09:00:00Z","type":"note","from":"Bo","text":"early"},
            {"at":"2026-11-21T09:00:00Z","type":"note","from":"Bo","text":"in the future"},
            {"at":"2026-11-20T10:40:00Z","type":"dance"}]})",
            *shippedMap(u"muster"_s));
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(told(all.tickets[0]),
                 (QStringList{u"2026-11-20T10:00:00Z | ticket.note | early | muster:1#e3"_s,
                              u"2026-11-20T10:30:00Z | ticket.reply | hello | muster:1#e2"_s,
                              u"2026-11-20T11:00:00Z | ticket.status | waiting | muster:1#e1"_s}));
        QCOMPARE(all.tickets[0].notes.size(), 3);
    }

    void everyShippedMapReads()
    {
        QCOMPARE(shippedMaps().size(), 5);
        for (const QString &key : shippedMaps()) {
            const auto map = shippedMap(key);
            QVERIFY2(map.has_value(), map ? "" : qPrintable(map.error().detail));
            QCOMPARE(map->key, key);
        }
        QVERIFY(!shippedMap(u"../secret"_s));
    }

    void namesEveryMistakeOfAMapAtOnce()
    {
        const auto map =
            readMap(R"({"key":"x","system":"a:b","zone":"Mars/Base","fields":{"subjct":"a","created_at":7},
            "values":{"status":{"Open":"odd"}},"extra":1})",
                    u"mine.json"_s);
        QVERIFY(!map);
        for (const auto part : {"\"extra\""_L1, "\"system\""_L1, "Mars/Base"_L1, "\"subjct\""_L1,
                                "\"created_at\""_L1, "\"subject\""_L1, "lower case"_L1, "\"odd\""_L1})
            QVERIFY2(map.error().detail.contains(part), part.data());
    }
};

QTEST_GUILESS_MAIN(TestIntakeJson)
#include "tst_intakejson.moc"
