// SPDX-License-Identifier: GPL-3.0-or-later
// Whether somebody is at work, by the working hours that are kept of them.
#pragma once

#include "models/people/person.h"

#include <memory>

namespace muster::people {

/// Their hours, ready to be asked often; null where none are stated, or they cannot be read: those hold
/// nobody back.
std::shared_ptr<const sla::Calendar> calendarOf(const Person &person);

/// Whether somebody is at work, and until or from when. Without stated hours one always is.
struct AtWork
{
    bool isNow = true;
    Instant until = kNever, begin = kNever;
};
AtWork atWork(const sla::Calendar *calendar, Instant now);

} // namespace muster::people
