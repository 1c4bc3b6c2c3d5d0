// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/matrix.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

bool holdsFor(const policy::Situation &situation, const QString &priority, int rank)
{
    return situation.priorities.contains(priority) ||
           std::ranges::find(situation.ranks, rank) != situation.ranks.end();
}

QString reasonOf(const policy::Policy &policy, const QString &tier, const policy::Situation &situation,
                 const policy::EscalationLevel &level, const QString &timeline)
{
    const policy::Tier *known = policy.tier(tier);
    return u"%1, %2: %3, %4"_s.arg(known            ? known->name
                                   : tier.isEmpty() ? u"No tier"_s
                                                    : tier,
                                   situation.name, level.name, timeline);
}

} // namespace

std::optional<MatrixAnswer> lookUp(const policy::Policy &policy, const QString &tier,
                                   const QString &situation)
{
    const policy::EscalationRules &rules = policy.escalation;
    const policy::MatrixCell *cell = rules.cell(tier, situation);
    const policy::Situation *known = rules.situation(situation);
    const policy::EscalationLevel *level = cell ? rules.level(cell->level) : nullptr;
    if (known == nullptr || level == nullptr)
        return std::nullopt;
    MatrixAnswer answer{situation, level->key, known->path, cell->within, {}};
    const QString timeline = timelineText(rules, answer);
    answer.reason = reasonOf(policy, tier, *known, *level, timeline.left(1).toLower() + timeline.mid(1));
    return answer;
}

std::vector<const policy::Situation *> situationsOf(const policy::Policy &policy, const QString &priority)
{
    std::vector<const policy::Situation *> holding;
    const auto place = std::ranges::find(policy.priorities, priority, &policy::Priority::key);
    if (place == policy.priorities.end())
        return holding;
    const int rank = int(place - policy.priorities.begin()) + 1;
    for (const policy::Situation &each : policy.escalation.situations) {
        if (each.kind == policy::Situation::Kind::Priority && holdsFor(each, priority, rank))
            holding.push_back(&each);
    }
    return holding;
}

const policy::Situation *situationOf(const policy::EscalationRules &rules, policy::Situation::Kind kind)
{
    const auto found = std::ranges::find(rules.situations, kind, &policy::Situation::kind);
    return found == rules.situations.end() ? nullptr : &*found;
}

Instant raiseBy(const MatrixAnswer &answer, Instant since, const sla::Calendar &calendar)
{
    return answer.within ? sla::due(calendar, since, *answer.within) : since;
}

const policy::EscalationTrigger *triggerFor(const policy::EscalationRules &rules, const QString &tier,
                                            const QString &situation)
{
    const auto found = std::ranges::find_if(rules.triggers, [&](const policy::EscalationTrigger &trigger) {
        return trigger.situation == situation && (trigger.tiers.isEmpty() || trigger.tiers.contains(tier));
    });
    return found == rules.triggers.end() || rules.cell(tier, situation) == nullptr ? nullptr : &*found;
}

QString timelineText(const policy::EscalationRules &rules, const MatrixAnswer &answer)
{
    if (answer.within)
        return u"Within %1"_s.arg(sla::targetText(*answer.within));
    const policy::Situation *known = rules.situation(answer.situation);
    return known == nullptr || known->moment.isEmpty() ? u"At once"_s : known->moment;
}

sla::ClockSummary responseClock(const Escalation &escalation, const policy::CompiledPolicy &policy)
{
    sla::ClockSummary clock;
    if (!escalation.exists)
        return clock;
    const policy::EscalationRules &rules = policy.policy().escalation;
    const policy::EscalationLevel *level = rules.level(escalation.level().level);
    if (level == nullptr)
        return clock;
    clock.start = escalation.level().at;
    clock.due = level->respond
                    ? sla::due(policy.calendarFor(escalation.raised.tier), clock.start, *level->respond)
                    : clock.start + rules.atOnce;
    if (const auto share = sla::riskPercent(policy.policy().warnPercents); share && clock.due != kNever)
        clock.warnAt = clock.start + (clock.due - clock.start) * *share / 100;
    const std::optional<Instant> end = escalation.acceptedAt ? escalation.acceptedAt : escalation.closedAt;
    clock.phase = end ? sla::ClockSummary::Phase::Stopped : sla::ClockSummary::Phase::Running;
    if (end) {
        clock.stoppedAt = *end;
        clock.breached = *end > clock.due;
    }
    return clock;
}

EscalationId escalationIdOf(const Raised &raised, Instant due)
{
    return EscalationId::derived(due, {u"escalation", raised.rule, raised.ticket.toString(),
                                       QString::number(raised.episode), raised.level});
}

NewFact raisedByRule(const Raised &raised, Instant due)
{
    const EscalationId id = escalationIdOf(raised, due);
    const auto fact = FactId::derived(due, {u"escalation.raised", id.toString()});
    return {kSubjectKind, idCast<SubjectId>(id), typeName(raised), 1, due, toPayload(raised), fact};
}

NewFact levelByRule(EscalationId escalation, const LevelChanged &change, Instant due)
{
    const auto fact =
        FactId::derived(due, {u"escalation.level", change.rule, escalation.toString(), change.level});
    return {kSubjectKind, idCast<SubjectId>(escalation), typeName(change), 1, due, toPayload(change), fact};
}

} // namespace muster::escalation
