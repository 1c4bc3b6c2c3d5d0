// SPDX-License-Identifier: GPL-3.0-or-later
// The recovery plan with one customer that an incident hit: the actions of both sides with owners and dates,
// followed until all are closed. Derived from the tasks that name the customer. Pure. Source: the runbook's
// mutual action plan.
#pragma once

#include "models/views/incidentdesk.h"
#include "models/views/incidenttexts.h"

namespace muster::views {

struct RecoveryPlan
{
    CustomerId customer;
    QString name;
    std::vector<incident::Task> actions; ///< open ones by date, the undated last; then what is done
    int open = 0, overdue = 0;
    bool operator==(const RecoveryPlan &) const = default;
};
RecoveryPlan recoveryPlan(const incident::Incident &incident, CustomerId customer, const QString &name,
                          Instant now);
/// One for each customer that any task names, the one with the most overdue actions first.
std::vector<RecoveryPlan> recoveryPlans(const incident::Incident &incident,
                                        const std::function<QString(CustomerId)> &nameOf, Instant now);

bool isOverdue(const incident::Task &task, Instant now);
/// "by 21 Nov 12:00 UTC", "overdue since …", "done …", "no date yet".
QString recoveryStateText(const incident::Task &task, Instant now);
/// Who owns it on its side; empty where nobody does.
QString recoveryOwner(const incident::Task &task, const NameOf &nameOf);
/// "Recovery plan with Acme: 1 of 3 open actions is overdue"; "every action is closed".
QString recoverySummary(const RecoveryPlan &plan);

/// What keeps the plan from going to the customer: a sentence for each action that names another customer or
/// something internal.
QStringList recoveryObstacles(const RecoveryPlan &plan, const QStringList &otherCustomers,
                              const QStringList &internalNames);

/// The plan as the customer gets it, in Markdown: its actions, owners, dates and states, and nothing else of
/// the incident but its number. What is not known is said.
QString recoveryDocument(const RecoveryPlan &plan, const QString &incidentNumber, const NameOf &nameOf,
                         Instant now);

} // namespace muster::views
