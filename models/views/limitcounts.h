// SPDX-License-Identifier: GPL-3.0-or-later
// What the limits of a policy would read for tickets that are looked at one by one, as a trial does; the
// queue counts the same by its filters (limits.h). Pure.
#pragma once

#include "models/automation/thresholds.h"
#include "models/sla/clocks.h"

#include <QStringList>

#include <array>
#include <vector>

namespace muster::ticket {
struct Ticket;
}

namespace muster::views {

/// Readings beside the limits of some rules.
using LimitReadings = std::vector<automation::Reading>;

/// Adds an open ticket with those clocks to the readings.
void countForLimits(const policy::ThresholdRules &rules, const ticket::Ticket &ticket,
                    const std::array<sla::ClockSummary, 4> &clocks, Instant now, LimitReadings &readings);

struct LimitOutlook
{
    int passed = 0; ///< limits that would be passed and are not now
    QStringList
        sentences; ///< of these, of those that are passed now as well, and of those that no longer would
    bool operator==(const LimitOutlook &) const = default;
};
/// `before` is what holds now. A limit that is passed now stays so until it is back at the share that the new
/// rules name.
LimitOutlook limitOutlook(const policy::ThresholdRules &before, const LimitReadings &readBefore,
                          const policy::ThresholdRules &after, const LimitReadings &readAfter);

} // namespace muster::views
