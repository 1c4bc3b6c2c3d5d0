// SPDX-License-Identifier: GPL-3.0-or-later
// What QueueModel holds behind its face, and the steps that need no signals. Private to queuemodel*.cpp.
#pragma once

#include "models/views/countwatch.h"
#include "models/views/edgequeue.h"
#include "models/views/queuemodel.h"
#include "models/views/rowmatcher.h"
#include "models/views/roworder.h"

namespace muster::views {

struct QueueModel::Parts
{
    Names names;
    RowStore rows;
    RowOrder order;
    FilterQuery filter;
    std::vector<TicketIncident> incidents;
    RowMatcher matcher;
    PersonId me;
    EdgeQueue edges;
    CountWatch watch;
    CountWatch limitWatch; ///< of `limitQueries`
    policy::ThresholdRules thresholds;
    std::vector<FilterQuery> limitQueries;

    std::vector<Slot> sorted;   ///< every living slot, in order
    std::vector<Slot> visible;  ///< those of them that match
    std::vector<quint8> match;  ///< by slot
    std::vector<quint8> marked; ///< by slot
    int markCount = 0;
    std::vector<quint8> hereAt; ///< by slot, what HereRole says
    QHash<TicketId, TicketHere> here;

    bool started = false; ///< the time is known
    Instant now{};        ///< of the last tick
    Instant announced{};  ///< edges up to here were reported, or were past when the model started
    int saidShown = 0, saidTotal = 0, saidMarks = 0;

    Slot put(TicketRow row);
    void forget(Slot slot);
    bool setMark(Slot slot, bool mark);
    quint8 hereOf(TicketId ticket) const; ///< what HereRole says of it
    /// Says of every row anew who has it open; returns the slots of which it says something else now.
    std::vector<Slot> markHere();
    bool evaluate(Slot slot) const { return matcher.matches(rows, slot, rows.hot(slot).clocks, now); }
    /// Names, filter or who sits here have changed.
    void recompile() { matcher = RowMatcher(filter, names, me); }
    /// A row was put, or had an edge pass over it: its match, its share in the counts, its next edge.
    void look(Slot slot);
    /// Looks at all rows again; returns the slots whose match changed.
    std::vector<Slot> rematch();
    void rebuildEdges();
    /// What queries mean has changed, or all rows have.
    void stopWatching()
    {
        watch.stop();
        limitWatch.stop();
    }
    Instant edgeOf(Slot slot) const;
    void rebuildOrder() { sorted = order.sorted(rows, names); }
    void rebuildVisible();

    std::vector<Slot>::iterator placeIn(std::vector<Slot> &list, Slot slot);
    void eraseSorted(Slot slot);
    int rowOf(Slot slot) const; ///< -1 where filtered out
    /// AtRisk or Breached where a clock of the row came into it after `announced`; the worse of several.
    std::optional<sla::ClockState> crossing(Slot slot) const;
};

} // namespace muster::views
