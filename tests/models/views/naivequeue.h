// SPDX-License-Identifier: GPL-3.0-or-later
// The queue as slowly and plainly as it can be said: every row looked at for every question. What QueueModel
// must agree with.
#pragma once

#include "models/views/queuemodel.h"

#include <map>

namespace muster::test {

struct NaiveQueue
{
    views::Names names;
    std::map<TicketId, views::TicketRow> rows;
    PersonId me;
    views::FilterQuery filter;
    int column = views::QueueModel::NextDue;
    Qt::SortOrder direction = Qt::AscendingOrder;

    bool matches(const views::TicketRow &row, const views::FilterQuery &query, Instant now) const;
    std::vector<TicketId> visible(Instant now) const;
};

} // namespace muster::test
