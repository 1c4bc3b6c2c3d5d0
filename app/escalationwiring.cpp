// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/escalationwiring.h"

#include "app/wiring.h"
#include "ui/escalation/escalationpage.h"
#include "ui/widgets/toast.h"

namespace muster::app {
namespace {

std::optional<views::EscalatedTicket> ticketIn(const views::QueueModel &queue, TicketId ticket)
{
    const views::TicketRow *row = queue.find(ticket);
    if (row == nullptr)
        return std::nullopt;
    const views::Names &names = queue.names();
    return views::EscalatedTicket{row->caseNumber, row->subject, names.customers[row->customer].name,
                                  names.tiers[row->tier].name};
}

void showOnTicket(const Console &console, Instant now)
{
    const TicketId ticket = console.queue->detailTicket();
    console.queue->setEscalation(console.escalations->lineOf(ticket, now),
                                 console.escalations->isOverdue(ticket, now));
}

} // namespace

void connectEscalations(Console &console)
{
    ui::MainWindow *window = console.window.get();
    ui::EscalationPage *page = console.escalations;
    ui::QueuePage *queue = console.queue;
    page->setTickets([queue](TicketId ticket) { return ticketIn(queue->model(), ticket); });
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, page, &ui::EscalationPage::tick);
    QObject::connect(page, &ui::EscalationPage::ticketWanted, queue, [window, queue](TicketId ticket) {
        window->showPage(queue->pageKey());
        if (!ticket.isNull())
            queue->openTicket(ticket);
    });
    QObject::connect(page, &ui::EscalationPage::told, window,
                     [window](const QString &sentence) { window->toast().showText(sentence); });
    QObject::connect(queue, &ui::QueuePage::escalateWanted, page, &ui::EscalationPage::escalate);
    QObject::connect(queue, &ui::QueuePage::escalationWanted, page, [window, page](TicketId ticket) {
        const views::LedEscalation *led = page->ofTicket(ticket);
        window->showPage(page->pageKey());
        if (led)
            page->show(led->escalation.id);
    });
    const auto show = [&console] { showOnTicket(console, console.desk->now()); };
    QObject::connect(page, &ui::EscalationPage::escalationsTaken, queue, show);
    QObject::connect(page, &ui::EscalationPage::escalationsTaken, queue,
                     [queue, page] { queue->setEscalated(page->escalated()); });
    QObject::connect(queue, &ui::QueuePage::detailShown, page, show);
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, queue, show);
    QObject::connect(console.customers, &ui::CustomersPage::saved, page, &ui::EscalationPage::loadPeople);
}

} // namespace muster::app
