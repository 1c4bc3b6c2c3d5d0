// SPDX-License-Identifier: GPL-3.0-or-later
// What a change of the terms (an agreed date, another version of the policy) does to a ticket's clocks, as
// sentences to read before it is done. Pure.
#pragma once

#include "models/sla/clocks.h"

#include <QStringList>

class QTimeZone;

namespace muster::views {

struct DueMove
{
    sla::ClockKind clock = sla::ClockKind::FirstResponse;
    sla::ClockSummary before, after;
    bool operator==(const DueMove &) const = default;
};

/// The clocks that a person would see differ: another due or goal time, state, breach, or share used.
std::vector<DueMove> dueMoves(const std::array<sla::ClockSummary, 4> &before,
                              const std::array<sla::ClockSummary, 4> &after);

/// "Resolution: due 21 Nov 06:12 UTC → 25 Nov 17:00 UTC, 4 days 10 hours later".
QString dueMoveText(const DueMove &move, Instant now);

/// All of them from one input to the other; a sentence of its own where nothing moves.
QStringList dueMoveTexts(const sla::ClocksInput &before, const sla::ClocksInput &after, Instant now);

/// How many due times of many tickets move.
struct DueMoveCount
{
    int tickets = 0;                        ///< looked at
    int moving = 0;                         ///< tickets of which a clock reads otherwise
    int earlier = 0, later = 0, others = 0; ///< clocks
    int breached = 0;                       ///< clocks that come to be past due
    bool operator==(const DueMoveCount &) const = default;
};
void count(DueMoveCount &count, const sla::ClocksInput &before, const sla::ClocksInput &after, Instant now);
/// "12 of 40 tickets change: 3 due times earlier, 14 later, 2 breached by it."
QString dueMoveCountText(const DueMoveCount &count);

} // namespace muster::views
