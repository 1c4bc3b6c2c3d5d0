// SPDX-License-Identifier: GPL-3.0-or-later
// One row of the queue as a value: what the table paints, sorts and filters by. Made by the store's
// projections.
#pragma once

#include "models/base/id.h"
#include "models/sla/clocks.h"
#include "models/ticket/ticketfacts.h"

#include <QString>

#include <array>
#include <memory>
#include <vector>

namespace muster::views {

struct TicketRow
{
    TicketId id;
    QString caseNumber;
    QString subject;
    QString contact;
    quint32 customer = 0; ///< index into Names::customers
    quint32 assignee = 0; ///< index into Names::people; 0 = nobody
    quint32 tags = 0;     ///< index into Names::tagSets; 0 = none
    quint16 priority = 0; ///< index into Names::priorities; 0 = none
    quint16 tier = 0;     ///< index into Names::tiers; 0 = none
    ticket::Status status = ticket::Status::New;
    bool acknowledged = false;
    bool customerSpokeLast = false;
    Instant created{};
    Instant updated{};
    std::array<sla::ClockSummary, 4> clocks; ///< by ClockKind
    bool operator==(const TicketRow &) const = default;
};

struct PriorityName
{
    QString key, name, badge;
    int rank = 0;
    bool operator==(const PriorityName &) const = default;
};
struct TierName
{
    QString key, name;
    bool operator==(const TierName &) const = default;
};
struct CustomerName
{
    CustomerId id;
    QString name;
    bool operator==(const CustomerName &) const = default;
};
struct PersonName
{
    PersonId id;
    QString name;
    bool operator==(const PersonName &) const = default;
};

/// The texts that rows share. Index 0 of each list is the empty entry. Lists only grow while a window is
/// open.
struct Names
{
    std::vector<CustomerName> customers{{}};
    std::vector<PersonName> people{{}};
    std::vector<PriorityName> priorities{{}};
    std::vector<TierName> tiers{{}};
    std::vector<QStringList> tagSets{{}};
    bool operator==(const Names &) const = default;
};

/// The clock that falls due next (or was breached first) at this row, for sorting and for the table's one
/// bar. Running clocks only; index into `clocks`, -1 where none runs.
int nextClock(const TicketRow &row);
/// Its due instant; kNever where none runs. Stands still while time passes: a sort key.
Instant nextDue(const TicketRow &row);
/// What a row shows where nothing runs, too: the next clock, else the paused one that has used most of its
/// target, else the one that stopped last; -1 where the ticket has no clock.
int shownClock(const TicketRow &row);

} // namespace muster::views
