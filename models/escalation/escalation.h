// SPDX-License-Identifier: GPL-3.0-or-later
// The state of an escalation: the fold of its facts in the ledger's order.
#pragma once

#include "models/escalation/escalationfacts.h"

namespace muster::escalation {

enum class Status : quint8
{
    Raised,       ///< nobody of the level or path it is at has taken it
    Held,         ///< somebody has
    DeEscalating, ///< on the way back, step by step
    Closed
};
QString statusName(Status status); ///< "raised", …

/// A level, and since when and why.
struct AtLevel
{
    QString level, reason, rule;
    Instant at{};
    PersonId by; ///< null for a rule
    bool operator==(const AtLevel &) const = default;
};

/// Handing on to a path or person, and what came of it.
struct HandOver
{
    enum class State : quint8
    {
        Waits,
        Accepted,
        Refused,
        Replaced ///< by a newer one before anybody took it
    };
    FactId fact;
    QString path, brief, reason;
    PersonId from; ///< who handed it over
    PersonId to;   ///< null: whoever of the receivers takes it
    Instant at{};
    QStringList without;
    State state = State::Waits;
    PersonId answeredBy;
    Instant answeredAt{};
    QString refusal;
    bool operator==(const HandOver &) const = default;
};

/// A word on an approval of somebody who did not act at a level that may give it.
struct Overruled
{
    FactId fact;
    PersonId by;
    Instant at{};
    bool isApproved = false;
    QString why; ///< it does not count
    bool operator==(const Overruled &) const = default;
};

/// Something that needs a level's leave.
struct Approval
{
    enum class State : quint8
    {
        Asked,
        Approved,
        Declined
    };
    FactId fact;
    QString authority, text;
    PersonId askedBy;
    Instant at{};
    State state = State::Asked;
    PersonId judge;
    Instant judgedAt{};
    QString level, levelName, reason;
    std::vector<Overruled> overruled; ///< in order; they change nothing
    bool operator==(const Approval &) const = default;
};

/// A contact that is still to come, or was.
struct FollowUp
{
    FactId fact;
    QString text, result;
    PersonId person;
    std::optional<Instant> due, doneAt;
    Instant madeAt{};
    bool operator==(const FollowUp &) const = default;
};

struct Word
{
    FactId fact;
    Told told;
    PersonId by;
    Instant at{};
    bool operator==(const Word &) const = default;
};

/// The package left the program.
struct Gift
{
    FactId fact;
    PackageGiven content;
    PersonId by;
    Instant at{};
    bool operator==(const Gift &) const = default;
};

/// The package as it was written last.
struct Package
{
    PackageWritten content;
    PersonId by;
    Instant at{};
    int version = 0; ///< 0: nobody wrote one
    bool operator==(const Package &) const = default;
};

struct Note
{
    FactId fact;
    QString text;
    PersonId by;
    Instant at{};
    bool isRedacted = false;
    bool operator==(const Note &) const = default;
};

struct Escalation
{
    EscalationId id;
    bool exists = false; ///< false until it was raised
    Raised raised;       ///< as it began
    PersonId raisedBy;   ///< null for a rule
    Instant raisedAt{}, updatedAt{};
    Status status = Status::Raised;
    std::vector<AtLevel> levels;       ///< in order; the last one holds
    std::vector<HandOver> handOvers;   ///< in order
    PersonId owner;                    ///< who holds it; whoever handed it over, until it is accepted
    QString path;                      ///< where it is: of the last hand-over that was accepted
    std::optional<Instant> acceptedAt; ///< since it stands at its level
    Instant standsSince{};             ///< when it was raised, or stood again after its end
    Package package;
    std::vector<Gift> gifts; ///< who gave the package away, in order
    std::vector<Approval> approvals;
    std::vector<FollowUp> followUps;
    std::vector<Word> words; ///< what went out, in order
    std::vector<Note> notes;
    IncidentId incident;
    std::optional<DeEscalated> deEscalated;
    Instant deEscalatedAt{};
    QStringList steps; ///< of the de-escalation that are done, sorted
    QString lessons;
    std::optional<Instant> closedAt;
    bool operator==(const Escalation &) const = default;

    const AtLevel &level() const { return levels.back(); } ///< only where it exists
    bool isAutomatic() const { return !raised.rule.isEmpty(); }
    bool isOpen() const { return exists && status != Status::Closed; }
};

/// A fact with what the fold needs of its envelope.
struct Recorded
{
    FactId id;
    Instant occurredAt{};
    PersonId actor;
    EscalationFact fact;
    bool redacted = false;
};

/// Pure. Facts must come in ledger order; folding is left to right. What is before the raising changes
/// nothing. `overruled`: of an ApprovalJudged, why it does not count; empty where it does.
void apply(Escalation &state, const Recorded &recorded, const QString &overruled = {});

/// The hand-over that waits for an answer; null where none does.
const HandOver *pendingHandOver(const Escalation &escalation);
/// The follow-ups that are open, the one that is due first in front; those without a time last.
std::vector<const FollowUp *> openFollowUps(const Escalation &escalation);
/// The next update promised to the customer that is still to come; absent where none was, or a later word
/// promised none.
std::optional<Instant> promisedUpdate(const Escalation &escalation);

} // namespace muster::escalation
