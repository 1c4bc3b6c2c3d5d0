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

} // namespace

#define ROW_COLUMNS                                                                                          \
    "id, case_number, subject, contact, customer, assignee, tags, priority, tier, status, flags, created, "  \
    "updated, clocks"

namespace {

int flagsOf(const ticket::Ticket &ticket)
{
    return (ticket.acknowledged ? kAcknowledged : 0) | (customerSpokeLast(ticket) ? kCustomerSpokeLast : 0);
}

/// The columns that stand in no index, from parameter 1 on; the number of the next one.
int bindPlain(Statement &put, const ticket::Ticket &ticket, const QByteArray &packed)
{
    put.bind(1, ticket.subject).bind(2, ticket.contactName).bind(3, ticket.assignee);
    put.bind(4, ticket.tags.join(u'\n')).bind(5, ticket.priority).bind(6, ticket.tier);
    put.bind(7, int(ticket.status)).bind(8, flagsOf(ticket)).bind(9, toMillis(ticket.createdAt));
    put.bind(10, toMillis(ticket.updatedAt)).bind(11, QByteArrayView(packed));
    return 12;
}

} // namespace

std::optional<Projections::Place> Projections::placeOf(TicketId id)
{
    Statement query = m_database.prepare("SELECT closed, number FROM tickets WHERE id = ?");
    query.bind(1, id);
    if (!query.next())
        return std::nullopt;
    return Place{query.number(0) != 0, query.number(1)};
}

Result<qint64> Projections::nextNumber()
{
    if (m_newestNumber == 0) {
        const auto newest =
            m_database.scalar("SELECT max(ifnull((SELECT max(number) FROM tickets WHERE closed = 0), 0),"
                              " ifnull((SELECT max(number) FROM tickets WHERE closed = 1), 0))");
        if (!newest)
            return newest.error();
        m_newestNumber = *newest;
    }
    return ++m_newestNumber;
}

Result<qint64> Projections::write(const ticket::Ticket &ticket,
                                  const std::array<sla::ClockSummary, 4> &clocks)
{
    const QByteArray packed = packClocks(clocks);
    const bool isClosed = ticket.status == ticket::Status::Closed;
    qint64 number = 0;
    bool hasSameKeys = false, wasClosed = false;
    {
        Statement query =
            m_database.prepare("SELECT number, closed, case_number, customer FROM tickets WHERE id = ?");
        query.bind(1, ticket.id);
        if (query.next()) {
            number = query.number(0);
            wasClosed = query.number(1) != 0;
            hasSameKeys = wasClosed == isClosed && query.text(2) == ticket.caseNumber &&
                          query.id<CustomerId>(3) == ticket.customer;
        }
        if (query.failed())
            return query.error();
    }
    const bool isNew = number == 0;
    if (isNew) {
        const auto next = nextNumber();
        if (!next)
            return next.error();
        number = *next;
    }
    // Naming no indexed column leaves the indexes alone: some pages less in each commit.
    Statement put = m_database.prepare(
        isNew
            ? "INSERT INTO tickets (subject, contact, assignee, tags, priority, tier, status, flags, created,"
              " updated, clocks, number, closed, case_number, customer, id)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
        : hasSameKeys
            ? "UPDATE tickets SET subject = ?1, contact = ?2, assignee = ?3, tags = ?4, priority = ?5,"
              " tier = ?6, status = ?7, flags = ?8, created = ?9, updated = ?10, clocks = ?11"
              " WHERE closed = ?13 AND number = ?12"
            : "UPDATE tickets SET subject = ?1, contact = ?2, assignee = ?3, tags = ?4, priority = ?5,"
              " tier = ?6, status = ?7, flags = ?8, created = ?9, updated = ?10, clocks = ?11,"
              " closed = ?13, case_number = ?14, customer = ?15 WHERE closed = ?16 AND number = ?12");
    const int next = bindPlain(put, ticket, packed);
    put.bind(next, number).bind(next + 1, isClosed);
    if (!hasSameKeys)
        put.bind(next + 2, ticket.caseNumber).bind(next + 3, ticket.customer);
    if (isNew)
        put.bind(next + 4, ticket.id);
    else if (!hasSameKeys)
        put.bind(next + 4, wasClosed);
    if (const auto done = put.run(); !done)
        return done.error();
    if (const auto done = writeCauses(ticket, isNew); !done)
        return done.error();
    return number;
}

bool Projections::holds(const ticket::Ticket &ticket, const std::array<sla::ClockSummary, 4> &clocks)
{
    Statement query =
        m_database.prepare("SELECT subject, contact, assignee, tags, priority, tier, status, flags,"
                           " created, updated, clocks, closed, case_number, customer"
                           " FROM tickets WHERE id = ?");
    query.bind(1, ticket.id);
    const bool isClosed = ticket.status == ticket::Status::Closed;
    return query.next() && query.text(0) == ticket.subject && query.text(1) == ticket.contactName &&
           query.id<PersonId>(2) == ticket.assignee && query.text(3) == ticket.tags.join(u'\n') &&
           query.text(4) == ticket.priority && query.text(5) == ticket.tier &&
           query.number(6) == qint64(ticket.status) && query.number(7) == flagsOf(ticket) &&
           query.number(8) == toMillis(ticket.createdAt) && query.number(9) == toMillis(ticket.updatedAt) &&
           query.blobView(10) == packClocks(clocks) && (query.number(11) != 0) == isClosed &&
           query.text(12) == ticket.caseNumber && query.id<CustomerId>(13) == ticket.customer &&
           holdsCauses(ticket);
}

bool Projections::hasTicket(TicketId id)
{
    return placeOf(id).has_value();
}

std::vector<TicketId> Projections::casesFrom(const QString &start, int limit)
{
    Statement query = m_database.prepare(
        "SELECT id FROM tickets WHERE case_number >= ?1 COLLATE NOCASE AND case_number < ?2 COLLATE NOCASE"
        " ORDER BY case_number COLLATE NOCASE LIMIT ?3");
    query.bind(1, start).bind(2, QString(start + QChar(0xffff))).bind(3, limit);
    std::vector<TicketId> ids;
    while (query.next())
        ids.push_back(query.id<TicketId>(0));
    return ids;
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
    rows.reserve(size_t(m_database.scalar("SELECT count(*) FROM tickets WHERE closed = 0").value_or(0)));
    Statement query = m_database.prepare("SELECT " ROW_COLUMNS " FROM tickets WHERE closed = 0");
    while (query.next())
        rows.push_back(readRow(query, names));
    if (query.failed())
        return query.error();
    return rows;
}

qint64 Projections::closedCount()
{
    const qint64 all = m_database.scalar("SELECT count(*) FROM tickets").value_or(0);
    return all - m_database.scalar("SELECT count(*) FROM tickets WHERE closed = 0").value_or(0);
}

std::vector<TicketId> Projections::newestOpenTickets(int limit)
{
    Statement query =
        m_database.prepare("SELECT id FROM tickets WHERE closed = 0 ORDER BY updated DESC, id LIMIT ?");
    query.bind(1, limit);
    std::vector<TicketId> ids;
    while (query.next())
        ids.push_back(query.id<TicketId>(0));
    return ids;
}

std::vector<TicketId> Projections::ticketsWithoutClocks()
{
    const QByteArray none = packClocks({});
    Statement query = m_database.prepare("SELECT id FROM tickets WHERE clocks = ?");
    query.bind(1, QByteArrayView(none));
    std::vector<TicketId> ids;
    while (query.next())
        ids.push_back(query.id<TicketId>(0));
    return ids;
}

std::vector<TicketId> Projections::openTicketsByCustomer()
{
    // Sorted here: that takes a fraction of the time of having SQLite do it.
    std::vector<std::pair<CustomerId, TicketId>> found;
    Statement query = m_database.prepare("SELECT customer, id FROM tickets WHERE closed = 0");
    while (query.next())
        found.emplace_back(query.id<CustomerId>(0), query.id<TicketId>(1));
    std::ranges::sort(found);
    std::vector<TicketId> ids;
    ids.reserve(found.size());
    for (const auto &[customer, id] : found)
        ids.push_back(id);
    return ids;
}

std::vector<TicketId> Projections::allTickets()
{
    Statement query = m_database.prepare("SELECT id FROM tickets ORDER BY id");
    std::vector<TicketId> ids;
    while (query.next())
        ids.push_back(query.id<TicketId>(0));
    return ids;
}

namespace {

QByteArray stateOf(const customer::Customer &customer)
{
    customer::CustomerChanged whole;
    whole.name = customer.name;
    whole.tier = customer.tier;
    whole.accountManager = customer.accountManager;
    whole.notes = customer.notes;
    whole.arr = customer.arr;
    whole.contacts = customer.contacts;
    whole.churnRisk = customer.churnRisk;
    return canonicalJson(customer::toPayload(whole));
}

QByteArray stateOf(const people::Person &person)
{
    people::PersonChanged whole;
    whole.name = person.name;
    whole.email = person.email;
    whole.role = person.role;
    whole.zone = person.zone;
    whole.skills = person.skills;
    whole.hours = person.hours;
    whole.availability = person.availability;
    if (!person.muted.isEmpty()) // what a file was made with before has neither
        whole.muted = person.muted;
    if (person.isMailInHours)
        whole.isMailInHours = true;
    return canonicalJson(people::toPayload(whole));
}

} // namespace

bool Projections::holds(const customer::Customer &customer)
{
    Statement query = m_database.prepare("SELECT name, folded, state, created FROM customers WHERE id = ?");
    query.bind(1, customer.id);
    return query.next() && query.text(0) == customer.name && query.text(1) == folded(customer.name) &&
           query.blobView(2) == stateOf(customer) && query.number(3) == toMillis(customer.createdAt);
}

bool Projections::holds(const people::Person &person)
{
    Statement query = m_database.prepare("SELECT name, folded, state FROM people WHERE id = ?");
    query.bind(1, person.id);
    return query.next() && query.text(0) == person.name && query.text(1) == folded(person.name) &&
           query.blobView(2) == stateOf(person);
}

Result<void> Projections::write(const customer::Customer &customer)
{
    const QByteArray state = stateOf(customer);
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
    const QByteArray state = stateOf(person);
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
    if (const auto fed = feedRows("SELECT id, name, state FROM people ORDER BY id", 3); !fed)
        return fed.error();
    if (const auto fed = feedRows("SELECT id, number, title, severity, status, declared, updated"
                                  " FROM incidents ORDER BY id",
                                  7);
        !fed)
        return fed.error();
    if (const auto fed =
            feedRows("SELECT id, ticket, situation, rule, episode, level, status, raised, updated"
                     " FROM escalations ORDER BY id",
                     9);
        !fed)
        return fed.error();
    if (const auto fed = feedRows("SELECT id, asked, open FROM notifications ORDER BY id", 3); !fed)
        return fed.error();
    if (const auto fed = feedRows("SELECT cause, ticket FROM ticket_causes ORDER BY cause, ticket", 2); !fed)
        return fed.error();
    if (const auto fed = feedRows("SELECT id, number, title, symptoms, workaround, state, fixed_in, updated"
                                  " FROM known_issues ORDER BY id",
                                  8);
        !fed)
        return fed.error();
    if (const auto fed = feedRows("SELECT fact, rule, at FROM firings ORDER BY fact", 3); !fed)
        return fed.error();
    return feedRows("SELECT incident, ticket FROM incident_tickets ORDER BY incident, ticket", 2);
}

} // namespace muster::store
