// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/rulelist.h"

#include "models/automation/fired.h"
#include "models/automation/firings.h"
#include "models/automation/thresholds.h"
#include "models/views/ruleconditions.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

RuleLine lineOf(const QString &key, const QString &kind, const QString &name)
{
    RuleLine line;
    line.fact = FactId::derived({}, {u"rule", key});
    line.key = key;
    line.kind = kind;
    line.name = name;
    line.figures.rule = key;
    return line;
}

RuleLine escalationLine(const policy::Policy &policy, const policy::EscalationTrigger &trigger)
{
    RuleLine line = lineOf(automation::ruleOf(trigger.key), translated("Escalation"), trigger.name);
    line.condition = conditionOf(policy, trigger);
    line.does = escalatesTo(policy, trigger);
    if (line.does.isEmpty())
        line.whyOff = translated("Off: the matrix of the policy's section escalation says for no tier to "
                                 "which level this goes.");
    return line;
}

RuleLine tellingLine(const policy::ChannelRules &rules, const QString &key)
{
    const auto named = std::ranges::find(rules.occasions, key, &policy::Occasion::key);
    const QString name =
        named != rules.occasions.end() && !named->name.isEmpty() ? named->name : occasionName(key);
    RuleLine line = lineOf(automation::tellingRule(key), translated("Notification"), name);
    line.condition = conditionOf(key);
    line.does = tellsWhom(rules, key);
    if (line.does.isEmpty())
        line.whyOff =
            translated("Off: the policy's section notifications gives the occasion %1 no channel.").arg(key);
    return line;
}

RuleLine assignmentLine(const policy::AssignmentRules &rules)
{
    RuleLine line = lineOf(QString(automation::kAssignmentRule), translated("Assignment"),
                           translated("Give what nobody owns to who fits"));
    line.condition = conditionOf(rules);
    line.does = givesTo(rules);
    if (!rules.isAutomatic)
        line.whyOff = translated("Off: the policy's section assignment leaves it to people.");
    return line;
}

RuleLine limitLine(const policy::Policy &policy, const policy::Threshold &limit)
{
    RuleLine line = lineOf(automation::causeOfLimit(limit.key), translated("Queue limit"), limit.name);
    line.condition = conditionOf(policy, limit);
    line.does = tellsWhom(policy.notifications, u"threshold"_s);
    if (line.does.isEmpty())
        line.whyOff = translated("Off: the policy's section notifications gives the occasion %1 no channel.")
                          .arg(u"threshold"_s);
    return line;
}

/// Every rule together.
RuleLine everyRule(const std::vector<RuleLine> &lines)
{
    RuleLine all = lineOf({}, {}, translated("Every rule"));
    const auto on = std::ranges::count_if(lines, &RuleLine::isOn);
    all.condition = translated("%1 of %2 rules are on.").arg(on).arg(lines.size());
    const bool escalates = std::ranges::any_of(lines, [](const RuleLine &line) {
        return line.isOn() && !automation::triggerOf(line.key).isEmpty();
    });
    if (!escalates && !lines.empty())
        all.does += translated("No rule of this policy escalates by itself; triggers of its section "
                               "escalation do.");
    for (const RuleLine &line : lines) {
        all.figures.day += line.figures.day;
        all.figures.week += line.figures.week;
        const auto &last = line.figures.last;
        if (last && (!all.figures.last || all.figures.last->at < last->at))
            all.figures.last = last;
    }
    return all;
}

bool holdsAll(const QString &text, const QString &words)
{
    return std::ranges::all_of(words.split(u' ', Qt::SkipEmptyParts), [&text](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

std::vector<RuleLine> ruleLines(const RulesNews &news)
{
    std::vector<RuleLine> lines;
    if (news.policy != nullptr) {
        const policy::Policy &policy = news.policy->policy();
        for (const policy::EscalationTrigger &trigger : policy.escalation.triggers)
            lines.push_back(escalationLine(policy, trigger));
        for (const policy::EscalationTrigger &trigger : policy.escalation.switchedOff) {
            lines.push_back(escalationLine(policy, trigger));
            lines.back().whyOff =
                translated("Off: this trigger is not active in the policy's section escalation.");
        }
        for (const QString &occasion : toldOccasions())
            lines.push_back(tellingLine(policy.notifications, occasion));
        for (const policy::Threshold &limit : policy.thresholds.limits)
            lines.push_back(limitLine(policy, limit));
        lines.push_back(assignmentLine(policy.assignment));
    }
    for (const RuleFigures &figures : news.figures) {
        auto line = std::ranges::find(lines, figures.rule, &RuleLine::key);
        if (line == lines.end()) {
            lines.push_back(lineOf(figures.rule, translated("Former rule"), figures.rule));
            line = std::prev(lines.end());
            line->condition = translated("The policy in force has no such rule.");
            line->whyOff = translated("Off: it is none of the policy in force any more. What it did stays.");
        }
        line->figures = figures;
    }
    lines.insert(lines.begin(), everyRule(lines));
    return lines;
}

std::vector<RuleLine> withWords(std::vector<RuleLine> lines, const QString &words)
{
    std::erase_if(lines, [&words](const RuleLine &line) {
        return !line.key.isEmpty() &&
               !holdsAll(QStringList{line.kind, line.name, line.condition}.join(u' '), words);
    });
    return lines;
}

std::vector<RuleFiring> withWords(const std::vector<RuleFiring> &firings, const QString &words)
{
    std::vector<RuleFiring> left;
    std::ranges::copy_if(firings, std::back_inserter(left), [&words](const RuleFiring &each) {
        return holdsAll(QStringList{aboutText(each), deedText(each), each.title, each.explanation}.join(u' '),
                        words);
    });
    return left;
}

QVariant RuleModel::data(const QModelIndex &index, int role) const
{
    const RuleLine *line = at(index.row());
    if (line == nullptr || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    QStringList parts{line->name, line->isOn() ? translated("on") : translated("off"), line->condition,
                      figuresText(line->figures), lastText(line->figures, m_now)};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QVariant FiringModel::data(const QModelIndex &index, int role) const
{
    const RuleFiring *firing = at(index.row());
    if (firing == nullptr || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    QStringList parts{firingTime(*firing, m_now), aboutText(*firing), deedText(*firing), firing->explanation};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace muster::views
