// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/incidentdocuments.h"

#include "models/base/amount.h"
#include "models/incident/credits.h"
#include "models/views/casetext.h"
#include "models/views/creditsheet.h"
#include "models/views/workrows.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using incident::EntryKind;
using incident::Incident;
using incident::TimelineLine;

constexpr auto kUnknown = "unknown";

QString unknown()
{
    return QString::fromLatin1(kUnknown);
}

QString orUnknown(const QString &text)
{
    return text.trimmed().isEmpty() ? unknown() : text.trimmed();
}

class Writer
{
public:
    Writer(const Incident &incident, const DocumentFrame &frame) : m_incident(incident), m_frame(frame) {}

    void heading(const QString &text) { m_lines << QString() << u"## "_s + text << QString(); }
    void line(const QString &text) { m_lines << text; }
    void item(const QString &name, const QString &text) { m_lines << u"- **%1:** %2"_s.arg(name, text); }
    /// A paragraph of its own, also behind a list.
    void todo(const QString &what)
    {
        if (!m_lines.isEmpty() && !m_lines.last().isEmpty())
            m_lines << QString();
        m_lines << u"TODO: "_s + what;
    }
    QString text() const { return m_lines.join(u'\n').trimmed() + u'\n'; }

    QString time(Instant at) const
    {
        const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
        const QDateTime local = utc.toTimeZone(m_frame.here);
        const QString text = utc.toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
        if (m_frame.here.offsetFromUtc(utc) == 0)
            return text;
        return u"%1 (%2 %3)"_s.arg(text, local.toString(u"HH:mm"_s), m_frame.here.abbreviation(utc));
    }
    void asOf() { m_lines << u"As of %1. Internal."_s.arg(time(m_frame.now)); }
    /// When harm stopped, for good; by the record of the downtime, as the credits have it.
    QString harmStopped() const
    {
        const incident::Downtime downtime = incident::downtimeOf(m_incident, {}, m_frame.now);
        if (downtime.toSource == incident::DowntimeSource::Running)
            return u"not yet"_s;
        return u"%1, %2 after %3"_s.arg(
            time(downtime.to), spokenLength(downtime.to - downtime.from),
            downtime.fromSource == incident::DowntimeSource::Started       ? u"it began"_s
            : downtime.fromSource == incident::DowntimeSource::FirstReport ? u"the first report"_s
                                                                           : u"the declaration"_s);
    }
    QString named(const QString &text) const { return withNames(text, m_frame.rules, m_frame.nameOf); }
    QString name(PersonId person) const { return person.isNull() ? u"nobody"_s : m_frame.nameOf(person); }

    void addTimes()
    {
        if (m_incident.firstReportAt && !m_frame.rules.milestone(u"detected"_s))
            item(u"First report"_s, time(*m_incident.firstReportAt));
        std::vector<std::pair<Instant, QString>> known;
        QStringList open;
        for (const policy::Milestone &milestone : m_frame.rules.milestones) {
            const auto at = m_incident.milestones.find(milestone.key);
            if (at == m_incident.milestones.end())
                open += milestone.name;
            else
                known.emplace_back(at->second, milestone.name);
        }
        std::ranges::stable_sort(known, {}, &std::pair<Instant, QString>::first);
        for (const auto &[at, name] : known)
            item(name, time(at));
        for (const QString &name : std::as_const(open))
            item(name, unknown());
        if (m_incident.resolvedAt)
            item(u"Lasted"_s, spokenLength(*m_incident.resolvedAt - m_incident.declaredAt));
    }
    void addImpact()
    {
        const Affected &affected = m_frame.affected;
        item(u"Who was hit, and how"_s, orUnknown(m_incident.scope.text));
        item(u"Share of sessions"_s,
             m_incident.scope.sessionsPermille
                 ? QLocale::c().toString(*m_incident.scope.sessionsPermille / 10.0) + u" %"_s
                 : unknown());
        item(u"Customers"_s,
             affected.customers.empty() ? unknown() : QString::number(affected.customers.size()));
        item(u"Linked tickets"_s, QString::number(affected.tickets));
        QStringList tiers, sums;
        for (const auto &[tier, count] : affected.tiers)
            tiers += u"%1 × %2"_s.arg(QString::number(count), tier.isEmpty() ? u"tier unknown"_s : tier);
        for (const auto &[currency, minor] : affected.arrMinor)
            sums += amountText(minor, currency);
        item(u"Tiers"_s, orUnknown(tiers.join(u", "_s)));
        item(u"ARR of those customers"_s, orUnknown(sums.join(u", "_s)));
        item(u"Credits"_s, creditsText(m_incident));
    }
    void addUpdates()
    {
        const incident::Adherence kept = incident::adherenceOf(m_incident, m_frame.rules, m_frame.now);
        item(u"Updates sent"_s, QString::number(m_incident.updates.size()));
        item(u"Promised times kept"_s, u"%1 of %2"_s.arg(kept.kept).arg(kept.kept + kept.late));
        if (kept.late > 0)
            item(u"Latest by"_s, spokenLength(kept.worst));
    }
    void addRoles()
    {
        for (const policy::IncidentRole &role : m_frame.rules.roles) {
            const auto holdings = m_incident.roles.find(role.key);
            if (holdings == m_incident.roles.end())
                continue;
            QStringList held;
            for (const incident::Holding &each : holdings->second) {
                if (each.isAcknowledged && !each.person.isNull())
                    held += u"%1 from %2"_s.arg(name(each.person), time(each.from));
            }
            if (!held.isEmpty())
                item(role.name, held.join(u", "_s));
        }
    }
    void addLines(const std::function<bool(const TimelineLine &)> &wanted)
    {
        bool any = false;
        for (const TimelineLine &each : m_incident.timeline) {
            if (each.isRedacted || !wanted(each))
                continue;
            QString text = named(each.text);
            if (!each.result.isEmpty())
                text += u" → "_s + named(each.result);
            if (!each.why.isEmpty())
                text += u" (why: %1)"_s.arg(each.why);
            m_lines << u"- %1 %2: %3"_s.arg(time(each.occurred), kindTitle(each.kind).toLower(), text);
            any = true;
        }
        if (!any)
            m_lines << u"Nothing is written down."_s;
    }
    void addTasks(bool onlyOpen)
    {
        if (std::ranges::none_of(m_incident.tasks,
                                 [&](const incident::Task &task) { return !onlyOpen || !task.doneAt; })) {
            m_lines << (onlyOpen ? u"No task is open."_s : u"No action is written down."_s);
            return;
        }
        m_lines << u"| what | kind | owner | due | state |"_s << u"| --- | --- | --- | --- | --- |"_s;
        for (const incident::Task &task : m_incident.tasks) {
            if (onlyOpen && task.doneAt)
                continue;
            m_lines << u"| %1 | %2 | %3 | %4 | %5 |"_s.arg(
                QString(task.text).replace(u'|', u"\\|"_s), taskKindTitle(task.kind), owner(task),
                task.due ? time(*task.due) : u"TODO"_s,
                task.doneAt ? u"done %1"_s.arg(time(*task.doneAt)) : u"open"_s);
        }
    }

private:
    QString owner(const incident::Task &task) const
    {
        if (task.side == incident::Side::Theirs)
            return task.theirOwner.isEmpty() ? u"TODO"_s : QString(task.theirOwner).replace(u'|', u"\\|"_s);
        return task.owner.isNull() ? u"TODO"_s : name(task.owner);
    }

    const Incident &m_incident;
    const DocumentFrame &m_frame;
    QStringList m_lines;
};

bool isOfNote(const TimelineLine &line)
{
    return line.isPinned || line.kind == EntryKind::Milestone || line.kind == EntryKind::Decision ||
           (!line.isAutomatic && line.kind == EntryKind::Action);
}

QString closingPart(const Incident &incident, QString incident::ClosingWritten::*part)
{
    return incident.closing ? *incident.closing.operator->().*part : QString();
}

/// What is known of the cause so far: the closing's word, else the hypothesis that was confirmed last.
QString causeOf(const Incident &incident)
{
    const QString written = closingPart(incident, &incident::ClosingWritten::rootCause);
    if (!written.isEmpty())
        return written;
    const auto confirmed =
        std::find_if(incident.timeline.rbegin(), incident.timeline.rend(), [](const TimelineLine &line) {
            return line.kind == EntryKind::Hypothesis && !line.isAutomatic && !line.isRedacted &&
                   line.hypothesis == incident::HypothesisState::Confirmed;
        });
    return confirmed == incident.timeline.rend() ? QString()
                                                 : u"%1 (a confirmed hypothesis)"_s.arg(confirmed->text);
}

} // namespace

QString postMortemDraft(const Incident &incident, const DocumentFrame &frame)
{
    Writer writer(incident, frame);
    writer.line(u"# Post-mortem %1: %2"_s.arg(incident.number, incident.title));
    writer.line({});
    writer.line(
        u"This document looks for what happened and what made it possible. It names no one at fault."_s);
    writer.line({});
    writer.asOf();
    writer.heading(u"Summary"_s);
    writer.item(u"Severity"_s, incident.severity);
    writer.item(u"Status"_s, statusTitle(incident.status));
    writer.todo(u"three sentences for somebody who was not there."_s);
    writer.heading(u"Impact"_s);
    writer.addImpact();
    writer.heading(u"Times"_s);
    writer.addTimes();
    if (incident.firstReportAt)
        writer.item(u"First report to declaration"_s,
                    u"%1, to be under %2"_s.arg(spokenLength(incident.declaredAt - *incident.firstReportAt),
                                                spokenLength(frame.rules.declareWithin)));
    writer.heading(u"What was said, and when"_s);
    writer.addUpdates();
    writer.heading(u"Who held which role"_s);
    writer.addRoles();
    writer.heading(u"What happened"_s);
    writer.addLines(isOfNote);
    writer.heading(u"Causes"_s);
    const QString cause = closingPart(incident, &incident::ClosingWritten::rootCause);
    writer.item(u"Root cause"_s, orUnknown(cause));
    writer.item(u"What shows that it works again"_s,
                incident.recovered ? orUnknown(incident.recovered->evidence) : unknown());
    writer.todo(u"what made it possible, and what made it worse or longer."_s);
    writer.heading(u"Hypotheses"_s);
    writer.addLines([](const TimelineLine &line) { return line.kind == EntryKind::Hypothesis; });
    writer.heading(u"What went well"_s);
    writer.todo(u"keep doing this."_s);
    writer.heading(u"What did not go well, and where we were lucky"_s);
    writer.todo(u"conditions and events, not people."_s);
    writer.heading(u"Actions"_s);
    const QString prevention = closingPart(incident, &incident::ClosingWritten::prevention);
    writer.item(u"What keeps it from coming back"_s, orUnknown(prevention));
    writer.line({});
    writer.addTasks(false);
    return writer.text();
}

QString executiveBrief(const Incident &incident, const DocumentFrame &frame, const incident::Document *before)
{
    Writer writer(incident, frame);
    writer.line(u"# %1 %2: %3"_s.arg(incident.severity, incident.number, incident.title));
    writer.line({});
    writer.asOf();
    writer.heading(u"Where it stands"_s);
    writer.item(u"Status"_s, statusTitle(incident.status));
    writer.item(u"Running for"_s,
                spokenLength(incident.resolvedAt.value_or(frame.now) - incident.declaredAt));
    writer.item(u"Harm stopped"_s, writer.harmStopped());
    for (const policy::IncidentRole &role : frame.rules.roles) {
        if (role.isLeading && !incident::holderOf(incident, role.key).isNull())
            writer.item(u"Led by"_s, writer.name(incident::holderOf(incident, role.key)));
    }
    writer.item(u"Cause"_s, orUnknown(causeOf(incident)));
    writer.heading(u"Impact"_s);
    writer.addImpact();
    writer.heading(before ? u"Changed since the last brief"_s : u"So far"_s);
    const Instant since = before ? before->at : Instant{};
    writer.addLines([since](const TimelineLine &line) { return line.occurred > since && isOfNote(line); });
    writer.heading(u"Open"_s);
    writer.addTasks(true);
    writer.heading(u"Next brief"_s);
    const bool isRunning = incident::isRunning(incident.status);
    writer.line(isRunning ? u"By %1."_s.arg(writer.time(frame.now + frame.rules.briefEvery))
                          : u"None: it is over. The post-mortem follows."_s);
    return writer.text();
}

namespace {

/// A draft with places that are still to be written is none yet.
bool isWritten(const Incident &incident, const QString &document)
{
    const auto found = incident.documents.find(document);
    return found != incident.documents.end() && incident::openPlaces(found->second.text) == 0;
}

} // namespace

std::optional<Instant> postMortemDue(const Incident &incident, const policy::IncidentRules &rules)
{
    if (!incident.resolvedAt || isWritten(incident, u"post_mortem"_s) || rules.postMortemWithin <= Millis(0))
        return std::nullopt;
    return *incident.resolvedAt + rules.postMortemWithin;
}

} // namespace muster::views
