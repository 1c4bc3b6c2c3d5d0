// SPDX-License-Identifier: GPL-3.0-or-later
// Where a ticket stands in the playbook of its priority: derived from its facts and an instant, kept nowhere.
#pragma once

#include "models/ticket/ticket.h"

#include <optional>
#include <vector>

namespace muster::ticket {

/// The tag by which the backlog is found.
inline constexpr auto kBacklogTag = QLatin1StringView("backlog");

/// What did a step.
struct StepDeed
{
    enum class How : quint8
    {
        Ticked,    ///< a person said so
        Automatic, ///< the program did it
        Reply,     ///< a public answer
        Room,      ///< an incident covers the ticket
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

/// The steps of the ticket's present priority, in the policy's order. `room` is when an incident came to
/// cover the ticket. Offsets count from when the ticket got this priority (or was resolved), business time by
/// the calendar of its tier; pauses do not move them. A deed counts whenever it was done, also under another
/// priority; a repeated step is due again after its newest deed, and ends with the resolution. Empty where
/// the priority is unknown.
std::vector<StepState> playbookOf(const Ticket &ticket, const policy::CompiledPolicy &policy,
                                  std::optional<Instant> room, Instant now);

/// Since when the ticket has its present priority without a break; its creation where it never changed.
Instant prioritySince(const Ticket &ticket);
/// Since when it is resolved or closed without a break; nothing while it is open.
std::optional<Instant> resolvedSince(const Ticket &ticket);

/// The newest tick of a step up to and with `at` that was not taken back; null where there is none. Taking
/// back takes the newest one.
const StepMark *standingMark(const Ticket &ticket, const QString &step, Instant at);

/// The alerts that an open ticket's present priority asks for and that were not given yet, as facts. For what
/// happens here and now: not for imports, nor for what other desks wrote.
std::vector<StepMarked> alertsOf(const Ticket &ticket, const policy::Policy &policy);

} // namespace muster::ticket
