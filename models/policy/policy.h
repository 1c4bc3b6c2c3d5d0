// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace's policy: priorities, targets, calendars, cadences, pause rules, intake fields, playbooks.
// Plain data; no priority or tier is named in code. The YAML form is in policyreader.h.
#pragma once

#include "models/policy/assignmentrules.h"
#include "models/policy/channelrules.h"
#include "models/policy/creditterms.h"
#include "models/policy/escalationrules.h"
#include "models/policy/incidentrules.h"
#include "models/policy/thresholdrules.h"
#include "models/sla/calendar.h"
#include "models/sla/clocks.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace muster::policy {

/// What the program does itself for a step of a playbook, or sees done.
enum class StepAction : quint8
{
    None,
    Alert,        ///< a notice on the desktop, given when a ticket gets the priority
    CreateRoom,   ///< an incident is declared with the ticket linked
    Acknowledge,  ///< the first public reply
    Update,       ///< a public reply, each time
    AddToBacklog, ///< the tag by which the backlog is found
    PostMortem    ///< the war room of the incident that covers the ticket
};
QString stepActionName(StepAction action); ///< "alert", "create_room", …; empty for None
std::optional<StepAction> stepActionFromName(QStringView name);

/// What a step's time counts from.
enum class StepStart : quint8
{
    Priority, ///< since the ticket has its priority
    Resolved  ///< since it is resolved; before, the step waits
};

struct PlaybookStep
{
    QString key; ///< unique in its playbook; a tick stays where another priority has the key too
    QString text;
    QString role; ///< owner role key, may be empty
    StepAction action = StepAction::None;
    StepStart start = StepStart::Priority;
    std::optional<sla::Target> due;   ///< from `start` on; pauses do not move it
    std::optional<sla::Target> every; ///< again so long after each time it was done, while the ticket is open
    bool operator==(const PlaybookStep &) const = default;
};

struct Priority
{
    QString key;     ///< "P0"; unique in the policy; order in the list is rank, highest first
    QString name;    ///< "Critical"
    QString summary; ///< "System down"
    QString definition;
    QStringList examples;
    QStringList words;   ///< words in a ticket that speak for this priority
    QStringList impacts; ///< values of the intake field "impact" that speak for it
    sla::TargetSet targets;
    std::optional<sla::Target> cadence; ///< customer update cadence; absent = none
    bool continuousCadence = false;
    QString badge; ///< colour channel of the badge: "red", "amber", "blue", "grey"
    std::vector<PlaybookStep> playbook;

    const PlaybookStep *step(const QString &stepKey) const; ///< null where unknown
    bool operator==(const Priority &) const = default;
};

struct Tier
{
    QString key;      ///< "enterprise"
    QString name;     ///< "Enterprise"
    QString calendar; ///< key of its calendar, or empty for the default one
    bool operator==(const Tier &) const = default;
};

struct IntakeField
{
    QString key; ///< "environment"
    QString name;
    QString help;
    bool required = false;
    QStringList choices; ///< empty = free text
    bool operator==(const IntakeField &) const = default;
};

struct Policy
{
    QString key; ///< "playbook-p0-p3"
    QString title;
    QString description;
    int version = 1;
    std::vector<Priority> priorities;
    std::vector<Tier> tiers;
    QStringList roles; ///< keys that playbook steps may name
    std::map<QString, sla::CalendarSpec> calendars;
    QString defaultCalendar;
    std::vector<IntakeField> intake;
    std::vector<int> warnPercents;   ///< ascending, 1 to 99
    IncidentRules incidents;         ///< the shipped runbook where the document says nothing of them
    CreditTerms credits;             ///< the shipped terms where the document says nothing of them
    ChannelRules notifications;      ///< the desktop alone where the document says nothing of them
    AssignmentRules assignment;      ///< the shipped rules where the document says nothing of them
    ThresholdRules thresholds;       ///< the shipped limits where the document says nothing of them
    EscalationRules escalation;      ///< the shipped rules where the document says nothing of them
    QStringList pauseStatuses;       ///< "waiting", "on_hold"
    QString acknowledgementTemplate; ///< with {case_number}, {summary}, {contact_name}, {priority},
                                     ///< {resolution_target}, {agent_name}
    bool closingNoteRequired = true;
    bool operator==(const Policy &) const = default;

    const Priority *priority(const QString &key) const; ///< null where unknown
    const Tier *tier(const QString &key) const;
    /// The calendar for a tier: its own, else the default.
    const sla::CalendarSpec &calendarFor(const QString &tierKey) const;
};

/// Policy with its calendars compiled once; shared read-only between threads.
class CompiledPolicy
{
public:
    static Result<std::shared_ptr<const CompiledPolicy>> make(Policy policy);
    const Policy &policy() const { return m_policy; }
    const sla::Calendar &calendarFor(const QString &tierKey) const;
    const std::map<QString, sla::TargetSet> &targets() const { return m_targets; }

private:
    Policy m_policy;
    std::map<QString, sla::Calendar> m_calendars;
    std::map<QString, sla::TargetSet> m_targets;
};

/// The policy version a ticket is bound to: the id of the policy's subject, and the fact that set this
/// version.
struct PolicyRef
{
    PolicyId policy;
    FactId version;
    auto operator<=>(const PolicyRef &) const = default; // NOLINT(modernize-use-nullptr)
    bool operator==(const PolicyRef &) const = default;
};

} // namespace muster::policy
