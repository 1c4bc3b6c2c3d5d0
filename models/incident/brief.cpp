// SPDX-License-Identifier: GPL-3.0-or-later
// What an incoming holder of a role is told.
#include "models/incident/flow.h"
#include "models/incident/incidentcommands.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

constexpr size_t kLatest = 5;

QString utc(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC).toString(u"hh:mm 'UTC'"_s);
}

QString elapsed(Millis span)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(span).count();
    return minutes < 60 ? u"%1 min"_s.arg(minutes) : u"%1 h %2 min"_s.arg(minutes / 60).arg(minutes % 60);
}

void addLatest(QStringList &lines, const Incident &incident)
{
    std::vector<const TimelineLine *> written;
    for (const TimelineLine &line : incident.timeline) {
        if (!line.isAutomatic)
            written.push_back(&line);
    }
    if (written.empty())
        return;
    lines += u"Latest:"_s;
    const size_t from = written.size() > kLatest ? written.size() - kLatest : 0;
    for (size_t i = from; i < written.size(); ++i)
        lines += u"  %1 %2: %3"_s.arg(utc(written[i]->occurred), entryKindName(written[i]->kind),
                                      written[i]->text);
}

} // namespace

QString handOverBrief(const Incident &incident, const policy::IncidentRules &rules, Instant now,
                      const std::function<QString(PersonId)> &nameOf)
{
    QStringList lines;
    lines += u"%1 %2: %3"_s.arg(incident.number, incident.severity, incident.title);
    lines += u"%1 since %2, running for %3."_s.arg(
        statusName(incident.status), utc(incident.statuses.back().first), elapsed(now - incident.declaredAt));
    lines += incident.scope.text.isEmpty() ? u"Who is affected is not written down."_s
                                           : u"Affected: "_s + incident.scope.text;
    for (const CadenceClock &clock : cadenceOf(incident, rules, now)) {
        const policy::Audience *audience = rules.audience(clock.audience);
        if (clock.state != CadenceClock::State::Stopped && audience != nullptr)
            lines += u"Next update to %1: %2%3."_s.arg(
                audience->name, utc(clock.due),
                clock.state == CadenceClock::State::Overdue ? u", OVERDUE"_s : QString());
    }
    QStringList holders;
    for (const policy::IncidentRole &role : rules.roles) {
        const PersonId holder = holderOf(incident, role.key);
        if (!holder.isNull())
            holders += u"%1 %2"_s.arg(role.name, nameOf(holder));
    }
    if (!holders.isEmpty())
        lines += u"Roles: "_s + holders.join(u", "_s) + u'.';
    for (const MissingRole &missing : missingRoles(incident, rules, now)) {
        if (const policy::IncidentRole *role = rules.role(missing.role))
            lines += u"Nobody holds: "_s + role->name;
    }
    for (const Task &task : incident.tasks) {
        if (!task.doneAt)
            lines += u"Open task: %1%2"_s.arg(task.text, task.owner.isNull() ? u", no owner"_s
                                                                             : u", "_s + nameOf(task.owner));
    }
    addLatest(lines, incident);
    return lines.join(u'\n');
}

} // namespace muster::incident
