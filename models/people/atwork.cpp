// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/atwork.h"

#include <algorithm>

namespace muster::people {

std::shared_ptr<const sla::Calendar> calendarOf(const Person &person)
{
    const bool areStated = std::ranges::any_of(person.hours, [](const auto &day) { return !day.empty(); });
    if (!areStated || person.zone.isEmpty())
        return nullptr;
    sla::CalendarSpec spec;
    spec.zone = person.zone;
    spec.hours = person.hours;
    auto calendar = sla::Calendar::make(spec);
    return calendar ? std::make_shared<const sla::Calendar>(std::move(*calendar)) : nullptr;
}

AtWork atWork(const sla::Calendar *calendar, Instant now)
{
    if (calendar == nullptr)
        return {};
    return {calendar->isOpen(now), calendar->closesAt(now), calendar->nextOpen(now)};
}

} // namespace muster::people
