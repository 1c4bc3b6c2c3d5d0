// SPDX-License-Identifier: GPL-3.0-or-later
// What a beat of a drill orders: keys of the script become people, tickets and facts of the record. Pure.
#pragma once

#include "models/drill/player.h"
#include "models/incident/incidentcommands.h"
#include "models/people/person.h"
#include "models/ticket/ticketcommands.h"

namespace muster::drill {

/// A document that is filled from the record; whoever plays the beat has the words for it.
struct DocumentOrder
{
    QString document;
    QStringList answers;
};

/// What is to be submitted, all of it by `actor` and at `at`.
struct Orders
{
    PersonId actor;
    Instant at{};
    std::vector<ticket::TicketOrder> tickets;
    std::optional<incident::IncidentOrder> incident;
    std::optional<DocumentOrder> document;
};

/// Ids are derived from the drill, so that the same drill makes the same subjects again.
IncidentId incidentOf(const Progress &progress);
TicketId ticketOf(const Progress &progress, const QString &beat);
PersonId personOf(const Progress &progress, const QString &member);
CustomerId customerOf(const Progress &progress, const QString &customer);
/// The person who plays the trainee's roles.
PersonId traineeOf(const Progress &progress);
/// A member of the cast, or the trainee where a role of the member's is the trainee's.
PersonId actorOf(const Situation &situation, const QString &member);

people::PersonChanged personFields(const CastMember &member);
customer::CustomerChanged customerFields(const DrillCustomer &customer);

/// BadInput where the record has nothing that the beat could refer to, such as a task that was never made.
Result<Orders> ordersOf(const Next &next, const Situation &situation, const policy::IncidentRules &rules,
                        const policy::CreditTerms &terms = policy::shippedTerms());

/// `draft` with each line that begins with "TODO" replaced by the next answer; lines without one stay.
QString answered(const QString &draft, const QStringList &answers);

} // namespace muster::drill
