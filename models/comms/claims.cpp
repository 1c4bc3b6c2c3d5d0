// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/claims.h"

#include "models/comms/figures.h"
#include "models/comms/record.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

/// A rule for the words right before a place.
QRegularExpression ending(const QString &pattern)
{
    return QRegularExpression(u"(?:"_s + pattern + u")$"_s, QRegularExpression::CaseInsensitiveOption);
}

bool fits(const QRegularExpression &rule, const QString &text)
{
    return rule.match(text).hasMatch();
}

class ClaimReader
{
public:
    ClaimReader(const Prose &prose, const ClaimFrame &frame) : m_prose(prose), m_frame(frame) {}

    std::vector<Claim> read()
    {
        readSeverities();
        readNumbers();
        const std::vector<Claim> figures = figuresIn(m_prose);
        for (const Claim &figure : figures)
            add(figure);
        readStates();
        std::ranges::stable_sort(m_claims, {}, [](const Claim &claim) { return claim.span.begin; });
        return std::move(m_claims);
    }

private:
    /// The words of the same sentence right before a place.
    QString before(qsizetype at, qsizetype reach = 40) const
    {
        return m_prose.in({std::max(m_prose.sentenceAt(at).begin, at - reach), at});
    }
    QString after(qsizetype at, qsizetype reach = 40) const
    {
        const qsizetype end = at == 0 ? 0 : m_prose.sentenceAt(at - 1).end;
        return m_prose.in({at, std::min(end, at + reach)});
    }
    void add(Claim claim)
    {
        if (!m_prose.isQuoted(claim.span.begin))
            m_claims.push_back(std::move(claim));
    }

    /// Keys that end in a number give the form of all: SEV-1 reads "SEV1", "sev 1" and also "SEV-7".
    void readSeverities()
    {
        QStringList stems;
        for (const policy::Severity &severity : m_frame.rules.severities) {
            QString stem = severity.key;
            while (!stem.isEmpty() && (stem.back().isDigit() || stem.back() == u'-'))
                stem.chop(1);
            if (!stem.isEmpty() && stem.size() < severity.key.size() && !stems.contains(stem))
                stems += QRegularExpression::escape(stem);
        }
        if (stems.isEmpty())
            return;
        const QRegularExpression rule = words(u"\\b("_s + stems.join(u'|') +
                                              u"|severity)(?:[-:=\\h]{0,3}| is )(\\d{1,2})\\b(?![/\\d])"_s);
        for (const Hit &hit : hitsOf(m_prose, rule)) {
            if (!isOldSeverity(hit.span))
                add({Claim::Kind::Severity, hit.span, severityKey(hit.groups[2], hit.groups[0])});
        }
    }
    QString severityKey(const QString &digits, const QString &written) const
    {
        for (const policy::Severity &severity : m_frame.rules.severities) {
            const QString stem =
                severity.key.endsWith(digits) ? severity.key.chopped(digits.size()) : QString();
            if (!stem.isEmpty() && !stem.back().isDigit())
                return severity.key;
        }
        return written.simplified();
    }
    bool isOldSeverity(Span at) const
    {
        static const QRegularExpression old =
            ending(u"\\b(?:from|previously|was|were|initially|formerly|first|originally|earlier|not|no|than|"
                   u"former|been|as|any|every|like|at)\\s+(?:an?\\s+)?"_s);
        static const QRegularExpression newer(u"^\\s*(?:to|->|→|=>|into)\\s*(?:sev|p)"_s,
                                              QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression now(
            u"\\b(?:declared|raised|remains?|stays?|treat\\w*|handled|classified|rated|set|still|"
            u"now)\\s+(?:it\\s+|this\\s+)?(?:as|at)\\s+(?:an?\\s+)?$"_s,
            QRegularExpression::CaseInsensitiveOption);
        const QString head = before(at.begin);
        return (fits(old, head) && !now.match(head).hasMatch()) || newer.match(after(at.end, 16)).hasMatch();
    }

    void readNumbers()
    {
        const QString prefix = numberPrefix(m_frame.number);
        if (prefix.isEmpty() || prefix == m_frame.number)
            return;
        const QRegularExpression rule(u"\\b"_s + QRegularExpression::escape(prefix) +
                                          u"-[A-Z0-9]{1,12}(?:-[A-Z0-9]{1,12}){0,3}\\b"_s,
                                      QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression other = ending(
            u"(?:related|similar|linked|identical|compared|belongs?)\\s+(?:to|with)(?:\\s+incident)?\\s+|(?:"
            u"duplicate|part|follow-up|repeat|child|parent)\\s+(?:of|to)\\s+|"
            u"\\b(?:see(?: also)?|cf\\.?|like|as in|as for|as with|after|previous incident|"
            u"earlier incident|split from|merged with|not|unlike|in|of|and|or)\\s+"_s);
        for (const Hit &hit : hitsOf(m_prose, rule)) {
            if (!fits(other, before(hit.span.begin)) && !hit.groups[0].contains(u"XX"_s))
                add({Claim::Kind::Number, hit.span, hit.groups[0].toUpper()});
        }
    }

    void addState(Span at, incident::Status status)
    {
        Claim claim{Claim::Kind::State, at, incident::statusName(status)};
        claim.status = status;
        add(std::move(claim));
    }
    void readStates()
    {
        static const QRegularExpression label(
            u"(?:^|[\\n(])\\h*(?:[-*•]\\h*)?(?:(?:current\\h|new\\h|incident\\h)?status\\h*(?:[:=]|-|is(?:"
            u"\\h+now)?)\\h*)?"
            u"(investigating|identified|mitigated|monitoring|resolved|closed|fixed|"
            u"solved)\\b(?=\\h*(?:[-:.,\\n]|$))"_s,
            QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression inLine = words(
            u"\\bstatus ?(?::|=|-|is(?: now)?) ?(investigating|identified|mitigated|monitoring|resolved|"
            u"closed|fixed|solved)\\b"_s);
        static const QRegularExpression over =
            words(u"\\b(?:incident|issue|problem|outage|disruption|this|it|everything|"
                  u"all)(?: [a-z0-9-]{1,16})?? ((?:is|are|has been|have been|was|were|got)(?: (?:now|fully|"
                  u"completely|already|finally))* (?:resolved|fixed|solved|closed|over))\\b"_s);
        static const QRegularExpression headline =
            words(u"\\b(?:incident|issue|problem|outage|disruption)(?: now)? (resolved|fixed|solved|closed|"
                  u"over)\\b"_s);
        for (const QRegularExpression &rule : {label, inLine, headline}) {
            for (const Hit &hit : hitsOf(m_prose, rule))
                if (!isSupposed(hit.span.begin))
                    addStateWord(hit.groupSpans[1], hit.groups[1].toLower());
        }
        for (const Hit &hit : hitsOf(m_prose, over)) {
            if (!isSupposed(hit.span.begin))
                addState(hit.groupSpans[1], incident::Status::Resolved);
        }
    }
    void addStateWord(Span at, const QString &word)
    {
        const bool isOver = word == u"fixed" || word == u"solved" || word == u"closed";
        const auto status = incident::statusFromName(isOver ? u"resolved"_s : word);
        if (status && m_statePlaces.insert(at.begin).second)
            addState(at, *status);
    }
    bool isSupposed(qsizetype at) const
    {
        static const QRegularExpression rule(
            u"\\b(?:until|till|once|when|whenever|if|after|before|whether|as soon as|unless|not|"
            u"that)\\b[^,;]{0,40}$"_s,
            QRegularExpression::CaseInsensitiveOption);
        return rule.match(before(at, 60)).hasMatch();
    }

    const Prose &m_prose;
    const ClaimFrame &m_frame;
    std::vector<Claim> m_claims;
    std::set<qsizetype> m_statePlaces; ///< where a status is already read, by another rule
};

} // namespace

std::vector<Claim> claimsOf(const Prose &prose, const ClaimFrame &frame)
{
    return ClaimReader(prose, frame).read();
}

bool isSameFigure(const Claim &claim, double value)
{
    const double slack = claim.isApproximate
                             ? std::max(claim.kind == Claim::Kind::Share ? 2.0 : 0.0, std::abs(value) / 10)
                             : 0.05;
    return std::abs(claim.value - value) <= slack;
}

} // namespace muster::comms
