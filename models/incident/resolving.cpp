// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incident/resolving.h"

#include "models/incident/flow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

using policy::Ask;

const QString kRecovered = u"/recovered WHAT SHOWS IT"_s;
const QString kCause = u"/cause WHAT IT WAS, or /cause not known"_s;

QString commandFor(const Ask &ask)
{
    switch (ask.kind) {
    case Ask::Kind::Roles:
        return u"/role ROLE NAME"_s;
    case Ask::Kind::Scope:
        return u"/scope WHO IS HIT"_s;
    case Ask::Kind::Update:
        return u"/update %1"_s.arg(ask.of);
    case Ask::Kind::Entry:
        return u"/%1 WHAT"_s.arg(ask.of);
    case Ask::Kind::Milestone:
        return u"/milestone %1"_s.arg(ask.of);
    case Ask::Kind::Confirmed:
        return kRecovered;
    case Ask::Kind::Closing:
        return kCause;
    case Ask::Kind::Tasks:
    case Ask::Kind::Document:
    case Ask::Kind::Check:
        break; // finished, written and ticked off where they stand
    }
    return {};
}

/// As it stands within a sentence.
QString inside(const QString &sentence)
{
    return sentence.left(1).toLower() + sentence.mid(1);
}

bool asksFor(const Ask &ask, const QString &milestone)
{
    return ask.kind == Ask::Kind::Milestone && ask.of == milestone;
}

/// Of the first ask of a kind; empty where the policy has none.
QString tokenOf(const policy::IncidentRules &rules, Ask::Kind kind)
{
    for (const policy::FlowStep &step : rules.steps) {
        const auto ask = std::ranges::find(step.asks, kind, &Ask::kind);
        if (ask != step.asks.end())
            return u"{ask:%1}"_s.arg(ask->key);
    }
    return {};
}

/// The required milestones without a time, up to but without the one with the key `end`.
std::vector<Lack> openMilestones(const Incident &incident, const policy::IncidentRules &rules,
                                 const QString &end)
{
    std::vector<Lack> lacks;
    for (const policy::Milestone &milestone : rules.milestones) {
        if (milestone.key == end)
            break;
        if (milestone.isRequired && !incident.milestones.contains(milestone.key))
            lacks.push_back({u"{milestone:%1}"_s.arg(milestone.key),
                             u"no time is written down for \"%1\""_s.arg(milestone.name),
                             u"/milestone %1"_s.arg(milestone.key)});
    }
    return lacks;
}

/// Where no line gives it, each is a lack of its own; what the same line gives is said once.
void addOnce(std::vector<Lack> &lacks, Lack lack)
{
    if (lack.command.isEmpty() || std::ranges::find(lacks, lack.command, &Lack::command) == lacks.end())
        lacks.push_back(std::move(lack));
}

} // namespace

std::vector<Lack> lacksToResolve(const Incident &incident, const policy::IncidentRules &rules)
{
    const QString resolved = statusName(Status::Resolved);
    std::vector<Lack> lacks = openMilestones(incident, rules, resolved);
    const std::vector<StepState> steps = flowOf(incident, rules);
    for (const StepState &step : steps) {
        const auto isOfResolved = [&](const AskState &each) { return asksFor(each.ask, resolved); };
        if (std::ranges::none_of(step.asks, isOfResolved))
            continue;
        for (const AskState &each : step.asks) {
            if (!each.ask.isRequired || each.isMet || isOfResolved(each))
                continue;
            addOnce(lacks, {u"{ask:%1}"_s.arg(each.ask.key), inside(each.missing), commandFor(each.ask)});
        }
    }
    return lacks;
}

std::vector<Lack> lacksToClose(const Incident &incident, const policy::IncidentRules &rules)
{
    std::vector<Lack> lacks;
    if (isRunning(incident.status)) {
        lacks.push_back({{}, u"it is not resolved yet"_s, u"/status resolved"_s});
        std::ranges::move(lacksToResolve(incident, rules), std::back_inserter(lacks));
    }
    for (const CadenceClock &clock : cadenceOf(incident, rules, incident.declaredAt)) {
        const policy::Audience *audience = rules.audience(clock.audience);
        if (clock.isPromised && clock.state != CadenceClock::State::Stopped && audience != nullptr)
            lacks.push_back({{},
                             u"another update is promised to %1"_s.arg(audience->name),
                             u"/update %1"_s.arg(audience->key)});
    }
    for (Lack &milestone : openMilestones(incident, rules, {}))
        addOnce(lacks, std::move(milestone));
    if (!incident.recovered)
        addOnce(lacks,
                {tokenOf(rules, Ask::Kind::Confirmed), u"nobody has confirmed the recovery"_s, kRecovered});
    if (!incident.closing)
        addOnce(lacks, {tokenOf(rules, Ask::Kind::Closing), u"the root cause is not written down"_s, kCause});
    const bool hasAction =
        !incident.tasks.empty() || (incident.closing && !incident.closing->prevention.trimmed().isEmpty());
    if (!hasAction)
        addOnce(lacks, {u"an action"_s, u"no action is written down that keeps it away"_s,
                        u"/task WHAT kind:preventive"_s});
    return lacks;
}

QString lackText(const std::vector<Lack> &lacks)
{
    QStringList each;
    for (const Lack &lack : lacks)
        each += lack.command.isEmpty() ? lack.what : u"%1 (%2)"_s.arg(lack.what, lack.command);
    return each.join(u"; "_s);
}

} // namespace muster::incident
