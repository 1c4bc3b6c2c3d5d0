// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/incidentwiring.h"

#include "app/wiring.h"
#include "models/views/linktext.h"
#include "ui/shell/incidentstrip.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/toast.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

/// Before the id of an incident in a notice's key; a ticket's stands alone.
const QString kIncidentKey = u"incident:"_s;

void showIncident(Console &console, IncidentId incident)
{
    console.window->showPage(console.warRoom->pageKey());
    console.warRoom->openIncident(incident);
}

/// What the shared screen shows now.
void showOnWall(const Console &console, Instant now)
{
    std::vector<ui::WallIncident> incidents;
    for (const ui::RunningIncident &each : console.warRoom->announced())
        incidents.push_back({each.severity, each.badge, each.title, each.elapsed, each.due, each.missing,
                             ui::WallIncident::Level(each.level)});
    console.wallboard->setStale(console.team ? views::staleText(console.team->status(), now) : QString());
    const auto count = [&console](const QString &view) { return console.queue->countOf(view); };
    console.wallboard->present(incidents,
                               {{ui::Wallboard::tr("Breached"), count(u"breached"_s), true},
                                {ui::Wallboard::tr("In 60 minutes"), count(u"breaching"_s), false},
                                {ui::Wallboard::tr("Unassigned"), count(u"unassigned"_s), false},
                                {ui::Wallboard::tr("Waiting"), count(u"waiting"_s), false},
                                {ui::Wallboard::tr("All open"), count(u"all"_s), false}},
                               now);
}

} // namespace

void connectIncidents(Console &console)
{
    ui::MainWindow *window = console.window.get();
    ui::WarRoomPage *room = console.warRoom;
    QObject::connect(console.customers, &ui::CustomersPage::saved, room, &ui::WarRoomPage::loadWho);
    QObject::connect(room, &ui::WarRoomPage::runningChanged, window,
                     [window](const std::vector<ui::RunningIncident> &running) {
                         std::vector<ui::IncidentChip> chips;
                         chips.reserve(running.size());
                         for (const ui::RunningIncident &each : running)
                             chips.push_back({each.id.toString(), each.text, each.badge, each.icon});
                         window->incidents().setChips(chips);
                     });
    QObject::connect(&window->incidents(), &ui::IncidentStrip::chosen, window,
                     [&console](const QString &key) {
                         if (const auto incident = IncidentId::parse(key))
                             showIncident(console, *incident);
                     });
    QObject::connect(room, &ui::WarRoomPage::attention, window,
                     [window](const QString &title, const QString &text, IncidentId incident) {
                         window->notifier().notify({kIncidentKey + incident.toString(), title, text, true});
                     });
    QObject::connect(&window->notifier(), &ui::Notifier::activated, room, [&console](const QString &key) {
        const auto incident =
            key.startsWith(kIncidentKey) ? IncidentId::parse(key.mid(kIncidentKey.size())) : std::nullopt;
        if (!incident)
            return; // it is a ticket's
        showIncident(console, *incident);
        console.window->raise();
        console.window->activateWindow();
    });
    room->setSubjects([window, queue = console.queue] {
        return window->currentPage() == queue ? queue->subjects() : std::vector<TicketId>();
    });
    console.queue->setIncidents([room] {
        std::vector<std::pair<IncidentId, QString>> titles;
        for (const ui::RunningIncident &each : room->announced())
            titles.emplace_back(each.id, each.severity + u' ' + each.title);
        return titles;
    });
    QObject::connect(room, &ui::WarRoomPage::incidentsTaken, console.queue, [room, queue = console.queue] {
        queue->setTicketIncidents(views::ticketIncidents(room->running()));
    });
    QObject::connect(
        console.queue, &ui::QueuePage::declareWanted, room,
        [room](TicketId ticket, const QString &subject) { room->declareFor({ticket}, subject); });
    QObject::connect(console.queue, &ui::QueuePage::incidentWanted, room,
                     [&console](IncidentId incident) { showIncident(console, incident); });
    QObject::connect(console.queue, &ui::QueuePage::ownTicketsLinked, window,
                     [window](const QString &title, const QString &text, IncidentId incident) {
                         window->notifier().notify({kIncidentKey + incident.toString(), title, text, true});
                     });
    QObject::connect(console.queue, &ui::QueuePage::incidentLinkWanted, room, &ui::WarRoomPage::linkTickets);
    QObject::connect(room, &ui::WarRoomPage::told, window,
                     [window](const QString &sentence) { window->toast().showText(sentence); });
}

void connectWallboard(Console &console)
{
    ui::MainWindow *window = console.window.get();
    console.wallboard = new ui::Wallboard(window);
    window->registry().add({u"wallboard.open"_s,
                            ui::Wallboard::tr("Wallboard"),
                            ui::Wallboard::tr("View"),
                            {Qt::Key_F11},
                            ui::Scope::Everywhere,
                            u"desk"_s,
                            ui::Wallboard::tr("Incidents and counts on a shared screen; Esc closes it.")},
                           window, [&console] {
                               showOnWall(console, console.desk->now());
                               console.wallboard->showFullScreen();
                           });
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, console.wallboard, [&console](Instant now) {
        if (console.wallboard->isVisible())
            showOnWall(console, now);
    });
    QObject::connect(console.wallboard, &ui::Wallboard::closed, window, &QWidget::activateWindow);
}

} // namespace muster::app
