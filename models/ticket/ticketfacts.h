// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of a ticket as structs, and their JSON payloads. Type names are stable: they are in files.
#pragma once

#include "models/base/id.h"
#include "models/ledger/fact.h"
#include "models/policy/policy.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <variant>

namespace muster::ticket {

enum class Status : quint8
{
    New,
    Open,
    Waiting,
    OnHold,
    Resolved,
    Closed,
    Reopened
};
QString statusName(Status status); ///< "new", "open", "waiting", "on_hold", "resolved", "closed", "reopened"
std::optional<Status> statusFromName(QStringView name);

enum class LinkKind : quint8
{
    Related,
    Duplicate,
    CausedBy,
    Incident
};
QString linkKindName(LinkKind kind); ///< "related", "duplicate", "caused_by", "incident"
std::optional<LinkKind> linkKindFromName(QStringView name);

/// What is asked for before a ticket closes.
struct ClosingNote
{
    QString rootCause;
    QString workaround;
    QString prevention;
    bool operator==(const ClosingNote &) const = default;
};

// `source` names the entry in the system it was imported from ("zendesk:1234#5"); empty for what happened
// here. The fold takes the first fact with a given source and ignores the others, so that importing twice is
// once.

struct TicketCreated ///< "ticket.created"
{
    QString caseNumber, subject, description;
    CustomerId customer;
    QString contactName, contactEmail;
    QString tier, priority;
    QString impact, environment, steps; ///< steps to reproduce
    QStringList tags;
    QString channel; ///< "phone", "email", "portal", "import", …
    policy::PolicyRef policy;
    QString source;
    bool operator==(const TicketCreated &) const = default;
};
struct CustomerMessageReceived ///< "ticket.customer_message"
{
    QString from, text, source;
    bool operator==(const CustomerMessageReceived &) const = default;
};
struct ReplySent ///< "ticket.reply": public. `automatic` for bots and auto-replies: stops no clock.
{
    QString from, text, source;
    bool automatic = false;
    bool acknowledgement = false;
    bool operator==(const ReplySent &) const = default;
};
struct NoteAdded ///< "ticket.note": internal
{
    QString from, text, source;
    bool operator==(const NoteAdded &) const = default;
};
struct StatusChanged ///< "ticket.status"
{
    Status status = Status::Open;
    QString reason, source;
    bool operator==(const StatusChanged &) const = default;
};
struct PriorityChanged ///< "ticket.priority"
{
    QString priority, reason, source;
    bool operator==(const PriorityChanged &) const = default;
};
struct TierChanged ///< "ticket.tier"
{
    QString tier, reason;
    bool operator==(const TierChanged &) const = default;
};
struct Assigned ///< "ticket.assigned"; a null person takes the owner off
{
    PersonId person;
    QString source;
    QString reason = {}; ///< why this one: what a rule says, or what was proposed
    bool operator==(const Assigned &) const = default;
};
struct TagsChanged ///< "ticket.tags"
{
    QStringList added, removed;
    bool operator==(const TagsChanged &) const = default;
};
struct TicketLinked ///< "ticket.linked"
{
    SubjectId other;
    LinkKind kind = LinkKind::Related;
    bool removed = false;
    bool operator==(const TicketLinked &) const = default;
};
struct TicketMerged ///< "ticket.merged": on the ticket that ends; `into` goes on
{
    TicketId into;
    bool operator==(const TicketMerged &) const = default;
};
struct ClosingNoteWritten ///< "ticket.closing_note"
{
    ClosingNote note;
    bool operator==(const ClosingNoteWritten &) const = default;
};
struct FieldsChanged ///< "ticket.fields": each set field replaces the ticket's
{
    std::optional<QString> subject, description, contactName, contactEmail, impact, environment, steps;
    std::optional<CustomerId> customer;
    bool operator==(const FieldsChanged &) const = default;
};
struct PolicyBound ///< "ticket.policy": the ticket is judged by another version from here on
{
    policy::PolicyRef policy;
    bool operator==(const PolicyBound &) const = default;
};
struct DateAgreed ///< "ticket.agreed_date": a date agreed with the customer replaces the resolution target;
                  ///< null takes it back
{
    std::optional<Instant> resolveBy;
    bool operator==(const DateAgreed &) const = default;
};
struct StepMarked ///< "ticket.playbook": a step of the playbook was done, or that was taken back
{
    QString step;  ///< key of the step
    QString words; ///< the step as it read then
    bool done = true;
    bool automatic = false; ///< the program did it
    bool operator==(const StepMarked &) const = default;
};

using TicketFact =
    std::variant<TicketCreated, CustomerMessageReceived, ReplySent, NoteAdded, StatusChanged, PriorityChanged,
                 TierChanged, Assigned, TagsChanged, TicketLinked, TicketMerged, ClosingNoteWritten,
                 FieldsChanged, PolicyBound, DateAgreed, StepMarked>;

/// Empty for what happened here and for facts that no import has.
QString sourceOf(const TicketFact &fact);

QString typeName(const TicketFact &fact);
QJsonObject toPayload(const TicketFact &fact);
/// NotFound for an unknown type (the fact is kept, not applied); BadInput for a payload that does not fit.
Result<TicketFact> fromPayload(const QString &type, int version, const QJsonObject &payload);

} // namespace muster::ticket
