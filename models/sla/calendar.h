// SPDX-License-Identifier: GPL-3.0-or-later
// Business calendars: opening hours a weekday in an IANA zone, holidays, breaks. Immutable values, cheap to
// copy, safe to share between threads. Rules: design, "The SLA engine", point 7.
#pragma once

#include "models/base/time.h"

#include <QString>

#include <array>
#include <compare>
#include <memory>
#include <vector>

namespace muster::sla {

/// Minutes after local midnight, 0 to 1440 (24:00). `to` at or before `from` means the interval runs over
/// midnight.
struct WallInterval
{
    int from = 0;
    int to = 0;
    auto operator<=>(const WallInterval &) const = default;
};

/// Part of one local date that is closed.
struct DayBreak
{
    std::chrono::year_month_day date{};
    WallInterval hours;
    bool operator==(const DayBreak &) const = default;
};

/// What a person or a policy writes down. `hours[0]` is Monday.
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

    /// BadInput: unknown zone, no hours at all, an empty or out-of-range interval. One sentence that says
    /// which.
    static Result<Calendar> make(const CalendarSpec &spec);

    bool isAlways() const { return !m_compiled; }
    const CalendarSpec &spec() const;

    /// Open time in [from, to); zero where to <= from.
    Millis openBetween(Instant from, Instant to) const;

    /// The earliest instant at which `open` of open time has passed since `from`. A length used up exactly at
    /// closing time ends at closing time. kNever where the calendar does not open enough within its horizon.
    Instant addOpen(Instant from, Millis open) const;

    /// `from` itself where open, else the next opening; kNever past the horizon.
    Instant nextOpen(Instant from) const;
    bool isOpen(Instant at) const;
    /// The end of the window that is open at `at`; `at` itself where closed; kNever for 24×7.
    Instant closesAt(Instant at) const;

    /// The same local time of day on the `days`-th working day after the date of `from` (which is first moved
    /// to the next opening), moved to the next open instant where that time is closed.
    Instant addBusinessDays(Instant from, int days) const;

private:
    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace muster::sla
