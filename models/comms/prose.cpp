// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/prose.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

constexpr qsizetype kLongestQuote = 400;
constexpr qsizetype kWrappedLine = 40; ///< a shorter line ends by intent, not because it was full

QChar plain(QChar c)
{
    switch (c.unicode()) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
        return u'\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return u'"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
        return u'-';
    case 0x00A0:
    case 0x2009:
    case 0x202F:
    case '\t':
    case '\r':
        return u' ';
    default:
        return c;
    }
}

QString plainText(const QString &original)
{
    QString text(original.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < original.size(); ++i) {
        const QChar c = original[i];
        const bool high = c.isHighSurrogate() && i + 1 < original.size() && original[i + 1].isLowSurrogate();
        const bool low = c.isLowSurrogate() && i > 0 && original[i - 1].isHighSurrogate();
        text[i] = c.isSurrogate() && !high && !low ? QChar(QChar::ReplacementCharacter) : plain(c);
    }
    return text;
}

/// "e.g.", "a.m.", "approx.": a full stop that ends no sentence.
bool isAbbreviation(const QString &text, qsizetype stop)
{
    qsizetype begin = stop;
    while (begin > 0 && stop - begin < 8 && (text[begin - 1].isLetter() || text[begin - 1] == u'.'))
        --begin;
    const QString word = text.mid(begin, stop - begin).toLower();
    static const QStringList known{u"e.g"_s, u"i.e"_s, u"a.m"_s, u"p.m"_s, u"approx"_s, u"vs"_s,
                                   u"mr"_s,  u"ms"_s,  u"mrs"_s, u"dr"_s,  u"no"_s,     u"ca"_s};
    return known.contains(word) && !(word == u"no" && stop - begin < 2);
}

/// Whether the line that ends at `end` goes on in the next one, as in a letter of fixed width.
bool isWrapped(const QString &text, qsizetype end)
{
    const qsizetype lineBegin = end == 0 ? 0 : text.lastIndexOf(u'\n', end - 1) + 1;
    if (end - lineBegin < kWrappedLine || end + 1 >= text.size())
        return false;
    const QChar next = text[end + 1];
    return next.isLower() || (next.isDigit() && end + 3 < text.size() && text[end + 2] != u'.' &&
                              text[end + 2] != u')' && text[end + 3] != u')');
}

bool endsSentence(const QString &text, qsizetype i)
{
    const QChar c = text[i];
    if (c == u'\n')
        return !isWrapped(text, i);
    if (c != u'.' && c != u'!' && c != u'?' && c != QChar(0x3002))
        return false;
    const bool isLast = i + 1 == text.size() || text[i + 1].isSpace() || text[i + 1] == u'"';
    return isLast && !(c == u'.' && isAbbreviation(text, i));
}

std::vector<Span> sentencesOf(const QString &text)
{
    std::vector<Span> sentences;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isFull = i - begin >= Prose::kLongestSentence - 1 && !text[i].isHighSurrogate();
        if (!isFull && i + 1 < text.size() && !endsSentence(text, i))
            continue;
        sentences.push_back({begin, i + 1});
        begin = i + 1;
    }
    return sentences;
}

void addPairs(std::vector<Span> &quotes, const QString &text, QChar open, QChar close)
{
    qsizetype begin = text.indexOf(open);
    while (begin >= 0) {
        const qsizetype limit = std::min(text.size(), begin + kLongestQuote);
        qsizetype end = begin + 1;
        while (end < limit && text[end] != close && !(text[end] == u'\n' && text[end - 1] == u'\n'))
            ++end;
        const bool isClosed = end < limit && text[end] == close;
        if (isClosed)
            quotes.push_back({begin, end + 1});
        begin = text.indexOf(open, isClosed ? end + 1 : std::max(begin + 1, end));
    }
}

void addCited(std::vector<Span> &quotes, const QString &text)
{
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype found = text.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? text.size() : found + 1;
        if (text[begin] == u'>')
            quotes.push_back({begin, end});
        begin = end;
    }
}

/// The last span that begins at or before a place.
const Span *spanBefore(const std::vector<Span> &spans, qsizetype at)
{
    const auto after = std::ranges::upper_bound(spans, at, {}, &Span::begin);
    return after == spans.begin() ? nullptr : &*std::prev(after);
}

std::vector<Span> joined(std::vector<Span> spans)
{
    std::ranges::sort(spans, {}, &Span::begin);
    std::vector<Span> kept;
    for (const Span &span : spans) {
        if (!kept.empty() && span.begin <= kept.back().end)
            kept.back().end = std::max(kept.back().end, span.end);
        else
            kept.push_back(span);
    }
    return kept;
}

} // namespace

Span Prose::sentenceAt(qsizetype at) const
{
    const Span *span = spanBefore(sentences, at);
    return span != nullptr && span->holds(at) ? *span : Span{at, at};
}

bool Prose::isQuoted(qsizetype at) const
{
    const Span *span = spanBefore(quotes, at);
    return span != nullptr && span->holds(at);
}

Prose proseOf(const QString &original)
{
    Prose prose{plainText(original), {}, {}};
    prose.sentences = sentencesOf(prose.text);
    std::vector<Span> quotes;
    addPairs(quotes, prose.text, u'"', u'"');
    addPairs(quotes, prose.text, QChar(0x00AB), QChar(0x00BB));
    addCited(quotes, prose.text);
    prose.quotes = joined(std::move(quotes));
    return prose;
}

std::vector<Hit> hitsOf(const Prose &prose, const QRegularExpression &rule)
{
    std::vector<Hit> hits;
    auto matches = rule.globalMatch(prose.text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() == 0 || match.capturedEnd() > prose.sentenceAt(match.capturedStart()).end)
            continue;
        Hit hit{{match.capturedStart(), match.capturedEnd()}, match.capturedTexts(), {}};
        for (int group = 0; group < hit.groups.size(); ++group)
            hit.groupSpans.push_back({match.capturedStart(group), match.capturedEnd(group)});
        hits.push_back(std::move(hit));
    }
    return hits;
}

QRegularExpression words(const QString &pattern)
{
    QString rule = pattern;
    rule.replace(u' ', u"(?:\\h{1,4}|\\h?\\n\\h?)"_s);
    return QRegularExpression(rule, QRegularExpression::CaseInsensitiveOption);
}

QRegularExpression anyOf(const QStringList &ways)
{
    return words(ways.join(u'|'));
}

} // namespace muster::comms
