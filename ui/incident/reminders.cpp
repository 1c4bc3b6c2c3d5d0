// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/reminders.h"

#include "models/incident/flow.h"
#include "models/views/incidenttexts.h"
#include "models/views/recoveryplan.h"

#include <QCoreApplication>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::CadenceClock;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("muster::ui::Reminders", text);
}

QString namesOf(const std::vector<incident::MissingRole> &missing, const policy::IncidentRules &rules)
{
    QStringList names;
    for (const incident::MissingRole &each : missing) {
        const policy::IncidentRole *role = rules.role(each.role);
        names += role ? role->name : each.role;
    }
    return names.join(u", "_s);
}

/// Whether it is another due time than `told` knows of the audience; it knows this one from here on.
bool isNew(std::map<QString, Instant> &told, const CadenceClock &clock)
{
    const auto [known, isFirst] = told.try_emplace(clock.audience, clock.due);
    if (!isFirst && known->second == clock.due)
        return false;
    known->second = clock.due;
    return true;
}

} // namespace

QStringList Reminders::dueAt(const views::LedIncident &led, Instant now)
{
    QStringList sentences;
    const policy::IncidentRules &rules = led.rules();
    Told &told = m_told[led.incident.id];
    const auto missing = incident::missingRoles(led.incident, rules, now);
    if (!missing.empty() && now - told.missingRoles >= rules.roleRepeat) {
        told.missingRoles = now;
        sentences += tr("Nobody has the role: %1").arg(namesOf(missing, rules));
    }
    const auto clocks = incident::cadenceOf(led.incident, rules, now);
    for (const CadenceClock &clock : clocks) {
        const policy::Audience *audience = rules.audience(clock.audience);
        const QString who = audience ? audience->name : clock.audience;
        if (clock.state == CadenceClock::State::Overdue && isNew(told.overdue, clock))
            sentences += tr("The update to %1 is overdue").arg(who);
        else if (clock.state == CadenceClock::State::Warning && isNew(told.warned, clock))
            sentences += tr("The update to %1 is due in %2").arg(who, views::countdownText(clock.due - now));
    }
    for (const incident::Task &task : led.incident.tasks) {
        if (task.customer.isNull() || !views::isOverdue(task, now) || told.actions[task.id] == *task.due)
            continue;
        told.actions[task.id] = *task.due;
        sentences += tr("An action of a recovery plan is overdue: %1").arg(task.text);
    }
    return sentences;
}

void Reminders::keepOnly(const std::vector<views::LedIncident> &open)
{
    std::erase_if(m_told, [&](const auto &told) {
        return std::ranges::none_of(
            open, [&](const views::LedIncident &each) { return each.incident.id == told.first; });
    });
}

} // namespace muster::ui
