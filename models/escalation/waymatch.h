// SPDX-License-Identifier: GPL-3.0-or-later
// Ways of saying something ("leak*", "data|records .. stolen"; see policy::WordList) matched against the
// words of a text. No regular expressions: the time is bounded by words × ways × a small number. Internal to
// models/escalation.
#pragma once

#include "models/escalation/mailtext.h"

#include <QHash>

#include <span>

namespace muster::escalation {

/// A way made ready.
class Way
{
public:
    explicit Way(const QString &written);

    const QString &written() const { return m_written; }
    /// A word with which it can begin, or the beginning of one ("leak*").
    struct Choice
    {
        QString plain;
        bool isBeginning = false;
    };
    std::span<const Choice> firstWords() const;
    /// How many words it takes from `words[0]` on, within one sentence; 0 where it does not fit there.
    qsizetype fitAt(std::span<const TextWord> words) const;

private:
    struct Part
    {
        std::vector<Choice> choices;
        bool afterGap = false; ///< up to kGap words may stand before it
    };
    static bool fits(const Part &part, const TextWord &word);

    QString m_written;
    std::vector<Part> m_parts;
};

/// Words that a ".." leaves room for.
inline constexpr qsizetype kGap = 3;

std::vector<Way> waysOf(const QStringList &written);

/// Which ways could fit at a word, found by their first words: the time does not grow with their number.
class WayIndex
{
public:
    void add(const Way &way, size_t number);
    /// Their numbers, ascending.
    std::vector<size_t> at(const TextWord &word) const;

private:
    QHash<QString, std::vector<size_t>> m_byWord;
    QHash<QChar, std::vector<size_t>> m_byLetter; ///< that begin with the beginning of a word
};
/// Whether any of them fits somewhere in the words.
bool holdsAny(std::span<const TextWord> words, const std::vector<Way> &ways);

} // namespace muster::escalation
