// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules found of each ticket when they looked at it last, while that still holds: after a change of
// the policy, or when a console takes the duty, most of a queue need not be looked at again. In memory; the
// database thread.
#pragma once

#include "models/base/id.h"
#include "models/base/time.h"

#include <QHash>

#include <optional>

namespace muster::store {

class Judgements
{
public:
    struct Judged
    {
        std::optional<Instant> next; ///< when there is more to do if nothing changes
        bool isUntold = false;       ///< something holds that the policy in force has no channel for
        bool isUnowned = false; ///< whether a rule gives it to somebody is for the policy in force to say
        CustomerId customer;
        Instant created{}; ///< by these two other tickets count as reports of the same
    };
    /// What of the policy in force is another than when tickets were judged.
    struct Change
    {
        bool hasChannels = false, hasAssignment = false;
        bool isAny = false;
    };

    /// It was looked at, and all that was to be done is done.
    void keep(TicketId ticket, const Judged &judged);
    /// Something of it, of its escalations or of what was told of it may have changed.
    void doubt(TicketId ticket);
    /// A report changed that tickets of that customer made from then on may count.
    void doubtReports(CustomerId customer, Instant from);
    void doubtAll();

    /// Whether the rules have nothing to do about it at `now`.
    bool isSettled(TicketId ticket, const Change &change, Instant now) const;
    /// Those that a change of the policy concerns; they are in doubt from now on.
    std::vector<TicketId> doubtFor(const Change &change);

private:
    struct Kept
    {
        Judged judged;
        qint64 at = 0; ///< by m_count
    };
    struct Doubt
    {
        Instant from{};
        qint64 at = 0;
    };
    QHash<TicketId, Kept> m_kept;
    QHash<CustomerId, Doubt> m_doubts;
    qint64 m_count = 0;
};

} // namespace muster::store
