// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/scoring.h"

#include <algorithm>

namespace muster::drill {
namespace {

using incident::Incident;
using incident::TimelineLine;

/// When what the trainee wrote was written, by fact; nothing for what others wrote.
class Entered
{
public:
    Entered(const Incident &incident, PersonId trainee) : m_timeline(incident.timeline), m_trainee(trainee) {}

    Instant at(FactId fact, Instant claimed) const
    {
        const auto line = std::ranges::find(m_timeline, fact, &TimelineLine::fact);
        return line != m_timeline.end() && isTrainees(*line) ? std::max(claimed, line->recorded) : claimed;
    }
    /// Of a milestone that stands at `claimed`.
    Instant milestone(const QString &key, Instant claimed) const
    {
        const auto line = std::ranges::find_if(m_timeline, [&](const TimelineLine &each) {
            return each.milestone == key && each.occurred == claimed && isTrainees(each);
        });
        return line == m_timeline.end() ? claimed : std::max(claimed, line->recorded);
    }

private:
    bool isTrainees(const TimelineLine &line) const { return line.author == m_trainee; }

    const std::vector<TimelineLine> &m_timeline;
    PersonId m_trainee;
};

void setMilestone(std::optional<Instant> &at, const Entered &entered, incident::Status status)
{
    if (at)
        at = entered.milestone(incident::statusName(status), *at);
}

} // namespace

Incident asEntered(Incident incident, PersonId trainee)
{
    if (trainee.isNull() || !incident.exists)
        return incident;
    const Entered entered(incident, trainee);
    if (incident.declaredBy == trainee)
        incident.declaredAt = std::max(incident.declaredAt, incident.declaredRecordedAt);
    for (incident::SentUpdate &update : incident.updates)
        update.at = entered.at(update.fact, update.at);
    for (auto &[role, holdings] : incident.roles) {
        for (incident::Holding &holding : holdings)
            holding.from = entered.at(holding.given, holding.from);
    }
    for (auto &[key, at] : incident.milestones)
        at = entered.milestone(key, at);
    setMilestone(incident.resolvedAt, entered, incident::Status::Resolved);
    setMilestone(incident.closedAt, entered, incident::Status::Closed);
    for (auto &[key, document] : incident.documents)
        document.at = entered.at(document.fact, document.at);
    return incident;
}

} // namespace muster::drill
