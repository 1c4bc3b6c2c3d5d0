// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do to an incident, and the pure rules that turn it into facts.
#pragma once

#include "models/incident/incident.h"
#include "models/policy/creditreader.h"

namespace muster::incident {

struct Declare
{
    Declared fields; ///< number and policy are filled in by the workspace where empty
    std::vector<TicketId> tickets;
    std::vector<std::pair<QString, PersonId>> roles; ///< given at once, by key
    bool operator==(const Declare &) const = default;
};

/// Most facts are commands as they are; what the rules add to them is beside decide().
using IncidentCommand =
    std::variant<Declare, SeverityChanged, StatusChanged, FieldsChanged, StepEntered, AskTicked, RoleGiven,
                 RoleAcknowledged, EntryWritten, EntryPinned, HypothesisJudged, UpdateSent, TaskWritten,
                 TicketsLinked, RecoveryConfirmed, ClosingWritten, DocumentWritten, DowntimeSet,
                 CreditProposed, CreditJudged>;

/// One command on one incident. `occurredAt` may be back-dated, never later than now.
struct IncidentOrder
{
    IncidentId incident;
    IncidentCommand command;
    std::optional<Instant> occurredAt;
};

struct DecideContext
{
    const policy::IncidentRules &rules;
    Instant now{};
    PersonId actor;
    const policy::CreditTerms &terms = policy::shippedTerms();
};

using Facts = std::vector<std::pair<Instant, IncidentFact>>;

/// The facts a command leads to, each with when it occurred. Empty where nothing would change. NotAllowed and
/// BadInput carry a sentence for the person. Rules: raising a severity needs no reason, lowering it does; a
/// step left with required things missing needs a reason, which names them; an update needs a promise of the
/// next one unless the incident is resolved, and the approval of who leads where its audience asks for it;
/// resolving needs what the policy asks for (models/incident/resolving.h), closing every required milestone,
/// evidence of recovery, somebody who confirmed it and the cause, each of them a reason otherwise, which
/// stands in the timeline with what is missing; nothing is done to a closed incident but re-opening it
/// (status), entries to its timeline, tasks, documents and credits.
Result<Facts> decide(const Incident &state, const IncidentOrder &order, const DecideContext &context);

/// The first role of the severity that leads; empty where none does.
QString leadingRole(const policy::IncidentRules &rules, const QString &severity);

/// "INC-7F3K-0003": device part and that device's counter, at least four digits.
QString incidentNumber(DeviceId device, qint64 counter);

/// What an incoming holder of a role is told: where the incident stands, what is open, what is due. Plain
/// text of a screenful, from the record alone.
QString handOverBrief(const Incident &incident, const policy::IncidentRules &rules, Instant now,
                      const std::function<QString(PersonId)> &nameOf);

} // namespace muster::incident
