// SPDX-License-Identifier: GPL-3.0-or-later
// A drill as data: who takes part, what the world reveals and when, and what a good team does about it. Read
// from YAML (resources/drills). Source: the runbook's worked examples.
#pragma once

#include "models/customer/customer.h"
#include "models/incident/incidentfacts.h"
#include "models/policy/policyreader.h"

namespace muster::drill {

/// Somebody who takes part. `plays` are keys of incident roles; empty for who plays none.
struct CastMember
{
    QString key, name;
    QString role; ///< "lead", "agent", "automation": as of a person
    QStringList plays;
    bool operator==(const CastMember &) const = default;
};

struct DrillCustomer
{
    QString key, name, tier, contactName, contactEmail;
    std::optional<customer::Money> arr;
    bool operator==(const DrillCustomer &) const = default;
};

// What can happen. People, customers and other beats are named by their keys. Texts may hold placeholders
// (models/drill/placeholders.h).

struct OpenTicket ///< a customer or, without one, a monitor tells of it; the beat's key is the ticket's
{
    QString customer, subject, text, priority, impact, environment, steps, channel;
    bool operator==(const OpenTicket &) const = default;
};
struct TicketMessage ///< the customer writes again
{
    QString ticket, text;
    bool operator==(const TicketMessage &) const = default;
};
struct AnswerTickets
{
    QStringList tickets;
    QString text;
    bool isAcknowledgement = false;
    bool isResolving = false;
    bool operator==(const AnswerTickets &) const = default;
};
struct Declare
{
    QString title, severity;
    incident::Scope scope;
    QStringList tickets; ///< the first one is the first report
    bool operator==(const Declare &) const = default;
};
struct GiveRole
{
    QString role, to;
    bool isHandOver = false; ///< holds once the new one has taken it
    bool operator==(const GiveRole &) const = default;
};
struct TakeRole ///< acknowledges a hand-over
{
    QString role;
    bool operator==(const TakeRole &) const = default;
};
struct WriteEntry
{
    incident::EntryKind kind = incident::EntryKind::Fact;
    QString text, result, owner, milestone, why, alternatives;
    Millis ago{}; ///< how long before the beat it occurred
    bool operator==(const WriteEntry &) const = default;
};
struct SetStatus
{
    incident::Status status = incident::Status::Investigating;
    QString reason;
    bool operator==(const SetStatus &) const = default;
};
struct SetSeverity
{
    QString severity, reason;
    bool operator==(const SetSeverity &) const = default;
};
struct SetScope
{
    incident::Scope scope;
    bool operator==(const SetScope &) const = default;
};
struct GoToStep
{
    QString step, reason;
    bool operator==(const GoToStep &) const = default;
};
struct TickAsk
{
    QString ask;
    bool operator==(const TickAsk &) const = default;
};
struct JudgeHypothesis ///< of the beat `entry`
{
    QString entry, because;
    incident::HypothesisState state = incident::HypothesisState::Open;
    bool operator==(const JudgeHypothesis &) const = default;
};
struct AddTask
{
    QString text, workstream, owner;
    Millis dueIn{};
    incident::TaskKind kind = incident::TaskKind::Work;
    QString customer; ///< of whose recovery plan it is; empty for none
    QString theirs;   ///< who owns it at that customer, by name; empty for ours
    bool operator==(const AddTask &) const = default;
};
struct FinishTask ///< of the beat `task`
{
    QString task, result;
    bool operator==(const FinishTask &) const = default;
};
struct LinkTickets
{
    QStringList tickets;
    bool operator==(const LinkTickets &) const = default;
};
struct SendUpdate
{
    QString audience, subject, text;
    std::optional<Millis> nextIn; ///< absent: it is the last one
    bool operator==(const SendUpdate &) const = default;
};
struct ConfirmRecovery
{
    QString evidence;
    bool operator==(const ConfirmRecovery &) const = default;
};
struct WriteClosing
{
    QString rootCause, workaround, prevention;
    bool operator==(const WriteClosing &) const = default;
};
struct ProposeCredit ///< what the terms give the customer; where they give nothing, that is written down
{
    QString customer, reason;
    bool operator==(const ProposeCredit &) const = default;
};
struct ApproveCredit ///< of the beat `proposal`
{
    QString proposal, reason;
    bool operator==(const ApproveCredit &) const = default;
};
/// Filled from the record; `answers` take the place of its lines "TODO", in order. Without any, those of the
/// beat before it that wrote the same document.
struct WriteDocument
{
    QString document; ///< "brief", "post_mortem"
    QStringList answers;
    bool operator==(const WriteDocument &) const = default;
};

using Action =
    std::variant<OpenTicket, TicketMessage, AnswerTickets, Declare, GiveRole, TakeRole, WriteEntry, SetStatus,
                 SetSeverity, SetScope, GoToStep, TickAsk, JudgeHypothesis, AddTask, FinishTask, LinkTickets,
                 SendUpdate, ConfirmRecovery, WriteClosing, ProposeCredit, ApproveCredit, WriteDocument>;

/// One thing of the story, at its time after another one.
struct Beat
{
    QString key;
    QString by;          ///< key of who does it
    QString after;       ///< key of the beat that it follows; empty: the start
    Millis at{};         ///< so long after that
    Millis jitter{};     ///< earlier or later by up to this, by the seed; not longer than `at`
    bool isTold = false; ///< the world's word: never left to the trainee
    Action action;
    bool operator==(const Beat &) const = default;
};

/// What the score holds a team to, beside the policy's own limits.
struct Expectations
{
    Millis rolesWithin{};     ///< from the first report: every required role has a holder
    Millis containedWithin{}; ///< from the first report: the harm has stopped
    int decisions = 0;        ///< with a reason
    int actions = 0;          ///< with an owner or a result
    int remedies = 0;         ///< tasks with owner and date
    bool operator==(const Expectations &) const = default;
};

struct Script
{
    QString key;  ///< "saas-outage"
    QString name; ///< "Database failover"
    QString summary;
    QString briefing; ///< what a trainee is told before it begins
    QString policy;   ///< key of a preset
    Instant start{};
    std::vector<CastMember> cast;
    std::vector<DrillCustomer> customers;
    std::vector<Beat> story; ///< each follows one that stands above it
    Expectations expectations;

    const CastMember *member(const QString &key) const; ///< null where unknown
    const Beat *beat(const QString &key) const;
    const DrillCustomer *customer(const QString &key) const;
    QStringList roles() const; ///< incident roles that somebody plays, in the order of the cast
    bool operator==(const Script &) const = default;
};

struct ReadScript
{
    std::optional<Script> script;          ///< set where there is no problem
    std::vector<policy::Problem> problems; ///< in the order of the file
};

/// At most 1 MiB; never throws. Every mistake is told with line and column: unknown keys, people, customers,
/// beats, roles, severities, audiences, steps, priorities; a beat that follows one below it; a jitter longer
/// than its offset.
ReadScript readScript(const QByteArray &yaml, const QString &file);

/// Those that ship with the program, in the runbook's order.
QStringList drillKeys();
/// NotFound names what there is.
Result<Script> shippedDrill(const QString &key);

} // namespace muster::drill
