// SPDX-License-Identifier: GPL-3.0-or-later
// The clocks of one ticket as a pure function of its events, its targets, its calendar and an instant.
// No I/O, no system time, no counters kept anywhere. Rules: ARCHITECTURE, "Rules of the SLA engine".
#pragma once

#include "models/base/id.h"
#include "models/sla/calendar.h"
#include "models/sla/target.h"

#include <QString>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace muster::sla {

enum class ClockKind : quint8
{
    FirstResponse,
    NextResponse,
    Update,
    Resolution
};
inline constexpr std::array kClockKinds{ClockKind::FirstResponse, ClockKind::NextResponse, ClockKind::Update,
                                        ClockKind::Resolution};

/// "first_response", "next_response", "update", "resolution".
QString clockName(ClockKind kind);
std::optional<ClockKind> clockFromName(QStringView name);

enum class EventKind : quint8
{
    Created,
    CustomerMessage,
    AgentReply,
    InternalNote,
    AutoReply,
    Status,
    Priority,
    Tier,
    Policy
};

/// How the clocks see a status: New, Open and Reopened are Open; OnHold is Waiting where the policy pauses on
/// it.
enum class StatusClass : quint8
{
    Open,
    Waiting,
    Resolved,
    Closed
};

struct Event
{
    Instant at{};
    EventKind kind = EventKind::Created;
    StatusClass status = StatusClass::Open; ///< Status events
    bool onHold = false;                    ///< Status events: on hold rather than waiting on the customer
    QString priority;                       ///< Priority events
    FactId cause;                           ///< the fact behind it; null from the command line
    bool operator==(const Event &) const = default;
};

struct ClockTarget
{
    std::optional<Target> sla; ///< no commitment where absent: the clock does not exist
    std::optional<Target> slo; ///< stricter, internal
    bool operator==(const ClockTarget &) const = default;
};

/// What one priority promises.
struct TargetSet
{
    std::array<ClockTarget, 4> clocks; ///< by ClockKind
    bool mayPause = true;              ///< false: waiting on the customer does not stop resolution and update
    bool pausesFirstResponse = false;
    bool operator==(const TargetSet &) const = default;
};

struct ClocksInput
{
    Calendar calendar;
    std::map<QString, TargetSet> targets; ///< by priority key
    QString priority;                     ///< at creation
    /// Any order: read by `at`, at one instant as rule 4 says. Of several statuses (or priorities) at
    /// one instant the last one in the list is the one that stays. What is before the creation is ignored.
    std::vector<Event> events;
    /// Shares of the target in per cent, ascending. riskPercent() picks the one that makes "at risk"; the
    /// others have no effect.
    std::vector<int> warnPercents{75};
    std::array<std::optional<Instant>, 4> agreedDates; ///< set where a date was agreed with the customer
};

enum class ClockState : quint8
{
    None,
    Running,
    AtRisk,
    Breached,
    Paused,
    Met
};
/// "running", "at_risk", … ; None has no name in the protocol: the clock is left out.
QString clockStateName(ClockState state);

enum class SpanKind : quint8
{
    Counted,
    Paused,
    ClosedHours,
    Closed
};

struct Span
{
    Instant from{};
    Instant to{};
    SpanKind kind = SpanKind::Counted;
    QString cause; ///< a short sentence: what began this span
    FactId fact;   ///< the fact behind the edge, where there is one
    bool operator==(const Span &) const = default;
};

/// A breach that was real, also under an earlier target; later changes do not erase it.
struct Breach
{
    Instant at{};
    bool reprioritised = false;
    QString priority;
    bool operator==(const Breach &) const = default;
};

/// The clock without "now": what the store keeps and the queue shows. 56 bytes.
/// A clock that stands still (paused, met) has its end in `stoppedAt`; a running one has a due instant.
struct ClockSummary
{
    enum class Phase : quint8
    {
        None,
        Running,
        Paused,
        Stopped
    };
    Phase phase = Phase::None;
    bool breached = false; ///< stopped or paused after its due instant
    Instant start{};
    Instant due = kNever; ///< kNever while paused
    Instant warnAt = kNever;
    Instant sloDue = kNever;
    Instant stoppedAt = kNever; ///< stop, or begin of the pause
    qint32 usedPermille = 0;    ///< share of the target used when paused or stopped
    bool operator==(const ClockSummary &) const = default;
};

/// What a row shows at `now`. Pure and cheap: called per visible row per tick.
ClockState stateAt(const ClockSummary &clock, Instant now);

struct ClockReport
{
    ClockKind kind = ClockKind::FirstResponse;
    ClockSummary summary;
    ClockState state = ClockState::None; ///< at the instant asked for
    std::optional<Target> target;
    Millis used{0};        ///< counted time of the present cycle
    std::vector<Span> why; ///< from start to stop or to the instant asked for, without gaps
    std::vector<Breach> breaches;
    int cycles = 0; ///< next response and update: how often it was met before
    bool operator==(const ClockReport &) const = default;
};

struct Clocks
{
    std::array<ClockReport, 4> clocks;
    /// Total resolution time over every cycle, closed time left out (rule 6).
    Millis totalResolution{0};
    /// Resolution as first recorded; later re-openings do not move it.
    std::optional<Instant> firstResolvedAt;
    bool operator==(const Clocks &) const = default;
};

// What starts and ends a clock:
// - First response: creation to the first AgentReply. Resolving without an answer ends it; re-opening resumes
//   it, the closed time left out, until there is an answer.
// - Next response: the oldest CustomerMessage since our last answer, once the first response is given. An
//   answer or the resolution ends it. A message that came while resolved starts it at the re-opening, if
//   there is one.
// - Update: each AgentReply ends it and starts it anew; the resolution ends it, a re-opening starts it anew.
// - Resolution: creation to Resolved or Closed; a re-opening resumes it, the closed time left out.
// A running clock is judged by the priority of the moment, an ended one by the priority under which it ended.
// A pause ends at the customer's message; the clock then runs until the next Waiting event. A clock whose
// priority has no target for it is None and keeps its time for the next priority that has one.

/// The share of `warnPercents` (ascending) from which a clock is at risk: the middle one, of an even number
/// the lower. None where the list is empty.
std::optional<int> riskPercent(const std::vector<int> &warnPercents);

/// The full report at `at`; events after `at` are ignored.
/// Example: created at 8:00 with a resolution target of 4h, waiting 9:00 to 10:00, asked at 10:30: Running,
/// due 13:00, 90 minutes used, and three spans: counted, paused, counted.
Clocks evaluate(const ClocksInput &input, Instant at);

/// The summaries alone, with nothing after the last event: what is stored beside a ticket. No strips are
/// built.
std::array<ClockSummary, 4> summarise(const ClocksInput &input);

} // namespace muster::sla
