// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets from outside as values, and the readers that make them: a stream, one ticket at a time, in constant
// memory. Every row is hostile until checked; a bad row is a value too, with its line and reason.
#pragma once

#include "models/customer/customer.h"
#include "models/ticket/ticketfacts.h"

#include <QIODevice>
#include <QJsonObject>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace muster::intake {

struct IncomingTicket
{
    qint64 line = 0;      ///< of the source, from 1
    QString source;       ///< "zendesk:1234": the same entry has the same source in every export
    QString customerName; ///< empty: the contact's own name stands in
    std::optional<customer::Money> arr;
    QString assigneeName, assigneeEmail;
    Instant createdAt{};
    std::optional<Instant> updatedAt; ///< when the source last changed it, where it says so
    ticket::TicketCreated
        fields; ///< customer id, policy and, where the file has none, case number are left empty
    /// What followed, in time order, each with a source of its own ("zendesk:1234#c77").
    std::vector<std::pair<Instant, ticket::TicketFact>> entries;
    QStringList notes; ///< what was understood in part: "status \"Deferred\" taken as on_hold"
};

struct RejectedRow
{
    qint64 line = 0;
    QString source;  ///< where it could be read
    QString reason;  ///< a sentence
    QByteArray text; ///< the row as it stood, at most 4 KiB
};

struct EndOfInput
{};

using Incoming = std::variant<IncomingTicket, RejectedRow, EndOfInput>;

class TicketReader
{
public:
    virtual ~TicketReader() = default;
    virtual Incoming next() = 0;
    virtual qint64 bytesRead() const = 0;
};

/// How columns or JSON paths become fields. JSON in resources/maps; one is made in the window's mapping page.
struct FieldMap
{
    QString key, title; ///< "zendesk", "Zendesk ticket export"
    QString system;     ///< prefix of sources
    /// Field (see mapFields) → column name or JSON path ("fields.status.name"), or a list of them: the first
    /// that is there and not empty counts. "comments" is an object: the path of its "list" and the paths
    /// inside each entry; for spreadsheets its "columns", each cell "date;author;text", and the columns
    /// ("author_ids", "authors", the first going with the first) that give an author's id a name.
    QJsonObject fields;
    /// "priority", "status", "tier", "impact" or "sender" → { value of theirs (lower case) → ours }; a
    /// priority may be a rank, 0 being the highest.
    QJsonObject values;
    QString timeFormat; ///< read in `zone`, beside RFC 3339, "yyyy-MM-dd HH:mm[:ss]" and epoch seconds
    QString zone = QStringLiteral("UTC");
    bool operator==(const FieldMap &) const = default;
};

/// The fields that a map may fill, in the order of a mapping page; "subject" and "created_at" are needed.
QStringList mapFields();

/// Reads a map and names every mistake in it, one sentence each.
Result<FieldMap> readMap(const QByteArray &json, const QString &name);
QStringList shippedMaps(); ///< keys
Result<FieldMap> shippedMap(const QString &key);

/// What a file looks like before it is imported: for the mapping page and for guessing the map.
struct Peek
{
    enum class Format : quint8
    {
        Csv,
        Json,
        JsonLines
    };
    Format format = Format::Csv;
    char16_t separator = u',';
    QString encoding;                 ///< "UTF-8", "UTF-8 with BOM", "UTF-16", "Windows-1252"
    QStringList columns;              ///< CSV header, or the paths found in the first objects
    std::vector<QStringList> samples; ///< up to 100 rows in the order of `columns`
    QString guessedMap;               ///< key of the shipped map that fits best; empty where none does
};
Result<Peek> peek(const QString &file);

/// The map with each list of candidates replaced by the one that the file has, so that a mapping page can
/// show it; a field without one is left out.
FieldMap fittedTo(const FieldMap &map, const Peek &peek);

/// What a reader has to know of the workspace.
struct ReaderContext
{
    Instant now{};          ///< a ticket made later than this (and ten minutes) is turned away
    QStringList priorities; ///< keys of the policy, highest rank first
    QStringList tiers;      ///< keys of the policy
    QStringList impacts;    ///< the policy's choices for the intake field "impact"; empty = free text
    Millis shift{0};        ///< added to every time read
};

/// How far the times of the shipped sample (":/samples/tickets.jsonl") are moved so that it is live: `now`,
/// rounded down to the minute, minus the sample's base instant 2026-11-20T12:00:00Z.
Millis sampleShift(Instant now);

/// Opens a reader over `file` (a path or a Qt resource). BadInput and NotFound say what is wrong with the
/// file or the map; what is wrong with one row comes out of the reader as a RejectedRow.
Result<std::unique_ptr<TicketReader>> openTickets(const QString &file, const FieldMap &map,
                                                  const ReaderContext &context);

} // namespace muster::intake
