// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/packagerules.h"

#include <algorithm>
#include <array>

namespace muster::policy {

QString impactSignName(ImpactSign sign)
{
    static constexpr std::array names{
        QLatin1StringView("service_down"), QLatin1StringView("data_at_risk"),
        QLatin1StringView("security"),     QLatin1StringView("many_high_value"),
        QLatin1StringView("blocked"),      QLatin1StringView("many_customers"),
        QLatin1StringView("revenue_lost"), QLatin1StringView("sla_breached"),
    };
    return names[size_t(sign)];
}

const PackageSection *PackageRules::section(const QString &key) const
{
    const auto found = std::ranges::find(sections, key, &PackageSection::key);
    return found == sections.end() ? nullptr : &*found;
}

const PackageSeverity *PackageRules::severity(const QString &key) const
{
    const auto found = std::ranges::find(severities, key, &PackageSeverity::key);
    return found == severities.end() ? nullptr : &*found;
}

} // namespace muster::policy
