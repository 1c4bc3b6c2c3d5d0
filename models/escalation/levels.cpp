// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/levels.h"

#include <algorithm>

namespace muster::escalation {
namespace {

/// The restricted paths that it is at, is on its way to, or ever was at.
std::vector<const policy::EscalationPath *> restrictedPaths(const Escalation &escalation,
                                                            const policy::EscalationRules &rules)
{
    std::vector<const policy::EscalationPath *> restricted;
    const auto add = [&](const QString &key) {
        const policy::EscalationPath *path = rules.path(key);
        if (path && path->isRestricted && std::ranges::find(restricted, path) == restricted.end())
            restricted.push_back(path);
    };
    add(escalation.raised.path);
    add(escalation.path);
    for (const HandOver &handOver : escalation.handOvers)
        add(handOver.path);
    return restricted;
}

} // namespace

bool fits(const policy::People &people, const Who &who)
{
    const auto has = [&](const QString &skill) { return who.skills.contains(skill, Qt::CaseInsensitive); };
    return people.roles.contains(who.role) || std::ranges::any_of(people.skills, has);
}

const policy::EscalationLevel *levelOf(const policy::EscalationRules &rules, const Who &who)
{
    const policy::EscalationLevel *highest = nullptr;
    for (const policy::EscalationLevel &level : rules.levels) {
        if (fits(level.people, who))
            highest = &level;
    }
    return highest;
}

bool mayTake(const policy::EscalationRules &rules, const Escalation &escalation, const Who &who)
{
    if (who.isAlone)
        return true;
    const policy::EscalationLevel *own = levelOf(rules, who);
    const bool actsThere =
        own != nullptr && rules.rankOfLevel(own->key) >= rules.rankOfLevel(escalation.level().level);
    const policy::EscalationPath *path = rules.path(escalation.path);
    if (path != nullptr && !path->people.isEmpty())
        return fits(path->people, who) || (actsThere && !path->isRestricted && !path->skipsLevels);
    return actsThere || escalation.raisedBy.isNull() || who.person != escalation.raisedBy;
}

bool mayApprove(const policy::EscalationRules &rules, const QString &level, const QString &authority)
{
    const int rank = rules.rankOfLevel(level);
    for (int i = 0; i <= rank; ++i) {
        const policy::EscalationLevel &each = rules.levels[size_t(i)];
        if (each.mayApproveAll || each.authority.contains(authority))
            return true;
    }
    return false;
}

const policy::EscalationLevel *neededLevel(const policy::EscalationRules &rules, const QString &authority)
{
    const auto found = std::ranges::find_if(rules.levels, [&](const policy::EscalationLevel &level) {
        return level.mayApproveAll || level.authority.contains(authority);
    });
    return found == rules.levels.end() ? nullptr : &*found;
}

QStringList authorityOf(const policy::EscalationRules &rules, const QString &level)
{
    QStringList may;
    for (const policy::Named &authority : rules.authorities) {
        if (mayApprove(rules, level, authority.key))
            may += authority.key;
    }
    return may;
}

bool mayJudge(const policy::EscalationRules &rules, const Approval &approval, bool isApproved, const Who &who)
{
    if (!isApproved && approval.askedBy == who.person)
        return true;
    const policy::EscalationLevel *own = levelOf(rules, who);
    return own && mayApprove(rules, own->key, approval.authority);
}

bool isRestricted(const Escalation &escalation, const policy::EscalationRules &rules)
{
    return !restrictedPaths(escalation, rules).empty();
}

bool maySee(const Escalation &escalation, const policy::EscalationRules &rules, const Who &who)
{
    const auto paths = restrictedPaths(escalation, rules);
    if (paths.empty())
        return true;
    const bool isConcerned =
        !who.person.isNull() && (who.person == escalation.raisedBy || who.person == escalation.owner ||
                                 std::ranges::any_of(escalation.handOvers, [&](const HandOver &handOver) {
                                     return handOver.to == who.person;
                                 }));
    return isConcerned || std::ranges::any_of(paths, [&](const policy::EscalationPath *path) {
               return fits(path->people, who);
           });
}

} // namespace muster::escalation
