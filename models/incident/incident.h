// SPDX-License-Identifier: GPL-3.0-or-later
// The state of an incident: the fold of its facts in the ledger's order.
#pragma once

#include "models/incident/incidentfacts.h"

#include <functional>
#include <map>

namespace muster::incident {

/// One line of the timeline. Everything that happens to an incident stands in it; `isAutomatic` ones were
/// written by the program from another fact ("Severity SEV-2 → SEV-1: …").
struct TimelineLine
{
    FactId fact;
    EntryKind kind = EntryKind::Fact;
    QString text, result, milestone, why, alternatives;
    PersonId owner, author;
    Instant occurred{}, recorded{};
    bool isAutomatic = false;
    bool isPinned = false;
    bool isRedacted = false;
    std::optional<QString> struckText; ///< what stood there before a correction
    HypothesisState hypothesis = HypothesisState::Open;
    QString judgedBecause; ///< why the hypothesis stands where it does
    bool operator==(const TimelineLine &) const = default;
};

/// Who held a role, and from when to when.
struct Holding
{
    FactId given;
    PersonId person;
    Instant from{};
    std::optional<Instant> until;
    bool isAcknowledged = true; ///< false: handed over and not yet taken; the one before still holds
    bool operator==(const Holding &) const = default;
};

struct Task
{
    FactId id;
    QString text, workstream, result;
    PersonId owner;
    std::optional<Instant> due, doneAt;
    Instant madeAt{};
    TaskKind kind = TaskKind::Work;
    CustomerId customer; ///< null where it belongs to no recovery plan
    Side side = Side::Ours;
    QString theirOwner; ///< at the customer, where the side is theirs
    bool operator==(const Task &) const = default;
};

struct SentUpdate
{
    FactId fact;
    QString audience, subject, text, via;
    std::optional<Instant> nextBy;
    Instant at{};
    PersonId author, approvedBy;
    std::vector<Waiver> waivers;
    bool operator==(const SentUpdate &) const = default;
};

/// A document as it was written last.
struct Document
{
    FactId fact;
    QString text; ///< Markdown
    Instant at{};
    PersonId author;
    int version = 0; ///< from 1
    bool operator==(const Document &) const = default;
};

/// A downtime that was set by hand.
struct SetDowntime
{
    DowntimeSet set;
    PersonId by;
    Instant at{};
    bool operator==(const SetDowntime &) const = default;
};

/// A credit as it was proposed, and what became of it.
struct Credit
{
    enum class State : quint8
    {
        Proposed,
        Approved,
        Refused,
        Replaced ///< by a newer proposal before anybody decided, or by a newer one that was approved as well
    };
    FactId fact;
    CreditProposed figures;
    PersonId proposer;
    Instant at{};
    State state = State::Proposed;
    PersonId judge;
    Instant judgedAt{};
    QString level, levelName, reason; ///< of the judgement
    bool operator==(const Credit &) const = default;
};

struct Incident
{
    IncidentId id;
    bool exists = false; ///< false until it was declared
    QString number, title, severity, drill;
    Scope scope;
    Status status = Status::Investigating;
    QString step; ///< key of the step of the flow
    policy::PolicyRef policy;
    Instant declaredAt{}, declaredRecordedAt{}, updatedAt{};
    std::optional<Instant> firstReportAt, resolvedAt, closedAt;
    PersonId declaredBy;
    std::map<QString, std::vector<Holding>> roles; ///< by role key, in order
    std::vector<TimelineLine> timeline;            ///< by (occurred, ledger order)
    std::vector<Task> tasks;
    std::vector<SentUpdate> updates; ///< in order of sending
    std::vector<TicketId> tickets;   ///< linked, sorted
    QStringList ticked;              ///< asks ticked off, sorted
    std::vector<StepEntered> stepsTaken;
    std::vector<std::pair<Instant, QString>> severities; ///< with since when
    std::vector<std::pair<Instant, Status>> statuses;
    std::map<QString, Instant> milestones; ///< by key: when each was reached, the last word on it
    std::optional<RecoveryConfirmed> recovered;
    std::optional<ClosingWritten> closing;
    std::map<QString, Document> documents; ///< by key
    std::map<CustomerId, SetDowntime> downtimes;
    std::vector<Credit> credits; ///< in order of proposing
    bool operator==(const Incident &) const = default;
};

/// A fact with what the fold needs of its envelope.
struct Recorded
{
    FactId id;
    Instant occurredAt{}, recordedAt{};
    PersonId actor;
    IncidentFact fact;
    bool redacted = false;
    std::optional<IncidentFact> correctedFrom;
};

/// Pure. Facts must come in ledger order; folding is left to right.
void apply(Incident &state, const Recorded &recorded);

/// Who holds a role now; null where nobody does.
PersonId holderOf(const Incident &incident, const QString &role);
/// Who was handed a role and has not taken it yet; null where nobody was.
PersonId awaitedFor(const Incident &incident, const QString &role);

} // namespace muster::incident
