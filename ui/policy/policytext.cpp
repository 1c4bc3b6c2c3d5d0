// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/policytext.h"

#include "models/people/person.h"
#include "models/views/queuemodel.h"
#include "ui/policy/policyhtml.h"
#include "ui/policy/policysections.h"
#include "ui/policy/targetwords.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

using html::cell;
using html::dim;
using html::heading;

struct PolicyText
{
    Q_DECLARE_TR_FUNCTIONS(PolicyText)
};

QString promiseWords(const sla::ClockTarget &target)
{
    if (!target.sla)
        return PolicyText::tr("no target");
    return target.slo ? PolicyText::tr("%1 (goal %2)").arg(targetWords(*target.sla), targetWords(*target.slo))
                      : targetWords(*target.sla);
}

QString cadenceWords(const policy::Priority &priority)
{
    if (priority.continuousCadence)
        return PolicyText::tr("continuous");
    return priority.cadence ? PolicyText::tr("every %1").arg(targetWords(*priority.cadence))
                            : PolicyText::tr("none");
}

QString targetTable(const policy::Policy &policy)
{
    QString text = u"<tr>"_s;
    text += cell(dim(PolicyText::tr("Priority")), "th");
    for (const sla::ClockKind kind : sla::kClockKinds)
        text += cell(dim(views::clockTitle(kind)), "th");
    text += cell(dim(PolicyText::tr("Tell the customer")), "th") + u"</tr>"_s;
    for (const policy::Priority &priority : policy.priorities) {
        const BadgeColors badge = theme().badge(priority.badge);
        text += u"<tr>"_s;
        text += cell(u"<b style='color:%1'>%2</b>&nbsp; %3"_s.arg(
            badge.text.name(), priority.key.toHtmlEscaped(), priority.name.toHtmlEscaped()));
        for (const sla::ClockTarget &target : priority.targets.clocks)
            text += cell(promiseWords(target).toHtmlEscaped());
        text += cell(cadenceWords(priority).toHtmlEscaped()) + u"</tr>"_s;
    }
    return html::table(text);
}

QString definition(const policy::Priority &priority)
{
    QString html =
        u"<p style='margin-bottom:0'><b style='color:%1'>%2</b>&nbsp; <b>%3</b> &nbsp;%4<br>%5"_s.arg(
            theme().badge(priority.badge).text.name(), priority.key.toHtmlEscaped(),
            priority.name.toHtmlEscaped(), dim(priority.summary),
            priority.definition.trimmed().toHtmlEscaped());
    if (!priority.examples.isEmpty())
        html += u"<br>"_s + dim(PolicyText::tr("For example: %1").arg(priority.examples.join(u"; "_s)));
    if (!priority.targets.mayPause)
        html += u"<br>"_s + dim(PolicyText::tr("Its clocks do not stand still while we wait."));
    html += u"</p>"_s;
    if (priority.playbook.empty())
        return html;
    html += u"<ol style='margin-top:4px'>"_s;
    for (const policy::PlaybookStep &step : priority.playbook) {
        QStringList about;
        if (!step.role.isEmpty())
            about += QString(step.role).replace(u'_', u' ');
        if (step.due)
            about +=
                (step.start == policy::StepStart::Resolved ? PolicyText::tr("within %1 of the resolution")
                                                           : PolicyText::tr("within %1"))
                    .arg(targetWords(*step.due));
        if (step.every)
            about += PolicyText::tr("again every %1").arg(targetWords(*step.every));
        html += u"<li>%1 %2</li>"_s.arg(step.text.toHtmlEscaped(), dim(about.join(u", "_s)));
    }
    return html + u"</ol>"_s;
}

QString calendarWords(const sla::CalendarSpec &spec)
{
    if (spec.always)
        return PolicyText::tr("round the clock, every day");
    QString words = people::hoursText(spec.hours) + u", "_s + spec.zone;
    if (!spec.holidays.empty())
        words += u", "_s + (spec.holidays.size() == 1
                                ? PolicyText::tr("%n holiday", nullptr, 1)
                                : PolicyText::tr("%n holidays", nullptr, int(spec.holidays.size())));
    if (!spec.breaks.empty())
        words += u", "_s + (spec.breaks.size() == 1
                                ? PolicyText::tr("%n day with a break", nullptr, 1)
                                : PolicyText::tr("%n days with a break", nullptr, int(spec.breaks.size())));
    return words;
}

QString calendarLines(const policy::Policy &policy)
{
    QString html;
    for (const auto &[key, spec] : policy.calendars) {
        html += u"<br><b>%1</b>: %2"_s.arg(key.toHtmlEscaped(), calendarWords(spec).toHtmlEscaped());
        if (key == policy.defaultCalendar)
            html += u" "_s + dim(PolicyText::tr("(where a tier names no other)"));
    }
    return u"<p>"_s + html.mid(4) + u"</p>"_s;
}

QString shareWords(const policy::Policy &policy)
{
    QStringList shares;
    for (const int percent : policy.warnPercents)
        shares += u"%1 %"_s.arg(percent);
    return shares.join(u", "_s);
}

/// Only one of the shares has an effect; the page says which.
QString riskWords(const policy::Policy &policy)
{
    const std::optional<int> risk = sla::riskPercent(policy.warnPercents);
    if (!risk)
        return PolicyText::tr("No clock is at risk before it is due");
    QString words = PolicyText::tr("At risk from %1 % of a target on").arg(*risk);
    if (policy.warnPercents.size() > 1)
        words += PolicyText::tr(" (the middle one of %1; the others have no effect)").arg(shareWords(policy));
    return words;
}

QString ruleLines(const policy::Policy &policy)
{
    QStringList tiers, asked;
    for (const policy::Tier &tier : policy.tiers)
        tiers += tier.calendar.isEmpty() ? tier.name : u"%1 (%2)"_s.arg(tier.name, tier.calendar);
    for (const policy::IntakeField &field : policy.intake)
        asked += field.required ? field.name : PolicyText::tr("%1 (if known)").arg(field.name);
    const QStringList lines{
        riskWords(policy), PolicyText::tr("Tiers: %1").arg(tiers.join(u", "_s)),
        PolicyText::tr("Clocks may stand still in: %1").arg(policy.pauseStatuses.join(u", "_s)),
        PolicyText::tr("A new ticket is asked for: %1").arg(asked.join(u", "_s)),
        policy.closingNoteRequired ? PolicyText::tr("A closing note is asked for before a ticket closes")
                                   : PolicyText::tr("A ticket may close without a closing note")};
    return html::list(lines);
}

void compare(QStringList &changes, const QString &what, const QString &before, const QString &after)
{
    if (before != after)
        changes += PolicyText::tr("%1: %2 → %3").arg(what, before, after);
}

void comparePriority(QStringList &changes, const policy::Priority &before, const policy::Priority &after)
{
    for (const sla::ClockKind kind : sla::kClockKinds)
        compare(changes, after.key + u", "_s + views::clockTitle(kind).toLower(),
                promiseWords(before.targets.clocks[size_t(kind)]),
                promiseWords(after.targets.clocks[size_t(kind)]));
    compare(changes, PolicyText::tr("%1, telling the customer").arg(after.key), cadenceWords(before),
            cadenceWords(after));
    if (before.definition != after.definition)
        changes += PolicyText::tr("%1: another definition").arg(after.key);
}

QString tierWords(const policy::Policy &policy)
{
    QStringList names;
    for (const policy::Tier &tier : policy.tiers)
        names += tier.name;
    return names.join(u", "_s);
}

} // namespace

QString policyHtml(const policy::Policy &policy, const QString &adopted)
{
    QString html = u"<h2 style='margin-bottom:2px'>%1</h2>"_s.arg(policy.title.toHtmlEscaped());
    html += u"<p style='margin-top:0'>%1<br>%2</p>"_s.arg(
        dim(PolicyText::tr("Version %1, %2").arg(policy.version).arg(adopted)),
        policy.description.trimmed().toHtmlEscaped());
    html += heading(PolicyText::tr("Targets")) + targetTable(policy);
    html += u"<p>"_s +
            dim(PolicyText::tr("A goal (SLO) is stricter than its target and for ourselves alone.")) +
            u"</p>"_s;
    html += heading(PolicyText::tr("Priorities"));
    for (const policy::Priority &priority : policy.priorities)
        html += definition(priority);
    html += heading(PolicyText::tr("Calendars")) + calendarLines(policy);
    return html + heading(PolicyText::tr("Rules")) + ruleLines(policy) + sectionsHtml(policy);
}

QStringList policyChanges(const policy::Policy &before, const policy::Policy &after)
{
    QStringList changes;
    compare(changes, PolicyText::tr("Policy"), before.title, after.title);
    for (const policy::Priority &priority : after.priorities) {
        if (const policy::Priority *known = before.priority(priority.key))
            comparePriority(changes, *known, priority);
        else
            changes += PolicyText::tr("%1 %2 is new").arg(priority.key, priority.name);
    }
    for (const policy::Priority &priority : before.priorities) {
        if (after.priority(priority.key) == nullptr)
            changes += PolicyText::tr("%1 %2 is gone").arg(priority.key, priority.name);
    }
    compare(changes, PolicyText::tr("Tiers"), tierWords(before), tierWords(after));
    compare(changes, PolicyText::tr("Warnings"), shareWords(before), shareWords(after));
    for (const auto &[key, spec] : after.calendars) {
        const auto known = before.calendars.find(key);
        if (known == before.calendars.end())
            changes += PolicyText::tr("Calendar %1 is new").arg(key);
        else if (known->second != spec)
            changes += PolicyText::tr("Calendar %1 has other hours or holidays").arg(key);
    }
    return changes + sectionChanges(before, after);
}

} // namespace muster::ui
