// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/placeholders.h"

#include "models/comms/timetext.h"
#include "models/drill/scoring.h"
#include "models/incident/flow.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

const QStringList kPlain{u"number"_s, u"next"_s, u"declared"_s, u"roles"_s, u"promises"_s, u"stopped"_s};
const QString kSince = u"since"_s, kSpan = u"span"_s;

const QRegularExpression &pattern()
{
    static const QRegularExpression braces(u"\\{([a-z_0-9]{1,60}(?::[a-z_0-9]{1,60}){0,2})\\}"_s);
    return braces;
}

/// More than half a day ahead with its day, so that nobody reads it as the evening before.
QString promised(Instant at, Instant now)
{
    if (at - now > std::chrono::hours(11))
        return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC).toString(u"yyyy-MM-dd hh:mm 'UTC'"_s);
    return comms::clockText(at, {now, QTimeZone::utc()});
}

class Filling
{
public:
    Filling(const Situation &situation, const policy::IncidentRules &rules, std::optional<Instant> nextBy,
            Instant now)
        : m_situation(situation), m_incident(situation.incident), m_rules(rules), m_nextBy(nextBy), m_now(now)
    {}

    QString word(const QString &placeholder) const
    {
        const QStringList parts = placeholder.split(u':');
        if (parts.front() == kSince && parts.size() == 2)
            return sinceReport(happenedAt(parts[1]));
        if (parts.front() == kSpan && parts.size() == 3)
            return between(happenedAt(parts[1]), happenedAt(parts[2]));
        if (placeholder == u"number")
            return m_incident.number;
        if (placeholder == u"next" && m_nextBy)
            return promised(*m_nextBy, m_now);
        if (placeholder == u"declared")
            return u"declared "_s + sinceReport(m_incident.declaredAt);
        if (placeholder == u"roles")
            return roles();
        if (placeholder == u"promises")
            return promises();
        if (placeholder == u"stopped")
            return sinceReport(stoppedAt());
        return u'{' + placeholder + u'}';
    }

private:
    Instant firstReport() const { return firstReportOf(m_situation.script, m_situation.progress); }

    QString sinceReport(std::optional<Instant> at) const
    {
        return at ? u"%1 after the first report"_s.arg(spoken(std::max(Millis{}, *at - firstReport())))
                  : u"at a time that nobody wrote down"_s;
    }
    static QString between(std::optional<Instant> from, std::optional<Instant> to)
    {
        return from && to ? spoken(std::max(Millis{}, *to - *from)) : u"an unknown time"_s;
    }
    /// Of a beat that left something in the record.
    std::optional<Instant> happenedAt(const QString &beat) const
    {
        const auto played = m_situation.progress.played.find(beat);
        const bool isThere = played != m_situation.progress.played.end() && !played->second.fact.isNull();
        return isThere ? std::optional(played->second.at) : std::nullopt;
    }
    std::optional<Instant> stoppedAt() const
    {
        const auto at = m_incident.milestones.find(incident::statusName(incident::Status::Mitigated));
        return at == m_incident.milestones.end() ? std::nullopt : std::optional(at->second);
    }
    QString roles() const
    {
        const policy::Severity *severity =
            m_incident.exists ? m_rules.severity(m_incident.severities.front().second) : nullptr;
        const QStringList wanted = severity != nullptr ? severity->roles : QStringList();
        qsizetype filled = 0;
        Instant last = m_incident.declaredAt;
        for (const QString &role : wanted) {
            const auto holdings = m_incident.roles.find(role);
            if (holdings == m_incident.roles.end())
                continue;
            const auto held = std::ranges::find_if(holdings->second, [](const incident::Holding &each) {
                return each.isAcknowledged && !each.person.isNull();
            });
            if (held == holdings->second.end())
                continue;
            ++filled;
            last = std::max(last, held->from);
        }
        return filled == wanted.size()
                   ? u"every required role had a name %1 after that"_s.arg(
                         spoken(last - m_incident.declaredAt))
                   : u"%1 of %2 required roles had a name"_s.arg(filled).arg(wanted.size());
    }
    QString promises() const
    {
        const incident::Adherence kept = incident::adherenceOf(m_incident, m_rules, m_now);
        return kept.late == 0
                   ? u"every promised time was kept"_s
                   : u"%1 of %2 promised times were missed"_s.arg(kept.late).arg(kept.kept + kept.late);
    }

    const Situation &m_situation;
    const incident::Incident &m_incident;
    const policy::IncidentRules &m_rules;
    std::optional<Instant> m_nextBy;
    Instant m_now;
};

} // namespace

QString filled(const QString &text, const Situation &situation, const policy::IncidentRules &rules,
               std::optional<Instant> nextBy, Instant now)
{
    const Filling filling(situation, rules, nextBy, now);
    QString out;
    qsizetype from = 0;
    auto found = pattern().globalMatch(text);
    while (found.hasNext()) {
        const auto match = found.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        out += filling.word(match.captured(1));
        from = match.capturedEnd();
    }
    return out + text.mid(from);
}

QStringList unknownPlaceholders(const QString &text, const Script &script)
{
    QStringList unknown;
    auto found = pattern().globalMatch(text);
    while (found.hasNext()) {
        const QString placeholder = found.next().captured(1);
        const QStringList parts = placeholder.split(u':');
        const bool isOfBeats =
            (parts.front() == kSince && parts.size() == 2) || (parts.front() == kSpan && parts.size() == 3);
        const bool isKnown =
            isOfBeats ? std::all_of(parts.begin() + 1, parts.end(),
                                    [&](const QString &beat) { return script.beat(beat) != nullptr; })
                      : kPlain.contains(placeholder);
        if (!isKnown)
            unknown += placeholder;
    }
    return unknown;
}

} // namespace muster::drill
