// SPDX-License-Identifier: GPL-3.0-or-later
// When what happened on a ticket of the sample, in seconds before the base instant; the words come later.
#pragma once

#include "people.h"

namespace muster::samples {

enum class Step : quint8
{
    AutoReply,
    Reply,
    CustomerMessage,
    Note,
    Solution, ///< a reply that tells what was done
    Open,
    Waiting,
    OnHold,
    Resolved,
    Reopened,
    Closed,
    Reprioritise ///< from the rank it was created with to its own
};

struct Moment
{
    qint64 ago = 0;
    Step step = Step::Reply;
};

struct Timeline
{
    int rank = 2; ///< 0 is the highest priority
    int createdRank = 2;
    qint64 age = 0;              ///< seconds from the creation to the base instant
    std::vector<Moment> moments; ///< in time order
};

/// A ticket that is not done. Most are inside their targets for hours or days to come; about one in fifteen
/// has breached and one in twelve is at risk, counted with the playbook's targets.
Timeline openTimeline(Dice &dice);
/// A ticket resolved or closed within the last sixty days.
Timeline doneTimeline(Dice &dice);

} // namespace muster::samples
