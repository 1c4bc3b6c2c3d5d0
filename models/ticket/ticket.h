// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a ticket: the fold of its facts in the ledger's order. Status and priority are the last ones
// in time (occurred, then ledger order), as the clocks read them; the other parts go by the ledger's order
// alone.
#pragma once

#include "models/sla/clocks.h"
#include "models/ticket/ticketfacts.h"

#include <vector>

namespace muster::ticket {

enum class MessageKind : quint8
{
    Customer,
    Reply,
    Note,
    AutoReply
};

struct Message
{
    FactId fact;
    MessageKind kind = MessageKind::Customer;
    QString from;
    PersonId author; ///< null for customers
    QString text;
    Instant at{};                      ///< occurred
    Instant recorded{};                ///< known here
    std::optional<QString> struckText; ///< what stood there before a correction
    bool redacted = false;
    bool isImported = false; ///< came from another system: when it was taken in says nothing of it
    bool operator==(const Message &) const = default;
};

struct Link
{
    SubjectId other;
    LinkKind kind = LinkKind::Related;
    bool operator==(const Link &) const = default;
};

/// A link that stands, and since when it is known.
struct LinkSince
{
    Link link;
    Instant at{};
    bool operator==(const LinkSince &) const = default;
};

/// A text of the ticket, and since when it is known.
struct TextSince
{
    QString text;
    Instant at{};
    bool operator==(const TextSince &) const = default;
};

/// A status and since when.
struct StatusSince
{
    Instant at{};
    Status status = Status::New;
    bool operator==(const StatusSince &) const = default;
};

/// A tag that is there, and since when.
struct TagSince
{
    QString tag;
    Instant at{};
    FactId fact;
    bool operator==(const TagSince &) const = default;
};

/// That a step of the playbook was done, or that this was taken back.
struct StepMark
{
    QString step;
    Instant at{};
    FactId fact;
    bool done = true;
    bool automatic = false;
    bool operator==(const StepMark &) const = default;
};

struct Ticket
{
    TicketId id;
    bool exists =
        false; ///< false until its TicketCreated was applied; facts before that are kept in the state
    QString caseNumber, subject, description;
    CustomerId customer;
    QString contactName, contactEmail;
    QString tier, priority, createdPriority;
    QString impact, environment, steps, channel, source;
    Status status = Status::New;
    PersonId assignee;
    Instant ownerSince{};           ///< since it has this owner, or none
    QStringList tags;               ///< sorted
    std::vector<TagSince> tagged;   ///< the same with since when
    std::vector<StepMark> playbook; ///< by (occurred, ledger order)
    policy::PolicyRef policy;
    std::vector<StatusSince> statuses; ///< by (occurred, ledger order); `status` is that of the last one
    std::vector<Message> messages;     ///< by (occurred, ledger order)
    std::vector<Link> links;
    std::vector<LinkSince> linked; ///< the same with since when
    /// What stood there, in the ledger's order; the present one is the last.
    std::vector<TextSince> subjects, descriptions;
    TicketId mergedInto;
    std::optional<ClosingNote> closingNote;
    bool acknowledged = false;
    std::optional<Instant> agreedDate;
    Instant createdAt{}, updatedAt{};
    std::optional<Instant> importedAt; ///< when it came out of another system
    std::vector<sla::Event> events;    ///< what the clocks are computed from, by (occurred, ledger order)
    QStringList sources;               ///< entries already taken from an import, sorted
    bool operator==(const Ticket &) const = default;
};

/// A ticket's fact with what the fold needs of its envelope.
struct Recorded
{
    FactId id;
    Instant occurredAt{};
    Instant recordedAt{};
    PersonId actor;
    TicketFact fact;
    bool redacted = false;                   ///< payload gone: `fact` holds the type with empty fields
    std::optional<TicketFact> correctedFrom; ///< what stood there before, where `fact` is a correction
};

/// Pure. Facts must come in ledger order; folding is left to right. Facts after a merge are kept but change
/// nothing else.
void apply(Ticket &state, const Recorded &recorded);

/// Since when a message is known: what somebody entered later counts from then, and an import from its date.
Instant knownSince(const Message &message);

/// When it was opened again the last time; absent where it never was, or is not open.
std::optional<Instant> reopenedAt(const Ticket &ticket);

/// What held at an instant: the last change up to and with it. New, and the priority at creation, before any.
Status statusAt(const Ticket &ticket, Instant at);
QString priorityAt(const Ticket &ticket, Instant at);

bool isOpen(Status status); ///< everything but Resolved and Closed
sla::StatusClass statusClass(Status status, const policy::Policy &policy);

/// The engine's input for this ticket under `policy` (the version it is bound to). What another desk's clock
/// dated before the creation counts from the creation, in the row as on the clocks.
sla::ClocksInput clocksInput(const Ticket &ticket, const policy::CompiledPolicy &policy);

} // namespace muster::ticket
