// SPDX-License-Identifier: GPL-3.0-or-later
// Open tickets by customer and by owner, kept up to date by what the desk announces. Window thread; owned by
// the page.
#pragma once

#include "models/views/desk.h"

#include <QHash>
#include <QObject>

namespace muster::ui {

struct OpenTicket
{
    TicketId ticket;
    QString caseNumber, subject, priority, status;
    Instant created{};
    bool operator==(const OpenTicket &) const = default;
};

class OpenTickets final
{
public:
    void load(const views::QueueSnapshot &snapshot);
    void apply(const views::QueueChange &change);

    int ofCustomer(CustomerId customer) const;
    int ofPerson(PersonId person) const;
    /// Of one customer, oldest first.
    std::vector<OpenTicket> list(CustomerId customer) const;

private:
    struct Held
    {
        OpenTicket ticket;
        CustomerId customer;
        PersonId owner;
    };
    void take(const views::TicketRow &row, const views::Names &names);
    void drop(TicketId ticket);

    std::map<TicketId, Held> m_tickets;
    std::map<CustomerId, int> m_customers;
    std::map<PersonId, int> m_people;
};

/// The queue's filter for a customer's open tickets: `is:open customer:contoso`.
QString openTicketsFilter(const QString &customer);

} // namespace muster::ui
