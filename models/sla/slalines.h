// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about deadlines from administrators and other tools: one JSON object a line in, one a line out.
// What `muster sla` speaks. Thread-safe; compiled calendars are kept per thread by their JSON text.
#pragma once

#include <QByteArray>

namespace muster::sla {

/// Answers one line, without a newline at the end. A line that cannot be answered gives {"error": "what is
/// wrong"}.
///   {"op":"due","calendar":"24x7","start":"2026-11-20T12:00:00Z","target":"90m","pauses":[]}
///     → {"due":"2026-11-20T13:30:00Z"}
///   {"op":"elapsed","calendar":C,"from":T,"to":T,"pauses":[[T,T],[T,null]]} → {"elapsed_s":N}
///   {"op":"clocks","calendar":C,"targets":{"P1":{"resolution":"8bh"}},"priority":"P1","events":[…],"at":T}
///     → {"clocks":{"resolution":{"state":…,"due":…,"used_s":…,"stopped_at":…,"why":[…]}}}
/// A pause that ends at null still lasts: what would fall due after its begin has a `due` of null. A key that
/// is not known is refused by name. A clock is in the answer once it has started and the priority in force
/// (at its end, where it ended) has a target: no update clock before the first answer, no next response
/// before the customer wrote again; an ended one stays until it starts anew. `due` is null where the clock is
/// met or paused; a breached one keeps the instant it missed. `stopped_at` is null until the clock was met or
/// breached by its stop. "at_risk" begins at 75 % of a target; what happens at the due instant itself is in
/// time. Seconds are whole where they can be. Instants lie in the years 1970 to 2199; at most 10,000 events,
/// 24 intervals a weekday, 8 MiB a line.
QByteArray answerSlaLine(const QByteArray &line);

} // namespace muster::sla
