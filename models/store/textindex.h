// SPDX-License-Identifier: GPL-3.0-or-later
// Full-text search over tickets (FTS5), one text a ticket, so that words are found together wherever they
// stand in it. Entries mark their ticket as due; the index takes it up before the next search. Database
// thread.
#pragma once

#include "models/store/database.h"
#include "models/ticket/ticket.h"

#include <functional>

namespace muster::store {

class TextIndex
{
public:
    struct Hit
    {
        TicketId ticket;
        QString snippet; ///< \x02 … \x03 around what matched
    };

    explicit TextIndex(Database &database) : m_database(database) {}

    /// `number` is the ticket's in the table of tickets.
    Result<void> put(qint64 number, const ticket::Ticket &ticket, const QString &customer);
    /// Whether the row holds what put() would write.
    bool holds(qint64 number, const ticket::Ticket &ticket, const QString &customer);

    Result<void> remove(qint64 number);

    Result<void> markDue(TicketId ticket);
    Result<void> markDueOf(CustomerId customer);
    Result<std::vector<TicketId>> due();
    bool isDue(TicketId ticket);
    Result<void> clearDue(TicketId ticket);

    /// Up to `limit` hits, best first; where the words stand in very many tickets, newest first. Words are
    /// joined by "and", the last one may go on. `words` is hostile: nothing in it is an operator.
    Result<std::vector<Hit>> search(const QString &words, int limit);

    /// Merges the index into one piece, so that no word of a redacted text stays in an older one. Seconds
    /// where there are a million tickets.
    Result<void> compact();
    Result<void> verify(); ///< SQLite's own check of the index against the texts

private:
    Database &m_database;
};

/// True for facts that change what a search finds.
bool changesWords(const QString &factType);

} // namespace muster::store
