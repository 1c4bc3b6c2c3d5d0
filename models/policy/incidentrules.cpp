// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/incidentrules.h"

#include "models/policy/bykey.h"

#include <algorithm>

namespace muster::policy {
const Severity *IncidentRules::severity(const QString &key) const
{
    return byKey(severities, key);
}

const IncidentRole *IncidentRules::role(const QString &key) const
{
    return byKey(roles, key);
}

const Audience *IncidentRules::audience(const QString &key) const
{
    return byKey(audiences, key);
}

const FlowStep *IncidentRules::step(const QString &key) const
{
    return byKey(steps, key);
}

const Milestone *IncidentRules::milestone(const QString &key) const
{
    return byKey(milestones, key);
}

int IncidentRules::rankOf(const QString &severity) const
{
    const auto found = std::ranges::find(severities, severity, &Severity::key);
    return int(found - severities.begin());
}

std::optional<Millis> IncidentRules::cadenceFor(const QString &audience, const QString &severity,
                                                const QString &status) const
{
    const Cadence *best = nullptr;
    int bestFit = -1;
    for (const Cadence &each : cadences) {
        const bool fits = each.audience == audience &&
                          (each.severity.isEmpty() || each.severity == severity) &&
                          (each.status.isEmpty() || each.status == status);
        const int fit = (each.severity.isEmpty() ? 0 : 2) + (each.status.isEmpty() ? 0 : 1);
        if (fits && fit > bestFit) {
            best = &each;
            bestFit = fit;
        }
    }
    return best != nullptr && best->every > Millis::zero() ? std::optional(best->every) : std::nullopt;
}

} // namespace muster::policy
