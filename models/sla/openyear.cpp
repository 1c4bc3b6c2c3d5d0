// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/openyear.h"

#include <algorithm>

using namespace std::chrono;

namespace muster::sla {
OpenYear::OpenYear(const CalendarRules &rules, int year)
    : m_begin(Date(std::chrono::year(year) / 1 / 1)), m_end(Date(std::chrono::year(year + 1) / 1 / 1)),
      m_firstDate(std::chrono::year(year) / 1 / 1)
{
    addDates(rules, year);
    finish();
}

void OpenYear::addDates(const CalendarRules &rules, int year)
{
    std::vector<std::pair<Instant, Instant>> all;
    std::vector<Interval> open;
    const Date next(std::chrono::year(year + 1) / 1 / 1);
    // Hours of the last dates before and the first after reach into the year by offset and over midnight.
    for (Date date = m_firstDate - days(3); date < next + days(2); date += days(1)) {
        rules.openOf(date, open);
        for (const Interval &each : open)
            all.emplace_back(std::max(each.from, m_begin), std::min(each.to, m_end));
        if (date < m_firstDate || date >= next)
            continue;
        if (!open.empty())
            m_workdays.push_back(quint16((date - m_firstDate).count()));
        m_workdaysUpTo.push_back(quint16(m_workdays.size()));
    }
    std::sort(all.begin(), all.end());
    for (const auto &[from, to] : all)
        add(from, to);
}

void OpenYear::add(Instant from, Instant to)
{
    // The last entry always closes the list: where its predecessor ends is its `from`.
    if (m_opens.empty())
        m_opens.push_back({m_begin, Millis(0)});
    Open &last = m_opens.back();
    if (from < to && m_opens.size() > 1)
        from = std::max(from, last.from);
    if (from >= to)
        return;
    if (m_opens.size() > 1 && from == last.from) {
        last.before += to - from;
        last.from = to;
        return;
    }
    last.from = from;
    m_opens.push_back({to, last.before + (to - from)});
}

void OpenYear::finish()
{
    if (m_opens.empty())
        m_opens.push_back({m_end, Millis(0)});
    m_opens.back().from = m_end;
    m_opens.shrink_to_fit();
    m_workdays.shrink_to_fit();
    size_t i = 0;
    for (Instant day = m_begin; day <= m_end; day += days(1)) {
        while (i + 1 < m_opens.size() && endOf(i) <= day)
            ++i;
        m_firstOfDay.push_back(quint16(i));
    }
}

size_t OpenYear::indexAfter(Instant at) const
{
    size_t i = m_firstOfDay[size_t(floor<days>(at - m_begin).count())];
    while (i + 1 < m_opens.size() && endOf(i) <= at)
        ++i;
    return i;
}

Millis OpenYear::before(Instant at) const
{
    const Open &open = m_opens[indexAfter(at)];
    return open.before + std::max(at - open.from, Millis(0));
}

Instant OpenYear::at(Millis open) const
{
    const auto after = std::lower_bound(m_opens.begin(), m_opens.end(), open,
                                        [](const Open &one, Millis wanted) { return one.before < wanted; });
    const Open &found = *std::prev(after);
    return found.from + (open - found.before);
}

std::optional<std::pair<Instant, Instant>> OpenYear::openAt(Instant at) const
{
    const size_t i = indexAfter(at);
    if (i + 1 >= m_opens.size())
        return std::nullopt;
    return std::pair(m_opens[i].from, endOf(i));
}

int OpenYear::workdaysUpTo(Date date) const
{
    return m_workdaysUpTo[size_t((date - m_firstDate).count())];
}

} // namespace muster::sla
