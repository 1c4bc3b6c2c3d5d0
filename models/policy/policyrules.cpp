// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/policyrules.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy::rules {
namespace {

const Instant kMonday = *parseRfc3339(u"2026-03-02T09:00:00Z");

/// Open time that a target allows from a Monday morning on, for comparing unlike units.
Instant usedUp(const Policy &policy, const sla::Target &target)
{
    const auto calendar = sla::Calendar::make(policy.calendarFor(QString()));
    return sla::due(calendar.value_or(sla::Calendar()), kMonday, target);
}

/// Where an internal target ends after the contractual one: a start within a week and a calendar in use;
/// empty where it ends after it nowhere.
QString whereLater(const Policy &policy, const sla::Target &slo, const sla::Target &sla)
{
    QStringList keys{policy.defaultCalendar};
    for (const Tier &tier : policy.tiers)
        keys += tier.calendar;
    keys.removeDuplicates();
    for (const QString &key : keys) {
        const auto spec = policy.calendars.find(key);
        const auto calendar = spec == policy.calendars.end() ? Result<sla::Calendar>(sla::Calendar())
                                                             : sla::Calendar::make(spec->second);
        if (spec == policy.calendars.end() || !calendar)
            continue;
        for (Instant start = kMonday; start < kMonday + std::chrono::days(7);
             start += std::chrono::hours(1)) {
            if (sla::due(*calendar, start, slo) > sla::due(*calendar, start, sla))
                return u"on the calendar %1, from %2"_s.arg(key, toRfc3339(start));
        }
    }
    return {};
}

QStringList folded(const QStringList &words)
{
    QStringList all;
    for (const QString &word : words)
        all += word.simplified().toCaseFolded();
    return all;
}

/// Everything that speaks for the last priority speaks for a higher one first.
bool isTakenFirst(const Policy &policy)
{
    const Priority &last = policy.priorities.back();
    QStringList taken;
    for (size_t i = 0; i + 1 < policy.priorities.size(); ++i)
        taken += folded(policy.priorities[i].words + policy.priorities[i].impacts);
    const QStringList own = folded(last.words + last.impacts);
    return !own.isEmpty() &&
           std::ranges::all_of(own, [&](const QString &word) { return taken.contains(word); });
}

/// The key of a priority above the last one that takes this impact first; empty where there is none.
QString higherWithImpact(const Policy &policy, const QString &impact)
{
    const QString wanted = folded({impact}).constFirst();
    for (size_t i = 0; i + 1 < policy.priorities.size(); ++i) {
        if (folded(policy.priorities[i].impacts).contains(wanted))
            return policy.priorities[i].key;
    }
    return {};
}

const IntakeField *impactField(const Policy &policy)
{
    const auto found = std::ranges::find(policy.intake, u"impact"_s, &IntakeField::key);
    return found == policy.intake.end() ? nullptr : &*found;
}

/// Warns of what can never come: a step in time that the calendar does not have, or after the resolution.
void checkStepTimes(YamlReader &yaml, const Policy &policy, const Priority &priority,
                    const PlaybookStep &step, const YAML::Node &node, const QString &field)
{
    const auto comes = [&](const char *key, const std::optional<sla::Target> &length) {
        const bool isNever = length && usedUp(policy, *length) == kNever;
        if (isNever)
            yaml.wrong(YamlReader::child(node, key), field + u'.' + QString::fromLatin1(key),
                       u"the step never comes: the calendar has no %1"_s.arg(sla::targetText(*length)),
                       u"make it shorter"_s);
        return length && !isNever;
    };
    const bool isDue = comes("due", step.due);
    const bool isRepeated = comes("every", step.every);
    const auto &resolution = priority.targets.clocks[size_t(sla::ClockKind::Resolution)].sla;
    if (!resolution || step.start == StepStart::Resolved)
        return;
    const auto isTooLate = [&](const sla::Target &length) {
        return usedUp(policy, length) > usedUp(policy, *resolution);
    };
    const QString what =
        u"the step is due after the ticket should be resolved (%1)"_s.arg(sla::targetText(*resolution));
    if (isDue && isTooLate(*step.due))
        yaml.warn(YamlReader::child(node, "due"), field + u".due"_s, what, u"make it due earlier"_s);
    if (isRepeated && !step.due && isTooLate(*step.every))
        yaml.warn(YamlReader::child(node, "every"), field + u".every"_s, what, u"repeat it more often"_s);
}

} // namespace

void checkSlo(YamlReader &yaml, const Policy &policy, const YAML::Node &clock, const QString &field,
              const sla::ClockTarget &target)
{
    if (!target.sla || !target.slo)
        return;
    const bool isAlike = target.sla->kind == target.slo->kind;
    const bool isLoose = isAlike ? target.slo->amount >= target.sla->amount
                                 : usedUp(policy, *target.slo) >= usedUp(policy, *target.sla);
    const QString where = isAlike || isLoose ? QString() : whereLater(policy, *target.slo, *target.sla);
    if (!where.isEmpty())
        yaml.wrong(YamlReader::child(clock, "slo"), field + u".slo"_s,
                   u"the SLO %1 is not always stricter than the SLA %2: it ends later %3"_s.arg(
                       sla::targetText(*target.slo), sla::targetText(*target.sla), where),
                   u"state both in the same units, or make the SLO shorter"_s);
    if (isLoose)
        yaml.wrong(YamlReader::child(clock, "slo"), field + u".slo"_s,
                   u"the SLO %1 is not stricter than the SLA %2"_s.arg(sla::targetText(*target.slo),
                                                                       sla::targetText(*target.sla)),
                   u"make it shorter than the SLA, or leave it out"_s);
}

void checkPriority(YamlReader &yaml, const Policy &policy, const YAML::Node &node, const QString &field)
{
    const Priority &last = policy.priorities.back();
    if (policy.priority(last.key) != &last)
        yaml.wrong(YamlReader::child(node, "key"), field + u".key"_s,
                   u"there are two priorities \"%1\""_s.arg(last.key), u"give each a key of its own"_s);
    if (last.definition.isEmpty() && last.examples.isEmpty())
        yaml.wrong(
            node, field,
            u"the priority %1 cannot be chosen: it has neither a definition nor examples"_s.arg(last.key),
            u"say in definition: when it applies"_s);
    else if (isTakenFirst(policy))
        yaml.wrong(
            node, field,
            u"the priority %1 is never reached: each of its words and impacts stands at a higher one too"_s
                .arg(last.key),
            u"give it a word or an impact of its own"_s);
    if (!last.targets.mayPause && last.targets.pausesFirstResponse)
        yaml.wrong(YamlReader::child(node, "pauses_first_response"), field + u".pauses_first_response"_s,
                   u"this can never hold: may_pause is false"_s, u"drop one of the two"_s);
    if (last.targets.pausesFirstResponse && policy.pauseStatuses.isEmpty())
        yaml.wrong(YamlReader::child(node, "pauses_first_response"), field + u".pauses_first_response"_s,
                   u"this can never hold: pause_on names no status"_s,
                   u"name one in pause_on, or drop this"_s);
    const IntakeField *impact = impactField(policy);
    for (const QString &value : last.impacts) {
        if (const QString higher = higherWithImpact(policy, value); !higher.isEmpty())
            yaml.wrong(YamlReader::child(node, "impacts"), field + u".impacts"_s,
                       u"the impact \"%1\" stands at %2 already and never leads here"_s.arg(value, higher),
                       u"keep it at one priority"_s);
        if (!impact || (!impact->choices.isEmpty() && !impact->choices.contains(value)))
            yaml.wrong(YamlReader::child(node, "impacts"), field + u".impacts"_s,
                       u"the impact \"%1\" can never be chosen"_s.arg(value),
                       impact ? u"use the choices of the intake field impact: %1"_s.arg(
                                    impact->choices.join(u", "_s))
                              : u"add the intake field impact"_s);
    }
}

void checkStep(YamlReader &yaml, const Policy &policy, const Priority &priority, const PlaybookStep &step,
               const YAML::Node &node, const QString &field)
{
    if (!step.role.isEmpty() && !policy.roles.contains(step.role))
        yaml.wrong(YamlReader::child(node, "role"), field + u".role"_s,
                   u"there is no role \"%1\""_s.arg(step.role),
                   u"add it to roles:, which has: %1"_s.arg(policy.roles.join(u", "_s)));
    checkStepTimes(yaml, policy, priority, step, node, field);
    const bool isRepeatable = step.action == StepAction::None || step.action == StepAction::Update;
    if (step.every && !isRepeatable)
        yaml.wrong(YamlReader::child(node, "every"), field + u".every"_s,
                   u"the action %1 is done once"_s.arg(stepActionName(step.action)),
                   u"drop every:, or write action: update"_s);
    if (step.every && step.start == StepStart::Resolved)
        yaml.wrong(YamlReader::child(node, "every"), field + u".every"_s,
                   u"the step never comes: it is repeated while the ticket is open, and begins once it is "
                   "resolved"_s,
                   u"drop every: or after:"_s);
}

void checkWhole(YamlReader &yaml, const Policy &policy, const YAML::Node &root)
{
    static const QStringList statuses{u"waiting"_s, u"on_hold"_s};
    for (const QString &status : policy.pauseStatuses) {
        if (!statuses.contains(status))
            yaml.wrong(YamlReader::child(root, "pause_on"), u"pause_on"_s,
                       u"no clock can pause on \"%1\""_s.arg(status), u"use waiting, on_hold or both"_s);
    }
    const YAML::Node priorities = YamlReader::child(root, "priorities");
    if (priorities.IsSequence() && policy.priorities.empty())
        yaml.wrong(priorities, u"priorities"_s, u"there is no priority"_s, u"list at least one"_s);
    static const QStringList placeholders{u"case_number"_s, u"summary"_s,           u"contact_name"_s,
                                          u"priority"_s,    u"resolution_target"_s, u"agent_name"_s};
    static const QRegularExpression braces(u"\\{([^{}\\n]*)\\}"_s);
    auto found = braces.globalMatch(policy.acknowledgementTemplate);
    while (found.hasNext()) {
        const QString name = found.next().captured(1);
        if (!placeholders.contains(name))
            yaml.wrong(YamlReader::child(root, "acknowledgement"), u"acknowledgement"_s,
                       u"there is no placeholder {%1}"_s.arg(name.left(40)),
                       u"known are: %1"_s.arg(placeholders.join(u", "_s)));
    }
}

} // namespace muster::policy::rules
