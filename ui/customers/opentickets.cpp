// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/opentickets.h"

#include "models/ticket/ticket.h"
#include "models/views/filterquery.h"
#include "models/views/fold.h"
#include "models/views/queuemodel.h"

using namespace Qt::StringLiterals;

namespace muster::ui {

void OpenTickets::load(const views::QueueSnapshot &snapshot)
{
    m_tickets.clear();
    m_customers.clear();
    m_people.clear();
    for (const views::TicketRow &row : snapshot.rows)
        take(row, snapshot.names);
}

void OpenTickets::apply(const views::QueueChange &change)
{
    for (const views::TicketRow &row : change.rows) {
        drop(row.id);
        take(row, change.names);
    }
    for (const TicketId gone : change.gone)
        drop(gone);
}

void OpenTickets::take(const views::TicketRow &row, const views::Names &names)
{
    if (!ticket::isOpen(row.status)) // what the queue means by open, so that both count the same
        return;
    Held held;
    held.ticket = {row.id,
                   row.caseNumber,
                   row.subject,
                   row.priority < names.priorities.size() ? names.priorities[row.priority].key : QString(),
                   views::statusTitle(row.status),
                   row.created};
    if (row.customer < names.customers.size())
        held.customer = names.customers[row.customer].id;
    if (row.assignee < names.people.size())
        held.owner = names.people[row.assignee].id;
    ++m_customers[held.customer];
    ++m_people[held.owner];
    m_tickets.insert_or_assign(row.id, std::move(held));
}

void OpenTickets::drop(TicketId ticket)
{
    const auto found = m_tickets.find(ticket);
    if (found == m_tickets.end())
        return;
    --m_customers[found->second.customer];
    --m_people[found->second.owner];
    m_tickets.erase(found);
}

int OpenTickets::ofCustomer(CustomerId customer) const
{
    const auto found = m_customers.find(customer);
    return found == m_customers.end() ? 0 : found->second;
}

int OpenTickets::ofPerson(PersonId person) const
{
    const auto found = m_people.find(person);
    return found == m_people.end() ? 0 : found->second;
}

std::vector<OpenTicket> OpenTickets::list(CustomerId customer) const
{
    std::vector<OpenTicket> tickets;
    for (const auto &[id, held] : m_tickets) {
        if (held.customer == customer)
            tickets.push_back(held.ticket);
    }
    std::ranges::stable_sort(tickets, {}, &OpenTicket::created);
    return tickets;
}

QString openTicketsFilter(const QString &customer)
{
    views::FilterTerm open, name;
    open.key = views::FilterTerm::Key::Is;
    open.values = {u"open"_s};
    name.key = views::FilterTerm::Key::Customer;
    name.values = {views::folded(customer)};
    return views::filterText({{open, name}, {}});
}

} // namespace muster::ui
