// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/score.h"

#include "models/incident/flow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

using incident::EntryKind;
using incident::Incident;
using incident::TimelineLine;

QString spoken(Millis length)
{
    const auto minutes = std::chrono::floor<std::chrono::minutes>(length).count();
    if (minutes < 1)
        return u"%1 s"_s.arg(std::chrono::floor<std::chrono::seconds>(length).count());
    if (minutes < 120)
        return u"%1 min"_s.arg(minutes);
    if (minutes < 48 * 60)
        return minutes % 60 == 0 ? u"%1 h"_s.arg(minutes / 60)
                                 : u"%1 h %2 min"_s.arg(minutes / 60).arg(minutes % 60);
    return u"%1 days"_s.arg(minutes / (24 * 60));
}

/// All points up to the limit, none from twice the limit on.
int pointsFor(Millis taken, Millis limit, int of)
{
    if (taken <= limit)
        return of;
    if (limit <= Millis{} || taken >= 2 * limit)
        return 0;
    return int(qint64(of) * (2 * limit - taken).count() / limit.count());
}

/// `done` of `wanted`; everything where nothing is wanted.
int shareOf(qint64 done, qint64 wanted, int of)
{
    return wanted <= 0 ? of : int(of * std::clamp(done, qint64(0), wanted) / wanted);
}

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
        scoreTimeline();
        scoreEvidence();
        scoreLearning();
        return std::move(m_score);
    }

private:
    const policy::IncidentRules &rules() const { return m_frame.rules; }
    const Expectations &expected() const { return m_frame.script.expectations; }

    void add(ScoreLine line)
    {
        if (line.points == line.of)
            line.advice.clear();
        m_score.lines.push_back(std::move(line));
    }
    void addTime(const QString &key, const QString &name, std::optional<Instant> at, Millis limit, int of,
                 const QString &advice)
    {
        const Millis taken = at ? std::max(Millis{}, *at - m_frame.firstReport) : Millis{};
        add({key, name, u"within %1 of the first report"_s.arg(spoken(limit)),
             at ? spoken(taken) : u"not done"_s, at ? pointsFor(taken, limit, of) : 0, of, advice});
    }

    bool isTrainee(PersonId person) const { return !person.isNull() && person == m_frame.trainee; }

    std::optional<Instant> declaredAt() const
    {
        if (!m_incident.exists)
            return std::nullopt;
        return isTrainee(m_incident.declaredBy)
                   ? std::max(m_incident.declaredAt, m_incident.declaredRecordedAt)
                   : m_incident.declaredAt;
    }
    void scoreDeclared()
    {
        addTime(
            u"declare"_s, u"Time to declare"_s, declaredAt(), rules().declareWithin, 15,
            u"Declare on the first sign that customers are harmed; lowering a severity later costs nothing."_s);
    }

    /// From when a holder counts: what the trainee gave, not before it was entered.
    Instant heldFrom(const incident::Holding &holding) const
    {
        const auto given = std::ranges::find(m_incident.timeline, holding.given, &TimelineLine::fact);
        const bool isTrainees = given != m_incident.timeline.end() && isTrainee(given->author);
        return isTrainees ? std::max(holding.from, given->recorded) : holding.from;
    }
    std::optional<Instant> firstHeld(const QString &role) const
    {
        const auto holdings = m_incident.roles.find(role);
        std::optional<Instant> first;
        if (holdings == m_incident.roles.end())
            return first;
        for (const incident::Holding &each : holdings->second) {
            if (each.isAcknowledged && !each.person.isNull())
                first = std::min(first.value_or(kNever), heldFrom(each));
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

    /// What was due to one audience until `end`, and how much of it came in time.
    void countCadence(const QString &audience, Instant end, qint64 &kept, qint64 &due) const
    {
        const auto every = rules().cadenceFor(audience, m_incident.severities.front().second,
                                              incident::statusName(incident::Status::Investigating));
        std::optional<Instant> by;
        if (every)
            by =
                m_frame.firstReport + rules().declareWithin +
                (rules().firstUpdateWithin > Millis{} ? std::min(*every, rules().firstUpdateWithin) : *every);
        for (const incident::SentUpdate &update : m_incident.updates) {
            if (update.audience != audience)
                continue;
            due += by ? 1 : 0;
            kept += by && update.at <= *by ? 1 : 0;
            by = update.nextBy;
        }
        due += by && *by < end ? 1 : 0; // promised, and nothing came
    }
    void scoreCadence()
    {
        qint64 kept = 0, due = 0;
        if (m_incident.exists) {
            const Instant end = m_incident.resolvedAt.value_or(m_frame.asOf);
            for (const policy::Audience &audience : rules().audiences)
                countCadence(audience.key, end, kept, due);
        }
        add({u"cadence"_s, u"Updates at the promised time"_s, u"every one"_s,
             u"%1 of %2"_s.arg(kept).arg(due), due == 0 ? 0 : shareOf(kept, due, 20), 20,
             u"Write the next update before its time comes, also where nothing is new."_s});
    }

    QStringList requiredRoles() const
    {
        const policy::Severity *severity =
            m_incident.exists ? rules().severity(m_incident.severities.front().second) : nullptr;
        return severity != nullptr ? severity->roles : QStringList();
    }
    void scoreRoles()
    {
        const QStringList wanted = requiredRoles();
        int filled = 0, points = 0;
        for (const QString &role : wanted) {
            const auto held = firstHeld(role);
            if (!held)
                continue;
            const Millis taken = std::max(Millis{}, *held - m_frame.firstReport);
            filled += taken <= expected().rolesWithin ? 1 : 0;
            points += pointsFor(taken, expected().rolesWithin, 1000);
        }
        const int most = int(wanted.size()) * 1000;
        add({u"roles"_s, u"Required roles filled in time"_s,
             u"each within %1 of the first report"_s.arg(spoken(expected().rolesWithin)),
             u"%1 of %2"_s.arg(filled).arg(wanted.size()), most == 0 ? 0 : points * 10 / most, 10,
             u"Name one person for each role that the severity asks for, and say it aloud."_s});
    }

    std::optional<Instant> milestone(const QString &key) const
    {
        const auto at = m_incident.milestones.find(key);
        return at == m_incident.milestones.end() ? std::nullopt : std::optional(at->second);
    }
    void scoreContained()
    {
        auto stopped = milestone(incident::statusName(incident::Status::Mitigated));
        if (m_incident.resolvedAt && (!stopped || *m_incident.resolvedAt < *stopped))
            stopped = m_incident.resolvedAt;
        addTime(u"contained"_s, u"The harm has stopped"_s, stopped, expected().containedWithin, 5,
                u"Look for what takes the harm away first; the cause can wait."_s);
    }

    qint64 count(EntryKind kind, const std::function<bool(const TimelineLine &)> &isGood) const
    {
        return std::ranges::count_if(m_incident.timeline, [&](const TimelineLine &line) {
            return !line.isAutomatic && !line.isRedacted && line.kind == kind && isGood(line);
        });
    }
    void scoreTimeline()
    {
        qint64 wanted = 0, reached = 0;
        for (const policy::Milestone &each : rules().milestones) {
            wanted += each.isRequired ? 1 : 0;
            reached += each.isRequired && m_incident.milestones.contains(each.key) ? 1 : 0;
        }
        const qint64 decisions =
            count(EntryKind::Decision, [](const auto &line) { return !line.why.isEmpty(); });
        const qint64 actions = count(EntryKind::Action, [](const auto &line) {
            return !line.owner.isNull() || !line.result.isEmpty();
        });
        const auto faults = m_incident.exists
                                ? qint64(incident::inconsistencies(m_incident, rules(), m_frame.asOf).size())
                                : 0;
        const int points = shareOf(reached, wanted, 3) + shareOf(decisions, expected().decisions, 3) +
                           shareOf(actions, expected().actions, 2) +
                           (m_incident.exists && faults == 0 ? 2 : 0);
        add({u"timeline"_s, u"The timeline tells the whole story"_s,
             u"milestones: %1, decisions with a reason: %2, actions with owner or result: %3, contradictions: 0"_s
                 .arg(wanted)
                 .arg(expected().decisions)
                 .arg(expected().actions),
             u"milestones: %1, decisions: %2, actions: %3, contradictions: %4"_s.arg(reached)
                 .arg(decisions)
                 .arg(actions)
                 .arg(faults),
             m_incident.exists ? points : 0, 10,
             u"Write decisions with their reason and actions with owner and result while they happen."_s});
    }

    void scoreEvidence()
    {
        QStringList there;
        if (m_incident.recovered && !m_incident.recovered->evidence.trimmed().isEmpty())
            there += u"recovery confirmed"_s;
        if (m_incident.closing && !m_incident.closing->rootCause.trimmed().isEmpty())
            there += u"root cause"_s;
        if (m_incident.closing && !m_incident.closing->prevention.trimmed().isEmpty())
            there += u"prevention"_s;
        if (m_incident.closedAt)
            there += u"closed"_s;
        add({u"evidence"_s, u"Closed with evidence"_s,
             u"recovery confirmed, root cause, prevention, closed"_s,
             there.isEmpty() ? u"nothing"_s : there.join(u", "_s), shareOf(there.size(), 4, 10), 10,
             u"Before closing, write who saw what work again, the cause, and what keeps it away."_s});
    }

    bool isPostMortemInTime() const
    {
        if (!m_incident.resolvedAt)
            return false;
        const Instant by = *m_incident.resolvedAt + rules().postMortemWithin;
        const auto document = m_incident.documents.find(u"post_mortem"_s);
        if (document != m_incident.documents.end() && document->second.at <= by)
            return true;
        return std::ranges::any_of(rules().steps, [this](const policy::FlowStep &step) {
            return std::ranges::any_of(step.asks, [&](const policy::Ask &ask) {
                return ask.kind == policy::Ask::Kind::Check && step.key == u"post_mortem"_s &&
                       m_incident.ticked.contains(ask.key);
            });
        });
    }
    void scoreLearning()
    {
        const qint64 owned = std::ranges::count_if(m_incident.tasks, [](const incident::Task &task) {
            return (!task.owner.isNull() || !task.theirOwner.isEmpty()) && task.due.has_value();
        });
        const bool isPlanned = isPostMortemInTime();
        add({u"learning"_s, u"Post-mortem planned, actions owned"_s,
             u"planned within %1 of the end, actions with owner and date: %2"_s
                 .arg(spoken(rules().postMortemWithin))
                 .arg(expected().remedies),
             (isPlanned ? u"planned, "_s : u"not planned, "_s) + u"actions: %1"_s.arg(owned),
             (isPlanned ? 2 : 0) + shareOf(owned, expected().remedies, 3), 5,
             u"Give the post-mortem a date and each lesson an owner and a day."_s});
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
    return Scorer(incident, frame).score();
}

QString scoreText(const Score &score, const Script &script)
{
    QStringList lines{u"Drill %1: %2 of %3 points"_s.arg(script.name).arg(score.points()).arg(score.of())};
    for (const ScoreLine &line : score.lines) {
        lines += u"%1/%2  %3: %4 (%5)"_s.arg(line.points, 3)
                     .arg(QString::number(line.of).leftJustified(2))
                     .arg(line.name, line.value, line.target);
        if (!line.advice.isEmpty())
            lines += u"        "_s + line.advice;
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace muster::drill
