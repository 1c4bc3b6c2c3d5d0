// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/calendar.h"

#include "models/sla/calendarrules.h"
#include "models/sla/openyear.h"

#include <atomic>

using namespace std::chrono;

namespace muster::sla {

/// The rules and the years written out so far. Years are built when first asked for and never change, so that
/// readers on any thread need no lock; of two threads that build the same year, one throws its copy away.
class Compiled
{
public:
    explicit Compiled(CalendarRules rules) : m_rules(std::move(rules)) {}
    ~Compiled()
    {
        for (auto &year : m_years)
            delete year.load(std::memory_order_relaxed);
    }
    Q_DISABLE_COPY_MOVE(Compiled)

    const CalendarRules &rules() const { return m_rules; }
    const OpenYear &year(int number) const;
    const OpenYear &yearOf(Instant at) const { return year(int(year_month_day(floor<days>(at)).year())); }

private:
    CalendarRules m_rules;
    mutable std::array<std::atomic<const OpenYear *>, size_t(kLastYear - kFirstYear + 1)> m_years{};
};

const OpenYear &Compiled::year(int number) const
{
    auto &slot = m_years[size_t(number - kFirstYear)];
    if (const OpenYear *ready = slot.load(std::memory_order_acquire))
        return *ready;
    auto built = std::make_unique<const OpenYear>(m_rules, number);
    const OpenYear *expected = nullptr;
    if (slot.compare_exchange_strong(expected, built.get(), std::memory_order_acq_rel))
        return *built.release();
    return *expected;
}

namespace {

int yearNumber(const OpenYear &year)
{
    return int(year_month_day(floor<days>(year.begin())).year());
}

Instant clamped(Instant at)
{
    return std::clamp(at, kFirstInstant, kEndInstant);
}

} // namespace

Calendar::Calendar() = default;

Result<Calendar> Calendar::make(const CalendarSpec &spec)
{
    if (spec.always)
        return Calendar();
    auto rules = calendarRules(spec);
    if (!rules)
        return rules.error();
    Calendar calendar;
    calendar.m_compiled = std::make_shared<const Compiled>(*std::move(rules));
    return calendar;
}

const CalendarSpec &Calendar::spec() const
{
    static const CalendarSpec always{.always = true, .zone = {}, .hours = {}, .holidays = {}, .breaks = {}};
    return m_compiled ? m_compiled->rules().spec : always;
}

Millis Calendar::openBetween(Instant from, Instant to) const
{
    if (to <= from)
        return Millis(0);
    if (!m_compiled)
        return to - from;
    from = clamped(from);
    to = clamped(to);
    if (to <= from)
        return Millis(0);
    const OpenYear *year = &m_compiled->yearOf(from);
    Millis open = -year->before(from);
    for (int number = yearNumber(*year); to > year->end(); year = &m_compiled->year(++number))
        open += year->total();
    return open + year->before(to);
}

Instant Calendar::addOpen(Instant from, Millis open) const
{
    if (open <= Millis(0) || from == kNever)
        return from;
    if (!m_compiled)
        return kNever - from > open ? from + open : kNever;
    from = clamped(from);
    if (from == kEndInstant)
        return kNever;
    const OpenYear *year = &m_compiled->yearOf(from);
    open += year->before(from);
    for (int number = yearNumber(*year); open > year->total(); year = &m_compiled->year(number)) {
        open -= year->total();
        if (++number > kLastYear)
            return kNever;
    }
    return year->at(open);
}

std::optional<Interval> Calendar::openAround(Instant from) const
{
    if (!m_compiled)
        return Interval{from, kNever};
    from = clamped(from);
    if (from == kEndInstant)
        return std::nullopt;
    const OpenYear *year = &m_compiled->yearOf(from);
    int number = yearNumber(*year);
    auto open = year->openAt(from);
    while (!open && number < kLastYear) {
        year = &m_compiled->year(++number);
        open = year->openAt(year->begin());
    }
    if (!open)
        return std::nullopt;
    // Hours that run through New Year are two entries, one a year.
    while (open->second == year->end() && number < kLastYear) {
        year = &m_compiled->year(++number);
        const auto next = year->openAt(year->begin());
        if (!next || next->first != year->begin())
            break;
        open->second = next->second;
    }
    return Interval{std::max(from, open->first), open->second};
}

Instant Calendar::nextOpen(Instant from) const
{
    const auto open = openAround(from);
    return open ? open->from : kNever;
}

bool Calendar::isOpen(Instant at) const
{
    return at != kNever && nextOpen(at) == at;
}

Instant Calendar::closesAt(Instant at) const
{
    const auto open = openAround(at);
    return open && open->from == at ? open->to : at;
}

Instant Calendar::addBusinessDays(Instant from, int count) const
{
    if (!m_compiled)
        return from == kNever ? kNever : from + days(count);
    const Instant start = nextOpen(from);
    if (count <= 0 || start == kNever)
        return start;
    const auto local = m_compiled->rules().zone->localAt(start);
    const Date startDate(floor<days>(local).time_since_epoch());
    const Millis timeOfDay = local - floor<days>(local);
    int number = int(year_month_day(startDate).year());
    if (number > kLastYear)
        return kNever;
    // West of Greenwich the first hours of 1970 belong to the last date of 1969; the days after it are known.
    const bool isBefore = number < kFirstYear;
    number = std::max(number, kFirstYear);
    const OpenYear *year = &m_compiled->year(number);
    int wanted = (isBefore ? 0 : year->workdaysUpTo(startDate)) + count;
    while (wanted > year->workdays()) {
        wanted -= year->workdays();
        if (++number > kLastYear)
            return kNever;
        year = &m_compiled->year(number);
    }
    const Date date = year->workday(wanted - 1);
    const Instant due = m_compiled->rules().zone->firstAt(LocalTime(date.time_since_epoch() + timeOfDay));
    // Used up exactly at closing time is due at closing time.
    return openBetween(due - Millis(1), due) > Millis(0) ? due : nextOpen(due);
}

} // namespace muster::sla
