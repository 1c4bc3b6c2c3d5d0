// SPDX-License-Identifier: GPL-3.0-or-later
// Targets: how long may pass. "4h" round the clock, "8bh" business time, "3bd" business days, or an agreed
// date. Rules: design, "The SLA engine", point 8.
#pragma once

#include "models/base/time.h"

#include <QString>

#include <span>

namespace muster::sla {

class Calendar;

/// Half-open [from, to). Pauses may come unsorted and overlapping.
struct Interval
{
    Instant from{};
    Instant to{};
    bool operator==(const Interval &) const = default;
};

struct Target
{
    enum class Kind : quint8
    {
        RoundTheClock,
        BusinessTime,
        BusinessDays,
        AgreedDate
    };
    Kind kind = Kind::RoundTheClock;
    qint64 amount = 0; ///< milliseconds, or days for BusinessDays
    Instant date{};    ///< AgreedDate only
    bool operator==(const Target &) const = default;
};

/// Reads "90m", "4h", "1w", "23100bs", "8bh", "3bd": a whole positive number and one of s m h d w bs bm bh
/// bd.
Result<Target> parseTarget(QStringView text);
QString targetText(const Target &target);

/// The instant at which the target is used up. Pauses after that instant do not matter; kNever where the
/// calendar does not open enough. Business days: pauses that overlap open time push the end by that open
/// time.
Instant due(const Calendar &calendar, Instant start, const Target &target,
            std::span<const Interval> pauses = {});

/// Time counted in [from, to): open time of the calendar less pauses.
Millis elapsed(const Calendar &calendar, Instant from, Instant to, std::span<const Interval> pauses = {});

} // namespace muster::sla
