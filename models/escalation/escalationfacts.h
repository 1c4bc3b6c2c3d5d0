// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of an escalation as structs, and their JSON payloads. Type names are stable: they are in files.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"
#include "models/base/time.h"
#include "models/policy/policy.h"

#include <QJsonObject>

#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace muster::escalation {

using EscalationId = Id<struct EscalationTag>;

/// The kind of the subject in the ledger.
inline constexpr QLatin1StringView kSubjectKind{"escalation"};

struct Raised ///< "escalation.raised": the first fact of each
{
    TicketId ticket;
    CustomerId customer;
    QString tier, priority; ///< keys, as they stood
    QString situation;      ///< row of the matrix; empty where only a person's reason speaks for it
    QString trigger;        ///< of a rule
    QString reason, source; ///< of a person: why, and how it was asked for
    QString text;           ///< why, in words; of a rule its explanation
    QString level, path;
    QString rule;                 ///< "escalation:sla_breach"; empty: a person did it
    int episode = 0;              ///< which time this situation holds for the ticket, from 0
    std::optional<Instant> since; ///< when the situation began
    policy::PolicyRef policy;
    QStringList said; ///< what a person ticked in the check: names of judgements
    bool operator==(const Raised &) const = default;
};
struct LevelChanged ///< "escalation.level"
{
    QString level, reason;
    QString rule; ///< where a rule did it
    bool operator==(const LevelChanged &) const = default;
};
struct HandedOver ///< "escalation.handed_over": a null person is whoever of the receivers takes it
{
    QString path;
    PersonId person;
    QString brief;       ///< what the incoming owner is told
    QStringList without; ///< sections of the package that should be there and are not
    QString reason;      ///< why it goes without them
    bool operator==(const HandedOver &) const = default;
};
struct Accepted ///< "escalation.accepted": of the HandedOver that it names; a null one takes what nobody
                ///< holds
{
    FactId handOver;
    bool operator==(const Accepted &) const = default;
};
struct Refused ///< "escalation.refused"
{
    FactId handOver;
    QString reason;
    bool operator==(const Refused &) const = default;
};
/// Something that was tried, and what came of it.
struct Tried
{
    QString what, outcome;
    bool operator==(const Tried &) const = default;
};
struct PackageWritten ///< "escalation.package": the whole of it as it is now
{
    QString severity;
    std::map<QString, QString> texts; ///< by section; none is empty
    std::vector<Tried> tried;
    std::optional<Instant> deadline;
    bool operator==(const PackageWritten &) const = default;
};
struct PackageGiven ///< "escalation.package_given": it left the program
{
    QString form;         ///< "pdf", "markdown", "chat"
    QStringList sections; ///< keys of those that stood in it
    int version = 0;      ///< of the package in the record; 0: as it was being written
    bool operator==(const PackageGiven &) const = default;
};
struct ApprovalAsked ///< "escalation.asked"
{
    QString authority, text;
    bool operator==(const ApprovalAsked &) const = default;
};
struct ApprovalJudged ///< "escalation.judged": of the ApprovalAsked that it names
{
    FactId asked;
    bool isApproved = false;
    QString level, levelName; ///< at which it was decided; filled in by decide()
    QString reason;
    bool operator==(const ApprovalJudged &) const = default;
};
struct FollowUpWritten ///< "escalation.follow_up": makes one (a null `followUp`) or changes the one it names
{
    FactId followUp;
    std::optional<QString> text;
    std::optional<PersonId> person; ///< who does it
    std::optional<Instant> due;     ///< the next contact
    std::optional<bool> isDone;
    QString result;
    bool operator==(const FollowUpWritten &) const = default;
};
/// Who was told of it.
enum class Audience : quint8
{
    Internal,
    Customer
};
QString audienceName(Audience audience); ///< "internal", "customer"
std::optional<Audience> audienceFromName(QStringView name);

struct Told ///< "escalation.told": words that went out
{
    Audience audience = Audience::Internal;
    QString text, via;
    std::optional<Instant> nextBy; ///< the promised next update
    QStringList waived;            ///< findings of the check that were sent over
    QString reason;                ///< why they were
    bool operator==(const Told &) const = default;
};
struct IncidentRaised ///< "escalation.incident": it goes on as an incident
{
    IncidentId incident;
    bool operator==(const IncidentRaised &) const = default;
};
struct NoteWritten ///< "escalation.note"
{
    QString text;
    bool operator==(const NoteWritten &) const = default;
};
struct DeEscalated ///< "escalation.de_escalated": begins the way back
{
    QString reason, text;
    bool operator==(const DeEscalated &) const = default;
};
struct StepTicked ///< "escalation.step": of the de-escalation
{
    QString step;
    bool isDone = true;
    bool operator==(const StepTicked &) const = default;
};
struct Closed ///< "escalation.closed"
{
    QString lessons;
    QStringList without; ///< what should be done and is not, as words
    QString reason;      ///< why it closes without
    bool operator==(const Closed &) const = default;
};
struct StandsAgain ///< "escalation.stands_again": the way back is given up, or it is re-opened
{
    QString reason;
    bool operator==(const StandsAgain &) const = default;
};

using EscalationFact = std::variant<Raised, LevelChanged, HandedOver, Accepted, Refused, PackageWritten,
                                    ApprovalAsked, ApprovalJudged, FollowUpWritten, Told, IncidentRaised,
                                    NoteWritten, DeEscalated, StepTicked, Closed, StandsAgain, PackageGiven>;

QString typeName(const EscalationFact &fact);
/// A request for an approval, or a word on one: they stand as they were written, for a correction could put
/// another request under an approval.
bool isOfApproval(QStringView type);
QJsonObject toPayload(const EscalationFact &fact);
/// NotFound for an unknown type (the fact is kept, not applied); BadInput for a payload that does not fit.
Result<EscalationFact> fromPayload(const QString &type, int version, const QJsonObject &payload);

} // namespace muster::escalation
