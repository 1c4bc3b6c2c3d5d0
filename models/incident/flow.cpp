// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incident/flow.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

using policy::Ask;
using policy::IncidentRules;

QString roleName(const IncidentRules &rules, const QString &role)
{
    const policy::IncidentRole *known = rules.role(role);
    return known != nullptr ? known->name : role;
}

QString audienceName(const IncidentRules &rules, const QString &audience)
{
    const policy::Audience *known = rules.audience(audience);
    return known != nullptr ? known->name : audience;
}

QStringList requiredRoles(const Incident &incident, const IncidentRules &rules)
{
    const policy::Severity *severity = rules.severity(incident.severity);
    return severity != nullptr ? severity->roles : QStringList();
}

/// How long an audience that was never told may wait; absent where it hears nothing of this severity.
std::optional<Millis> firstWait(const Incident &incident, const IncidentRules &rules, const QString &audience)
{
    const auto every = rules.cadenceFor(audience, incident.severity, statusName(incident.status));
    if (!every || rules.firstUpdateWithin <= Millis::zero())
        return every;
    return std::min(*every, rules.firstUpdateWithin);
}

/// When what an ask wants is to be there. Who is to be told has one clock, that of the cadence.
std::optional<Instant> dueOf(const Ask &ask, const Incident &incident, const IncidentRules &rules)
{
    if (ask.kind == Ask::Kind::Update) {
        if (const auto wait = firstWait(incident, rules, ask.of))
            return incident.declaredAt + *wait;
    }
    return ask.within > Millis::zero() ? std::optional(incident.declaredAt + ask.within) : std::nullopt;
}

const SentUpdate *lastUpdateTo(const Incident &incident, const QString &audience)
{
    const auto last = std::find_if(incident.updates.rbegin(), incident.updates.rend(),
                                   [&](const SentUpdate &update) { return update.audience == audience; });
    return last == incident.updates.rend() ? nullptr : &*last;
}

/// What of an ask is not there, as a sentence; empty where it is met.
class Missing
{
public:
    Missing(const Incident &incident, const IncidentRules &rules) : m_incident(incident), m_rules(rules) {}

    QString of(const Ask &ask) const
    {
        switch (ask.kind) {
        case Ask::Kind::Roles:
            return roles();
        case Ask::Kind::Scope:
            return m_incident.scope.text.trimmed().isEmpty() ? u"Nobody has written down who is affected"_s
                                                             : QString();
        case Ask::Kind::Update:
            return lastUpdateTo(m_incident, ask.of) != nullptr
                       ? QString()
                       : u"Not told anything yet: %1"_s.arg(audienceName(m_rules, ask.of));
        case Ask::Kind::Entry:
            return entry(ask.of);
        case Ask::Kind::Milestone:
            return milestone(ask.of);
        case Ask::Kind::Tasks:
            return tasks();
        case Ask::Kind::Confirmed:
            return m_incident.recovered ? QString() : u"Nobody has confirmed that it works again"_s;
        case Ask::Kind::Closing:
            return m_incident.closing ? QString() : u"Nobody has written down the cause"_s;
        case Ask::Kind::Document:
            return document(ask);
        case Ask::Kind::Check:
            break;
        }
        return m_incident.ticked.contains(ask.key) ? QString() : u"Not ticked off: %1"_s.arg(ask.text);
    }

private:
    QString roles() const
    {
        QStringList open;
        for (const QString &role : requiredRoles(m_incident, m_rules)) {
            if (holderOf(m_incident, role).isNull())
                open += roleName(m_rules, role);
        }
        return open.isEmpty() ? QString() : u"Nobody holds: %1"_s.arg(open.join(u", "_s));
    }
    QString entry(const QString &kind) const
    {
        const auto wanted = entryKindFromName(kind);
        const bool isThere = std::ranges::any_of(m_incident.timeline, [&](const TimelineLine &line) {
            return !line.isAutomatic && wanted && line.kind == *wanted;
        });
        return isThere ? QString() : u"Nobody has written one into the timeline yet: %1"_s.arg(kind);
    }
    QString milestone(const QString &key) const
    {
        if (m_incident.milestones.contains(key))
            return {};
        const policy::Milestone *known = m_rules.milestone(key);
        return u"No time is written down for: %1"_s.arg(known != nullptr ? known->name : key);
    }
    /// A draft with places that are still to be written is no document yet.
    QString document(const Ask &ask) const
    {
        const auto written = m_incident.documents.find(ask.of);
        if (written == m_incident.documents.end())
            return u"Not there yet: %1"_s.arg(ask.text);
        const int open = openPlaces(written->second.text);
        return open == 0   ? QString()
               : open == 1 ? u"1 place is still to be written: %1"_s.arg(ask.text)
                           : u"%1 places are still to be written: %2"_s.arg(open).arg(ask.text);
    }
    QString tasks() const
    {
        const auto open =
            std::ranges::count_if(m_incident.tasks, [](const Task &task) { return !task.doneAt; });
        return open == 0 ? QString() : u"Open tasks: %1"_s.arg(open);
    }

    const Incident &m_incident;
    const IncidentRules &m_rules;
};

} // namespace

int openPlaces(const QString &document)
{
    static const QRegularExpression place(uR"((^\s*(?:[-*] )?TODO\b)|(\|\s*TODO\s*(?=\|)))"_s,
                                          QRegularExpression::MultilineOption);
    int count = 0;
    for (auto each = place.globalMatch(document); each.hasNext(); each.next())
        ++count;
    return count;
}

bool StepState::isBlocked() const
{
    return std::ranges::any_of(asks, [](const AskState &each) { return each.ask.isRequired && !each.isMet; });
}

std::vector<StepState> flowOf(const Incident &incident, const IncidentRules &rules)
{
    const Missing missing(incident, rules);
    std::vector<StepState> steps;
    auto place = StepState::Place::Done;
    for (const policy::FlowStep &step : rules.steps) {
        // An incident that entered none stands at the first.
        const bool isHere =
            step.key == incident.step || (incident.step.isEmpty() && &step == &rules.steps.front());
        StepState state{step.key, step.name, step.goal, isHere ? StepState::Place::Here : place, {}};
        if (isHere)
            place = StepState::Place::Ahead;
        for (const Ask &ask : step.asks) {
            QString why = missing.of(ask);
            const bool isMet = why.isEmpty();
            state.asks.push_back({ask, isMet, std::move(why), dueOf(ask, incident, rules)});
        }
        steps.push_back(std::move(state));
    }
    return steps;
}

namespace {

void judge(CadenceClock &clock, const IncidentRules &rules, Instant now)
{
    const int warn = rules.warnPercents.empty() ? 100 : rules.warnPercents.back();
    clock.warnAt = clock.start + (clock.due - clock.start) * warn / 100;
    clock.state = now >= clock.due      ? CadenceClock::State::Overdue
                  : now >= clock.warnAt ? CadenceClock::State::Warning
                                        : CadenceClock::State::Running;
}

} // namespace

std::vector<CadenceClock> cadenceOf(const Incident &incident, const IncidentRules &rules, Instant now)
{
    std::vector<CadenceClock> clocks;
    for (const policy::Audience &audience : rules.audiences) {
        const SentUpdate *last = lastUpdateTo(incident, audience.key);
        const auto every = rules.cadenceFor(audience.key, incident.severity, statusName(incident.status));
        CadenceClock clock;
        clock.audience = audience.key;
        clock.start = last != nullptr ? last->at : incident.declaredAt;
        const bool isPromised = last != nullptr && last->nextBy;
        // What was promised before it was resolved is owed all the same, until it is told or closed.
        const bool isOver = incident.status == Status::Closed || (!isRunning(incident.status) && !isPromised);
        if (isOver || (!every && !isPromised)) {
            clock.state = CadenceClock::State::Stopped;
            clocks.push_back(clock);
            continue;
        }
        clock.isPromised = isPromised;
        clock.due = isPromised        ? *last->nextBy
                    : last == nullptr ? clock.start + *firstWait(incident, rules, audience.key)
                                      : clock.start + *every;
        judge(clock, rules, now);
        clocks.push_back(clock);
    }
    return clocks;
}

std::optional<CadenceClock> briefClock(const Incident &incident, const IncidentRules &rules, Instant now)
{
    if (!isRunning(incident.status) || rules.briefEvery <= Millis::zero() ||
        !rules.cadenceFor(u"executive"_s, incident.severity, statusName(incident.status)))
        return std::nullopt;
    const auto written = incident.documents.find(u"brief"_s);
    CadenceClock clock;
    clock.audience = u"brief"_s;
    clock.start = written == incident.documents.end() ? incident.declaredAt : written->second.at;
    clock.due = clock.start + rules.briefEvery;
    judge(clock, rules, now);
    return clock;
}

Adherence adherenceOf(const Incident &incident, const IncidentRules &rules, Instant now)
{
    Adherence result;
    for (const policy::Audience &audience : rules.audiences) {
        // What was promised is owed until it is closed, what the policy asks until it is resolved.
        const bool isTold = lastUpdateTo(incident, audience.key) != nullptr;
        const Instant end = (isTold ? incident.closedAt : incident.resolvedAt).value_or(now);
        const auto count = [&](Instant due, std::optional<Instant> at) {
            const Instant came = at.value_or(end);
            if (came <= due) {
                ++result.kept;
                return;
            }
            ++result.late;
            result.worst = std::max(result.worst, std::chrono::duration_cast<Millis>(came - due));
            result.lateOnes.push_back({audience.key, due, at});
        };
        std::optional<Instant> due;
        bool isPromised = false;
        if (const auto every = rules.cadenceFor(audience.key, incident.severities.front().second,
                                                statusName(Status::Investigating)))
            due = incident.declaredAt + (rules.firstUpdateWithin > Millis::zero()
                                             ? std::min(*every, rules.firstUpdateWithin)
                                             : *every);
        for (const SentUpdate &update : incident.updates) {
            if (update.audience != audience.key)
                continue;
            // Of the policy's first one nothing is asked any more once it is resolved.
            if (due && (isPromised || !incident.resolvedAt || *due < *incident.resolvedAt))
                count(*due, update.at);
            due = update.nextBy;
            isPromised = true;
        }
        // The last promise counts where it came due before the end.
        if (due && *due < end)
            count(*due, std::nullopt);
    }
    return result;
}

std::vector<MissingRole> missingRoles(const Incident &incident, const IncidentRules &rules, Instant now)
{
    std::vector<MissingRole> missing;
    if (!isRunning(incident.status))
        return missing;
    for (const QString &role : requiredRoles(incident, rules)) {
        if (!holderOf(incident, role).isNull())
            continue;
        Instant since = incident.declaredAt;
        if (const auto holdings = incident.roles.find(role); holdings != incident.roles.end()) {
            for (const Holding &holding : holdings->second)
                since = std::max(since, holding.until.value_or(since));
        }
        MissingRole each{role, since, since};
        if (rules.roleRepeat > Millis::zero() && now >= since)
            each.nextTold = since + ((now - since) / rules.roleRepeat + 1) * rules.roleRepeat;
        missing.push_back(each);
    }
    return missing;
}

QStringList roleWarnings(const Incident &incident, const IncidentRules &rules,
                         const std::function<QString(PersonId)> &nameOf)
{
    QStringList warnings;
    for (const policy::IncidentRole &leading : rules.roles) {
        const PersonId leader = leading.isLeading ? holderOf(incident, leading.key) : PersonId{};
        if (leader.isNull())
            continue;
        for (const policy::IncidentRole &fixing : rules.roles) {
            if (fixing.isFixing && holderOf(incident, fixing.key) == leader)
                warnings += u"%1 is %2 and %3 at once; who fixes should not lead"_s.arg(
                    nameOf(leader), leading.name, fixing.name);
        }
    }
    for (const policy::IncidentRole &role : rules.roles) {
        const PersonId awaited = awaitedFor(incident, role.key);
        if (!awaited.isNull())
            warnings += u"%1 has not taken %2 yet"_s.arg(nameOf(awaited), role.name);
    }
    return warnings;
}

std::vector<Inconsistency> inconsistencies(const Incident &incident, const IncidentRules &rules, Instant now)
{
    std::vector<Inconsistency> found;
    const policy::Milestone *before = nullptr;
    for (const policy::Milestone &milestone : rules.milestones) {
        const auto reached = incident.milestones.find(milestone.key);
        if (reached == incident.milestones.end()) {
            if (milestone.isRequired && !isRunning(incident.status))
                found.push_back({{}, u"No time is written down for: %1"_s.arg(milestone.name)});
            continue;
        }
        if (before != nullptr && reached->second < incident.milestones.at(before->key))
            found.push_back({{}, u"%1 is written down as before %2"_s.arg(milestone.name, before->name)});
        before = &milestone;
    }
    for (const TimelineLine &line : incident.timeline) {
        if (line.occurred > now)
            found.push_back({line.fact, u"An entry lies in the future: %1"_s.arg(line.text)});
        else if (incident.firstReportAt && line.occurred < *incident.firstReportAt && !line.isAutomatic &&
                 line.kind != EntryKind::Milestone) // harm begins before somebody tells of it
            found.push_back({line.fact, u"An entry lies before the first report: %1"_s.arg(line.text)});
    }
    return found;
}

} // namespace muster::incident
