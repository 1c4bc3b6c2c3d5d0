// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/sla/naive.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace muster::sla {
namespace {

constexpr qint64 kDay = 1440;

qint64 dayNumber(std::chrono::year_month_day date)
{
    return std::chrono::sys_days(date).time_since_epoch().count();
}

bool covers(const WallInterval &interval, qint64 minute)
{
    const qint64 to = interval.to > interval.from ? interval.to : interval.to + kDay;
    return minute >= interval.from && minute < to;
}

bool isBreak(const CalendarSpec &spec, qint64 wall)
{
    return std::ranges::any_of(spec.breaks, [wall](const DayBreak &each) {
        return covers(each.hours, wall - dayNumber(each.date) * kDay);
    });
}

} // namespace

NaiveCalendar::NaiveCalendar(const CalendarSpec &spec, Instant from, int days)
    : m_from(std::chrono::floor<std::chrono::days>(from))
{
    const QTimeZone zone(spec.zone.toLatin1());
    const auto offset = [&](size_t minute) {
        return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMillis(instantOf(minute)), Qt::UTC)) / 60;
    };
    m_wall.resize(size_t(days) * size_t(kDay));
    int before = offset(0);
    for (size_t hour = 0; hour < m_wall.size(); hour += 60) {
        const int after = offset(hour + 60);
        for (size_t minute = hour; minute < hour + 60; ++minute) {
            const int now = before == after ? before : offset(minute);
            m_wall[minute] = toMillis(instantOf(minute)) / 60'000 + now;
        }
        before = after;
    }
    m_open.assign(m_wall.size(), false);
    for (qint64 date = m_wall.front() / kDay; date <= m_wall.back() / kDay; ++date)
        markDate(spec, date);
}

/// The minutes that belong to a date, counted from its midnight; the second half lies on the next date.
std::vector<bool> NaiveCalendar::wallMinutes(const CalendarSpec &spec, qint64 date) const
{
    std::vector<bool> open(size_t(2 * kDay), false);
    const bool isHoliday =
        std::ranges::any_of(spec.holidays, [&](auto day) { return dayNumber(day) == date; });
    const size_t shown = firstMinuteShowing(date * kDay);
    const bool exists = shown < m_wall.size() && m_wall[shown] / kDay == date;
    if (isHoliday || !exists)
        return open;
    for (qint64 minute = 0; minute < 2 * kDay; ++minute) {
        for (const WallInterval &interval : spec.hours[size_t((date + 3) % 7)])
            open[size_t(minute)] = open[size_t(minute)] || covers(interval, minute);
    }
    return open;
}

size_t NaiveCalendar::firstMinuteShowing(qint64 wall) const
{
    // No zone is more than a day from UTC: two days to either side are wide enough.
    const qint64 guess = wall - toMillis(m_from) / 60'000;
    const auto last = std::min(qint64(m_wall.size()), guess + 2 * kDay);
    for (qint64 minute = std::max<qint64>(0, guess - 2 * kDay); minute < last; ++minute) {
        if (m_wall[size_t(minute)] >= wall)
            return size_t(minute);
    }
    return m_wall.size();
}

size_t NaiveCalendar::minuteAfterLastShowing(qint64 wall) const
{
    const qint64 guess = wall - toMillis(m_from) / 60'000;
    const auto first = std::max<qint64>(0, guess - 2 * kDay);
    for (qint64 minute = std::min(qint64(m_wall.size()), guess + 2 * kDay) - 1; minute >= first; --minute) {
        if (m_wall[size_t(minute)] <= wall)
            return size_t(m_wall[size_t(minute)] == wall ? minute : minute + 1);
    }
    return 0;
}

void NaiveCalendar::markDate(const CalendarSpec &spec, qint64 date)
{
    const std::vector<bool> open = wallMinutes(spec, date);
    bool isWorkday = false;
    for (size_t from = 0; from < open.size(); ++from) {
        if (!open[from])
            continue;
        size_t to = from;
        while (to < open.size() && open[to])
            ++to;
        const size_t begin = firstMinuteShowing(date * kDay + qint64(from));
        const size_t end = minuteAfterLastShowing(date * kDay + qint64(to));
        for (size_t minute = begin; minute < end; ++minute) {
            if (isBreak(spec, m_wall[minute]))
                continue;
            m_open[minute] = true;
            isWorkday = true;
        }
        from = to;
    }
    if (isWorkday)
        m_workdays.push_back(date);
}

Millis NaiveCalendar::openBetween(Instant from, Instant to) const
{
    Millis open{0};
    for (size_t minute = minuteOf(from); from < to && minute < minuteOf(to); ++minute)
        open += std::chrono::minutes(m_open[minute] ? 1 : 0);
    return open;
}

std::optional<Instant> NaiveCalendar::addOpen(Instant from, Millis open) const
{
    for (size_t minute = minuteOf(from); minute < m_open.size(); ++minute) {
        open -= std::chrono::minutes(m_open[minute] ? 1 : 0);
        if (open <= Millis(0))
            return instantOf(minute + 1);
    }
    return std::nullopt;
}

std::optional<Instant> NaiveCalendar::addBusinessDays(Instant from, int count) const
{
    size_t minute = minuteOf(from);
    while (minute < m_open.size() && !m_open[minute])
        ++minute;
    if (minute == m_open.size())
        return std::nullopt;
    const qint64 date = m_wall[minute] / kDay, timeOfDay = m_wall[minute] % kDay;
    const auto later = std::ranges::upper_bound(m_workdays, date);
    if (m_workdays.end() - later < count)
        return std::nullopt;
    size_t due = firstMinuteShowing(*(later + count - 1) * kDay + timeOfDay);
    if (due > 0 && due < m_open.size() && m_open[due - 1])
        return instantOf(due); // open, or closing time itself
    while (due < m_open.size() && !m_open[due])
        ++due;
    return due < m_open.size() ? std::optional(instantOf(due)) : std::nullopt;
}

} // namespace muster::sla
