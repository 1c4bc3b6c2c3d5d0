// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do to a ticket, and the pure rules that turn it into facts.
#pragma once

#include "models/ticket/ticket.h"

namespace muster::ticket {

struct CreateTicket
{
    TicketCreated fields;        ///< case number and policy are filled in by the workspace where empty
    bool enforceRequired = true; ///< false for imports: what is missing is tagged "incomplete"
    bool operator==(const CreateTicket &) const = default;
};
struct AddCustomerMessage
{
    QString from, text;
    bool operator==(const AddCustomerMessage &) const = default;
};
struct SendReply
{
    QString text;
    bool acknowledgement = false;
    std::optional<Status> then; ///< "send and set status" in one stroke
    bool operator==(const SendReply &) const = default;
};
struct AddNote
{
    QString text;
    bool operator==(const AddNote &) const = default;
};
struct ChangeStatus
{
    Status status = Status::Open;
    QString reason;
    bool operator==(const ChangeStatus &) const = default;
};
struct ChangePriority
{
    QString priority, reason;
    bool operator==(const ChangePriority &) const = default;
};
struct ChangeTier
{
    QString tier, reason;
    bool operator==(const ChangeTier &) const = default;
};
struct Assign
{
    PersonId person;
    QString reason = {};
    bool operator==(const Assign &) const = default;
};
struct ChangeTags
{
    QStringList add, remove;
    bool operator==(const ChangeTags &) const = default;
};
struct LinkTicket
{
    SubjectId other;
    LinkKind kind = LinkKind::Related;
    bool remove = false;
    bool operator==(const LinkTicket &) const = default;
};
struct MergeTicket
{
    TicketId into;
    bool operator==(const MergeTicket &) const = default;
};
struct CloseTicket
{
    ClosingNote note;
    bool operator==(const CloseTicket &) const = default;
};
struct EditFields
{
    FieldsChanged fields;
    bool operator==(const EditFields &) const = default;
};
struct BindPolicy
{
    policy::PolicyRef policy;
    bool operator==(const BindPolicy &) const = default;
};
struct AgreeDate
{
    std::optional<Instant> resolveBy;
    bool operator==(const AgreeDate &) const = default;
};
struct MarkStep ///< of the playbook of its priority; taken back where `done` is false
{
    QString step;
    bool done = true;
    bool isByProgram = false; ///< the program does the step: an alert is told through the channels
    bool operator==(const MarkStep &) const = default;
};

using TicketCommand = std::variant<CreateTicket, AddCustomerMessage, SendReply, AddNote, ChangeStatus,
                                   ChangePriority, ChangeTier, Assign, ChangeTags, LinkTicket, MergeTicket,
                                   CloseTicket, EditFields, BindPolicy, AgreeDate, MarkStep>;

/// One command on one ticket. `occurredAt` may be back-dated, never later than now.
struct TicketOrder
{
    TicketId ticket;
    TicketCommand command;
    std::optional<Instant> occurredAt;
};

struct DecideContext
{
    const policy::Policy &policy;
    Instant now{};
    PersonId actor;
    QString actorName;
};

/// The facts a command leads to, each with when it occurred. Empty where nothing would change.
/// NotAllowed and BadInput carry a sentence for the person.
/// Rules: sending a reply on a new ticket opens it; a customer's message on a waiting ticket re-opens it to
/// Open, on a resolved one to Reopened, on a closed one is refused (a new ticket is linked instead); Open
/// after Resolved or Closed is Reopened. A back-dated order is judged by the status and priority of its
/// instant, and what came later holds on; a ticket does not end before its last status; closing asks for a
/// closing note where the policy says so; merged tickets take no commands.
Result<std::vector<std::pair<Instant, TicketFact>>> decide(const Ticket &state, const TicketOrder &order,
                                                           const DecideContext &context);

/// The required intake fields that are empty, by key, in the policy's order. "priority", "customer",
/// "subject" are always asked for.
QStringList missingFields(const TicketCreated &fields, const policy::Policy &policy);

/// What takes a command that led to facts back, from the state before it; none for replies, messages, notes,
/// merges and creations, nor where nothing was there before (a first priority, a first customer). New comes
/// back as Open, and what was resolved in between as Reopened.
std::optional<TicketCommand> inverse(const Ticket &before, const TicketCommand &command);

/// "MSTR-7F3K-0042": device part and that device's counter, at least four digits; unique
/// without a server.
QString caseNumber(DeviceId device, qint64 counter);

/// Fills the policy's acknowledgement template from the ticket. Unknown placeholders stay visible.
QString acknowledgementText(const Ticket &ticket, const policy::Policy &policy, const QString &agentName);

/// A priority with the words that led to it. Empty `priority` where nothing speaks for one.
struct Suggestion
{
    QString priority;
    QStringList words; ///< as they stand in the text
    QString because;   ///< one sentence
    bool operator==(const Suggestion &) const = default;
};
Suggestion suggestPriority(const TicketCreated &fields, const policy::Policy &policy);

} // namespace muster::ticket
