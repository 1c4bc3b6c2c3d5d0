// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a score that ask what stands in the record.
#include "models/drill/scoring.h"
#include "models/incident/flow.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

using incident::EntryKind;
using incident::Incident;
using incident::TimelineLine;

constexpr int kMilestones = 3, kDecisions = 3, kActions = 2, kNoFault = 2, kPlan = 2, kRemedies = 3;

/// "3 × 4 of 4"
QString part(int of, qint64 done, qint64 wanted)
{
    return u"%1 × %2 of %3"_s.arg(of).arg(std::min(done, wanted)).arg(wanted);
}

qint64 count(const Incident &incident, EntryKind kind,
             const std::function<bool(const TimelineLine &)> &isGood)
{
    return std::ranges::count_if(incident.timeline, [&](const TimelineLine &line) {
        return !line.isAutomatic && !line.isRedacted && line.kind == kind && isGood(line);
    });
}

bool isPostMortemInTime(const Incident &incident, const policy::IncidentRules &rules)
{
    if (!incident.resolvedAt)
        return false;
    const Instant by = *incident.resolvedAt + rules.postMortemWithin;
    const auto document = incident.documents.find(u"post_mortem"_s);
    if (document != incident.documents.end() && document->second.at <= by)
        return true;
    return std::ranges::any_of(rules.steps, [&](const policy::FlowStep &step) {
        return std::ranges::any_of(step.asks, [&](const policy::Ask &ask) {
            return ask.kind == policy::Ask::Kind::Check && step.key == u"post_mortem"_s &&
                   incident.ticked.contains(ask.key);
        });
    });
}

} // namespace

ScoreLine timelineLine(const Incident &incident, const ScoreFrame &frame)
{
    qint64 wanted = 0, reached = 0;
    for (const policy::Milestone &each : frame.rules.milestones) {
        wanted += each.isRequired ? 1 : 0;
        reached += each.isRequired && incident.milestones.contains(each.key) ? 1 : 0;
    }
    const Expectations &expected = frame.script.expectations;
    const qint64 decisions =
        count(incident, EntryKind::Decision, [](const auto &line) { return !line.why.isEmpty(); });
    const qint64 actions = count(incident, EntryKind::Action, [](const auto &line) {
        return !line.owner.isNull() || !line.result.isEmpty();
    });
    const auto faults =
        incident.exists ? qint64(incident::inconsistencies(incident, frame.rules, frame.asOf).size()) : 0;
    const int points = shareOf(reached, wanted, kMilestones) +
                       shareOf(decisions, expected.decisions, kDecisions) +
                       shareOf(actions, expected.actions, kActions) + (faults == 0 ? kNoFault : 0);
    return {
        u"timeline"_s,
        u"The timeline tells the whole story"_s,
        u"milestones: %1, decisions with a reason: %2, actions with owner or result: %3, contradictions: 0"_s
            .arg(wanted)
            .arg(expected.decisions)
            .arg(expected.actions),
        u"milestones: %1, decisions: %2, actions: %3, contradictions: %4"_s.arg(reached)
            .arg(decisions)
            .arg(actions)
            .arg(faults),
        incident.exists ? points : 0,
        kMilestones + kDecisions + kActions + kNoFault,
        u"Write decisions with their reason and actions with owner and result while they happen."_s,
        u"milestones %1, decisions %2, actions %3, rounded down; %4 without a contradiction."_s
            .arg(part(kMilestones, reached, wanted), part(kDecisions, decisions, expected.decisions),
                 part(kActions, actions, expected.actions))
            .arg(kNoFault)};
}

ScoreLine evidenceLine(const Incident &incident)
{
    constexpr int kThings = 4, kPoints = 10;
    QStringList there;
    if (incident.recovered && !incident.recovered->evidence.trimmed().isEmpty())
        there += u"recovery confirmed"_s;
    if (incident.closing && !incident.closing->rootCause.trimmed().isEmpty())
        there += u"root cause"_s;
    if (incident.closing && !incident.closing->prevention.trimmed().isEmpty())
        there += u"prevention"_s;
    if (incident.closedAt)
        there += u"closed"_s;
    return {u"evidence"_s,
            u"Closed with evidence"_s,
            u"recovery confirmed, root cause, prevention, closed"_s,
            there.isEmpty() ? u"nothing"_s : there.join(u", "_s),
            shareOf(there.size(), kThings, kPoints),
            kPoints,
            u"Before closing, write who saw what work again, the cause, and what keeps it away."_s,
            u"%1, rounded down."_s.arg(part(kPoints, there.size(), kThings))};
}

ScoreLine learningLine(const Incident &incident, const ScoreFrame &frame)
{
    const qint64 owned = std::ranges::count_if(incident.tasks, [](const incident::Task &task) {
        return (!task.owner.isNull() || !task.theirOwner.isEmpty()) && task.due.has_value();
    });
    const int wanted = frame.script.expectations.remedies;
    const bool isPlanned = isPostMortemInTime(incident, frame.rules);
    return {u"learning"_s,
            u"Post-mortem planned, actions owned"_s,
            u"planned within %1 of the end, actions with owner and date: %2"_s
                .arg(spoken(frame.rules.postMortemWithin))
                .arg(wanted),
            (isPlanned ? u"planned, "_s : u"not planned, "_s) + u"actions: %1"_s.arg(owned),
            (isPlanned ? kPlan : 0) + shareOf(owned, wanted, kRemedies),
            kPlan + kRemedies,
            u"Give the post-mortem a date and each lesson an owner and a day."_s,
            u"%1 for the plan; actions %2, rounded down."_s.arg(kPlan).arg(part(kRemedies, owned, wanted))};
}

} // namespace muster::drill
