// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/creditterms.h"

#include <algorithm>

namespace muster::policy {

const TierTerms *CreditTerms::tier(const QString &wanted) const
{
    const auto found = std::ranges::find(tiers, wanted, &TierTerms::tier);
    return found == tiers.end() ? nullptr : &*found;
}

const ApprovalLevel *CreditTerms::level(const QString &wanted) const
{
    const auto found = std::ranges::find(levels, wanted, &ApprovalLevel::key);
    return found == levels.end() ? nullptr : &*found;
}

} // namespace muster::policy
