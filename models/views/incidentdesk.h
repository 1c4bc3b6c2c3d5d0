// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask about incidents. As with Desk: answers come as futures and are continued on the
// window's thread; what was ordered is on disk before its future ends.
#pragma once

#include "models/customer/customer.h"
#include "models/incident/incidentcommands.h"
#include "models/policy/policy.h"
#include "models/views/queuemodel.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace muster::views {

/// An incident with the rules that it is led by.
struct LedIncident
{
    incident::Incident incident;
    std::shared_ptr<const policy::CompiledPolicy> policy;
    const policy::IncidentRules &rules() const { return policy->policy().incidents; }
};

/// The running ones of `open`, as tickets show them.
std::vector<TicketIncident> ticketIncidents(const std::vector<LedIncident> &open);

struct IncidentReceipt
{
    IncidentId incident;
    QString number;
    std::vector<FactId> facts; ///< empty where nothing changed
};

/// An incident that was closed, as a list names it.
struct PastIncident
{
    IncidentId id;
    QString number, title, severity;
    Instant declared{};
    bool operator==(const PastIncident &) const = default;
};

/// Who is hit, added up from the linked tickets. Money by currency: sums across currencies would be no money.
struct Affected
{
    int tickets = 0, openTickets = 0;
    std::vector<customer::Customer> customers; ///< by ARR, the largest first
    std::map<QString, qint64> arrMinor;        ///< by currency code
    std::map<QString, int> tiers;              ///< customers by tier key
};

class IncidentDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// All that are not closed, the highest severity first, then the oldest.
    virtual QFuture<Result<std::vector<LedIncident>>> openIncidents() = 0;
    /// Those that are closed, the newest declaration first, at most `limit`.
    virtual QFuture<Result<std::vector<PastIncident>>> closedIncidents(int limit) = 0;
    virtual QFuture<Result<LedIncident>> loadIncident(IncidentId incident) = 0;
    virtual QFuture<Result<IncidentReceipt>> submit(incident::IncidentOrder order) = 0;
    /// Puts the text of a line of the timeline right: the new one stands beside the original, with the
    /// reason. NotAllowed for lines that the program wrote and for redacted ones.
    virtual QFuture<Result<void>> correctEntry(FactId entry, QString text, QString reason) = 0;
    /// Takes a line's content out for good; that it was there, by whom and when, and why, stays.
    virtual QFuture<Result<void>> redactEntry(FactId entry, QString reason) = 0;
    virtual QFuture<Result<Affected>> affectedBy(IncidentId incident) = 0;

signals:
    /// After each commit that changed it, also from elsewhere.
    void incidentChanged(const muster::views::LedIncident &changed);
};

} // namespace muster::views
