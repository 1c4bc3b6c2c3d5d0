// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/claims.h"

#include "models/comms/record.h"

#include <algorithm>
#include <array>
#include <cmath>

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
        readFigures();
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
            if (severity.key.endsWith(digits) && !severity.key.chopped(digits.size()).back().isDigit())
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

    static QString noun(const QString &written)
    {
        QString word = written.toLower();
        if (word.endsWith(u"ies"))
            return word.chopped(3) + u'y';
        return word.endsWith(u's') ? word.chopped(1) : word;
    }

    void readFigures()
    {
        static const QString about =
            u"(\\b(?:about|around|roughly|nearly|almost|approximately|some|approx\\.?|up to|over|"
            u"more than|at least) |~ ?)?"_s;
        static const QString nouns =
            u"(sessions?|users?|customers?|accounts?|tenants?|organi[sz]ations?|companies|requests?|"
            u"traffic|checkouts?|orders?|logins?|transactions?)\\b"_s;
        static const QRegularExpression share =
            words(about +
                  u"(\\d{1,3}(?:[.,]\\d{1,2})?) ?(?:%|percent|per cent|pct)(?: of)?(?: (?:all|our|the|your|"
                  u"these|its|eu|active|user)){0,3} "_s +
                  nouns);
        static const QRegularExpression count =
            words(about + u"(?<![\\d.,])(\\d{1,3}(?:[, ]\\d{3}){1,3}|\\d{1,7})(?: (?:of our|eu|active))? "_s +
                  nouns);
        static const QRegularExpression fraction =
            words(about +
                  u"((?:one|1) (?:in|of|out of) (?:every )?(?<of>two|three|four|five|six|ten|\\d{1,3})|"
                  u"(?:an? |one |two |three )?(?:half|halves|thirds?|quarters?|fifths?|tenths?))"
                  u"(?: of)?(?: (?:all|our|the|your|these|its|eu|active|user)){0,3} "_s +
                  nouns);
        for (const Hit &hit : hitsOf(m_prose, share))
            addFigure(Claim::Kind::Share, hit);
        for (const Hit &hit : hitsOf(m_prose, fraction))
            addFraction(hit);
        for (const Hit &hit : hitsOf(m_prose, count))
            addFigure(Claim::Kind::Count, hit);
    }
    void addFigure(Claim::Kind kind, const Hit &hit)
    {
        const Span span{hit.groupSpans[2].begin, hit.span.end};
        if (!isAboutHarm(span))
            return;
        QString digits = hit.groups[2];
        if (kind == Claim::Kind::Count)
            digits.remove(u',').remove(u' ');
        digits.replace(u',', u'.');
        add({kind, span, noun(hit.groups[3]), digits.toDouble(), !hit.groups[1].isEmpty()});
    }
    /// "one in three", "a quarter of": always approximate.
    void addFraction(const Hit &hit)
    {
        const Span span{hit.groupSpans[2].begin, hit.span.end};
        if (const double percent = percentOf(hit.groups[2].toLower()); percent > 0 && isAboutHarm(span))
            add({Claim::Kind::Share, span, noun(hit.groups[4]), percent, true});
    }
    static double percentOf(const QString &written)
    {
        static const std::array<std::pair<QString, int>, 9> parts{{{u"half"_s, 2},
                                                                   {u"halv"_s, 2},
                                                                   {u"third"_s, 3},
                                                                   {u"quarter"_s, 4},
                                                                   {u"fifth"_s, 5},
                                                                   {u"tenth"_s, 10},
                                                                   {u"two"_s, 2},
                                                                   {u"three"_s, 3},
                                                                   {u"four"_s, 4}}};
        static const QRegularExpression inMany(u"^(?:one|1) (?:in|of|out of) (?:every )?(\\w+)$"_s);
        const auto many = inMany.match(written);
        const QString last = many.hasMatch() ? many.captured(1) : written.section(u' ', -1);
        const double times = many.hasMatch()                 ? 1
                             : written.startsWith(u"two ")   ? 2
                             : written.startsWith(u"three ") ? 3
                                                             : 1;
        if (const int number = last.toInt(); number > 0)
            return 100.0 / number;
        const auto part =
            std::ranges::find_if(parts, [&](const auto &each) { return last.startsWith(each.first); });
        const int words = last == u"five" ? 5 : last == u"six" ? 6 : last == u"ten" ? 10 : 0;
        return part != parts.end() ? 100.0 * times / part->second : words > 0 ? 100.0 / words : 0;
    }
    /// A figure counts where its sentence tells who is hit, not who works again, and not a part of a part.
    bool isAboutHarm(Span at) const
    {
        static const QRegularExpression harm =
            words(u"\\b(?:affect\\w*|impact\\w*|fail\\w*|errors?|unable|cannot|can't|can not|could not|hit|"
                  u"down|broken|not|lost|los(?:e|ing)|hurt|harm\\w*|involved|concern\\w*|who:|scope|"
                  u"timeouts?)\\b"_s);
        static const QRegularExpression better =
            words(u"\\b(?:recovered|restored|succe\\w*|healthy|works? again|saved again|again (?:work|save)|"
                  u"are back|rolled out|migrated|moved|finished|progress|no longer)\\b"_s);
        static const QRegularExpression part =
            ending(u"\\b(?:also|including|among|them|only|further|another|other|least|credit(?:s|ed)?|reset|"
                   u"rotated|contacted|informed|called)\\b[^.]{0,20}"_s);
        const Span sentence = m_prose.sentenceAt(at.begin);
        const Span near{std::max(sentence.begin, at.begin - 120), std::min(sentence.end, at.end + 120)};
        const QString said = m_prose.in(near);
        return harm.match(said).hasMatch() && !better.match(said).hasMatch() &&
               !fits(part, before(at.begin, 32));
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
        const bool isKnown = std::ranges::any_of(
            m_claims, [&](const Claim &each) { return each.kind == Claim::Kind::State && each.span == at; });
        if (status && !isKnown)
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
