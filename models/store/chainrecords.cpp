// SPDX-License-Identifier: GPL-3.0-or-later
// Which entries of a device count under numbers that were used twice, once its role was set.
#include "models/store/workspaceparts.h"

#include <algorithm>

namespace muster::store {
namespace {

bool hasTips(const team::Grant &grant)
{
    return !grant.tips.empty();
}

} // namespace

std::vector<team::ChainLink> Workspace::Parts::linksOf(DeviceId author)
{
    std::vector<team::ChainLink> links;
    (void)facts.forEachOf(author, [&links](const Fact &fact) {
        links.push_back(team::linkOf(fact));
        return true;
    });
    return links;
}

std::optional<team::ChainRecord> Workspace::Parts::chainRecordOf(DeviceId author)
{
    const team::Member *member = roster.member(author);
    if (member == nullptr || std::ranges::none_of(member->grants, hasTips))
        return std::nullopt;
    return team::ChainRecord(member->grants, linksOf(author));
}

bool Workspace::Parts::isHeldAgainstRecord(const Fact &fact) const
{
    if (fact.isDerived() || !isInTeam())
        return false;
    if (teamNumbers.contains({fact.device, fact.counter}))
        return true;
    const team::Member *member = roster.member(fact.device);
    return member != nullptr && std::ranges::any_of(member->grants, [&](const team::Grant &grant) {
               return hasTips(grant) && fact.counter <= grant.after;
           });
}

bool Workspace::Parts::isForked(DeviceId author)
{
    const auto [known, isNew] = forked.try_emplace(author, false);
    if (isNew) {
        Statement query = database->prepare("SELECT 1 FROM facts WHERE device = ? AND counter > 0"
                                            " GROUP BY counter HAVING count(*) > 1 LIMIT 1");
        query.bind(1, author);
        known->second = query.next();
    }
    return known->second;
}

bool Workspace::Parts::isContradicted(DeviceId author, qint64 number)
{
    std::vector<team::ChainLink> near;
    (void)facts.forEachOf(
        author,
        [&](const Fact &fact) {
            if (fact.counter > number + 1)
                return false;
            near.push_back(team::linkOf(fact));
            return true;
        },
        number - 2);
    const auto countAt = [&](qint64 at) { return std::ranges::count(near, at, &team::ChainLink::number); };
    if (countAt(number - 1) > 1 || countAt(number) > 1 || countAt(number + 1) > 1)
        return true;
    for (size_t i = 1; i < near.size(); ++i) {
        if (near[i].number == near[i - 1].number + 1 && near[i].previous != near[i - 1].hash)
            return true;
    }
    const team::Member *member = roster.member(author);
    const auto contradicts = [&](const team::ChainTip &tip) {
        return std::ranges::any_of(near, [&](const team::ChainLink &link) {
            return link.number == tip.number && link.hash != tip.hash;
        });
    };
    return member != nullptr && std::ranges::any_of(member->grants, [&](const team::Grant &grant) {
               return std::ranges::any_of(grant.tips, contradicts);
           });
}

std::vector<std::pair<Fact, team::TeamFact>>
Workspace::Parts::withoutForged(std::vector<std::pair<Fact, team::TeamFact>> contents,
                                const team::Roster &start)
{
    // Who may say what a device had written is judged by the entries that nobody contests: who holds the key
    // of a former admin could contest the very entry by which he was put out.
    std::vector<std::pair<Fact, team::TeamFact>> uncontested;
    std::ranges::copy_if(contents, std::back_inserter(uncontested), [&](const auto &content) {
        int count = 0;
        (void)facts.forEachOf(
            content.first.device,
            [&](const Fact &fact) { return fact.counter == content.first.counter && ++count < 2; },
            content.first.counter - 1);
        return count < 2;
    });
    const team::Roster law = team::fold(start, uncontested);
    std::map<DeviceId, team::ChainRecord> records;
    for (const auto &[id, member] : law.members) {
        const DeviceId author = id;
        const bool changedTheTeam = std::ranges::any_of(contents, [&](const auto &content) {
            return content.first.device == author && !std::holds_alternative<team::Joined>(content.second);
        });
        if (changedTheTeam && std::ranges::any_of(member.grants, hasTips))
            records.emplace(author, team::ChainRecord(member.grants, linksOf(author)));
    }
    std::erase_if(contents, [&](const auto &content) {
        const auto record = records.find(content.first.device);
        return record != records.end() &&
               !record->second.holds(content.first.counter, ledger::factHash(content.first));
    });
    return contents;
}

} // namespace muster::store
