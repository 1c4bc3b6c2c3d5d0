// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of a queue as filters: what counts for each, so that one key shows the tickets behind a figure.
#pragma once

#include "models/automation/thresholds.h"
#include "models/views/filterquery.h"

namespace muster::views {

/// The tickets that count for a limit: "is:open owner:nobody tier:enterprise".
FilterQuery countedBy(const policy::Threshold &limit);
/// Those among which they are counted.
FilterQuery baseOf(const policy::Threshold &limit);

/// Two a limit, for CountWatch: countedBy and baseOf, in the order of `rules`.
std::vector<FilterQuery> limitQueries(const policy::ThresholdRules &rules);
/// What was counted by those.
std::vector<automation::Reading> readingsOf(const std::vector<int> &counts);

/// "Without an owner, above its limit: 12 of 40 open tickets; the limit is 10." For people.
QString limitSentence(const policy::ThresholdRules &rules, const policy::Threshold &limit,
                      const automation::Reading &reading);

} // namespace muster::views
