// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ruleconditions.h"

#include "models/escalation/matrix.h"
#include "models/views/casetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

/// The names of the priorities for which the situation holds.
QStringList prioritiesOf(const policy::Policy &policy, const policy::Situation &situation)
{
    QStringList names;
    for (const policy::Priority &each : policy.priorities) {
        const auto holding = escalation::situationsOf(policy, each.key);
        if (std::ranges::find(holding, &situation) != holding.end())
            names += each.name.isEmpty() ? each.key : translated("%1 (%2)").arg(each.key, each.name);
    }
    return names;
}

QString clockText(const QStringList &clocks)
{
    static const std::map<QString, const char *> names{
        {sla::clockName(sla::ClockKind::FirstResponse), "first response"},
        {sla::clockName(sla::ClockKind::NextResponse), "next response"},
        {sla::clockName(sla::ClockKind::Update), "update"},
        {sla::clockName(sla::ClockKind::Resolution), "resolution"}};
    QStringList read;
    for (const QString &clock : clocks) {
        const auto name = names.find(clock);
        read += name == names.end() ? clock : translated(name->second);
    }
    return read.join(u", "_s);
}

QString conditionOf(const policy::Policy &policy, const policy::Situation &situation)
{
    switch (situation.kind) {
    case policy::Situation::Kind::Priority:
        return translated("A ticket is open with priority %1.")
            .arg(prioritiesOf(policy, situation).join(u", "_s));
    case policy::Situation::Kind::SlaBreach:
        return situation.clocks.isEmpty()
                   ? translated("A promised time of an open ticket is missed, on any of its clocks.")
                   : translated("A promised time of an open ticket is missed: %1.")
                         .arg(clockText(situation.clocks));
    case policy::Situation::Kind::Security:
        return translated("The text of an open ticket speaks of security, by the policy's words.");
    case policy::Situation::Kind::Revenue:
        return translated("The text of an open ticket reports lost revenue, by the policy's words.");
    case policy::Situation::Kind::Repeats:
        return translated("The customer reported the same %1 times within %2.")
            .arg(policy.escalation.repeats.count)
            .arg(spokenLength(policy.escalation.repeats.within));
    case policy::Situation::Kind::Request:
        return translated("The subject of an open ticket asks to escalate.");
    }
    return {};
}

QString destinationOf(const policy::EscalationRules &rules, const escalation::MatrixAnswer &answer)
{
    const policy::EscalationLevel *level = rules.level(answer.level);
    const policy::EscalationPath *path = rules.path(answer.path);
    const QString when = escalation::timelineText(rules, answer);
    const QString read = when.left(1).toLower() + when.mid(1);
    const QString name = level != nullptr ? level->name : answer.level;
    return path == nullptr ? translated("to %1, %2").arg(name, read)
                           : translated("to %1 by the path %2, %3").arg(name, path->name, read);
}

const char *whatCounts(policy::Threshold::Counts counts)
{
    switch (counts) {
    case policy::Threshold::Counts::All:
        return "There are more than %1";
    case policy::Threshold::Counts::Unassigned:
        return "More than %1 have no owner";
    case policy::Threshold::Counts::AtRisk:
        return "More than %1 are at risk or missed";
    case policy::Threshold::Counts::Older:
        return "More than %1 are older than %2";
    }
    return "";
}

/// What the limit is narrowed down to.
QStringList namesOf(const policy::Policy &policy, const policy::Threshold &limit)
{
    QStringList names;
    for (const QString &key : limit.priorities) {
        const policy::Priority *known = policy.priority(key);
        names += known != nullptr && !known->name.isEmpty() ? known->name : key;
    }
    for (const QString &key : limit.tiers) {
        const policy::Tier *known = policy.tier(key);
        names += known != nullptr ? known->name : key;
    }
    return names + limit.tags;
}

} // namespace

QString conditionOf(const policy::Policy &policy, const policy::EscalationTrigger &trigger)
{
    const policy::Situation *situation = policy.escalation.situation(trigger.situation);
    return situation == nullptr ? translated("The policy has no situation %1.").arg(trigger.situation)
                                : conditionOf(policy, *situation);
}

QStringList escalatesTo(const policy::Policy &policy, const policy::EscalationTrigger &trigger)
{
    const policy::EscalationRules &rules = policy.escalation;
    std::vector<std::pair<QString, QString>> cells; // tier, where it goes
    for (const policy::Tier &tier : policy.tiers) {
        const auto answer = escalation::lookUp(policy, tier.key, trigger.situation);
        if (answer && escalation::triggerFor(rules, tier.key, trigger.situation) == &trigger)
            cells.emplace_back(tier.name, destinationOf(rules, *answer));
    }
    const bool isSame = std::ranges::all_of(
        cells, [&cells](const auto &each) { return each.second == cells.front().second; });
    if (isSame && cells.size() == policy.tiers.size() && !cells.empty())
        return {translated("Every tier: %1").arg(cells.front().second)};
    QStringList lines;
    for (const auto &[tier, destination] : cells)
        lines += translated("%1: %2").arg(tier, destination);
    return lines;
}

const QStringList &toldOccasions()
{
    static const QStringList occasions{u"sla_at_risk"_s,       u"sla_breached"_s,   u"escalation"_s,
                                       u"incident_declared"_s, u"update_overdue"_s, u"playbook_alert"_s};
    return occasions;
}

QString occasionName(const QString &occasion)
{
    switch (toldOccasions().indexOf(occasion)) {
    case 0:
        return translated("Promise at risk");
    case 1:
        return translated("Promise missed");
    case 2:
        return translated("Escalation");
    case 3:
        return translated("Incident declared");
    case 4:
        return translated("Update overdue");
    case 5:
        return translated("Alert of a playbook");
    default:
        return occasion;
    }
}

QString conditionOf(const QString &occasion)
{
    switch (toldOccasions().indexOf(occasion)) {
    case 0:
        return translated("A clock of an open ticket passes its warning.");
    case 1:
        return translated("A clock of an open ticket is missed.");
    case 2:
        return translated("An escalation comes to a level at which nobody has taken it.");
    case 3:
        return translated("An incident is declared.");
    case 4:
        return translated("An update that an incident owes is overdue.");
    case 5:
        return translated("The playbook of a ticket's priority gives an alert.");
    default:
        return {};
    }
}

QStringList tellsWhom(const policy::ChannelRules &rules, const QString &key)
{
    const policy::Occasion &occasion = rules.occasion(key);
    QStringList names;
    for (const QString &each : occasion.channels) {
        const policy::Channel *channel = rules.channel(each);
        if (channel != nullptr && channel->kind == policy::ChannelKind::Desktop)
            names += translated("desktops");
        else
            names += channel != nullptr && !channel->name.isEmpty() ? channel->name : each;
    }
    if (names.isEmpty())
        return {};
    QStringList lines{translated("Tells %1").arg(names.join(u", "_s))};
    if (!occasion.roles.isEmpty())
        lines += translated("Written to: %1").arg(occasion.roles.join(u", "_s));
    if (occasion.isAlways)
        lines += translated("Also in quiet hours");
    return lines;
}

QString conditionOf(const policy::Policy &policy, const policy::Threshold &limit)
{
    const QString many = limit.isShare ? translated("%1% of the open tickets").arg(limit.above)
                                       : translated("%1 open tickets").arg(limit.above);
    QString text = translated(whatCounts(limit.counts)).arg(many);
    if (limit.counts == policy::Threshold::Counts::Older)
        text = text.arg(spokenLength(limit.than));
    if (policy.thresholds.hold > Millis(0))
        text += translated(", for %1").arg(spokenLength(policy.thresholds.hold));
    const QStringList only = namesOf(policy, limit);
    return only.isEmpty() ? text + u'.' : translated("%1. Counted: %2.").arg(text, only.join(u", "_s));
}

QString conditionOf(const policy::AssignmentRules &rules)
{
    return rules.after <= Millis(0)
               ? translated("An open ticket has no owner.")
               : translated("An open ticket has had no owner for %1.").arg(spokenLength(rules.after));
}

QStringList givesTo(const policy::AssignmentRules &rules)
{
    QStringList lines{
        translated("Gives it to who has the skills it asks for, is at work and holds the fewest tickets")};
    if (!rules.roles.isEmpty())
        lines += translated("Among: %1").arg(rules.roles.join(u", "_s));
    if (rules.most > 0)
        lines += translated("Nobody gets more than %1 open tickets").arg(rules.most);
    return lines;
}

QString firingTime(const RuleFiring &firing, Instant now)
{
    return utcText(firing.at, now);
}

} // namespace muster::views
