// SPDX-License-Identifier: GPL-3.0-or-later
// A ticket's events read once into spans and cycles, before any target or calendar is looked at. Internal to
// models/sla. Rules: ARCHITECTURE, "Rules of the SLA engine", 1 to 6.
#pragma once

#include "models/sla/clocks.h"

namespace muster::sla {

/// A moment with what made it.
struct Moment
{
    Instant at{};
    QString cause;
    FactId fact;
};

/// One run of a clock; without an end it still runs.
struct Cycle
{
    Moment start;
    std::optional<Moment> end;
};

/// A stretch in which the ticket waited, or was resolved or closed.
struct Stretch
{
    Moment from;
    std::optional<Moment> to;
};

struct PriorityPeriod
{
    Instant from{};
    QString priority;
    FactId fact;
};

struct History
{
    bool isCreated = false;
    std::array<std::vector<Cycle>, 4> cycles; ///< by ClockKind, oldest first
    std::vector<Stretch> waiting;
    std::vector<Stretch> closed;
    std::vector<PriorityPeriod> priorities; ///< never empty once created
    std::optional<Instant> firstResolvedAt;
};

/// Events after `until` are ignored, as are those before the creation.
History readHistory(const ClocksInput &input, Instant until);

} // namespace muster::sla
