// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/policysections.h"

#include "ui/policy/policyhtml.h"
#include "ui/policy/targetwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <map>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

using html::cell;
using html::dim;
using html::heading;
using html::list;
using html::row;
using html::table;

struct SectionText
{
    Q_DECLARE_TR_FUNCTIONS(SectionText)
};

QString lengthWords(Millis length)
{
    return targetWords({sla::Target::Kind::RoundTheClock, length.count(), {}});
}

QString peopleWords(const policy::People &people)
{
    QStringList parts = people.roles;
    for (const QString &skill : people.skills)
        parts += SectionText::tr("skill %1").arg(skill);
    return parts.isEmpty() ? SectionText::tr("anybody") : parts.join(u", "_s);
}

QString authorityWords(const policy::EscalationRules &rules, const policy::EscalationLevel &level)
{
    if (level.mayApproveAll)
        return SectionText::tr("everything");
    QStringList names;
    for (const QString &key : level.authority)
        names += rules.authorityName(key);
    return names.isEmpty() ? SectionText::tr("what the levels below may") : names.join(u", "_s);
}

QString respondWords(const policy::EscalationLevel &level)
{
    return level.respond ? SectionText::tr("within %1").arg(targetWords(*level.respond))
                         : SectionText::tr("at once");
}

QString levelTable(const policy::EscalationRules &rules)
{
    QString rows = row({dim(SectionText::tr("Level")), dim(SectionText::tr("Answers")),
                        dim(SectionText::tr("May approve")), dim(SectionText::tr("Who acts"))},
                       "th");
    for (const policy::EscalationLevel &level : rules.levels)
        rows +=
            row({u"<b>%1</b>"_s.arg(level.name.toHtmlEscaped()), respondWords(level).toHtmlEscaped(),
                 authorityWords(rules, level).toHtmlEscaped(), peopleWords(level.people).toHtmlEscaped()});
    return table(rows);
}

QString cellWords(const policy::EscalationRules &rules, const QString &tier, const QString &situation)
{
    const policy::MatrixCell *found = rules.cell(tier, situation);
    if (found == nullptr)
        return u"—"_s;
    const policy::EscalationLevel *level = rules.level(found->level);
    const QString name = level != nullptr ? level->name : found->level;
    return found->within ? SectionText::tr("%1, within %2").arg(name, targetWords(*found->within))
                         : SectionText::tr("%1, at once").arg(name);
}

QString matrixTable(const policy::Policy &policy)
{
    const policy::EscalationRules &rules = policy.escalation;
    QStringList head{dim(SectionText::tr("Situation"))};
    for (const policy::Tier &tier : policy.tiers)
        head += dim(tier.name);
    QString rows = row(head, "th");
    for (const policy::Situation &situation : rules.situations) {
        QStringList cells{u"<b>%1</b>"_s.arg(situation.name.toHtmlEscaped())};
        for (const policy::Tier &tier : policy.tiers)
            cells += cellWords(rules, tier.key, situation.key).toHtmlEscaped();
        rows += row(cells);
    }
    return table(rows);
}

QStringList triggerLines(const policy::Policy &policy)
{
    QStringList lines;
    for (const policy::EscalationTrigger &trigger : policy.escalation.triggers) {
        const policy::Situation *situation = policy.escalation.situation(trigger.situation);
        QStringList tiers;
        for (const QString &key : trigger.tiers) {
            const policy::Tier *tier = policy.tier(key);
            tiers += tier != nullptr ? tier->name : key;
        }
        lines += SectionText::tr("%1: %2, %3")
                     .arg(trigger.name, situation != nullptr ? situation->name : trigger.situation,
                          tiers.isEmpty() ? SectionText::tr("every tier") : tiers.join(u", "_s));
    }
    for (const policy::EscalationTrigger &trigger : policy.escalation.switchedOff)
        lines += SectionText::tr("%1: switched off, people alone escalate it").arg(trigger.name);
    return lines;
}

QStringList assignmentLines(const policy::AssignmentRules &rules)
{
    QStringList lines{
        rules.isAutomatic
            ? SectionText::tr("A ticket without an owner is given away after %1")
                  .arg(lengthWords(rules.after))
            : SectionText::tr("People give tickets; the order in which somebody fits is proposed"),
        SectionText::tr("Taken by %1, at most %2 open tickets each")
            .arg(rules.roles.join(u", "_s))
            .arg(rules.most)};
    for (const policy::SkillNeed &need : rules.needs)
        lines += (need.must ? SectionText::tr("The skill %1 is needed for: %2")
                            : SectionText::tr("The skill %1 is wished for: %2"))
                     .arg(need.skill, (need.words + need.tags + need.tiers + need.priorities).join(u", "_s));
    for (const policy::SpokenLanguage &language : rules.languages) {
        if (!language.skill.isEmpty())
            lines +=
                SectionText::tr("Tickets in %1 go to the skill %2").arg(language.language, language.skill);
    }
    return lines;
}

QString limitLine(const policy::Threshold &limit)
{
    using Counts = policy::Threshold::Counts;
    QString counted;
    switch (limit.counts) {
    case Counts::All:
        counted = SectionText::tr("open tickets");
        break;
    case Counts::Unassigned:
        counted = SectionText::tr("tickets without an owner");
        break;
    case Counts::AtRisk:
        counted = SectionText::tr("tickets at risk or missed");
        break;
    case Counts::Older:
        counted = SectionText::tr("tickets open for more than %1").arg(lengthWords(limit.than));
        break;
    }
    const QStringList narrowed = limit.priorities + limit.tiers + limit.tags;
    if (!narrowed.isEmpty())
        counted += SectionText::tr(" of %1").arg(narrowed.join(u", "_s));
    if (!limit.isShare)
        return SectionText::tr("%1: more than %2 %3").arg(limit.name).arg(limit.above).arg(counted);
    return SectionText::tr("%1: %2, more than %3 % of at least %4 open ones")
        .arg(limit.name, counted)
        .arg(limit.above)
        .arg(limit.least);
}

QStringList limitLines(const policy::ThresholdRules &rules)
{
    QStringList lines;
    for (const policy::Threshold &limit : rules.limits)
        lines += limitLine(limit);
    if (!lines.isEmpty())
        lines += SectionText::tr("Told once they are passed for %1, until they are back at %2 %")
                     .arg(lengthWords(rules.hold))
                     .arg(rules.clearPercent);
    return lines;
}

QString occasionLine(const policy::ChannelRules &rules, const policy::Occasion &occasion, const QString &name)
{
    QStringList to;
    for (const QString &key : occasion.channels) {
        const policy::Channel *channel = rules.channel(key);
        to += channel != nullptr ? channel->name : key;
    }
    if (to.isEmpty())
        return SectionText::tr("%1: told nobody").arg(name);
    QString line = SectionText::tr("%1: %2").arg(name, to.join(u", "_s));
    if (!occasion.roles.isEmpty())
        line += SectionText::tr(", to %1").arg(occasion.roles.join(u", "_s));
    return occasion.isAlways ? line + SectionText::tr(", also in quiet hours") : line;
}

QStringList occasionLines(const policy::ChannelRules &rules)
{
    QStringList lines;
    for (const policy::Occasion &occasion : rules.occasions)
        lines += occasionLine(rules, occasion, occasion.name);
    return lines << occasionLine(rules, rules.otherwise, SectionText::tr("All else"));
}

/// The lines that are in one list and not in the other, with what they are about in front.
void compareLines(QStringList &changes, const QString &what, const QStringList &before,
                  const QStringList &after)
{
    for (const QString &line : after) {
        if (!before.contains(line))
            changes += SectionText::tr("%1: now %2").arg(what, line);
    }
    for (const QString &line : before) {
        if (!after.contains(line))
            changes += SectionText::tr("%1: no longer %2").arg(what, line);
    }
}

QStringList levelLines(const policy::EscalationRules &rules)
{
    QStringList lines;
    for (const policy::EscalationLevel &level : rules.levels)
        lines += SectionText::tr("%1, answers %2, may approve %3, %4")
                     .arg(level.name, respondWords(level), authorityWords(rules, level),
                          peopleWords(level.people));
    return lines;
}

QStringList matrixLines(const policy::Policy &policy)
{
    QStringList lines;
    for (const policy::Situation &situation : policy.escalation.situations) {
        for (const policy::Tier &tier : policy.tiers)
            lines +=
                SectionText::tr("%1, %2: %3")
                    .arg(situation.name, tier.name, cellWords(policy.escalation, tier.key, situation.key));
    }
    return lines;
}

} // namespace

QString sectionsHtml(const policy::Policy &policy)
{
    QString text = heading(SectionText::tr("Levels of escalation")) + levelTable(policy.escalation);
    text += heading(SectionText::tr("Which situation goes where")) + matrixTable(policy);
    text += heading(SectionText::tr("What escalates by itself")) + list(triggerLines(policy));
    text += heading(SectionText::tr("Who gets a ticket")) + list(assignmentLines(policy.assignment));
    text += heading(SectionText::tr("Limits of queues")) + list(limitLines(policy.thresholds));
    return text + heading(SectionText::tr("Who is told")) + list(occasionLines(policy.notifications));
}

QStringList sectionChanges(const policy::Policy &before, const policy::Policy &after)
{
    QStringList changes;
    compareLines(changes, SectionText::tr("Level"), levelLines(before.escalation),
                 levelLines(after.escalation));
    compareLines(changes, SectionText::tr("Matrix"), matrixLines(before), matrixLines(after));
    compareLines(changes, SectionText::tr("Escalates by itself"), triggerLines(before), triggerLines(after));
    compareLines(changes, SectionText::tr("Assignment"), assignmentLines(before.assignment),
                 assignmentLines(after.assignment));
    compareLines(changes, SectionText::tr("Limit"), limitLines(before.thresholds),
                 limitLines(after.thresholds));
    compareLines(changes, SectionText::tr("Told"), occasionLines(before.notifications),
                 occasionLines(after.notifications));
    return changes;
}

} // namespace muster::ui
