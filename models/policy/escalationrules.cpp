// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/escalationrules.h"

#include "models/policy/bykey.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy {
const EscalationLevel *EscalationRules::level(const QString &wanted) const
{
    return byKey(levels, wanted);
}

const Situation *EscalationRules::situation(const QString &wanted) const
{
    return byKey(situations, wanted);
}

const EscalationTrigger *EscalationRules::trigger(const QString &wanted) const
{
    return byKey(triggers, wanted);
}

const ManualReason *EscalationRules::reason(const QString &wanted) const
{
    return byKey(reasons, wanted);
}

const RequestSource *EscalationRules::source(const QString &wanted) const
{
    return byKey(sources, wanted);
}

const EscalationPath *EscalationRules::path(const QString &wanted) const
{
    return byKey(paths, wanted);
}

const SupportLine *EscalationRules::line(const QString &wanted) const
{
    return byKey(lines, wanted);
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
    const Named *known = byKey(authorities, wanted);
    return known ? known->name : wanted;
}

} // namespace muster::policy
