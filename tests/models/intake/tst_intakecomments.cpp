// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations that stand in the columns of a spreadsheet.
#include "tests/models/intake/readall.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::intake;
using namespace muster::ticket;

namespace {

QString jiraFile()
{
    return QStringLiteral(MUSTER_SOURCE_DIR "/tests/models/intake/data/jira.csv");
}

FieldMap jiraMap()
{
    return *shippedMap(u"jira-service-management"_s);
}

/// A ticket of the reporter "ann" with this comment.
Everything withComment(const QByteArray &cell)
{
    return readBytes("Issue key,Summary,Reporter,Created,Updated,Comment\n"
                     "A-1,a,ann,2026-11-18 10:00,2026-11-19 10:00,\"" +
                         cell + "\"\n",
                     jiraMap());
}

} // namespace

class TestIntakeComments : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void guessesTheMapOfTheExport()
    {
        const auto look = peek(jiraFile());
        QVERIFY(look.has_value());
        QCOMPARE(look->guessedMap, u"jira-service-management"_s);
    }

    void readsEveryCommentColumnAsTheConversation()
    {
        const Everything all = readAll(jiraFile(), jiraMap());
        QCOMPARE(all.rejects.size(), 0U);
        QCOMPARE(all.tickets.size(), 2U);
        const IncomingTicket &ticket = all.tickets[0];
        QCOMPARE(ticket.customerName, u"Quay Ltd"_s);
        QCOMPARE(ticket.fields.tags, (QStringList{u"api"_s, u"webhook"_s}));
        QCOMPARE(ticket.notes, QStringList());
        QCOMPARE(ticket.entries.size(), 5U);
        const auto automatic = std::get<ReplySent>(ticket.entries[0].second);
        QVERIFY(automatic.automatic);
        QCOMPARE(automatic.from, u"Automation for Jira"_s);
        const auto reply = std::get<ReplySent>(ticket.entries[1].second);
        QCOMPARE(toRfc3339(ticket.entries[1].first), u"2026-11-16T09:00:00Z"_s);
        QCOMPARE(reply.from, u"Sam Reed"_s);
        QCOMPARE(reply.text, u"The key was rotated; the new one is in your settings.\n\nSam"_s);
        QVERIFY(!reply.automatic);
        const auto customer = std::get<CustomerMessageReceived>(ticket.entries[2].second);
        QCOMPARE(customer.from, u"Ines Prado"_s);
        QCOMPARE(customer.text, u"That helped; thank you."_s);
        const auto stranger = std::get<ReplySent>(ticket.entries[3].second);
        QCOMPARE(stranger.from, u"712020:77"_s);
        QCOMPARE(std::get<StatusChanged>(ticket.entries[4].second).status, Status::Waiting);
    }

    void keepsWhatItDoesNotUnderstandAsANote()
    {
        const Everything all = readAll(jiraFile(), jiraMap());
        const IncomingTicket &ticket = all.tickets.at(1);
        QStringList kept;
        for (const auto &[at, fact] : ticket.entries) {
            if (const auto *note = std::get_if<NoteAdded>(&fact)) {
                QCOMPARE(toRfc3339(at), u"2026-11-17T09:30:00Z"_s);
                kept += note->text;
            }
        }
        QCOMPARE(kept,
                 (QStringList{u"Seen by the night shift"_s, u"11/12/2026 9:20;712020:9f;Which month?"_s}));
        QCOMPARE(ticket.notes.size(), 2);
    }

    void readsTheDateOfACommentInManyForms_data()
    {
        QTest::addColumn<QByteArray>("date");
        for (const char *date :
             {"19/Nov/26 9:20 AM", "19/Nov/2026 09:20", "2026-11-19 09:20", "2026-11-19T09:20:00Z",
              "19.11.2026 09:20", "Nov 19, 2026 9:20 AM", " 19/nov/26 9:20 am "})
            QTest::newRow(date) << QByteArray(date);
    }
    void readsTheDateOfACommentInManyForms()
    {
        QFETCH(QByteArray, date);
        const Everything all = withComment(date + ";bo;Hello; again");
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(told(all.tickets[0]).size(), 1);
        // The same entry however its date is written.
        QCOMPARE(told(all.tickets[0]), told(withComment("2026-11-19 09:20;bo;Hello; again").tickets.at(0)));
        QVERIFY(
            told(all.tickets[0])[0].startsWith(u"2026-11-19T09:20:00Z | ticket.reply | Hello; again |"_s));
    }

    void theReportersCommentIsTheCustomers()
    {
        QVERIFY(told(withComment("2026-11-19 09:20;ann;Any news?").tickets.at(0))[0].contains(
            u"ticket.customer_message"_s));
    }

    void losesNoTextOfAnOddCell_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char *cell :
             {"no marks at all", "one;mark", ";;", "2026-11-19 09:20;bo", "2031-01-01 09:20;bo;later",
              "soon;bo;text", ";bo;text", "99999999999999;bo;text"})
            QTest::newRow(cell) << QByteArray(cell);
    }
    void losesNoTextOfAnOddCell()
    {
        QFETCH(QByteArray, cell);
        const Everything all = withComment(cell);
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].entries.size(), 1U);
        QCOMPARE(std::get<NoteAdded>(all.tickets[0].entries[0].second).text, QString::fromLatin1(cell));
        QCOMPARE(toRfc3339(all.tickets[0].entries[0].first), u"2026-11-19T10:00:00Z"_s);
        QCOMPARE(all.tickets[0].notes.size(), 1);
    }

    void namesTheSameEntriesOnEveryReading()
    {
        const Everything first = readAll(jiraFile(), jiraMap()), second = readAll(jiraFile(), jiraMap());
        for (size_t i = 0; i < 2; ++i)
            QCOMPARE(told(first.tickets.at(i)), told(second.tickets.at(i)));
    }
};

QTEST_GUILESS_MAIN(TestIntakeComments)
#include "tst_intakecomments.moc"
