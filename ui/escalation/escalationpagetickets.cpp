// SPDX-License-Identifier: GPL-3.0-or-later
// What the board knows of tickets, and says of them elsewhere.
#include "ui/escalation/boardfilter.h"
#include "ui/escalation/escalationpage.h"
#include "ui/widgets/deskanswer.h"

#include <QListView>

namespace muster::ui {
namespace {

/// What skips the levels stands before all that does not.
std::pair<bool, int> rankOf(const views::LedEscalation &led)
{
    return {views::skipsLevels(led), led.rules().rankOfLevel(led.escalation.level().level)};
}

} // namespace

views::EscalatedTicket EscalationPage::ticketOf(TicketId ticket)
{
    if (m_tickets) {
        if (const auto known = m_tickets(ticket))
            return *known;
    }
    if (const auto kept = m_closedTickets.constFind(ticket); kept != m_closedTickets.constEnd())
        return *kept;
    m_closedTickets.insert(ticket, {}); // asked for once
    whenAnswered(m_desk.loadTicket(ticket), this, [this, ticket](const Result<views::TicketDetail> &detail) {
        if (!detail)
            return;
        const policy::Tier *tier =
            detail->policy ? detail->policy->policy().tier(detail->ticket.tier) : nullptr;
        m_closedTickets.insert(ticket, {detail->ticket.caseNumber, detail->ticket.subject,
                                        detail->customer.name, tier ? tier->name : detail->ticket.tier});
        m_wait.want();
    });
    return {};
}

const views::LedEscalation *EscalationPage::ofTicket(TicketId ticket) const
{
    const views::LedEscalation *highest = nullptr;
    for (const views::LedEscalation &each : m_open) {
        if (each.escalation.raised.ticket != ticket)
            continue;
        if (highest == nullptr || rankOf(each) > rankOf(*highest))
            highest = &each;
    }
    return highest;
}

QHash<TicketId, bool> EscalationPage::escalated() const
{
    QHash<TicketId, bool> tickets;
    for (const views::LedEscalation &each : m_open)
        tickets[each.escalation.raised.ticket] |= views::skipsLevels(each);
    return tickets;
}

QString EscalationPage::lineOf(TicketId ticket, Instant now) const
{
    const views::LedEscalation *led = ofTicket(ticket);
    return led ? views::ticketLine(*led, m_orders->nameOf(), now) : QString();
}

bool EscalationPage::isOverdue(TicketId ticket, Instant now) const
{
    const views::LedEscalation *led = ofTicket(ticket);
    return led && sla::stateAt(views::shownClock(*led).clock, now) == sla::ClockState::Breached;
}

void EscalationPage::setKnowledge(views::KnowledgeDesk *knowledge)
{
    m_knowledge = knowledge;
    if (m_orders != nullptr)
        m_orders->setKnowledge(knowledge);
}

void EscalationPage::setDialogs(std::shared_ptr<Dialogs> dialogs)
{
    m_dialogs = std::move(dialogs);
    if (m_orders)
        m_orders->setDialogs(m_dialogs);
}

void EscalationPage::escalate(TicketId ticket)
{
    // What one may not read is none of one's business, and no reason to leave the ticket as it is.
    const views::LedEscalation *highest = nullptr;
    bool isApart = true;
    for (const views::LedEscalation &each : m_open) {
        if (each.escalation.raised.ticket != ticket || !each.isReadable())
            continue;
        isApart = isApart && views::skipsLevels(each);
        if (highest == nullptr || rankOf(each) > rankOf(*highest))
            highest = &each;
    }
    if (highest != nullptr)
        return orders().choose(*highest, isApart);
    if (!ticket.isNull())
        orders().escalate(ticket);
}

void EscalationPage::show(escalation::EscalationId escalation)
{
    m_wanted = escalation;
    if (m_model->rowOfEscalation(escalation) >= 0)
        return present();
    const bool isOpen = m_at.contains(escalation);
    m_closed.clear(); // what was closed since is read again
    m_filter->showAll(!isOpen);
}

} // namespace muster::ui
