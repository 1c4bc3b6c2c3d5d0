// SPDX-License-Identifier: GPL-3.0-or-later
// Business calendars: opening hours a weekday in an IANA zone, holidays, breaks. Immutable values, cheap to
// copy, safe to share between threads. Rules: ARCHITECTURE, "Rules of the SLA engine", 7.
#pragma once

#include "models/base/time.h"
#include "models/sla/interval.h"

#include <QString>

#include <array>
#include <compare>
#include <memory>
#include <optional>
#include <vector>

namespace muster::sla {

/// Minutes after local midnight, 0 to 1440 (24:00). `to` before `from`: the interval runs over midnight and
/// belongs to the date on which it opens. A whole day is 0 to 1440; `to` equal to `from` is refused as empty.
struct WallInterval
{
    int from = 0;
    int to = 0;
    auto operator<=>(const WallInterval &) const = default; // NOLINT(modernize-use-nullptr)
};

/// Part of one local date that is closed each time the wall shows it, also in a night from the date before.
struct DayBreak
{
    std::chrono::year_month_day date{};
    WallInterval hours;
    bool operator==(const DayBreak &) const = default;
};

/// What a person or a policy writes down. `hours[0]` is Monday. Intervals may overlap or touch; they are
/// merged. A holiday takes away the intervals that open on its date: the night that runs into it from the
/// date before stays, its own night goes whole, also the part after midnight.
struct CalendarSpec
{
    bool always = false; ///< 24×7: the rest is ignored
    QString zone;
    std::array<std::vector<WallInterval>, 7> hours;
    std::vector<std::chrono::year_month_day> holidays;
    std::vector<DayBreak> breaks;
    bool operator==(const CalendarSpec &) const = default;
};

class Compiled; // calendar.cpp

class Calendar
{
public:
    /// 24×7.
    Calendar();

    /// BadInput: unknown zone, no hours at all, an empty or out-of-range interval, more than 24 intervals a
    /// weekday. One sentence that says which.
    static Result<Calendar> make(const CalendarSpec &spec);

    bool isAlways() const { return !m_compiled; }
    const CalendarSpec &spec() const;

    // Hours are known for the years 1970 to 2199: before, the calendar counts as closed; a search that would
    // go past the end answers kNever. A clock change moves an opening or closing time that the wall skips to
    // the jump; where an hour comes twice, opening takes the first and closing the last. A date that the zone
    // skipped has no hours.

    /// Open time in [from, to); zero where to <= from.
    Millis openBetween(Instant from, Instant to) const;

    /// The earliest instant at which `open` of open time has passed since `from`. A length used up exactly at
    /// closing time ends at closing time; none at all ends at `from`. kNever where it would end after 2199.
    Instant addOpen(Instant from, Millis open) const;

    /// `from` itself where open, else the next opening; kNever past the horizon.
    Instant nextOpen(Instant from) const;
    bool isOpen(Instant at) const;
    /// The end of the hours that are open at `at`; `at` itself where closed; kNever for 24×7.
    Instant closesAt(Instant at) const;

    /// The open interval that holds `from`, cut to begin there, else the next one whole; none after 2199.
    std::optional<Interval> openAround(Instant from) const;

    /// The same local time of day on the `count`-th working day after the date of `from` (which is first
    /// moved to the next opening), moved to the next open instant where that time is closed; closing time
    /// itself counts as open, as for business time. A working day is a local date on which hours open that no
    /// break takes whole. A time that comes twice on that date is its first. 24×7: 24 hours a day.
    Instant addBusinessDays(Instant from, int count) const;

private:
    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace muster::sla
