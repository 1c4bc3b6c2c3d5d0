// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notificationwiring.h"

#include "app/notify/credentials.h"
#include "app/team/teamservice.h"
#include "app/wiring.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/toast.h"

using namespace Qt::StringLiterals;

namespace muster::app {

void openSubject(const Console &console, const QString &kind, SubjectId about)
{
    ui::MainWindow *window = console.window.get();
    if (kind == u"incident") {
        window->showPage(console.warRoom->pageKey());
        console.warRoom->openIncident(idCast<IncidentId>(about));
    } else if (kind == u"ticket") {
        window->showPage(console.queue->pageKey());
        console.queue->openTicket(idCast<TicketId>(about));
    } else if (kind == u"escalation") {
        window->showPage(console.escalations->pageKey());
        console.escalations->show(idCast<escalation::EscalationId>(about));
    } else if (kind == u"threshold") {
        window->showPage(console.queue->pageKey());
        console.queue->showLimit(about);
    } else {
        window->showPage(console.notifications->pageKey()); // of one notice for many
    }
}

void connectNotifications(Console &console)
{
    ui::MainWindow *window = console.window.get();
    ui::QueuePage *queue = console.queue;
    QObject::connect(queue, &ui::QueuePage::attention, window,
                     [&console, window](const QString &title, const QString &text, TicketId ticket) {
                         // What the rules tell of it says more, and can be acknowledged.
                         if (console.notes == nullptr || !console.notes->tellsOf(idCast<SubjectId>(ticket)))
                             window->notifier().notify({ticket.toString(), title, text, true});
                     });
    QObject::connect(&window->notifier(), &ui::Notifier::activated, queue,
                     [window, queue](const QString &key) {
                         if (const auto ticket = TicketId::parse(key)) {
                             window->showPage(queue->pageKey());
                             queue->openTicket(*ticket);
                             window->raise();
                             window->activateWindow();
                         }
                     });
}

void sendNotifications(Console &console, TeamService &team)
{
    ui::MainWindow *window = console.window.get();
    console.sender = std::make_unique<Sender>(console.desk->thread(), console.desk->clock(),
                                              credentialsOf(console.desk->fileName()),
                                              [&team] { return team.isOnDuty(); });
    Sender *sender = console.sender.get();
    NotificationService *deliveries = console.notifying.get();
    sender->waitWhile([rules = console.rules.get()] { return rules->isBehind(); });
    QObject::connect(&team, &TeamService::dutyChanged, sender, &Sender::look);
    QObject::connect(console.rules.get(), &RulesKeeper::fired, sender, &Sender::look);
    QObject::connect(console.rules.get(), &RulesKeeper::fired, deliveries, &NotificationService::look);
    QObject::connect(console.limits.get(), &LimitKeeper::told, sender, &Sender::look);
    QObject::connect(console.limits.get(), &LimitKeeper::told, deliveries, &NotificationService::look);
    QObject::connect(sender, &Sender::changed, deliveries, &NotificationService::look);
    console.notes = std::make_unique<DesktopNotes>(*console.desk, window->notifier());
    console.notes->waitWhile([rules = console.rules.get()] { return rules->isBehind(); });
    QObject::connect(console.notes.get(), &DesktopNotes::opened, window,
                     [&console, window](const QString &kind, SubjectId about) {
                         openSubject(console, kind, about);
                         window->raise();
                         window->activateWindow();
                     });
    // What a person does with one in the log counts on the desktop and for the channels at once.
    QObject::connect(deliveries, &views::NotificationDesk::deliveriesChanged, console.notes.get(),
                     &DesktopNotes::look);
    QObject::connect(deliveries, &views::NotificationDesk::deliveriesChanged, sender, &Sender::look);
    sender->start();
    console.notes->start();
}

void connectDeliveries(Console &console)
{
    ui::MainWindow *window = console.window.get();
    console.notifications = new ui::NotificationPage(*console.desk, *console.notifying);
    ui::NotificationPage *page = console.notifications;
    window->addPage(page);
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, page, &ui::NotificationPage::tick);
    QObject::connect(page, &ui::NotificationPage::told, window,
                     [window](const QString &sentence) { window->toast().showText(sentence); });
    QObject::connect(page, &ui::NotificationPage::opened, window,
                     [&console](const QString &kind, SubjectId about) { openSubject(console, kind, about); });
    QObject::connect(console.customers, &ui::CustomersPage::saved, page, &ui::NotificationPage::loadPeople);
}

} // namespace muster::app
