// SPDX-License-Identifier: GPL-3.0-or-later
// Short ways for the tests to write instants and calendars.
#pragma once

#include "models/sla/calendar.h"
#include "models/sla/target.h"

#include <QTest>

namespace muster::sla {

inline Instant at(const char *text)
{
    const auto read = parseRfc3339(QString::fromLatin1(text));
    Q_ASSERT(read);
    return *read;
}

inline Target target(const char *text)
{
    const auto read = parseTarget(QString::fromLatin1(text));
    Q_ASSERT(read);
    return *read;
}

inline WallInterval wall(int fromHour, int fromMinute, int toHour, int toMinute)
{
    return {fromHour * 60 + fromMinute, toHour * 60 + toMinute};
}

inline std::chrono::year_month_day date(int y, int m, int d)
{
    return {std::chrono::year(y), std::chrono::month(unsigned(m)), std::chrono::day(unsigned(d))};
}

/// Monday to Friday (or all week) with the same intervals.
inline CalendarSpec week(const char *zone, const std::vector<WallInterval> &hours, int days = 5)
{
    CalendarSpec spec;
    spec.zone = QString::fromLatin1(zone);
    for (size_t day = 0; day < size_t(days); ++day)
        spec.hours[day] = hours;
    return spec;
}

inline Calendar made(const CalendarSpec &spec)
{
    auto calendar = Calendar::make(spec);
    if (!calendar)
        qFatal("%s", qPrintable(calendar.error().detail));
    return *calendar;
}

inline Calendar office(const char *zone = "Europe/Berlin")
{
    return made(week(zone, {wall(9, 0, 17, 0)}));
}

} // namespace muster::sla
