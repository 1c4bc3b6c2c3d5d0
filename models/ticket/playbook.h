// SPDX-License-Identifier: GPL-3.0-or-later
// Where a ticket stands in the playbook of its priority: derived from its facts and an instant, kept nowhere.
#pragma once

#include "models/ticket/ticket.h"

#include <chrono>
#include <optional>
#include <vector>

namespace muster::ticket {

/// The tag by which the backlog is found.
inline constexpr auto kBacklogTag = QLatin1StringView("backlog");

/// The longest time away from a priority, or from being open, that is a slip put right: alerts were given
/// before it and are not given again.
inline constexpr std::chrono::minutes kSlip{10};

/// What did a step.
struct StepDeed
{
    enum class How : quint8
    {
        Ticked,    ///< a person said so
        Automatic, ///< the program did it
        Reply,     ///< a public answer
        Room,      ///< an incident that covers the ticket was declared
        Backlog    ///< the ticket has the tag of the backlog
    };
    How how = How::Ticked;
    Instant at{};
    FactId fact; ///< null for Room
    bool operator==(const StepDeed &) const = default;
};

struct StepState
{
    enum class Place : quint8
    {
        Waiting, ///< for the resolution
        Open,    ///< not due yet, or without a time
        Overdue,
        Done,
        Ended ///< left undone when the ticket was resolved
    };
    policy::PlaybookStep step;
    Place place = Place::Open;
    std::optional<Instant> due;   ///< of a repeated step the next time; none where it ended
    std::optional<StepDeed> deed; ///< of a repeated step the newest one
    bool isLate = false;          ///< done, but after its time
    bool operator==(const StepState &) const = default;
};

/// The steps of the ticket's present priority, in the policy's order. `room` is when the first incident that
/// covers the ticket was declared; when it came to cover it says nothing of how late the room was. Offsets
/// count from when the ticket got this priority (or was resolved), business time by the calendar of its tier;
/// pauses do not move them. A deed counts whenever it was done, also under another priority; of a step that
/// is done once the first one counts. An alert begins anew with each alertsSince(). A repeated step is due
/// again after its newest deed, and ends with the resolution. Empty where the priority is unknown.
std::vector<StepState> playbookOf(const Ticket &ticket, const policy::CompiledPolicy &policy,
                                  std::optional<Instant> room, Instant now);

/// Since when the ticket has its present priority without a break; its creation where it never changed.
Instant prioritySince(const Ticket &ticket);
/// Since when it is resolved or closed without a break; nothing while it is open.
std::optional<Instant> resolvedSince(const Ticket &ticket);

/// Since when the ticket has the priority of `at` and is open (or was, until its resolution); what broke
/// either for no longer than kSlip does not count.
Instant alertsSince(const Ticket &ticket, Instant at);

/// The tick of a step that counts, up to and with `at`; null where none stands. Of a repeated step it is the
/// newest one, and taking back takes that one; of any other the first one, and taking back takes all, since
/// two desks may have ticked it. A tick of an alert counts from the alertsSince() of `at` on.
const StepMark *standingMark(const Ticket &ticket, const policy::PlaybookStep &step, Instant at);

/// The alerts that an open ticket's present priority asks for and that were not given since it has it, as
/// facts. For what happens here and now: not for imports, nor for what other desks wrote.
std::vector<StepMarked> alertsOf(const Ticket &ticket, const policy::Policy &policy);

} // namespace muster::ticket
