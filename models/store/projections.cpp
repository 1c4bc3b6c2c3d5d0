// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/projections.h"

#include "models/base/json.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr int kAcknowledged = 1, kCustomerSpokeLast = 2;

/// One clock as it lies in the file: little-endian, fixed width.
constexpr qsizetype kClockBytes = 2 + 5 * 8 + 4;

template <typename Number> void put(char *&at, Number value)
{
    qToLittleEndian(value, at);
    at += sizeof value;
}

template <typename Number> Number take(const char *&at)
{
    const auto value = qFromLittleEndian<Number>(at);
    at += sizeof value;
    return value;
}

QByteArray packClocks(const std::array<sla::ClockSummary, 4> &clocks)
{
    QByteArray packed(kClockBytes * 4, Qt::Uninitialized);
    char *at = packed.data();
    for (const sla::ClockSummary &clock : clocks) {
        put(at, quint8(clock.phase));
        put(at, quint8(clock.breached));
        for (const Instant instant : {clock.start, clock.due, clock.warnAt, clock.sloDue, clock.stoppedAt})
            put(at, toMillis(instant));
        put(at, clock.usedPermille);
    }
    return packed;
}

std::array<sla::ClockSummary, 4> unpackClocks(QByteArrayView packed)
{
    std::array<sla::ClockSummary, 4> clocks;
    if (packed.size() != kClockBytes * 4)
        return clocks;
    const char *at = packed.data();
    for (sla::ClockSummary &clock : clocks) {
        clock.phase = sla::ClockSummary::Phase(std::min<quint8>(take<quint8>(at), 3));
        clock.breached = take<quint8>(at) != 0;
        for (Instant *instant : {&clock.start, &clock.due, &clock.warnAt, &clock.sloDue, &clock.stoppedAt})
            *instant = fromMillis(take<qint64>(at));
        clock.usedPermille = take<qint32>(at);
    }
    return clocks;
}

bool customerSpokeLast(const ticket::Ticket &ticket)
{
    const auto last =
        std::find_if(ticket.messages.rbegin(), ticket.messages.rend(), [](const ticket::Message &message) {
            return message.kind == ticket::MessageKind::Customer ||
                   message.kind == ticket::MessageKind::Reply;
        });
    return last != ticket.messages.rend() && last->kind == ticket::MessageKind::Customer;
}

QString folded(const QString &name)
{
    return name.simplified().toCaseFolded();
}

/// The words as one FTS5 query: each quoted, so that nothing a person types is syntax.
QString matchText(const QString &words)
{
    QStringList quoted;
    for (QString word : words.simplified().left(200).split(u' ', Qt::SkipEmptyParts)) {
        word.remove(u'"');
        if (!word.isEmpty())
            quoted += u'"' + word + u'"';
    }
    return quoted.isEmpty() ? QString() : quoted.join(u' ') + u'*';
}

} // namespace

#define ROW_COLUMNS                                                                                          \
    "id, case_number, subject, contact, customer, assignee, tags, priority, tier, status, flags, created, "  \
    "updated, clocks"

Result<void> Projections::write(const ticket::Ticket &ticket, const std::array<sla::ClockSummary, 4> &clocks)
{
    Statement put = m_database.prepare(
        "INSERT INTO tickets (" ROW_COLUMNS
        ", is_open) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
        " case_number = excluded.case_number, subject = excluded.subject, contact = excluded.contact,"
        " customer = excluded.customer, assignee = excluded.assignee, tags = excluded.tags, priority = "
        "excluded.priority,"
        " tier = excluded.tier, status = excluded.status, flags = excluded.flags, created = excluded.created,"
        " updated = excluded.updated, clocks = excluded.clocks, is_open = excluded.is_open");
    const QByteArray packed = packClocks(clocks);
    const int flags =
        (ticket.acknowledged ? kAcknowledged : 0) | (customerSpokeLast(ticket) ? kCustomerSpokeLast : 0);
    const bool isInQueue = ticket.status != ticket::Status::Closed;
    put.bind(1, ticket.id).bind(2, ticket.caseNumber).bind(3, ticket.subject).bind(4, ticket.contactName);
    put.bind(5, ticket.customer)
        .bind(6, ticket.assignee)
        .bind(7, ticket.tags.join(u'\n'))
        .bind(8, ticket.priority);
    put.bind(9, ticket.tier)
        .bind(10, int(ticket.status))
        .bind(11, flags)
        .bind(12, toMillis(ticket.createdAt));
    put.bind(13, toMillis(ticket.updatedAt)).bind(14, QByteArrayView(packed)).bind(15, isInQueue);
    return put.run();
}

bool Projections::hasTicket(TicketId id)
{
    Statement query = m_database.prepare("SELECT 1 FROM tickets WHERE id = ?");
    query.bind(1, id);
    return query.next();
}

std::optional<TicketId> Projections::ticketOfCase(const QString &caseNumber)
{
    Statement query =
        m_database.prepare("SELECT id FROM tickets WHERE case_number = ? COLLATE NOCASE LIMIT 1");
    query.bind(1, caseNumber);
    return query.next() ? std::optional(query.id<TicketId>(0)) : std::nullopt;
}

views::TicketRow Projections::readRow(const Statement &row, NameTable &names)
{
    views::TicketRow read;
    read.id = row.id<TicketId>(0);
    read.caseNumber = row.text(1);
    read.subject = row.text(2);
    read.contact = row.text(3);
    read.customer = names.customer(row.id<CustomerId>(4));
    read.assignee = names.person(row.id<PersonId>(5));
    read.tags = row.blobView(6).isEmpty() ? 0 : names.tags(row.text(6).split(u'\n'));
    read.priority = names.priority(row.text(7));
    read.tier = names.tier(row.text(8));
    read.status = ticket::Status(std::clamp<qint64>(row.number(9), 0, qint64(ticket::Status::Reopened)));
    read.acknowledged = row.number(10) & kAcknowledged;
    read.customerSpokeLast = row.number(10) & kCustomerSpokeLast;
    read.created = fromMillis(row.number(11));
    read.updated = fromMillis(row.number(12));
    read.clocks = unpackClocks(row.blobView(13));
    return read;
}

std::optional<views::TicketRow> Projections::row(TicketId id, NameTable &names)
{
    Statement query = m_database.prepare("SELECT " ROW_COLUMNS " FROM tickets WHERE id = ?");
    query.bind(1, id);
    return query.next() ? std::optional(readRow(query, names)) : std::nullopt;
}

Result<std::vector<views::TicketRow>> Projections::openRows(NameTable &names)
{
    std::vector<views::TicketRow> rows;
    rows.reserve(size_t(m_database.scalar("SELECT count(*) FROM tickets WHERE is_open = 1").value_or(0)));
    Statement query = m_database.prepare("SELECT " ROW_COLUMNS " FROM tickets WHERE is_open = 1");
    while (query.next())
        rows.push_back(readRow(query, names));
    if (query.failed())
        return query.error();
    return rows;
}

qint64 Projections::closedCount()
{
    const qint64 all = m_database.scalar("SELECT count(*) FROM tickets").value_or(0);
    return all - m_database.scalar("SELECT count(*) FROM tickets WHERE is_open = 1").value_or(0);
}

std::vector<TicketId> Projections::allTickets()
{
    Statement query = m_database.prepare("SELECT id FROM tickets ORDER BY id");
    std::vector<TicketId> ids;
    while (query.next())
        ids.push_back(query.id<TicketId>(0));
    return ids;
}

Result<void> Projections::write(const customer::Customer &customer)
{
    customer::CustomerChanged whole;
    whole.name = customer.name;
    whole.tier = customer.tier;
    whole.accountManager = customer.accountManager;
    whole.notes = customer.notes;
    whole.arr = customer.arr;
    whole.contacts = customer.contacts;
    whole.churnRisk = customer.churnRisk;
    const QByteArray state = canonicalJson(customer::toPayload(whole));
    Statement put =
        m_database.prepare("INSERT INTO customers (id, name, folded, state, created) VALUES (?, ?, ?, ?, ?)"
                           " ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded,"
                           " state = excluded.state, created = excluded.created");
    put.bind(1, customer.id)
        .bind(2, customer.name)
        .bind(3, folded(customer.name))
        .bind(4, QByteArrayView(state));
    return put.bind(5, toMillis(customer.createdAt)).run();
}

namespace {

customer::Customer readCustomer(const Statement &row)
{
    customer::Customer read;
    read.id = row.id<CustomerId>(0);
    const auto payload = parseJsonObject(row.blob(1));
    const auto state = payload ? customer::customerFromPayload(*payload)
                               : Result<customer::CustomerChanged>(payload.error());
    return state ? customer::apply(read, *state, fromMillis(row.number(2))) : read;
}

people::Person readPerson(const Statement &row)
{
    people::Person read;
    read.id = row.id<PersonId>(0);
    const auto payload = parseJsonObject(row.blob(1));
    const auto state =
        payload ? people::personFromPayload(*payload) : Result<people::PersonChanged>(payload.error());
    return state ? people::apply(read, *state) : read;
}

} // namespace

std::optional<customer::Customer> Projections::customer(CustomerId id)
{
    Statement query = m_database.prepare("SELECT id, state, created FROM customers WHERE id = ?");
    query.bind(1, id);
    return query.next() ? std::optional(readCustomer(query)) : std::nullopt;
}

std::optional<CustomerId> Projections::customerByName(const QString &name)
{
    Statement query = m_database.prepare("SELECT id FROM customers WHERE folded = ? ORDER BY id LIMIT 1");
    query.bind(1, folded(name));
    return query.next() ? std::optional(query.id<CustomerId>(0)) : std::nullopt;
}

std::vector<customer::Customer> Projections::customers()
{
    Statement query = m_database.prepare("SELECT id, state, created FROM customers ORDER BY folded, id");
    std::vector<customer::Customer> all;
    while (query.next())
        all.push_back(readCustomer(query));
    return all;
}

Result<void> Projections::write(const people::Person &person)
{
    people::PersonChanged whole;
    whole.name = person.name;
    whole.email = person.email;
    whole.role = person.role;
    whole.zone = person.zone;
    whole.skills = person.skills;
    whole.hours = person.hours;
    whole.availability = person.availability;
    const QByteArray state = canonicalJson(people::toPayload(whole));
    Statement put =
        m_database.prepare("INSERT INTO people (id, name, folded, state) VALUES (?, ?, ?, ?)"
                           " ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded,"
                           " state = excluded.state");
    put.bind(1, person.id).bind(2, person.name).bind(3, folded(person.name)).bind(4, QByteArrayView(state));
    return put.run();
}

std::optional<people::Person> Projections::person(PersonId id)
{
    Statement query = m_database.prepare("SELECT id, state FROM people WHERE id = ?");
    query.bind(1, id);
    return query.next() ? std::optional(readPerson(query)) : std::nullopt;
}

std::optional<PersonId> Projections::personByName(const QString &name)
{
    Statement query = m_database.prepare("SELECT id FROM people WHERE folded = ? ORDER BY id LIMIT 1");
    query.bind(1, folded(name));
    return query.next() ? std::optional(query.id<PersonId>(0)) : std::nullopt;
}

std::vector<people::Person> Projections::people()
{
    Statement query = m_database.prepare("SELECT id, state FROM people ORDER BY folded, id");
    std::vector<people::Person> all;
    while (query.next())
        all.push_back(readPerson(query));
    return all;
}

Result<void> Projections::addText(qint64 seq, const QString &text)
{
    if (text.isEmpty())
        return {};
    Statement put = m_database.prepare("INSERT INTO ticket_text (rowid, text) VALUES (?, ?)");
    return put.bind(1, seq).bind(2, text).run();
}

Result<void> Projections::removeText(qint64 seq, const QString &text)
{
    if (text.isEmpty())
        return {};
    // Without content of its own, the index must be told what it took in.
    Statement remove =
        m_database.prepare("INSERT INTO ticket_text (ticket_text, rowid, text) VALUES ('delete', ?, ?)");
    return remove.bind(1, seq).bind(2, text).run();
}

Result<std::vector<qint64>> Projections::findText(const QString &words, int limit)
{
    std::vector<qint64> seqs;
    const QString match = matchText(words);
    if (match.isEmpty())
        return seqs;
    // By age, not by rank: ranking a common word reads every hit.
    Statement query = m_database.prepare(
        "SELECT rowid FROM ticket_text WHERE ticket_text MATCH ? ORDER BY rowid DESC LIMIT ?");
    query.bind(1, match).bind(2, limit);
    while (query.next())
        seqs.push_back(query.number(0));
    if (query.failed())
        return query.error();
    return seqs;
}

Result<void> Projections::digest(const std::function<void(QByteArrayView)> &feed)
{
    const auto feedRows = [&](const char *sql, int columns) -> Result<void> {
        Statement query = m_database.prepare(sql);
        while (query.next()) {
            for (int column = 0; column < columns; ++column) {
                feed(query.blobView(column));
                feed("\x1f");
            }
        }
        if (query.failed())
            return query.error();
        return {};
    };
    if (const auto fed = feedRows("SELECT " ROW_COLUMNS " FROM tickets ORDER BY id", 14); !fed)
        return fed.error();
    if (const auto fed = feedRows("SELECT id, name, state, created FROM customers ORDER BY id", 4); !fed)
        return fed.error();
    return feedRows("SELECT id, name, state FROM people ORDER BY id", 3);
}

QString searchableText(const QString &factType, const QJsonObject &payload)
{
    if (factType == u"ticket.created" || factType == u"ticket.fields") {
        QStringList parts;
        for (const auto &key : {u"case"_s, u"subject"_s, u"description"_s, u"contact"_s, u"contact_email"_s,
                                u"environment"_s, u"steps"_s})
            parts += payload.value(key).toString();
        parts.removeAll(QString());
        return parts.join(u'\n');
    }
    if (factType == u"ticket.closing_note")
        return payload.value(u"root_cause"_s).toString() + u'\n' + payload.value(u"workaround"_s).toString() +
               u'\n' + payload.value(u"prevention"_s).toString();
    return payload.value(u"text"_s).toString();
}

} // namespace muster::store
