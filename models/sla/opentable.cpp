// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/opentable.h"

#include <algorithm>

namespace muster::sla {
namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kDay = 86'400'000;

int dayNumber(std::chrono::year_month_day date)
{
    return int(std::chrono::sys_days(date).time_since_epoch().count());
}

int firstDayOf(int year)
{
    return dayNumber({std::chrono::year(year), std::chrono::January, std::chrono::day(1)});
}

/// Monday is 0; 1970-01-01 was a Thursday.
size_t weekdayOf(int day)
{
    return size_t(((day + 3) % 7 + 7) % 7);
}

struct WallSpan
{
    qint64 from, to;
};

WallSpan wallSpan(int day, const WallInterval &interval)
{
    const int end = interval.to > interval.from ? interval.to : interval.to + 1440;
    return {day * kDay + interval.from * kMinute, day * kDay + end * kMinute};
}

/// What is left of a window when the breaks are taken out, in order.
std::vector<WallSpan> without(const WallSpan &window, const std::vector<DayBreak> &breaks)
{
    std::vector<WallSpan> left{window};
    for (const DayBreak &each : breaks) {
        const WallSpan hole = wallSpan(dayNumber(each.date), each.hours);
        std::vector<WallSpan> rest;
        for (const WallSpan &span : left) {
            if (hole.to <= span.from || hole.from >= span.to) {
                rest.push_back(span);
                continue;
            }
            if (hole.from > span.from)
                rest.push_back({span.from, hole.from});
            if (hole.to < span.to)
                rest.push_back({hole.to, span.to});
        }
        left = std::move(rest);
    }
    return left;
}

} // namespace

OpenTable::OpenTable(const CalendarSpec &spec, const ZoneTable &zone, int first, int last)
    : m_firstYear(first), m_lastYear(last), m_firstDay(firstDayOf(first))
{
    const int days = firstDayOf(last + 1) - m_firstDay;
    m_opens.reserve(size_t(days));
    m_working.assign(size_t(days), 0);
    for (int day = m_firstDay; day < m_firstDay + days; ++day)
        addDay(spec, zone, day);
    // A window opens at most a day before it is over, and no zone is more than a day from UTC.
    m_safeFrom = m_firstDay * kDay + 3 * kDay;
    m_safeTo = (m_firstDay + days) * kDay - 3 * kDay;
    finish();
}

void OpenTable::addDay(const CalendarSpec &spec, const ZoneTable &zone, int day)
{
    const auto &windows = spec.hours[weekdayOf(day)];
    if (windows.empty())
        return;
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    if (std::ranges::find(spec.holidays, date) != spec.holidays.end())
        return;
    for (const WallInterval &window : windows) {
        const WallSpan whole = wallSpan(day, window);
        const bool isPlain = spec.breaks.empty();
        for (const WallSpan &span : isPlain ? std::vector{whole} : without(whole, spec.breaks)) {
            const qint64 from = zone.toUtc(span.from, Edge::Opening), to = zone.toUtc(span.to, Edge::Closing);
            if (to <= from)
                continue; // the date or the hour was skipped
            m_opens.push_back({from, to, 0});
            m_working[size_t(day - m_firstDay)] = 1;
        }
    }
}

void OpenTable::finish()
{
    std::ranges::sort(m_opens, {}, &Open::from);
    std::vector<Open> merged;
    merged.reserve(m_opens.size());
    for (const Open &open : m_opens) {
        if (!merged.empty() && open.from <= merged.back().to)
            merged.back().to = std::max(merged.back().to, open.to);
        else
            merged.push_back(open);
    }
    m_opens = std::move(merged);
    qint64 before = 0;
    for (Open &open : m_opens) {
        open.before = before;
        before += open.length();
    }
    m_indexFrom = (m_firstDay - 2) * kDay;
    m_firstOfDay.reserve(m_working.size() + 4);
    quint32 next = 0;
    for (size_t i = 0; i < m_working.size() + 4; ++i) {
        const qint64 midnight = m_indexFrom + qint64(i) * kDay;
        while (next < m_opens.size() && m_opens[next].to <= midnight)
            ++next;
        m_firstOfDay.push_back(next);
    }
}

size_t OpenTable::firstEndingAfter(qint64 utc) const
{
    const qint64 day = std::clamp<qint64>((utc - m_indexFrom) / kDay, 0, qint64(m_firstOfDay.size()) - 1);
    size_t at = m_firstOfDay[size_t(day)];
    while (at < m_opens.size() && m_opens[at].to <= utc)
        ++at;
    return at;
}

qint64 OpenTable::openBefore(qint64 utc) const
{
    const size_t at = firstEndingAfter(utc);
    if (at == m_opens.size())
        return totalOpen();
    return m_opens[at].before + std::max<qint64>(0, utc - m_opens[at].from);
}

qint64 OpenTable::instantOf(qint64 goal, qint64 near) const
{
    // Most targets end within a few windows: look there first, then halve.
    size_t at = firstEndingAfter(near);
    for (int step = 0; step < 8 && at < m_opens.size(); ++step, ++at) {
        if (m_opens[at].before + m_opens[at].length() >= goal && m_opens[at].before < goal)
            return m_opens[at].from + (goal - m_opens[at].before);
    }
    const auto after =
        std::ranges::lower_bound(m_opens, goal, {}, &Open::before); // first with before >= goal
    const Open &open = *std::prev(after);
    return open.from + (goal - open.before);
}

qint64 OpenTable::nextOpen(qint64 utc) const
{
    const size_t at = firstEndingAfter(utc);
    return at == m_opens.size() ? -1 : std::max(utc, m_opens[at].from);
}

bool OpenTable::isOpen(qint64 utc) const
{
    const size_t at = firstEndingAfter(utc);
    return at < m_opens.size() && m_opens[at].from <= utc;
}

qint64 OpenTable::closesAt(qint64 utc) const
{
    return isOpen(utc) ? m_opens[firstEndingAfter(utc)].to : utc;
}

bool OpenTable::isClosingTime(qint64 utc) const
{
    const size_t at = firstEndingAfter(utc - 1);
    return at < m_opens.size() && m_opens[at].to == utc;
}

bool OpenTable::isWorkingDay(int day) const
{
    return knowsDay(day) && m_working[size_t(day - m_firstDay)] != 0;
}

} // namespace muster::sla
