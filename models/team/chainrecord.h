// SPDX-License-Identifier: GPL-3.0-or-later
// What a device had written when its role was set, as whoever set it saw it. Numbers can be used again by
// whoever holds the key: under the numbers up to there, only the entries count that lead up to what was seen.
#pragma once

#include "models/team/roster.h"

#include <unordered_map>

namespace muster::team {

/// One entry of a device in its chain.
struct ChainLink
{
    qint64 number = 0;
    Hash256 hash{}, previous{};
};
ChainLink linkOf(const Fact &fact);

/// The ends of a device's histories: the entries that no other one follows. At most kMostTips of them, those
/// with the highest numbers.
std::vector<ChainTip> tipsOf(const std::vector<ChainLink> &links);

class ChainRecord
{
public:
    /// `links`: all that is here of the device, in any order.
    ChainRecord(const std::vector<Grant> &grants, std::vector<ChainLink> links);

    /// False where another entry stands under that number in the history that was seen. True also where that
    /// is not known: its entries may still be on their way.
    bool holds(qint64 number, const Hash256 &hash) const;

private:
    struct Seen
    {
        qint64 upTo = 0;
        qint64 from = 0; ///< below it a history that was seen may have entries that are not here yet
        std::unordered_map<qint64, std::vector<Hash256>> byNumber;
    };
    std::vector<Seen> m_seen; ///< one a grant that says what was seen
};

} // namespace muster::team
