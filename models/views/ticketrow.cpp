// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ticketrow.h"

namespace muster::views {

using Phase = sla::ClockSummary::Phase;

int nextClock(const TicketRow &row)
{
    int next = -1;
    for (int i = 0; i < int(row.clocks.size()); ++i) {
        const auto &clock = row.clocks[size_t(i)];
        if (clock.phase == Phase::Running && (next < 0 || clock.due < row.clocks[size_t(next)].due))
            next = i;
    }
    return next;
}

Instant nextDue(const TicketRow &row)
{
    const int next = nextClock(row);
    return next < 0 ? kNever : row.clocks[size_t(next)].due;
}

int shownClock(const TicketRow &row)
{
    const int next = nextClock(row);
    if (next >= 0)
        return next;
    int best = -1;
    for (int i = 0; i < int(row.clocks.size()); ++i) {
        const auto &clock = row.clocks[size_t(i)];
        if (clock.phase == Phase::None)
            continue;
        const bool paused = clock.phase == Phase::Paused;
        if (best < 0) {
            best = i;
            continue;
        }
        const auto &shown = row.clocks[size_t(best)];
        const bool shownPaused = shown.phase == Phase::Paused;
        if (paused != shownPaused ? paused
            : paused              ? clock.usedPermille > shown.usedPermille
                                  : clock.stoppedAt > shown.stoppedAt)
            best = i;
    }
    return best;
}

} // namespace muster::views
