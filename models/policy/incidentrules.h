// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy says of incidents: severities, roles, audiences and their update cadence, the steps of the
// flow and what each asks, milestones. Data: no severity, role or step is named in code. Source: the
// runbook's flow and roles, the handbook's paths, the playbook's cadence.
#pragma once

#include "models/base/time.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace muster::policy {

struct Severity
{
    QString key;  ///< "SEV-1"; order in the list is rank, highest first
    QString name; ///< "Critical"
    QString definition;
    QString badge;     ///< colour channel of the badge: "red", "amber", "blue", "grey"
    QStringList roles; ///< required roles, by key
    bool operator==(const Severity &) const = default;
};

struct IncidentRole
{
    QString key;            ///< "incident_commander"
    QString name;           ///< "Incident commander"
    QString duty;           ///< one sentence, shown beside the role
    bool isFixing = false;  ///< hands on the fix: should not lead as well
    bool isLeading = false; ///< leads the incident: answers for cadence and decisions
    bool operator==(const IncidentRole &) const = default;
};

struct Audience
{
    QString key;                ///< "customers"
    QString name;               ///< "Customers"
    bool isPublic = false;      ///< outside the company: internal names stay out of it
    bool needsApproval = false; ///< by whoever leads, before it goes out
    bool operator==(const Audience &) const = default;
};

/// How often an audience hears of an incident. An empty severity or status stands for every one; the most
/// exact line holds, of two equally exact ones the first.
struct Cadence
{
    QString audience, severity, status;
    Millis every{};
    bool operator==(const Cadence &) const = default;
};

/// What a step asks for.
struct Ask
{
    enum class Kind : quint8
    {
        Roles,     ///< every required role has a holder
        Scope,     ///< the affected scope is written down
        Update,    ///< an update went to the audience `of`
        Entry,     ///< the timeline holds an entry of the kind `of`
        Milestone, ///< the milestone `of` has its time
        Tasks,     ///< no task is open
        Confirmed, ///< somebody confirmed recovery, with what shows it
        Closing,   ///< the cause is written down, or that it is not known
        Document,  ///< the document `of` is there ("post_mortem", "brief")
        Check      ///< a person ticks it off
    };
    QString key; ///< unique within the policy
    QString text;
    Kind kind = Kind::Check;
    QString of;
    bool isRequired = true;
    QString role;    ///< whose it is, by key; empty: whoever leads
    Millis within{}; ///< due so long after the declaration; zero: no time of its own
    bool operator==(const Ask &) const = default;
};

struct FlowStep
{
    QString key;  ///< "contain"
    QString name; ///< "Contain"
    QString goal; ///< one sentence
    std::vector<Ask> asks;
    bool operator==(const FlowStep &) const = default;
};

/// A point in an incident's life with a time of its own; the order in the list is the order in time.
struct Milestone
{
    QString key; ///< "detected"
    QString name;
    bool isRequired = false; ///< asked for before an incident closes
    bool operator==(const Milestone &) const = default;
};

struct IncidentRules
{
    std::vector<Severity> severities;
    std::vector<IncidentRole> roles;
    std::vector<Audience> audiences;
    std::vector<Cadence> cadences;
    std::vector<FlowStep> steps;
    std::vector<Milestone> milestones;
    Millis declareWithin{};        ///< from the first report (runbook: 15 min)
    Millis firstUpdateWithin{};    ///< from declaration
    Millis briefEvery{};           ///< executive brief (runbook: 4 h)
    Millis postMortemWithin{};     ///< from resolution (runbook: 5 days)
    Millis roleRepeat{};           ///< an unfilled required role is told again this often
    std::vector<int> warnPercents; ///< of a cadence, ascending: where it warns
    QStringList internalNames;     ///< hosts and people that stay out of public messages

    const Severity *severity(const QString &key) const; ///< null where unknown
    const IncidentRole *role(const QString &key) const;
    const Audience *audience(const QString &key) const;
    const FlowStep *step(const QString &key) const;
    const Milestone *milestone(const QString &key) const;
    int rankOf(const QString &severity) const; ///< 0 is the highest; the number of severities where unknown
    std::optional<Millis> cadenceFor(const QString &audience, const QString &severity,
                                     const QString &status) const;
    bool operator==(const IncidentRules &) const = default;
};

} // namespace muster::policy
