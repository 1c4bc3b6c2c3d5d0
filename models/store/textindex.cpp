// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/textindex.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr qsizetype kMaxWords = 16;
constexpr qsizetype kMaxWordLength = 100;
/// Ranking reads every match of every word; above this many matches the newest are as good as the best.
constexpr int kRankLimit = 1000;

#define HIT_COLUMNS "ticket, snippet(ticket_text, -1, char(2), char(3), char(8230), 14)"
#define TEXT_COLUMNS "ticket, case_number, subject, customer, contact, messages"

bool hasLetterOrDigit(const QString &word)
{
    return std::ranges::any_of(word, [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
}

/// Each word as a quoted phrase: within the quotes only a quote itself has a meaning, and it is doubled.
QString matchExpression(const QString &words)
{
    QStringList phrases;
    for (QString word : words.split(QChar::Space, Qt::SkipEmptyParts)) {
        word.truncate(kMaxWordLength);
        word.remove(QChar::Null);
        if (!hasLetterOrDigit(word))
            continue;
        word.replace(u'"', u"\"\""_s);
        phrases += u'"' + word + u'"';
        if (phrases.size() == kMaxWords)
            break;
    }
    return phrases.isEmpty() ? QString() : phrases.join(u' ') + u'*';
}

QString contactText(const ticket::Ticket &ticket)
{
    return ticket.contactName + u' ' + ticket.contactEmail;
}

QString messagesText(const ticket::Ticket &ticket)
{
    QStringList texts{ticket.description, ticket.environment, ticket.steps};
    for (const ticket::Message &message : ticket.messages)
        texts += message.text;
    if (ticket.closingNote)
        texts +=
            {ticket.closingNote->rootCause, ticket.closingNote->workaround, ticket.closingNote->prevention};
    texts.removeAll(QString());
    return texts.join(u'\n');
}

} // namespace

bool changesWords(const QString &factType)
{
    static const std::array types{"ticket.created"_L1, "ticket.customer_message"_L1,
                                  "ticket.reply"_L1,   "ticket.note"_L1,
                                  "ticket.fields"_L1,  "ticket.closing_note"_L1};
    return std::ranges::any_of(types, [&](QLatin1StringView type) { return factType == type; });
}

Result<void> TextIndex::put(qint64 number, const ticket::Ticket &ticket, const QString &customer)
{
    Statement put = m_database.prepare("INSERT OR REPLACE INTO ticket_text (rowid, " TEXT_COLUMNS
                                       ") VALUES (?, ?, ?, ?, ?, ?, ?)");
    put.bind(1, number)
        .bind(2, ticket.id)
        .bind(3, ticket.caseNumber)
        .bind(4, ticket.subject)
        .bind(5, customer);
    return put.bind(6, contactText(ticket)).bind(7, messagesText(ticket)).run();
}

bool TextIndex::holds(qint64 number, const ticket::Ticket &ticket, const QString &customer)
{
    Statement query = m_database.prepare("SELECT " TEXT_COLUMNS " FROM ticket_text WHERE rowid = ?");
    query.bind(1, number);
    return query.next() && query.id<TicketId>(0) == ticket.id && query.text(1) == ticket.caseNumber &&
           query.text(2) == ticket.subject && query.text(3) == customer &&
           query.text(4) == contactText(ticket) && query.text(5) == messagesText(ticket);
}

Result<void> TextIndex::remove(qint64 number)
{
    Statement remove = m_database.prepare("DELETE FROM ticket_text WHERE rowid = ?");
    return remove.bind(1, number).run();
}

Result<void> TextIndex::markDue(TicketId ticket)
{
    Statement put = m_database.prepare("INSERT OR IGNORE INTO text_due (ticket) VALUES (?)");
    return put.bind(1, ticket).run();
}

Result<void> TextIndex::markDueOf(CustomerId customer)
{
    Statement put = m_database.prepare(
        "INSERT OR IGNORE INTO text_due (ticket) SELECT id FROM tickets WHERE customer = ?");
    return put.bind(1, customer).run();
}

Result<std::vector<TicketId>> TextIndex::due()
{
    Statement query = m_database.prepare("SELECT ticket FROM text_due");
    std::vector<TicketId> tickets;
    while (query.next())
        tickets.push_back(query.id<TicketId>(0));
    if (query.failed())
        return query.error();
    return tickets;
}

bool TextIndex::isDue(TicketId ticket)
{
    Statement query = m_database.prepare("SELECT 1 FROM text_due WHERE ticket = ?");
    query.bind(1, ticket);
    return query.next();
}

Result<void> TextIndex::clearDue(TicketId ticket)
{
    Statement remove = m_database.prepare("DELETE FROM text_due WHERE ticket = ?");
    return remove.bind(1, ticket).run();
}

Result<std::vector<TextIndex::Hit>> TextIndex::search(const QString &words, int limit)
{
    std::vector<Hit> hits;
    const QString match = matchExpression(words.simplified());
    if (match.isEmpty() || limit <= 0)
        return hits;
    Statement count = m_database.prepare(
        "SELECT count(*) FROM (SELECT 1 FROM ticket_text WHERE ticket_text MATCH ? LIMIT ?)");
    count.bind(1, match).bind(2, kRankLimit);
    const bool isRanked = count.next() && count.number(0) < kRankLimit;
    if (count.failed())
        return count.error();
    Statement query = m_database.prepare(
        isRanked ? "SELECT " HIT_COLUMNS " FROM ticket_text WHERE ticket_text MATCH ?"
                   " ORDER BY bm25(ticket_text, 0, 10, 6, 4, 3, 1) LIMIT ?"
                 : "SELECT " HIT_COLUMNS
                   " FROM ticket_text WHERE ticket_text MATCH ? ORDER BY rowid DESC LIMIT ?");
    query.bind(1, match).bind(2, limit);
    while (query.next())
        hits.push_back({query.id<TicketId>(0), query.text(1)});
    if (query.failed())
        return query.error();
    return hits;
}

Result<void> TextIndex::compact()
{
    return m_database.prepare("INSERT INTO ticket_text (ticket_text) VALUES ('optimize')").run();
}

Result<void> TextIndex::verify()
{
    return m_database.prepare("INSERT INTO ticket_text (ticket_text, rank) VALUES ('integrity-check', 1)")
        .run();
}

} // namespace muster::store
