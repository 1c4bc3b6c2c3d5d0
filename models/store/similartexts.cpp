// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/similartexts.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr size_t kEnough = 60;   ///< with two words in common: then common words are left as they are
constexpr size_t kMostPairs = 3; ///< of common words

/// Any of the forms, in what was written and not in names. Quotes hold every form; in them a quote is
/// doubled.
QString expressionOf(const escalation::SearchWord &word)
{
    QStringList forms;
    for (QString form : word.forms)
        forms += u'"' + form.replace(u'"', u"\"\""_s) + u'"';
    return u"{subject messages} : ("_s + forms.join(u" OR ") + u')';
}

/// How much more a word says that so few tickets have.
quint32 rarity(size_t tickets)
{
    return tickets <= 4 ? 6 : tickets <= 20 ? 4 : tickets <= 100 ? 3 : tickets < size_t(kMostOfWord) ? 2 : 1;
}

Result<std::vector<qint64>> newestWith(Database &database, const QString &expression)
{
    Statement query = database.prepare(
        "SELECT rowid FROM ticket_text WHERE ticket_text MATCH ? ORDER BY rowid DESC LIMIT ?");
    query.bind(1, expression).bind(2, kMostOfWord);
    std::vector<qint64> numbers;
    numbers.reserve(kMostOfWord);
    while (query.next())
        numbers.push_back(query.number(0));
    if (query.failed())
        return query.error();
    return numbers;
}

struct Score
{
    quint32 sum = 0;
    int words = 0;
};

} // namespace

Result<std::vector<Candidate>> candidatesFor(Database &database,
                                             std::span<const escalation::SearchWord> words)
{
    QHash<qint64, Score> scores;
    std::vector<const escalation::SearchWord *> common;
    const auto look = [&](const QString &expression, quint32 weight, int count) -> Result<size_t> {
        const auto numbers = newestWith(database, expression);
        if (!numbers)
            return numbers.error();
        for (const qint64 number : *numbers) {
            Score &score = scores[number];
            score.sum += weight * rarity(numbers->size());
            score.words += count;
        }
        return numbers->size();
    };
    for (const escalation::SearchWord &word : words) {
        const auto found = look(expressionOf(word), word.weight, 1);
        if (!found)
            return found.error();
        if (*found >= size_t(kMostOfWord))
            common.push_back(&word);
    }
    const auto good = std::ranges::count_if(scores, [](const Score &each) { return each.words > 1; });
    common.resize(std::min(common.size(), kMostPairs));
    for (size_t i = 0; size_t(good) < kEnough && i < common.size(); ++i) {
        for (size_t k = i + 1; k < common.size(); ++k) {
            const QString both =
                u'(' + expressionOf(*common[i]) + u") AND ("_s + expressionOf(*common[k]) + u')';
            if (const auto found = look(both, common[i]->weight + common[k]->weight, 2); !found)
                return found.error();
        }
    }
    std::vector<Candidate> candidates;
    candidates.reserve(size_t(scores.size()));
    for (auto it = scores.cbegin(); it != scores.cend(); ++it)
        candidates.push_back({it.key(), it.value().sum});
    std::ranges::sort(candidates, [](const Candidate &left, const Candidate &right) {
        return std::pair(right.score, right.number) < std::pair(left.score, left.number);
    });
    return candidates;
}

} // namespace muster::store
