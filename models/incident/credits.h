// SPDX-License-Identifier: GPL-3.0-or-later
// The credits of an incident: how long a customer was down by the record, what stands proposed and approved,
// and what a person may do about it. Pure.
#pragma once

#include "models/credit/credit.h"
#include "models/incident/incidentcommands.h"

namespace muster::incident {

/// Where an end of a downtime is from.
enum class DowntimeSource : quint8
{
    Unknown,
    Started,     ///< the milestone "started"
    FirstReport, ///< nobody wrote down when harm began
    Declared,    ///< nor when it was first reported
    Mitigated,   ///< the milestone of that name
    Resolved,
    Closed,  ///< neither of both was reached before it was closed
    Running, ///< it has not stopped: until now
    ByHand   ///< a DowntimeSet
};

/// One span from when harm began to when it stopped for good; half-open.
struct Downtime
{
    bool isHit = true;
    Instant from{}, to{};
    DowntimeSource fromSource = DowntimeSource::Unknown, toSource = DowntimeSource::Unknown;
    /// Zero where the customer was not hit; absent where the ends do not fit together.
    std::optional<Millis> length() const;
    bool operator==(const Downtime &) const = default;
};
/// Begins at the milestone "started", else the first report, else the declaration; ends at "mitigated", else
/// "resolved", else when the incident was closed, else now. A status that goes back below mitigated says
/// that harm is there again: it then ends where the status first says so afterwards. Ends that were set by
/// hand for the customer go before all of it.
Downtime downtimeOf(const Incident &incident, CustomerId customer, Instant now);

/// The highest severity that the incident ever had.
QString worstSeverity(const Incident &incident, const policy::IncidentRules &rules);

/// The credit of a customer: the approved one, else the newest; null where none was proposed.
const Credit *creditOf(const Incident &incident, CustomerId customer);
/// Of one state and currency, without `except`; absent where the sum does not fit.
std::optional<qint64> creditSum(const Incident &incident, Credit::State state, const QString &currency,
                                FactId except = {});

/// The levels at which somebody acts in this incident, the lowest first.
std::vector<const policy::ApprovalLevel *> levelsOf(const Incident &incident,
                                                    const policy::CreditTerms &terms, PersonId person);

/// What a customer is owed by the terms as of now.
credit::Figure figureFor(const Incident &incident, CustomerId customer, const QString &tier,
                         const std::optional<customer::Money> &arr, const DecideContext &context);

/// The rules of decide() for credits. An amount other than the computed one needs a reason; an approved
/// credit is refused before another is proposed or approved; nobody approves above the level of a role that
/// he holds, nor his own proposal unless the terms say so; a refusal needs a reason, and the proposer may
/// always take it back.
Result<Facts> decideDowntime(const Incident &state, const DowntimeSet &wish, Instant at,
                             const DecideContext &context);
Result<Facts> decideCredit(const Incident &state, const CreditProposed &wish, Instant at,
                           const DecideContext &context);
Result<Facts> decideJudgement(const Incident &state, const CreditJudged &wish, Instant at,
                              const DecideContext &context);

} // namespace muster::incident
