// SPDX-License-Identifier: GPL-3.0-or-later
// A calendar as written, checked and put in order: merged hours a weekday, sorted holidays and breaks, the
// zone's table. Owned by a Calendar; immutable.
#pragma once

#include "models/sla/calendar.h"
#include "models/sla/zonetable.h"

#include <array>
#include <memory>
#include <vector>

namespace muster::sla {

using Date = std::chrono::sys_days; ///< a local date, as a day number

/// More intervals on one weekday, or more holidays or breaks, are refused: a search stays bounded.
inline constexpr int kMaxIntervalsADay = 24;
inline constexpr int kMaxDates = 20'000;

struct CalendarRules
{
    /// Minutes after a date's midnight; `to` goes up to 2880, over the next date.
    struct Piece
    {
        int from = 0;
        int to = 0;
        auto operator<=>(const Piece &) const = default; // NOLINT(modernize-use-nullptr)
    };
    struct Cut
    {
        Date date;
        Piece piece;
        auto operator<=>(const Cut &) const = default; // NOLINT(modernize-use-nullptr)
    };

    CalendarSpec spec;
    std::shared_ptr<const ZoneTable> zone;
    std::array<std::vector<Piece>, 7> hours; ///< Monday first
    std::vector<Date> holidays;
    std::vector<Cut> breaks;

    /// The open intervals that belong to a local date (those that open on it), breaks taken out; they may
    /// overlap where an hour comes twice. None on a holiday and on a date that the zone skipped. Replaces
    /// what is in `open`.
    void openOf(Date date, std::vector<Interval> &open) const;
};

/// BadInput: unknown zone, no hours at all, an empty or out-of-range interval, a date that does not exist.
Result<CalendarRules> calendarRules(const CalendarSpec &spec);

} // namespace muster::sla
