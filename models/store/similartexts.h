// SPDX-License-Identifier: GPL-3.0-or-later
// Which tickets a text may be like, by the words of the search's index: what few tickets have says most, and
// of a word that very many have the newest are looked at. Bounded, whatever the text. One connection's
// thread.
#pragma once

#include "models/escalation/similar.h"
#include "models/store/database.h"

namespace muster::store {

struct Candidate
{
    qint64 number = 0; ///< of the ticket's row
    quint32 score = 0; ///< weights of the words in common, more for rarer ones
    bool operator==(const Candidate &) const = default;
};

/// The most likely first, newer ones before older ones.
Result<std::vector<Candidate>> candidatesFor(Database &database,
                                             std::span<const escalation::SearchWord> words);

/// Up to so many tickets a word are looked at; more make it a common word.
inline constexpr int kMostOfWord = 400;
/// Words of a text that are looked for.
inline constexpr qsizetype kMostSearched = 24;

} // namespace muster::store
