// SPDX-License-Identifier: GPL-3.0-or-later
// The tables derived from the facts: queue rows, customers, people, words for the search. Database thread.
#pragma once

#include "models/customer/customer.h"
#include "models/escalation/escalation.h"
#include "models/incident/incident.h"
#include "models/knowledge/knownissue.h"
#include "models/notify/notification.h"
#include "models/people/person.h"
#include "models/store/database.h"
#include "models/store/nametable.h"
#include "models/ticket/ticket.h"
#include "models/views/incidentdesk.h"

#include <functional>

namespace muster::store {

class Projections
{
public:
    explicit Projections(Database &database) : m_database(database) {}

    /// What was numbered may have been undone, or the tables were made anew.
    void forgetNumbers() { m_newestNumber = 0; }

    // Tickets.
    /// Where a ticket's row lies; the number stays when it is closed or opened again.
    struct Place
    {
        bool isClosed = false;
        qint64 number = 0;
    };
    std::optional<Place> placeOf(TicketId id);
    /// The row's number.
    Result<qint64> write(const ticket::Ticket &ticket, const std::array<sla::ClockSummary, 4> &clocks);
    /// Whether the row is what write() would make it.
    bool holds(const ticket::Ticket &ticket, const std::array<sla::ClockSummary, 4> &clocks);
    bool holds(const customer::Customer &customer);
    bool holds(const people::Person &person);
    bool hasTicket(TicketId id);
    std::vector<TicketId> casesFrom(const QString &start, int limit); ///< whose number begins so
    std::optional<views::TicketRow> row(TicketId id, NameTable &names);
    Result<std::vector<views::TicketRow>> openRows(NameTable &names);
    qint64 closedCount();
    std::vector<TicketId> newestOpenTickets(int limit); ///< by when they changed last
    std::vector<TicketId> ticketsWithoutClocks();       ///< none of the four
    std::vector<TicketId> openTicketsByCustomer();      ///< those of one customer together
    std::vector<TicketId> allTickets();

    // Customers and people; by name: folded to one case, first made first.
    Result<void> write(const customer::Customer &customer);
    std::optional<customer::Customer> customer(CustomerId id);
    std::optional<CustomerId> customerByName(const QString &name);
    std::vector<customer::Customer> customers();
    Result<void> write(const people::Person &person);
    std::optional<people::Person> person(PersonId id);
    std::optional<PersonId> personByName(const QString &name);
    std::vector<people::Person> people();

    // Escalations.
    Result<void> write(const escalation::Escalation &escalation);
    Result<std::vector<escalation::EscalationId>> openEscalations();            ///< all that are not closed
    Result<std::vector<escalation::EscalationId>> closedEscalations(int limit); ///< changed last in front
    TicketId ticketOf(escalation::EscalationId escalation);               ///< null where there is no such row
    std::vector<escalation::EscalationId> escalationsOf(TicketId ticket); ///< the oldest first
    /// Those that were made from `from` on, the newest first.
    std::vector<TicketId> ticketsOf(CustomerId customer, Instant from, int limit);

    // Incidents.
    Result<void> write(const incident::Incident &incident);
    Result<std::vector<IncidentId>> openIncidents();                     ///< all that are not closed
    Result<std::vector<views::PastIncident>> closedIncidents(int limit); ///< the newest first
    /// The customer of each linked ticket, and whether the ticket is in the queue.
    Result<std::vector<std::pair<CustomerId, bool>>> ticketsOf(IncidentId incident);
    std::optional<IncidentId> incidentOf(TicketId ticket);             ///< the newest that it is linked to
    std::vector<views::CoveringIncident> incidentsOf(TicketId ticket); ///< all of them, the oldest first

    // Notifications.
    Result<void> write(const notify::Notification &notification);
    std::vector<SubjectId> openNotifications();                   ///< the oldest first
    std::vector<SubjectId> notificationsAbout(SubjectId subject); ///< the oldest first
    /// Of which something was told that is not over yet.
    std::vector<TicketId> ticketsToldOf();
    /// What was told of something else than a ticket, an escalation or an incident that is here, and is not
    /// over.
    std::vector<SubjectId> notificationsOfOthers();
    bool isToldOf(TicketId ticket); ///< of it or one of its escalations
    std::vector<IncidentId> incidentsToldOf();
    std::vector<SubjectId> goneButToldOf();
    std::vector<SubjectId> newestNotifications(int limit, int from); ///< the newest first
    bool holds(const notify::Notification &notification);
    std::vector<SubjectId> allNotifications();

    // Known issues (knownissues.cpp).
    Result<void> write(const knowledge::KnownIssue &issue);
    std::vector<knowledge::KnownIssue> knownIssues(); ///< open ones first, then the newest

    // firings.cpp
    Result<void> writeFiring(FactId fact, const QString &rule, Instant at);
    Result<void> removeFiring(FactId fact);
    bool holdsFiring(FactId fact, const QString &rule, Instant at);
    qint64 firingCount();
    QStringList firedRules();
    int firedSince(const QString &rule, Instant since);
    /// The newest first, with their rules; of every rule where `rule` is empty.
    std::vector<std::pair<FactId, QString>> newestFirings(const QString &rule, Instant before, FactId behind,
                                                          int limit);
    QString caseOf(TicketId ticket);
    QString numberOf(IncidentId incident);

    /// The rows of a subject of which nothing is left.
    Result<void> remove(SubjectId subject);
    // acting.cpp
    Result<void> writeActed(const Fact &entry);
    /// The entries of desks that say that a rule did it.
    std::vector<FactId> entriesOf(FactId derived);
    Result<void> removeActed(FactId entry);

    /// Feeds every row of every derived table, in an order that does not depend on arrival.
    Result<void> digest(const std::function<void(QByteArrayView)> &feed);

private:
    static views::TicketRow readRow(const Statement &row, NameTable &names);
    Result<qint64> nextNumber();
    Result<void> writeCauses(const ticket::Ticket &ticket, bool isNew); ///< knownissues.cpp
    bool holdsCauses(const ticket::Ticket &ticket);

    Database &m_database;
    qint64 m_newestNumber = 0; ///< 0: to be read
};

} // namespace muster::store
