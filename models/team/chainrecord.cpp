// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/team/chainrecord.h"

#include "models/ledger/ledger.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace muster::team {
namespace {

bool contains(const std::vector<Hash256> &hashes, const Hash256 &hash)
{
    return std::ranges::find(hashes, hash) != hashes.end();
}

} // namespace

ChainLink linkOf(const Fact &fact)
{
    return {fact.counter, ledger::factHash(fact), fact.previous};
}

std::vector<ChainTip> tipsOf(const std::vector<ChainLink> &links)
{
    std::set<Hash256> followed;
    for (const ChainLink &link : links)
        followed.insert(link.previous);
    std::vector<ChainTip> tips;
    for (const ChainLink &link : links) {
        if (!followed.contains(link.hash))
            tips.push_back({link.number, link.hash});
    }
    std::ranges::sort(tips, [](const ChainTip &left, const ChainTip &right) {
        return std::pair(left.number, left.hash) > std::pair(right.number, right.hash);
    });
    if (tips.size() > kMostTips)
        tips.resize(kMostTips);
    return tips;
}

ChainRecord::ChainRecord(const std::vector<Grant> &grants, std::vector<ChainLink> links)
{
    std::ranges::sort(links, std::greater(), &ChainLink::number);
    m_seen.reserve(grants.size());
    for (const Grant &grant : grants) {
        if (grant.tips.empty())
            continue;
        Seen seen{grant.after, 0, {}};
        std::map<Hash256, qint64> missing;
        for (const ChainTip &tip : grant.tips) {
            seen.byNumber[tip.number].push_back(tip.hash);
            missing.emplace(tip.hash, tip.number);
        }
        for (const ChainLink &link : links) {
            const auto known = seen.byNumber.find(link.number);
            if (known == seen.byNumber.end() || !contains(known->second, link.hash))
                continue;
            std::vector<Hash256> &before = seen.byNumber[link.number - 1];
            if (!contains(before, link.previous))
                before.push_back(link.previous);
            missing.erase(link.hash);
            if (link.number > 1)
                missing.emplace(link.previous, link.number - 1);
        }
        for (const auto &[hash, number] : missing)
            seen.from = std::max(seen.from, number);
        m_seen.push_back(std::move(seen));
    }
}

bool ChainRecord::holds(qint64 number, const Hash256 &hash) const
{
    return std::ranges::all_of(m_seen, [&](const Seen &seen) {
        if (number > seen.upTo)
            return true;
        const auto known = seen.byNumber.find(number);
        return known == seen.byNumber.end() || number < seen.from || contains(known->second, hash);
    });
}

} // namespace muster::team
