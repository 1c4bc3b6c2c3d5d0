// SPDX-License-Identifier: GPL-3.0-or-later
// Targets: how long may pass. "4h" round the clock, "8bh" business time, "3bd" business days, or an agreed
// date. Rules: ARCHITECTURE, "Rules of the SLA engine", 8.
#pragma once

#include "models/base/time.h"
#include "models/sla/interval.h"

#include <QString>

#include <span>

namespace muster::sla {

class Calendar;

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

/// Reads "90m", "4h", "1w", "23100bs", "8bh", "3bd": a whole number above zero and one of s m h d w bs bm bh
/// bd, up to a hundred years. `d` and `w` are 24 and 168 hours. BadInput says what is wrong with the text.
Result<Target> parseTarget(QStringView text);

/// The shortest text that parseTarget reads back as the same target: "90m", "8bh". An agreed date is its RFC
/// 3339 form; milliseconds below a second are cut.
QString targetText(const Target &target);

/// The instant at which the target is used up. Round-the-clock targets ignore the calendar; an agreed date is
/// itself. Pauses after that instant do not matter; a pause that ends at kNever has not ended yet. kNever
/// where the calendar does not open enough. Business days: a pause that began before the end pushes it by its
/// open time. (A holiday on a paused day takes that open time and adds a working day instead, which is sooner
/// where that day is longer than the others.) Example: due(berlinOffice, friday 16:00, "8bh") is Monday 15:00
/// where the office is open from nine to five.
Instant due(const Calendar &calendar, Instant start, const Target &target,
            std::span<const Interval> pauses = {});

/// Time counted in [from, to): open time of the calendar less pauses. Hand in Calendar() for time round the
/// clock. Example: elapsed(berlinOffice, friday 16:00, monday 10:00) is two hours.
Millis elapsed(const Calendar &calendar, Instant from, Instant to, std::span<const Interval> pauses = {});

} // namespace muster::sla
