// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/markedtext.h"

#include <algorithm>
#include <functional>

namespace muster::views {
namespace {

constexpr QChar kOpen(2), kClose(3);

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

/// Without case and accents: what the index compares.
QString bare(const QString &word)
{
    QString plain;
    for (const QChar c : word.normalized(QString::NormalizationForm_D)) {
        if (!c.isMark())
            plain += c;
    }
    return plain.toCaseFolded();
}

std::vector<MarkedSpan> words(const QString &text)
{
    std::vector<MarkedSpan> found;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && isWordPart(text[end]))
            ++end;
        if (end > at)
            found.push_back({at, end - at});
        at = end + 1;
    }
    return found;
}

} // namespace

MarkedText readMarks(const QString &snippet)
{
    MarkedText marked;
    bool isOpen = false;
    for (const QChar c : snippet) {
        if (c == kOpen) {
            marked.spans.push_back({marked.text.size(), 0});
            isOpen = true;
        } else if (c == kClose) {
            isOpen = false;
        } else if (!c.isSpace()) {
            marked.text += c;
        } else if (!marked.text.isEmpty() && !marked.text.endsWith(u' ')) {
            marked.text += u' ';
        }
        if (isOpen)
            marked.spans.back().length = marked.text.size() - marked.spans.back().at;
    }
    std::erase_if(marked.spans, [](const MarkedSpan &span) { return span.length == 0; });
    return marked;
}

std::vector<MarkedSpan> wordPlaces(const QString &text, const QString &query)
{
    QStringList wanted;
    for (const MarkedSpan &word : words(query))
        wanted += bare(query.mid(word.at, word.length));
    if (wanted.isEmpty())
        return {};
    std::vector<MarkedSpan> places = words(text);
    std::erase_if(places, [&](const MarkedSpan &place) {
        const QString word = bare(text.mid(place.at, place.length));
        return !wanted.contains(word) && !word.startsWith(wanted.back());
    });
    return places;
}

MarkedText markWords(const QString &text, const QString &query)
{
    return {text, wordPlaces(text, query)};
}

MarkedText fromFirstMark(const MarkedText &marked, qsizetype lead)
{
    if (marked.spans.empty() || marked.spans.front().at <= lead)
        return marked;
    qsizetype from = marked.spans.front().at - lead;
    const qsizetype space = marked.text.indexOf(u' ', from); // begin with a whole word where one is near
    if (space >= 0 && space < marked.spans.front().at)
        from = space + 1;
    MarkedText shorter{QChar(0x2026) + marked.text.mid(from), marked.spans};
    for (MarkedSpan &span : shorter.spans)
        span.at += 1 - from;
    return shorter;
}

} // namespace muster::views
