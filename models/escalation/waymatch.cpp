// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/waymatch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

/// The words of a way; an elision is a word of its own, as in a text.
QStringList partsOf(const QString &written)
{
    QStringList parts;
    const QStringList words = written.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString plain = plainText(word);
        const qsizetype elided = plain.contains(u'|') ? 0 : elisionOf(plain);
        if (elided > 0)
            parts += plain.left(elided - 1);
        parts += plain.mid(elided);
    }
    return parts;
}

} // namespace

Way::Way(const QString &written) : m_written(written)
{
    bool afterGap = false;
    for (const QString &word : partsOf(written)) {
        if (word == u"..") {
            afterGap = true;
            continue;
        }
        Part part{{}, afterGap};
        const QStringList choices = word.split(u'|', Qt::SkipEmptyParts);
        for (const QString &choice : choices) {
            const bool isBeginning = choice.endsWith(u'*');
            part.choices.push_back({isBeginning ? choice.chopped(1) : choice, isBeginning});
        }
        m_parts.push_back(std::move(part));
        afterGap = false;
    }
}

bool Way::fits(const Part &part, const TextWord &word)
{
    return std::ranges::any_of(part.choices, [&](const Choice &choice) {
        return choice.isBeginning ? word.plain.startsWith(choice.plain) : word.plain == choice.plain;
    });
}

qsizetype Way::fitAt(std::span<const TextWord> words) const
{
    // The nearest word behind a gap is taken: no going back, so the time stays small.
    size_t at = 0;
    for (const Part &part : m_parts) {
        const size_t room = part.afterGap ? size_t(kGap) : 0;
        size_t next = at;
        const auto isHere = [&](size_t place) {
            return place < words.size() && words[place].sentence == words.front().sentence &&
                   fits(part, words[place]);
        };
        while (next <= at + room && !isHere(next))
            ++next;
        if (next > at + room)
            return 0;
        at = next + 1;
    }
    return qsizetype(at);
}

std::span<const Way::Choice> Way::firstWords() const
{
    return m_parts.empty() ? std::span<const Choice>() : std::span<const Choice>(m_parts.front().choices);
}

void WayIndex::add(const Way &way, size_t number)
{
    for (const Way::Choice &choice : way.firstWords()) {
        if (!choice.isBeginning)
            m_byWord[choice.plain].push_back(number);
        else if (!choice.plain.isEmpty())
            m_byLetter[choice.plain.front()].push_back(number);
    }
}

std::vector<size_t> WayIndex::at(const TextWord &word) const
{
    std::vector<size_t> numbers = m_byWord.value(word.plain);
    const auto byLetter =
        word.plain.isEmpty() ? m_byLetter.constEnd() : m_byLetter.constFind(word.plain.front());
    if (byLetter == m_byLetter.constEnd())
        return numbers; // ascending: they were added so
    numbers.insert(numbers.end(), byLetter->begin(), byLetter->end());
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

std::vector<Way> waysOf(const QStringList &written)
{
    std::vector<Way> ways;
    ways.reserve(size_t(written.size()));
    for (const QString &each : written)
        ways.emplace_back(each);
    return ways;
}

bool holdsAny(std::span<const TextWord> words, const std::vector<Way> &ways)
{
    for (size_t i = 0; i < words.size(); ++i) {
        if (std::ranges::any_of(ways, [&](const Way &way) { return way.fitAt(words.subspan(i)) > 0; }))
            return true;
    }
    return false;
}

} // namespace muster::escalation
