// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/csvreader.h"
#include "tests/models/intake/readall.h"

#include <QBuffer>
#include <QTest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::intake;
using namespace std::chrono_literals;

class TestIntakeCsv : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsWhateverFormSpreadsheetsWrite_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("subject");
        const QByteArray row = "Subject,Created\nPrinter,2026-11-20 10:00\n";
        QTest::newRow("plain") << row << u"Printer"_s;
        QTest::newRow("CRLF") << QByteArray(row).replace("\n", "\r\n") << u"Printer"_s;
        QTest::newRow("CR alone") << QByteArray(row).replace("\n", "\r") << u"Printer"_s;
        QTest::newRow("no line end at the end") << row.chopped(1) << u"Printer"_s;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + row << u"Printer"_s;
        QTest::newRow("semicolons") << QByteArray(row).replace(',', ';') << u"Printer"_s;
        QTest::newRow("tabs") << QByteArray(row).replace(',', '\t') << u"Printer"_s;
        QTest::newRow("bars") << QByteArray(row).replace(',', '|') << u"Printer"_s;
        QTest::newRow("stated separator") << "sep=;\r\n" + QByteArray(row).replace(',', ';') << u"Printer"_s;
        QTest::newRow("quotes") << QByteArray("Subject,Created\n\"He said \"\"no\"\", twice\",2026-11-20\n")
                                << u"He said \"no\", twice"_s;
        QTest::newRow("header in capitals")
            << QByteArray("SUBJECT,created\nPrinter,2026-11-20\n") << u"Printer"_s;
        QTest::newRow("UTF-8") << QByteArray("Subject,Created\nGrüße 🙂,2026-11-20\n")
                               << u"Grüße 🙂"_s;
        QTest::newRow("Windows-1252") << QByteArray("Subject,Created\nGr\xFC\xDF"
                                                    "e \x80 5,2026-11-20\n")
                                      << u"Grüße € 5"_s;
        QTest::newRow("blank lines") << QByteArray("\n\nSubject,Created\n\n\nPrinter,2026-11-20\n\n")
                                     << u"Printer"_s;
        QTest::newRow("empty columns too many")
            << QByteArray("Subject,Created\nPrinter,2026-11-20,,\n") << u"Printer"_s;
    }
    void readsWhateverFormSpreadsheetsWrite()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, subject);
        const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
        QCOMPARE(all.error, QString());
        QCOMPARE(all.rejects.size(), 0U);
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].fields.subject, subject);
    }

    void readsUtf16AsSpreadsheetsSaveIt()
    {
        const QString text = u"\xfeff"
                             u"Subject\tCreated\r\nŻółw 🙂\t2026-11-20\r\n"_s;
        const QByteArray bytes(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].fields.subject, u"Żółw 🙂"_s);
    }

    void rejectsWithTheFirstLineOfTheRow()
    {
        const QByteArray bytes = "Subject,Description,Created\n"          // 1
                                 "good,\"two\nlines\",2026-11-20 09:00\n" // 2, 3
                                 "ragged,2026-11-20\n"                    // 4
                                 ",none,2026-11-20\n"                     // 5
                                 "no time,\"a\nb\nc\",\n"                 // 6-8
                                 "late,x,2027-01-01\n"                    // 9
                                 "bad time,x,yesterday\n"                 // 10
                                 "good too,x,2026-11-20 09:00\n";         // 11
        const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
        QCOMPARE(all.tickets.size(), 2U);
        QCOMPARE(all.tickets[0].line, 2);
        QCOMPARE(all.tickets[0].fields.description, u"two\nlines"_s);
        QCOMPARE(all.tickets[1].line, 11);
        QList<qint64> lines;
        for (const RejectedRow &reject : all.rejects)
            lines += reject.line;
        QCOMPARE(lines, (QList<qint64>{4, 5, 6, 9, 10}));
        QVERIFY(all.rejects[0].reason.contains(u"2 columns"_s));
        QVERIFY(all.rejects[1].reason.contains(u"no subject"_s));
        QVERIFY(all.rejects[2].reason.contains(u"no time of creation"_s));
        QVERIFY(all.rejects[3].reason.contains(u"future"_s));
        QVERIFY(all.rejects[4].reason.contains(u"yesterday"_s));
        QCOMPARE(all.rejects[2].text, QByteArray("no time,\"a\nb\nc\","));
    }

    void losesOneRowToAStrayQuoteAndNotTheRest_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::newRow("never closed") << QByteArray("\"open,2026-11-20");
        QTest::newRow("goes on after its quote") << QByteArray("\"open\"x,2026-11-20");
    }
    void losesOneRowToAStrayQuoteAndNotTheRest()
    {
        QFETCH(QByteArray, second);
        const QByteArray bytes =
            "Subject,Created\none,2026-11-20\n" + second + "\nthree,2026-11-20\nfour,2026-11-20\n";
        const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
        QCOMPARE(all.tickets.size(), 3U);
        QCOMPARE(all.tickets[1].line, 4);
        QCOMPARE(all.tickets[2].line, 5);
        QCOMPARE(all.rejects.size(), 1U);
        QCOMPARE(all.rejects[0].line, 3);
        QCOMPARE(all.rejects[0].text, second);
    }

    void rejectsWhatIsTooLongAndReadsOn()
    {
        const QByteArray bytes = "Subject,Description,Created\n\"" + QByteArray(3 * 1024 * 1024, 'x') +
                                 "\",y,2026-11-20\n" + QByteArray(600, 's') + ",y,2026-11-20\nlong text," +
                                 QByteArray(1100 * 1024, 't') + ",2026-11-20\nfine,y,2026-11-20\n";
        const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
        QCOMPARE(all.rejects.size(), 3U);
        QCOMPARE(all.rejects[0].line, 2);
        QVERIFY(all.rejects[0].text.size() <= 4096);
        QVERIFY(all.rejects[1].reason.contains(u"600 characters"_s));
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].line, 5);
    }

    void readsEveryColumnOfTheGenericMap()
    {
        const QByteArray bytes = "Case;Subject;Description;Customer;Tier;ARR;Contact;E-mail;Priority;Impact;"
                                 "Environment;Steps;Status;Owner;"
                                 "Tags;Created;Updated\n"
                                 "C-9;Slow;Text;Acme;Enterprise;1.250,50 EUR;Ann;ann@acme.example;Urgent;all "
                                 "users;prod;press;On hold;Bo;"
                                 "b, a;2026-11-19 08:00:30;2026-11-19 09:00\n";
        const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
        QCOMPARE(all.tickets.size(), 1U);
        const IncomingTicket &ticket = all.tickets[0];
        QCOMPARE(ticket.source, u"file:C-9"_s);
        QCOMPARE(ticket.fields.caseNumber, u"C-9"_s);
        QCOMPARE(ticket.customerName, u"Acme"_s);
        QCOMPARE(ticket.fields.tier, u"enterprise"_s);
        QCOMPARE(ticket.arr, (customer::Money{125050, u"EUR"_s}));
        QCOMPARE(ticket.fields.contactEmail, u"ann@acme.example"_s);
        QCOMPARE(ticket.fields.priority, u"P0"_s);
        QCOMPARE(ticket.fields.tags, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(ticket.assigneeName, u"Bo"_s);
        QCOMPARE(toRfc3339(ticket.createdAt), u"2026-11-19T08:00:30Z"_s);
        QCOMPARE(ticket.entries.size(), 1U);
        QCOMPARE(toRfc3339(ticket.entries[0].first), u"2026-11-19T09:00:00Z"_s);
        QCOMPARE(std::get<ticket::StatusChanged>(ticket.entries[0].second).status, ticket::Status::OnHold);
        QCOMPARE(ticket.notes, QStringList());
    }

    void readsTimesInTheZoneOfTheMap()
    {
        FieldMap map = *shippedMap(u"generic"_s);
        map.zone = u"Asia/Kathmandu"_s;
        map.timeFormat = u"dd.MM.yyyy HH:mm"_s;
        const Everything all =
            readBytes("Subject,Created\na,19.11.2026 09:00\nb,2026-11-19T09:00:00Z\n", map);
        QCOMPARE(all.tickets.size(), 2U);
        QCOMPARE(toRfc3339(all.tickets[0].createdAt), u"2026-11-19T03:15:00Z"_s);
        QCOMPARE(toRfc3339(all.tickets[1].createdAt), u"2026-11-19T09:00:00Z"_s);
    }

    void notesWhatItDoesNotKnowAndTakesTheTicket()
    {
        const Everything all = readBytes("Subject,Created,Priority,Tier,Status,E-mail,ARR\na,2026-11-19,"
                                         "extreme,gold,strange,nobody,much\n",
                                         *shippedMap(u"generic"_s));
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].notes.size(), 5);
        QCOMPARE(all.tickets[0].fields.priority, QString());
        QCOMPARE(all.tickets[0].fields.tier, QString());
    }

    void fitsAMapToTheColumnsThatAreThere()
    {
        const QByteArray bytes = "Summary,State,Opened\na,closed,2026-11-19\n";
        const TextFile file(bytes);
        const FieldMap fitted = fittedTo(*shippedMap(u"generic"_s), *peek(file.path()));
        QCOMPARE(fitted.fields, (QJsonObject{{u"subject"_s, u"Summary"_s},
                                             {u"status"_s, u"State"_s},
                                             {u"created_at"_s, u"Opened"_s}}));
        QCOMPARE(readAll(file.path(), fitted).tickets.size(), 1U);
    }

    void saysWhichColumnIsMissing()
    {
        const Everything all = readBytes("Name,When\na,2026-11-20\n", *shippedMap(u"generic"_s));
        QVERIFY(all.error.contains(u"no column for \"subject\""_s));
        QVERIFY(all.error.contains(u"Name, When"_s));
    }

    void refusesFilesThatAreNotText()
    {
        QVERIFY(readBytes("", *shippedMap(u"generic"_s)).error.contains(u"empty"_s));
        QVERIFY(readBytes(QByteArray("PK\x03\x04zip"), *shippedMap(u"generic"_s)).error.contains(u"CSV"_s));
        QVERIFY(
            readAll(u"/nowhere/at/all.csv"_s, *shippedMap(u"generic"_s)).error.contains(u"cannot be read"_s));
    }

    void shiftsEveryTimeByTheContext()
    {
        ReaderContext context = testContext();
        context.shift = sampleShift(*parseRfc3339(u"2026-11-20T13:30:45Z"_s));
        QCOMPARE(context.shift, Millis(90min));
        const TextFile file("Subject,Created,Status,Updated\na,2026-11-19 08:00,Pending,2026-11-19 09:00\n");
        const Everything all = readAll(file.path(), *shippedMap(u"generic"_s), context);
        QCOMPARE(toRfc3339(all.tickets[0].createdAt), u"2026-11-19T09:30:00Z"_s);
        QCOMPARE(toRfc3339(all.tickets[0].entries[0].first), u"2026-11-19T10:30:00Z"_s);
    }
};

QTEST_GUILESS_MAIN(TestIntakeCsv)
#include "tst_intakecsv.moc"
