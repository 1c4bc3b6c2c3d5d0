// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/score.h"

#include "models/drill/scoring.h"
#include "models/incident/flow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {

int pointsFor(Millis taken, Millis limit, int of)
{
    if (taken <= limit)
        return of;
    if (limit <= Millis{} || taken >= 2 * limit)
        return 0;
    return int(qint64(of) * (2 * limit - taken).count() / limit.count());
}

int shareOf(qint64 done, qint64 wanted, int of)
{
    return wanted <= 0 ? of : int(of * std::clamp(done, qint64(0), wanted) / wanted);
}

namespace {

using incident::Incident;

/// "full within 15 min, none from 30 min on, in proportion between"
QString fading(Millis limit)
{
    return u"full within %1, none from %2 on, in proportion between"_s.arg(spoken(limit), spoken(2 * limit));
}

/// The lines that ask when. The incident is as it was entered.
class Scorer
{
public:
    Scorer(const Incident &incident, const ScoreFrame &frame) : m_incident(incident), m_frame(frame) {}

    Score score()
    {
        scoreDeclared();
        scoreTakenOn();
        scoreFirstUpdate();
        scoreCadence();
        scoreRoles();
        scoreContained();
        return std::move(m_score);
    }

private:
    const policy::IncidentRules &rules() const { return m_frame.rules; }
    const Expectations &expected() const { return m_frame.script.expectations; }
    Millis sinceReport(Instant at) const { return std::max(Millis{}, at - m_frame.firstReport); }

    void addTime(const QString &key, const QString &name, std::optional<Instant> at, Millis limit, int of,
                 const QString &advice)
    {
        const Millis taken = at ? sinceReport(*at) : Millis{};
        const int points = at ? pointsFor(taken, limit, of) : 0;
        const QString reached =
            at ? u"%1 of %2 for %3"_s.arg(points).arg(of).arg(spoken(taken)) : u"none, for it is not done"_s;
        m_score.lines.push_back({key, name, u"within %1 of the first report"_s.arg(spoken(limit)),
                                 at ? spoken(taken) : u"not done"_s, points, of, advice,
                                 u"%1: %2."_s.arg(fading(limit), reached)});
    }

    void scoreDeclared()
    {
        addTime(
            u"declare"_s, u"Time to declare"_s,
            m_incident.exists ? std::optional(m_incident.declaredAt) : std::nullopt, rules().declareWithin,
            15,
            u"Declare on the first sign that customers are harmed; lowering a severity later costs nothing."_s);
    }

    std::optional<Instant> firstHeld(const QString &role) const
    {
        const auto holdings = m_incident.roles.find(role);
        std::optional<Instant> first;
        if (holdings == m_incident.roles.end())
            return first;
        for (const incident::Holding &each : holdings->second) {
            if (each.isAcknowledged && !each.person.isNull())
                first = std::min(first.value_or(kNever), each.from);
        }
        return first;
    }
    void scoreTakenOn()
    {
        std::optional<Instant> first;
        for (const policy::IncidentRole &role : rules().roles) {
            const auto held = role.isLeading ? firstHeld(role.key) : std::nullopt;
            if (held && (!first || *held < *first))
                first = held;
        }
        addTime(u"tta"_s, u"Time to acknowledge (TTA): somebody leads"_s, first, rules().declareWithin, 10,
                u"Whoever declares takes the lead until somebody else has it."_s);
    }

    bool isPublic(const QString &audience) const
    {
        const policy::Audience *known = rules().audience(audience);
        return known != nullptr && known->isPublic;
    }
    void scoreFirstUpdate()
    {
        std::optional<Instant> first;
        for (const incident::SentUpdate &update : m_incident.updates) {
            if (isPublic(update.audience) && (!first || update.at < *first))
                first = update.at;
        }
        addTime(u"ttu"_s, u"Time to first update (TTU)"_s, first,
                rules().declareWithin + rules().firstUpdateWithin, 15,
                u"Send what is certain and when more comes; do not wait for the cause."_s);
    }

    /// "Internal by 4 min, Status page not at all"
    QString lateOnes(const incident::Adherence &kept) const
    {
        QStringList each;
        for (const incident::LateUpdate &late : kept.lateOnes) {
            const policy::Audience *known = rules().audience(late.audience);
            const QString name = known != nullptr ? known->name : late.audience;
            each += late.at ? u"%1 by %2"_s.arg(name, spoken(*late.at - late.due)) : name + u" not sent"_s;
        }
        return each.isEmpty() ? QString() : u" Late: %1."_s.arg(each.join(u", "_s));
    }
    void scoreCadence()
    {
        constexpr int kPoints = 20;
        incident::Adherence kept;
        if (m_incident.exists)
            kept = incident::adherenceOf(m_incident, rules(), m_frame.asOf);
        const int due = kept.kept + kept.late;
        m_score.lines.push_back({u"cadence"_s, u"Updates at the promised time"_s, u"every one"_s,
                                 u"%1 of %2"_s.arg(kept.kept).arg(due),
                                 due == 0 ? 0 : shareOf(kept.kept, due, kPoints), kPoints,
                                 u"Write the next update before its time comes, also where nothing is new."_s,
                                 u"%1 × %2 of %3, rounded down, as the cadence panel counts: the first "
                                 u"update to each audience by "
                                 "the policy's time, the next ones by the time promised.%4"_s.arg(kPoints)
                                     .arg(kept.kept)
                                     .arg(due)
                                     .arg(lateOnes(kept))});
    }

    QStringList requiredRoles() const
    {
        const policy::Severity *severity =
            m_incident.exists ? rules().severity(m_incident.severities.front().second) : nullptr;
        return severity != nullptr ? severity->roles : QStringList();
    }
    void scoreRoles()
    {
        constexpr int kPoints = 10, kEach = 1000;
        const QStringList wanted = requiredRoles();
        int filled = 0, points = 0;
        QStringList each;
        for (const QString &role : wanted) {
            const policy::IncidentRole *known = rules().role(role);
            const QString name = known != nullptr ? known->name : role;
            const auto held = firstHeld(role);
            if (!held) {
                each += u"%1 nobody"_s.arg(name);
                continue;
            }
            const Millis taken = sinceReport(*held);
            const int share = pointsFor(taken, expected().rolesWithin, kEach);
            filled += taken <= expected().rolesWithin ? 1 : 0;
            points += share;
            each += u"%1 %2 (%3 %)"_s.arg(name, spoken(taken)).arg(share * 100 / kEach);
        }
        const int most = int(wanted.size()) * kEach;
        m_score.lines.push_back(
            {u"roles"_s, u"Required roles filled in time"_s,
             u"each within %1 of the first report"_s.arg(spoken(expected().rolesWithin)),
             u"%1 of %2"_s.arg(filled).arg(wanted.size()), most == 0 ? 0 : points * kPoints / most, kPoints,
             u"Name one person for each role that the severity asks for, and say it aloud."_s,
             wanted.isEmpty() ? u"nothing is declared yet, so no role is asked for."_s
                              : u"%1 shared by the roles, rounded down, each %2: %3."_s.arg(kPoints).arg(
                                    fading(expected().rolesWithin), each.join(u", "_s))});
    }

    void scoreContained()
    {
        const auto mitigated = m_incident.milestones.find(incident::statusName(incident::Status::Mitigated));
        auto stopped =
            mitigated == m_incident.milestones.end() ? std::nullopt : std::optional(mitigated->second);
        if (m_incident.resolvedAt && (!stopped || *m_incident.resolvedAt < *stopped))
            stopped = m_incident.resolvedAt;
        addTime(u"contained"_s, u"The harm has stopped"_s, stopped, expected().containedWithin, 5,
                u"Look for what takes the harm away first; the cause can wait."_s);
    }

    const Incident &m_incident;
    const ScoreFrame &m_frame;
    Score m_score;
};

} // namespace

int Score::points() const
{
    int sum = 0;
    for (const ScoreLine &line : lines)
        sum += line.points;
    return sum;
}

int Score::of() const
{
    int sum = 0;
    for (const ScoreLine &line : lines)
        sum += line.of;
    return sum;
}

Score scoreOf(const Incident &incident, const ScoreFrame &frame)
{
    const Incident entered = asEntered(incident, frame.trainee);
    Score score = Scorer(entered, frame).score();
    // Which line of the timeline contradicts which is asked of the times that are written there.
    score.lines.push_back(timelineLine(incident, frame));
    score.lines.push_back(evidenceLine(entered));
    score.lines.push_back(learningLine(entered, frame));
    for (ScoreLine &line : score.lines) {
        if (line.points == line.of)
            line.advice.clear();
    }
    return score;
}

} // namespace muster::drill
