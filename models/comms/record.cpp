// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/record.h"

#include "models/incident/flow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

using incident::Incident;

QString lengthText(Millis length)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
    if (minutes < 60)
        return minutes == 1 ? u"1 minute"_s : u"%1 minutes"_s.arg(minutes);
    const QString hours = minutes / 60 == 1 ? u"1 hour"_s : u"%1 hours"_s.arg(minutes / 60);
    return minutes % 60 == 0 ? hours : u"%1 %2 minutes"_s.arg(hours).arg(minutes % 60);
}

bool isPublic(const policy::IncidentRules &rules, const QString &audience)
{
    const policy::Audience *known = rules.audience(audience);
    return known == nullptr || known->isPublic;
}

class RecordMaker
{
public:
    RecordMaker(const Incident &incident, const policy::IncidentRules &rules, const RecordFrame &frame)
        : m_incident(incident), m_rules(rules), m_frame(frame)
    {}

    Record make()
    {
        addNames();
        addScope();
        addTimes();
        addFix();
        if (!isPublic(m_rules, m_frame.audience))
            addInternal();
        return std::move(m_record);
    }

private:
    void set(const char *key, const QString &value)
    {
        if (!value.trimmed().isEmpty())
            m_record.values[QString::fromLatin1(key)] = value.trimmed();
    }
    void setTime(const char *key, std::optional<Instant> at)
    {
        if (at)
            set(key, clockText(*at, m_frame.time));
    }

    void addNames()
    {
        set("incident.number", m_incident.number);
        set("incident.title", m_incident.title);
        set("incident.severity", m_incident.severity);
        set("incident.status", incident::statusName(m_incident.status));
        if (const policy::Severity *severity = m_rules.severity(m_incident.severity)) {
            set("incident.severity_name", severity->name);
            set("incident.severity_definition", severity->definition);
        }
        set("customer.name", m_frame.customer);
        set("sender.name", m_frame.sender);
    }
    void addScope()
    {
        set("incident.scope", m_incident.scope.text);
        if (m_incident.scope.sessionsPermille)
            set("incident.sessions", shareText(*m_incident.scope.sessionsPermille));
        if (m_frame.customers)
            set("customers.count", QString::number(*m_frame.customers));
    }
    void addTimes()
    {
        const auto start = startOf(m_incident, m_rules);
        setTime("incident.started", start);
        setTime("incident.resolved", m_incident.resolvedAt);
        if (start)
            set("incident.duration", lengthText(m_incident.resolvedAt.value_or(m_frame.time.now) - *start));
        setTime("update.next_by", m_frame.nextBy);
        const auto every = m_rules.cadenceFor(m_frame.audience, m_incident.severity,
                                              incident::statusName(m_incident.status));
        if (every)
            set("update.cadence", u"every "_s + lengthText(*every));
    }
    void addFix()
    {
        if (!m_incident.closing)
            return;
        set("fix.workaround", m_incident.closing->workaround);
        set("fix.root_cause", m_incident.closing->rootCause);
        set("fix.prevention", m_incident.closing->prevention);
    }
    void addInternal()
    {
        set("incident.tiers", m_frame.tiers.isEmpty() ? m_incident.scope.tiers.join(u", "_s) : m_frame.tiers);
        setTime("incident.declared", m_incident.declaredAt);
        if (!m_incident.tickets.empty())
            set("incident.tickets", QString::number(m_incident.tickets.size()));
        set("update.actions", actionLines());
        set("people.commander", holderWhere([](const auto &role) { return role.isLeading; }));
        if (m_incident.recovered)
            set("fix.evidence", m_incident.recovered->evidence);
    }

    QString nameOf(PersonId person) const
    {
        return person.isNull() || !m_frame.nameOf ? QString() : m_frame.nameOf(person);
    }
    QString holderWhere(const std::function<bool(const policy::IncidentRole &)> &fits) const
    {
        for (const policy::IncidentRole &role : m_rules.roles) {
            if (const PersonId holder = incident::holderOf(m_incident, role.key);
                fits(role) && !holder.isNull())
                return nameOf(holder);
        }
        return {};
    }
    /// What was done since this audience last heard of it, a line each; all of it where it never has.
    QString actionLines() const
    {
        Instant since = Instant::min();
        for (const incident::SentUpdate &update : m_incident.updates) {
            if (update.audience == m_frame.audience)
                since = std::max(since, update.at);
        }
        QStringList lines;
        for (const incident::TimelineLine &line : m_incident.timeline) {
            if (line.kind != incident::EntryKind::Action || line.isAutomatic || line.isRedacted ||
                line.recorded <= since)
                continue;
            const QString owner = nameOf(line.owner);
            lines += u"- %1: %2%3"_s.arg(clockText(line.occurred, {m_frame.time.now, QTimeZone::utc()}),
                                         line.text, owner.isEmpty() ? QString() : u" (%1)"_s.arg(owner));
        }
        return lines.join(u'\n');
    }

    const Incident &m_incident;
    const policy::IncidentRules &m_rules;
    const RecordFrame &m_frame;
    Record m_record;
};

} // namespace

Record recordOf(const Incident &incident, const policy::IncidentRules &rules, const RecordFrame &frame)
{
    return RecordMaker(incident, rules, frame).make();
}

QString numberPrefix(const QString &number)
{
    return number.section(u'-', 0, 0);
}

QString shareText(int permille)
{
    const QString tenths = permille % 10 == 0 ? QString() : u".%1"_s.arg(permille % 10);
    return u"%1%2%"_s.arg(permille / 10).arg(tenths);
}

std::optional<Instant> startOf(const Incident &incident, const policy::IncidentRules &rules)
{
    if (!rules.milestones.empty()) {
        const auto reached = incident.milestones.find(rules.milestones.front().key);
        if (reached != incident.milestones.end())
            return reached->second;
    }
    return incident.firstReportAt;
}

} // namespace muster::comms
