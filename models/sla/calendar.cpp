// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/calendar.h"

#include "models/sla/opentable.h"

#include <algorithm>
#include <atomic>
#include <mutex>

using namespace Qt::StringLiterals;

namespace muster::sla {
namespace {

constexpr qint64 kDay = 86'400'000;
constexpr int kFirstYear = 1970, kLastYear = 2200; ///< no window opens before or after
constexpr int kSearchYears = 60;                   ///< how far a target is followed

int yearOf(qint64 utc)
{
    using namespace std::chrono;
    return int(year_month_day(floor<days>(fromMillis(utc))).year());
}

qint64 saturated(qint64 from, qint64 length)
{
    return length > toMillis(kNever) - from ? toMillis(kNever) : from + length;
}

Result<void> checkInterval(const WallInterval &interval, const QString &where)
{
    const bool isInRange =
        interval.from >= 0 && interval.from < 1440 && interval.to >= 0 && interval.to <= 1440;
    if (!isInRange)
        return Error{Fault::BadInput, u"%1: times of day run from 00:00 to 24:00"_s.arg(where)};
    if (interval.from == interval.to)
        return Error{Fault::BadInput, u"%1: an interval opens and closes at the same time"_s.arg(where)};
    return {};
}

} // namespace

/// The spec with its zone, and a table of open intervals that grows as later or earlier years are asked for.
/// Old tables stay, so that a reader on another thread never loses the one it holds.
class Compiled
{
public:
    Compiled(CalendarSpec spec, std::shared_ptr<const ZoneTable> zone)
        : m_spec(std::move(spec)), m_zone(std::move(zone))
    {}

    const CalendarSpec &spec() const { return m_spec; }
    const ZoneTable &zone() const { return *m_zone; }

    /// A table that covers both instants as far as kFirstYear and kLastYear let it.
    const OpenTable &table(qint64 from, qint64 to) const
    {
        const OpenTable *now = m_table.load(std::memory_order_acquire);
        if (now && now->covers(from) && now->covers(to))
            return *now;
        return grow(from, to);
    }

private:
    const OpenTable &grow(qint64 from, qint64 to) const
    {
        const std::scoped_lock lock(m_mutex);
        const OpenTable *now = m_table.load(std::memory_order_acquire);
        int first = std::clamp(yearOf(from) - 1, kFirstYear, kLastYear);
        int last = std::clamp(yearOf(to) + 2, kFirstYear, kLastYear);
        if (now) {
            first = std::min(first, now->firstYear());
            last = std::max(last, now->lastYear());
            if (first == now->firstYear() && last == now->lastYear())
                return *now; // the instant lies before or after every window
        }
        m_tables.push_back(std::make_unique<OpenTable>(m_spec, *m_zone, first, last));
        m_table.store(m_tables.back().get(), std::memory_order_release);
        return *m_tables.back();
    }

    CalendarSpec m_spec;
    std::shared_ptr<const ZoneTable> m_zone;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<OpenTable>> m_tables;
    mutable std::atomic<const OpenTable *> m_table = nullptr;
};

Calendar::Calendar() = default;

Result<Calendar> Calendar::make(const CalendarSpec &spec)
{
    if (spec.always)
        return Calendar();
    auto zone = ZoneTable::find(spec.zone);
    if (!zone)
        return Error{Fault::BadInput,
                     u"there is no time zone \"%1\"; one looks like Europe/Berlin"_s.arg(spec.zone.left(60))};
    bool hasHours = false;
    for (const auto &day : spec.hours) {
        for (const WallInterval &interval : day) {
            if (const auto checked = checkInterval(interval, u"hours"_s); !checked)
                return checked.error();
            hasHours = true;
        }
    }
    for (const DayBreak &each : spec.breaks) {
        if (const auto checked = checkInterval(each.hours, u"breaks"_s); !checked)
            return checked.error();
    }
    if (!hasHours)
        return Error{Fault::BadInput,
                     u"the calendar has no hours on any weekday; nothing would ever be due"_s};
    Calendar calendar;
    calendar.m_compiled = std::make_shared<const Compiled>(spec, std::move(zone));
    return calendar;
}

const CalendarSpec &Calendar::spec() const
{
    static const CalendarSpec always{
        .always = true, .zone = u"UTC"_s, .hours = {}, .holidays = {}, .breaks = {}};
    return m_compiled ? m_compiled->spec() : always;
}

Millis Calendar::openBetween(Instant from, Instant to) const
{
    if (to <= from)
        return Millis(0);
    if (!m_compiled)
        return to - from;
    const qint64 begin = toMillis(from), end = toMillis(to);
    const OpenTable &table = m_compiled->table(begin, end);
    return Millis(table.openBefore(end) - table.openBefore(begin));
}

Instant Calendar::addOpen(Instant from, Millis open) const
{
    const qint64 begin = toMillis(from);
    if (open <= Millis(0) || from == kNever)
        return from;
    if (!m_compiled)
        return fromMillis(saturated(begin, open.count()));
    // A month's worth beyond plain time is enough for most; a sparse calendar needs to look further each
    // time.
    qint64 reach =
        saturated(begin, std::min<qint64>(open.count() * 5, kSearchYears * 366 * kDay) + 30 * kDay);
    const qint64 horizon = saturated(begin, kSearchYears * 366 * kDay);
    while (true) {
        const OpenTable &table = m_compiled->table(begin, reach);
        const qint64 goal = table.openBefore(begin) + open.count();
        if (goal <= table.totalOpen())
            return fromMillis(table.instantOf(goal, begin));
        if (reach >= horizon)
            return kNever;
        reach = std::min(horizon, reach + (reach - begin));
    }
}

Instant Calendar::nextOpen(Instant from) const
{
    if (!m_compiled || from == kNever)
        return from;
    const qint64 begin = toMillis(from);
    for (qint64 years = 1; years <= kSearchYears; years *= 2) {
        const OpenTable &table = m_compiled->table(begin, begin + years * 366 * kDay);
        if (const qint64 next = table.nextOpen(begin); next >= 0)
            return fromMillis(next);
    }
    return kNever;
}

bool Calendar::isOpen(Instant at) const
{
    return !m_compiled || m_compiled->table(toMillis(at), toMillis(at)).isOpen(toMillis(at));
}

Instant Calendar::closesAt(Instant at) const
{
    if (!m_compiled)
        return kNever;
    return fromMillis(m_compiled->table(toMillis(at), toMillis(at)).closesAt(toMillis(at)));
}

Instant Calendar::addBusinessDays(Instant from, int days) const
{
    if (!m_compiled)
        return from + std::chrono::days(days);
    const Instant start = nextOpen(from);
    if (start == kNever)
        return kNever;
    const ZoneTable &zone = m_compiled->zone();
    const qint64 wall = toMillis(start) + zone.offsetAt(toMillis(start));
    const qint64 timeOfDay = (wall % kDay + kDay) % kDay;
    qint64 day = (wall - timeOfDay) / kDay;
    const qint64 lastDay = day + kSearchYears * 366;
    int left = days;
    while (left > 0) {
        if (++day > lastDay)
            return kNever;
        // Ask for a year ahead, so that a long walk does not grow the table day by day.
        const OpenTable &table = m_compiled->table(toMillis(start), (day + (left > 200 ? 366 : 5)) * kDay);
        if (table.isWorkingDay(int(day)))
            --left;
    }
    const qint64 end = zone.toUtc(day * kDay + timeOfDay, Edge::Opening);
    // Used up exactly at closing time is due at closing time.
    const OpenTable &table = m_compiled->table(toMillis(start), end);
    return table.isClosingTime(end) ? fromMillis(end) : nextOpen(fromMillis(end));
}

} // namespace muster::sla
