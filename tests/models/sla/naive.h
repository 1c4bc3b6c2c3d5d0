// SPDX-License-Identifier: GPL-3.0-or-later
// Calendars the slow and plain way: every UTC minute of some weeks is asked for its wall time and marked open
// or closed. It shares no code with the engine; offsets come from QTimeZone. Whole minutes only.
#pragma once

#include "models/sla/calendar.h"

#include <optional>
#include <vector>

namespace muster::sla {

class NaiveCalendar
{
public:
    /// Knows the minutes from `from` on for `days` days; asks about the first and last three are not answered
    /// well.
    NaiveCalendar(const CalendarSpec &spec, Instant from, int days);

    Millis openBetween(Instant from, Instant to) const;
    /// None where the known minutes do not suffice.
    std::optional<Instant> addOpen(Instant from, Millis open) const;
    std::optional<Instant> addBusinessDays(Instant from, int count) const;
    bool isOpen(Instant at) const { return m_open[minuteOf(at)]; }

private:
    size_t minuteOf(Instant at) const { return size_t((at - m_from) / std::chrono::minutes(1)); }
    Instant instantOf(size_t minute) const { return m_from + std::chrono::minutes(minute); }
    std::vector<bool> wallMinutes(const CalendarSpec &spec, qint64 date) const;
    void markDate(const CalendarSpec &spec, qint64 date);
    size_t firstMinuteShowing(qint64 wall) const;
    size_t minuteAfterLastShowing(qint64 wall) const;

    Instant m_from{};
    std::vector<qint64> m_wall; ///< minutes since the wall's own 1970, by UTC minute
    std::vector<bool> m_open;
    std::vector<qint64> m_workdays; ///< dates as day numbers
};

} // namespace muster::sla
