// SPDX-License-Identifier: GPL-3.0-or-later
// "Why is this red?": the spans of one clock from its start to its end, each with its cause. Internal to
// models/sla.
#pragma once

#include "models/sla/history.h"

namespace muster::sla {

/// A span in which a clock does not count because of what people did.
struct StandStill
{
    Interval span;
    SpanKind kind = SpanKind::Paused;
    const Moment *begin = nullptr;
    const Moment *end = nullptr; ///< null while it lasts, or where a change of priority ended it
    bool lasts = false;
};

struct WhyInput
{
    Calendar calendar; ///< 24×7 for targets that run round the clock
    const Cycle &cycle;
    std::vector<StandStill> still; ///< sorted
    const std::vector<PriorityPeriod> &priorities;
    Instant until{};
};

/// Without gaps from the cycle's start to its end (or `until`); the counted ones sum to the time used.
std::vector<Span> explain(const WhyInput &input);

} // namespace muster::sla
