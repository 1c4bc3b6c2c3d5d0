// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/timeroles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

constexpr int kMostClauses = 4; ///< before a time: what stands further away is about something else

const QString kWill = u"(?:will|'ll|shall|(?:am|are|is) going to|going to|gonna|can)"_s;
const QString kNews =
    u"(?:updates?|news|info|information|details?|reports?|notes?|notices?|messages?|status|summary|more|"
    u"again|here|back|you)"_s;

/// Each line one way to say that more comes.
const QRegularExpression &updateWords()
{
    static const QString rest =
        u"(?:further|another|new|more|fresh|following|follow-?up|regular|additional)"_s;
    static const QString tell =
        u"(?:update|write|report|inform|notify|tell|brief|call|phone|mail|message|ping|know|hear|speak|"
        u"reach out|follow up|be in touch|get in touch|keep you|revert)"_s;
    static const QRegularExpression rule = anyOf(
        {u"\\bnext "
         u"(?!(?:days?|weeks?|hours?|minutes?|months?|releases?|steps?|runs?|deploy\\w*|maintenance|windows?|"
         u"versions?|patch|tr(?:y|ies)|attempts?|jobs?|shifts?|nodes?|few|two|three|to)\\b)[a-z-]{2,}|"
         u"\\bnext: "_s,
         u"\\b"_s + rest + u" (?:status )?(?:updates?|news|info|information|details?|reports?|notices?)\\b"_s,
         u"\\bupdates?:|\\bupdates? (?:you |them |everyone |all )?(?:every|by|within|in|no later|"
         u"follows?|hourly|again|on this)\\b"_s,
         u"\\b"_s + kWill + u" (?:\\w+ ){0,3}?"_s + tell + u"\\b"_s,
         kWill + u" (?:\\w+ ){0,3}?(?:post|send|share|publish|give|provide|return|come)(?: \\w+){0,4}? "_s +
             kNews + u"\\b"_s,
         u"\\b(?:i|we) (?:\\w+ ){0,4}?(?:write|send|call|inform|update|report|message|mail|post|ping|"
         u"brief|tell|revert)\\b"_s,
         u"\\b(?:i|we)(?:'ll| will| shall) (?:\\w+ ){0,2}?(?:be|come|get|report|check) (?:back|"
         u"in)\\b(?! (?:to normal|online|up|in (?:service|operation|business)|on track|running))"_s,
         u"\\bhear (?:again )?from (?:us|me)\\b"_s, u"\\bnews\\b|\\bupdates? to follow\\b"_s,
         u"\\b(?:calls?|writes?|phones?|contacts?|e?mails?|informs?|updates?|messages?) (?:to )?you\\b"_s,
         u"\\b(?:check|visit|look at|see|read|refresh) this (?:page|thread|channel) again\\b"_s,
         u"\\b(?:report|write|message|post|check|come|inform|ping)s? (?:you )?(?:again|back)\\b|"
         u"\\bpings?\\b"_s,
         u"\\b(?:updates?|news|information|info|reports?|notices?|messages?) (?:\\w+ ){0,3}?"
         u"(?:follows?|comes?|posted|sent|published|reach(?:es)?|due|provided|shared|given)\\b"_s});
    return rule;
}

const QRegularExpression &pastUpdateWords()
{
    static const QRegularExpression rule =
        words(u"\\b(?:last|previous|earlier|prior|first|latest) (?:status "
              u")?(?:update|report|note|message|brief)\\b|"
              u"\\bwe (?:\\w+ )?(?:wrote|told|reported|posted|informed)\\b"_s);
    return rule;
}

const QRegularExpression &repairWords()
{
    static const QRegularExpression rule = anyOf(
        {u"\\b(?:fix(?:ed|es)?|resol(?:ved?|ves|ving|ution)|restor(?:ed?|es|ing|ation)|repair(?:ed|s)?)\\b"_s,
         u"\\b(?:recover(?:y|ed|s)?|solved?|solution|resum(?:e|es|ed|ption)|rectified|remedied|"
         u"reinstated)\\b"_s,
         u"\\b(?:back )?up (?:and running|again)\\b|\\b(?:back|be) up\\b"_s,
         u"\\bback (?:online|to normal|in service|in operation)\\b|\\bback(?= (?:in|by|at|within) )"_s,
         u"\\bwork(?:ing|s)? (?:again|normally|as usual|fine)\\b|\\bnormal(?:ly)? again\\b|"
         u"\\bnormal (?:service|operations?)\\b"_s,
         u"\\b(?:all|everything) (?:will|should|is going to) (?:be )?(?:ok|okay|fine|good|well|work|"
         u"run)\\b"_s,
         u"\\beta\\b|\\betr\\b"_s, u"\\b(?:able to|can) (?:[\\w-]{1,20} ){1,4}?again\\b"_s,
         u"\\b(?:available|online|usable|possible|reachable|running) again\\b"_s,
         u"\\bfully (?:operational|functional|available)\\b"_s,
         u"\\b(?:patch|hotfix|bugfix|correction) (?:[\\w-]{1,20} ){0,4}?"
         u"(?:goes? live|lands?|ships?|is out|deployed|released|rolled out|live|ready|available|"
         u"installed)\\b"_s,
         u"\\b(?:will|should|to) be (?:all )?(?:over|gone|cleared)\\b|\\ball clear\\b|"
         u"\\bend of the (?:outage|incident)\\b"_s});
    return rule;
}

const QRegularExpression &startWords()
{
    static const QRegularExpression rule =
        words(u"\\b(?:started|began|begun|starting|beginning|start(?: time)?(?=:)|first seen|onset|since|"
              u"from)\\b"_s);
    return rule;
}

bool has(const QString &text, const QRegularExpression &rule)
{
    return rule.match(text).hasMatch();
}

bool isPast(const QString &words)
{
    static const QRegularExpression rule(
        u"\\b(?:was|were|has been|have been|had been|(?:is|are) (?:now|again|back|fully)|been|since|took|we "
        u"(?:have )?(?:fixed|restored|resolved|repaired|recovered)|"
        u"(?:has|have|had) (?:now |fully )?recovered)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return has(words, rule);
}

/// "No ETA", "cannot promise", "if it is not fixed by": says that nothing is promised.
bool isDenied(const QString &words)
{
    static const QRegularExpression rule(
        u"\\b(?:no(?! later)|not(?! later)|never|nor|cannot|without|if|unless|whether|in case)\\b|n't\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return has(words, rule);
}

class RoleReader
{
public:
    RoleReader(const Prose &prose, const TimeFrame &frame)
        : m_prose(prose), m_frame(frame), m_updates(hitsOf(prose, updateWords())),
          m_past(hitsOf(prose, pastUpdateWords())), m_repairs(hitsOf(prose, repairWords())),
          m_starts(hitsOf(prose, startWords()))
    {}

    TimedWords judged(const TimeMention &time) const
    {
        const Span sentence = m_prose.sentenceAt(time.span.begin);
        Span clause{clauseBegin(sentence, time.span.begin), time.span.begin};
        // News in the clause of the time, before or behind it: "back at 15:00 UTC with news".
        const Span whole{clause.begin, clauseEnd(sentence, time.span)};
        if (const Hit *hit = firstIn(m_updates, whole);
            hit != nullptr && isExact(time) && !firstIn(m_past, whole))
            return made(time, TimeRole::NextUpdate, hit->span);
        for (int clauses = 0; clauses < kMostClauses; ++clauses) {
            if (auto found = roleBy(clause, time, sentence))
                return *found;
            if (clause.begin <= sentence.begin)
                break;
            clause = {clauseBegin(sentence, clause.begin - 1), clause.begin - 1};
        }
        if (auto found = roleBy({time.span.end, clauseEnd(sentence, time.span)}, time, sentence))
            return *found;
        return {time, TimeRole::Other, time.span};
    }

private:
    bool isBoundary(qsizetype at) const
    {
        const QChar c = m_prose.text[at];
        if (c == u',' || c == u';' || c == u'(' || c == QChar(0x2014) || c == u'|')
            return true;
        return c == u'-' && at > 0 && m_prose.text[at - 1] == u' ' && at + 1 < m_prose.text.size() &&
               m_prose.text[at + 1] == u' ';
    }
    bool isJoint(qsizetype at) const
    {
        if (m_prose.text[at] != u' ')
            return false;
        const QStringView rest = QStringView(m_prose.text).mid(at, 5);
        return rest.startsWith(u" and ", Qt::CaseInsensitive) ||
               rest.startsWith(u" but ", Qt::CaseInsensitive);
    }
    /// Right behind the boundary before a place, or the begin of the sentence.
    qsizetype clauseBegin(Span sentence, qsizetype from) const
    {
        for (qsizetype at = from - 1; at > sentence.begin; --at) {
            if (isBoundary(at) || isJoint(at))
                return at + 1;
        }
        return sentence.begin;
    }
    qsizetype clauseEnd(Span sentence, Span time) const
    {
        // "By 15:00 UTC, …": a time that opens the sentence belongs to what follows its comma.
        const bool opens = time.begin - sentence.begin < 12;
        for (qsizetype at = time.end; at < sentence.end; ++at) {
            const bool isComma = m_prose.text[at] == u',' && opens && at - time.end < 3;
            if ((isBoundary(at) && !isComma) || isJoint(at))
                return at;
        }
        return sentence.end;
    }

    static const Hit *firstIn(const std::vector<Hit> &hits, Span span)
    {
        const auto found =
            std::ranges::lower_bound(hits, span.begin, {}, [](const Hit &hit) { return hit.span.begin; });
        return found != hits.end() && found->span.begin < span.end ? &*found : nullptr;
    }

    std::optional<TimedWords> roleBy(Span clause, const TimeMention &time, Span sentence) const
    {
        if (firstIn(m_past, clause) != nullptr)
            return TimedWords{time, TimeRole::Other, time.span};
        if (const Hit *hit = firstIn(m_updates, clause); hit != nullptr && isExact(time))
            return made(time, TimeRole::NextUpdate, hit->span);
        if (const Hit *hit = firstIn(m_repairs, clause))
            return made(time, isPromise(clause, *hit, time, sentence) ? TimeRole::Repair : TimeRole::Other,
                        hit->span);
        if (const Hit *hit = firstIn(m_starts, clause); hit != nullptr && isStart(*hit, time, sentence))
            return made(time, TimeRole::Start, hit->span);
        return std::nullopt;
    }
    static bool isExact(const TimeMention &time) { return time.kind != TimeMention::Kind::Day; }
    static TimedWords made(const TimeMention &time, TimeRole role, Span words)
    {
        return {time, role, {std::min(words.begin, time.span.begin), std::max(words.end, time.span.end)}};
    }

    bool isPromise(Span clause, const Hit &hit, const TimeMention &time, Span sentence) const
    {
        if (time.kind == TimeMention::Kind::Every || (time.at && *time.at <= m_frame.now))
            return false;
        const Span around{std::min(clause.begin, clauseBegin(sentence, time.span.begin)),
                          std::max(clause.end, time.span.end)};
        const QString said = m_prose.in(around);
        if (isDenied(m_prose.in({sentence.begin, std::max(sentence.begin, hit.span.begin)}).right(60)))
            return false;
        if (speaksOfFuture(said))
            return true;
        static const QRegularExpression ahead(
            u"\\b(?:by|within|in|before|until|around|at|about|latest|today|tonight|tomorrow|eta|etr|"
            u"overnight|eod)\\b|:"_s,
            QRegularExpression::CaseInsensitiveOption);
        return !isPast(said) && has(said, ahead);
    }

    /// "since 13:48" is a start where the sentence tells of harm, not of recovery.
    bool isStart(const Hit &hit, const TimeMention &time, Span sentence) const
    {
        if (time.kind != TimeMention::Kind::Clock || time.span.begin < hit.span.begin ||
            time.span.begin - hit.span.end > 24)
            return false;
        static const QRegularExpression harm =
            words(u"\\b(?:cannot|can't|can not|could "
                  u"not|fail\\w*|errors?|unable|down|problems?|issues?|unavailable|not "
                  u"work\\w*|affect\\w*|impact\\w*|"
                  u"outage|incident|disruption|harm|slow|broken|start(?:ed)?|began|first seen|onset|"
                  u"timeouts?)\\b"_s);
        static const QRegularExpression recovery =
            words(u"\\b(?:again|restored|normal\\w*|resolved|recover\\w*|working|back|fixed|solved|mitigated|"
                  u"roll\\w*|watch\\w*|brief|declared|monitor\\w*)\\b"_s);
        const QString said = m_prose.in(sentence);
        return has(said, harm) && !has(said, recovery);
    }

    const Prose &m_prose;
    const TimeFrame &m_frame;
    std::vector<Hit> m_updates, m_past, m_repairs, m_starts;
};

} // namespace

std::vector<TimedWords> timedWords(const Prose &prose, const TimeFrame &frame)
{
    const RoleReader reader(prose, frame);
    std::vector<TimedWords> judged;
    for (const TimeMention &time : findTimes(prose, frame))
        judged.push_back(reader.judged(time));
    return judged;
}

bool speaksOfFuture(const QString &words)
{
    static const QRegularExpression rule(
        u"\\b(?:will|shall|going "
        u"to|gonna|should|expect\\w*|eta|etr|estimat\\w*|anticipat\\w*|aim\\w*|plan(?:s|ned)?|target\\w*|"
        u"hop(?:e|es|ing)|promise\\w*|guarantee\\w*|to be|next|latest|no later)\\b|'ll\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return has(words, rule);
}

} // namespace muster::comms
