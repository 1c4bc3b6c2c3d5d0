// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzy.h"

#include <algorithm>

namespace muster::ui {
namespace {

constexpr qsizetype kLongestNeedle = 64;
constexpr qsizetype kLongestText = 400;
constexpr int kLetter = 1, kRun = 6, kWordStart = 8, kTextStart = 6, kWholeWord = 12;

bool startsWord(QStringView text, qsizetype at)
{
    return at == 0 || (!text[at - 1].isLetterOrNumber() && text[at].isLetterOrNumber());
}

/// One word as a plain substring; at the start of a word where it can be.
std::optional<FuzzyMatch> asSubstring(QStringView word, QStringView text)
{
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (best < 0 || (startsWord(text, at) && !startsWord(text, best)))
            best = at;
    }
    if (best < 0)
        return std::nullopt;
    FuzzyMatch match;
    for (qsizetype i = 0; i < word.size(); ++i)
        match.places.push_back(best + i);
    match.score = int(word.size()) * kLetter + int(word.size() - 1) * kRun + kRun;
    match.score += startsWord(text, best) ? kWordStart : 0;
    match.score += best == 0 ? kTextStart : 0;
    const qsizetype after = best + word.size();
    const bool ends = after == text.size() || !text[after].isLetterOrNumber();
    match.score += startsWord(text, best) && ends ? kWholeWord : 0;
    return match;
}

/// The place for `letter` from `from` on: a word's start where there is one, else the first. -1 where none.
qsizetype placeOf(QChar letter, QStringView text, qsizetype from)
{
    qsizetype first = -1;
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text[at].toCaseFolded() != letter)
            continue;
        if (at == from || startsWord(text, at))
            return at;
        if (first < 0)
            first = at;
    }
    return first;
}

/// One word as letters in order ("atm" in "Assign to me").
std::optional<FuzzyMatch> asLetters(QStringView word, QStringView text, bool preferStarts)
{
    FuzzyMatch match;
    qsizetype from = 0;
    for (const QChar c : word) {
        const qsizetype at =
            preferStarts ? placeOf(c.toCaseFolded(), text, from) : text.indexOf(c, from, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        match.score += kLetter + (startsWord(text, at) ? kWordStart : 0);
        match.score += !match.places.empty() && at == match.places.back() + 1 ? kRun : 0;
        match.places.push_back(at);
        from = at + 1;
    }
    return match;
}

std::optional<FuzzyMatch> matchWord(QStringView word, QStringView text)
{
    if (auto whole = asSubstring(word, text))
        return whole;
    if (auto starts = asLetters(word, text, true))
        return starts;
    return asLetters(word, text,
                     false); // jumping to a word's start may have skipped a letter that was needed
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView needle, QStringView text)
{
    FuzzyMatch all;
    const QStringView hay = text.left(kLongestText);
    const auto words = needle.left(kLongestNeedle).trimmed().split(u' ', Qt::SkipEmptyParts);
    for (const QStringView word : words) {
        const auto match = matchWord(word, hay);
        if (!match)
            return std::nullopt;
        all.score += match->score;
        all.places.insert(all.places.end(), match->places.begin(), match->places.end());
    }
    std::sort(all.places.begin(), all.places.end());
    all.places.erase(std::unique(all.places.begin(), all.places.end()), all.places.end());
    if (!words.isEmpty())
        all.score -= int(hay.size()) / 16; // of two equal matches the shorter text is meant
    return all;
}

} // namespace muster::ui
