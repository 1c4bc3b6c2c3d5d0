// SPDX-License-Identifier: GPL-3.0-or-later
// The open hours of one UTC year of a calendar as a sorted array with running sums, so that a deadline is one
// look-up and one binary search. Owned by a Calendar; immutable.
#pragma once

#include "models/sla/calendarrules.h"

#include <optional>
#include <vector>

namespace muster::sla {

class OpenYear
{
public:
    OpenYear(const CalendarRules &rules, int year);

    Instant begin() const { return m_begin; }
    Instant end() const { return m_end; }
    Millis total() const { return m_opens.back().before; }

    /// Open time of this year before `at`, which lies in [begin, end].
    Millis before(Instant at) const;
    /// The earliest instant with that much of the year's open time before it; 0 < open <= total().
    Instant at(Millis open) const;
    /// The first open interval of this year that ends after `at`, clipped to the year; none past the last.
    std::optional<std::pair<Instant, Instant>> openAt(Instant at) const;

    /// Working dates (local) of this year up to and including `date`.
    int workdaysUpTo(Date date) const;
    int workdays() const { return int(m_workdays.size()); }
    Date workday(int index) const { return m_firstDate + std::chrono::days(m_workdays[size_t(index)]); }

private:
    struct Open
    {
        Instant from{};
        Millis before{
            0}; ///< open time of the year before this interval; its length is the next one's less this
    };

    void addDates(const CalendarRules &rules, int year);
    void add(Instant from, Instant to);
    void finish();
    size_t indexAfter(Instant at) const;
    Instant endOf(size_t i) const { return m_opens[i].from + (m_opens[i + 1].before - m_opens[i].before); }

    Instant m_begin{};
    Instant m_end{};
    Date m_firstDate{};
    std::vector<Open> m_opens;           ///< and one more that closes the year
    std::vector<quint16> m_firstOfDay;   ///< by UTC day: the first interval that ends after the day's start
    std::vector<quint16> m_workdays;     ///< days of the year
    std::vector<quint16> m_workdaysUpTo; ///< by day of the year
};

} // namespace muster::sla
