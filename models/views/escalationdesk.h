// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask about escalations. As with Desk: answers come as futures and are continued on the
// window's thread; what was ordered is on disk before its future ends.
#pragma once

#include "models/escalation/escalationcommands.h"
#include "models/policy/policy.h"
#include "models/sla/clocks.h"
#include "models/views/incidentdesk.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace muster::views {

/// An escalation with the rules that it is judged by, and its level's own clock.
struct LedEscalation
{
    escalation::Escalation escalation;
    std::shared_ptr<const policy::CompiledPolicy> policy;
    sla::ClockSummary clock; ///< see escalation::responseClock
    escalation::Who who;     ///< who sits here, as the rules see them
    const policy::EscalationRules &rules() const { return policy->policy().escalation; }
    /// Whether who sits here may read it; see escalation::maySee.
    bool isReadable() const { return escalation::maySee(escalation, rules(), who); }
};

struct EscalationReceipt
{
    escalation::EscalationId escalation;
    std::vector<FactId> facts; ///< empty where nothing changed
};

class EscalationDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// All that are not closed, the highest level first, then the oldest.
    virtual QFuture<Result<std::vector<LedEscalation>>> openEscalations() = 0;
    /// Of one ticket, closed ones, too; the oldest first.
    virtual QFuture<Result<std::vector<LedEscalation>>> escalationsOf(TicketId ticket) = 0;
    virtual QFuture<Result<LedEscalation>> loadEscalation(escalation::EscalationId escalation) = 0;
    /// Those that are closed, what was closed last in front, at most `limit`.
    virtual QFuture<Result<std::vector<LedEscalation>>> closedEscalations(int limit) = 0;
    /// A null escalation makes a new one.
    virtual QFuture<Result<EscalationReceipt>> submit(escalation::EscalationOrder order) = 0;
    /// What is said stands in the record of the escalation and goes where it belongs: to the customer as a
    /// reply on the ticket, to our people as a notification of the occasion "escalation". Both or neither.
    virtual QFuture<Result<EscalationReceipt>> tell(escalation::EscalationId escalation,
                                                    escalation::Told told) = 0;
    /// Declares an incident in which it goes on. Both or neither.
    virtual QFuture<Result<IncidentReceipt>> raiseToIncident(escalation::EscalationId escalation,
                                                             incident::Declare declare) = 0;

signals:
    /// After each commit that changed it, also from elsewhere.
    void escalationChanged(const muster::views::LedEscalation &changed);
};

} // namespace muster::views
