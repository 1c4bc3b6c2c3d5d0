// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/escalationrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

template <typename Entry> const Entry *find(const std::vector<Entry> &entries, const QString &key)
{
    const auto found = std::ranges::find(entries, key, &Entry::key);
    return found == entries.end() ? nullptr : &*found;
}

} // namespace

const EscalationLevel *EscalationRules::level(const QString &wanted) const
{
    return find(levels, wanted);
}

const Situation *EscalationRules::situation(const QString &wanted) const
{
    return find(situations, wanted);
}

const EscalationTrigger *EscalationRules::trigger(const QString &wanted) const
{
    return find(triggers, wanted);
}

const ManualReason *EscalationRules::reason(const QString &wanted) const
{
    return find(reasons, wanted);
}

const RequestSource *EscalationRules::source(const QString &wanted) const
{
    return find(sources, wanted);
}

const EscalationPath *EscalationRules::path(const QString &wanted) const
{
    return find(paths, wanted);
}

const SupportLine *EscalationRules::line(const QString &wanted) const
{
    return find(lines, wanted);
}

int EscalationRules::rankOfLevel(const QString &wanted) const
{
    const auto found = std::ranges::find(levels, wanted, &EscalationLevel::key);
    return found == levels.end() ? -1 : int(found - levels.begin());
}

const MatrixCell *EscalationRules::cell(const QString &tier, const QString &situation) const
{
    const MatrixCell *forAll = nullptr;
    for (const MatrixCell &each : matrix) {
        if (each.situation != situation)
            continue;
        if (each.tier.isEmpty())
            forAll = &each;
        else if (each.tier == tier)
            return &each;
    }
    return forAll;
}

QString EscalationRules::authorityName(const QString &wanted) const
{
    const Named *known = find(authorities, wanted);
    return known ? known->name : wanted;
}

} // namespace muster::policy
