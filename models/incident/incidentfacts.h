// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of an incident as structs, and their JSON payloads. Type names are stable: they are in files.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"
#include "models/base/time.h"
#include "models/incident/creditfacts.h"
#include "models/policy/policy.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace muster::incident {

enum class Status : quint8
{
    Investigating,
    Identified,
    Mitigated, ///< contained: customers are no longer harmed, the cause may still be there
    Monitoring,
    Resolved,
    Closed
};
QString statusName(Status status); ///< "investigating", …
std::optional<Status> statusFromName(QStringView name);
bool isRunning(Status status); ///< everything before Resolved

enum class EntryKind : quint8
{
    Fact,
    Action,
    Decision,
    Hypothesis,
    Update, ///< what was told to whom outside of the composer
    Milestone
};
QString entryKindName(EntryKind kind); ///< "fact", …
std::optional<EntryKind> entryKindFromName(QStringView name);

enum class HypothesisState : quint8
{
    Open,
    Confirmed,
    RuledOut
};
QString hypothesisStateName(HypothesisState state); ///< "open", "confirmed", "ruled_out"
std::optional<HypothesisState> hypothesisStateFromName(QStringView name);

/// What a task is for.
enum class TaskKind : quint8
{
    Work,       ///< of the running incident
    Hotfix,     ///< a change to be released; its due time is when
    Corrective, ///< mends the cause
    Preventive, ///< keeps it from coming back
    Detective   ///< makes it seen sooner
};
QString taskKindName(TaskKind kind); ///< "work", …
std::optional<TaskKind> taskKindFromName(QStringView name);

/// Whose task it is in a recovery plan with a customer.
enum class Side : quint8
{
    Ours,
    Theirs
};
QString sideName(Side side); ///< "ours", "theirs"
std::optional<Side> sideFromName(QStringView name);

/// Who is hit. Numbers are what is known; absent is "unknown", which is not zero.
struct Scope
{
    QString text; ///< "Checkout in the EU region; write errors"
    std::optional<int> sessionsPermille;
    QStringList tiers; ///< by key; empty where not said
    bool operator==(const Scope &) const = default;
};

struct Declared ///< "incident.declared"
{
    QString number; ///< "INC-7F3K-0003"
    QString title, severity;
    Scope scope;
    std::optional<Instant>
        firstReportAt; ///< when somebody first told of it: time to declare counts from here
    policy::PolicyRef policy;
    QString drill; ///< name of the drill; empty for a real one
    bool operator==(const Declared &) const = default;
};
struct SeverityChanged ///< "incident.severity"
{
    QString severity, reason;
    bool operator==(const SeverityChanged &) const = default;
};
struct StatusChanged ///< "incident.status"
{
    Status status = Status::Investigating;
    QString reason;
    QStringList without = {}; ///< what should be there and was not, as the timeline's tokens
    bool operator==(const StatusChanged &) const = default;
};
struct FieldsChanged ///< "incident.fields": each set field replaces the incident's
{
    std::optional<QString> title;
    std::optional<Scope> scope;
    std::optional<Instant> firstReportAt;
    bool operator==(const FieldsChanged &) const = default;
};
struct StepEntered ///< "incident.step": the flow goes on, or back
{
    QString step;
    QStringList without; ///< keys of required asks that were not there
    QString reason;      ///< why it went on without them; never empty where `without` is not
    bool operator==(const StepEntered &) const = default;
};
struct AskTicked ///< "incident.ticked"
{
    QString ask;
    bool isDone = true;
    bool operator==(const AskTicked &) const = default;
};
struct RoleGiven ///< "incident.role": a null person leaves the role unfilled
{
    QString role;
    PersonId person;
    bool needsAcknowledgement = false; ///< a hand-over: holds once it is acknowledged
    QString brief;                     ///< what the new holder was told
    bool operator==(const RoleGiven &) const = default;
};
struct RoleAcknowledged ///< "incident.role_acknowledged": of the RoleGiven that it names
{
    FactId given;
    bool operator==(const RoleAcknowledged &) const = default;
};
struct EntryWritten ///< "incident.entry": a line of the timeline
{
    EntryKind kind = EntryKind::Fact;
    QString text;
    PersonId owner;
    QString result;
    QString milestone;         ///< key, where the kind is Milestone
    QString why, alternatives; ///< of a decision
    bool operator==(const EntryWritten &) const = default;
};
struct EntryPinned ///< "incident.pinned"
{
    FactId entry;
    bool isPinned = true;
    bool operator==(const EntryPinned &) const = default;
};
struct HypothesisJudged ///< "incident.hypothesis": of the entry that it names
{
    FactId entry;
    HypothesisState state = HypothesisState::Open;
    QString because;
    bool operator==(const HypothesisJudged &) const = default;
};
/// A finding of the check that was sent over, with why.
struct Waiver
{
    QString finding, reason;
    bool operator==(const Waiver &) const = default;
};
struct UpdateSent ///< "incident.update": words that went to an audience, with the promise that they carry
{
    QString audience, subject, text;
    std::optional<Instant> nextBy; ///< the promised next update; absent for the last one
    QString via;                   ///< "copied", "file", … : how it left
    PersonId approvedBy;
    std::vector<Waiver> waivers;
    bool operator==(const UpdateSent &) const = default;
};
struct TaskWritten ///< "incident.task": makes a task (a null `task`) or changes the one that it names
{
    FactId task; ///< the fact that made it
    std::optional<QString> text, workstream;
    std::optional<PersonId> owner;
    std::optional<Instant> due;
    std::optional<bool> isDone;
    QString result;
    std::optional<TaskKind> kind;
    CustomerId customer; ///< of the recovery plan that it belongs to; null for none, or for no change
    std::optional<Side> side;
    std::optional<QString> theirOwner; ///< who owns it at the customer, by name
    bool operator==(const TaskWritten &) const = default;
};
struct TicketsLinked ///< "incident.tickets"
{
    std::vector<TicketId> added, removed;
    bool operator==(const TicketsLinked &) const = default;
};
struct RecoveryConfirmed ///< "incident.recovered": who saw that it works again, and by what
{
    PersonId by;
    QString evidence;
    bool operator==(const RecoveryConfirmed &) const = default;
};
struct ClosingWritten ///< "incident.closing": what goes into the tickets' closing notes
{
    QString rootCause, workaround, prevention;
    bool operator==(const ClosingWritten &) const = default;
};
struct DocumentWritten ///< "incident.document": the whole of a document as it is now
{
    QString document; ///< "post_mortem", "brief"
    QString text;     ///< Markdown
    bool operator==(const DocumentWritten &) const = default;
};

using IncidentFact = std::variant<Declared, SeverityChanged, StatusChanged, FieldsChanged, StepEntered,
                                  AskTicked, RoleGiven, RoleAcknowledged, EntryWritten, EntryPinned,
                                  HypothesisJudged, UpdateSent, TaskWritten, TicketsLinked, RecoveryConfirmed,
                                  ClosingWritten, DocumentWritten, DowntimeSet, CreditProposed, CreditJudged>;

QString typeName(const IncidentFact &fact);
QJsonObject toPayload(const IncidentFact &fact);
/// NotFound for an unknown type (the fact is kept, not applied); BadInput for a payload that does not fit.
Result<IncidentFact> fromPayload(const QString &type, int version, const QJsonObject &payload);

} // namespace muster::incident
