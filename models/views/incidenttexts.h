// SPDX-License-Identifier: GPL-3.0-or-later
// How an incident reads in the window: names in the place of tokens, countdowns, the one thing that is due
// next. Pure; names, rules and now are arguments.
#pragma once

#include "models/incident/flow.h"

namespace muster::views {

using NameOf = std::function<QString(PersonId)>;

/// `text` with "{person:…}", "{role:…}", "{step:…}", "{ask:…}" and "{audience:…}" replaced by names, and
/// "{time:…}" (milliseconds) by a time in UTC; a token of something unknown becomes its key.
QString withNames(const QString &text, const policy::IncidentRules &rules, const NameOf &nameOf);

/// "04:12", "1:04:12", "2 d 03:14"; negative lengths as "-04:12". Whole seconds, cut towards zero.
QString countdownText(Millis length);

/// "investigating" → "Investigating".
QString statusTitle(incident::Status status);
QString kindTitle(incident::EntryKind kind); ///< "Decision"
QString hypothesisTitle(incident::HypothesisState state);

/// What of an incident is most pressing: the audience whose clock runs out first, or a role that nobody has.
struct Pressing
{
    enum class Level : quint8
    {
        Calm,
        Warning,
        Alarm
    };
    Level level = Level::Calm;
    QString audience;           ///< of the clock that is due first; empty where none runs
    std::optional<Instant> due; ///< of that clock
    QStringList missingRoles;   ///< keys
    bool operator==(const Pressing &) const = default;
};
/// Alarm: a clock is overdue, or a required role is empty. Warning: a clock is past its first warning.
Pressing pressingOf(const incident::Incident &incident, const policy::IncidentRules &rules, Instant now);

/// "Customers in 04:12", "Customers overdue by 02:10"; empty where no clock runs.
QString nextUpdateText(const Pressing &pressing, const policy::IncidentRules &rules, Instant now);

/// "2 × enterprise, 1 × tier not known": customers by tier key.
QString tiersText(const std::map<QString, int> &tiers);

} // namespace muster::views
