// SPDX-License-Identifier: GPL-3.0-or-later
// What followed on a ticket, read from its comments or events in the source: messages, replies, notes, status
// and priority changes, each with a source of its own. What cannot be read is left out and noted.
#pragma once

#include "models/intake/record.h"
#include "models/intake/words.h"

namespace muster::intake {

/// What entries are read with: one a reader, shared by all its tickets.
struct EntryRules
{
    FieldMap map;
    ReaderContext context;
    QTimeZone zone = QTimeZone::utc();

    /// With the shift of the context.
    std::optional<Instant> time(const QJsonValue &value) const;
    bool isFuture(Instant at) const; ///< more than ten minutes after now
};

/// Comments as the map's "comments" names them: a list of objects, or columns of a spreadsheet. A comment
/// that is not public is a note; a public one is the customer's or, where nothing says so, a reply of ours.
void addComments(IncomingTicket &ticket, const Record &record, const EntryRules &rules);

/// The id in the source, or a short hash of what is said and when, so that it is the same on the next
/// reading.
QString entryId(const QString &id, const QString &text, const QString &time);

/// Events of Muster's own form: [{"at", "type", "from", "text" | "status" | "priority"}].
void addEvents(IncomingTicket &ticket, const Record &record, const EntryRules &rules);

/// Sorts by time, keeps the order of the file for equal times, and lets nothing stand before the creation.
void settleEntries(IncomingTicket &ticket);

} // namespace muster::intake
