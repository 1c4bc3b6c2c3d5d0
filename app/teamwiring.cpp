// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/teamwiring.h"

#include "app/wiring.h"
#include "models/views/linktext.h"
#include "models/views/presencetext.h"
#include "ui/shell/firststart.h"
#include "ui/shell/topbar.h"
#include "ui/sync/bootstrapband.h"
#include "ui/sync/joinform.h"
#include "ui/sync/linknotices.h"
#include "ui/sync/lookteller.h"
#include "ui/sync/teampage.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/toast.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

void showLink(const Console &console, const views::TeamDesk &team)
{
    console.window->topBar().setSyncState(
        views::linkChip(team.status(), console.desk->now(), ui::localZone()));
}

/// Without a line nobody knows who is here.
std::vector<views::Here> hereNow(const views::TeamDesk &team)
{
    return views::isLineUp(team.status().state) ? team.here() : std::vector<views::Here>();
}

void showHere(const Console &console, const views::TeamDesk &team)
{
    const std::vector<views::Here> here = hereNow(team);
    std::vector<views::Here> others = here;
    std::erase_if(others, [me = console.desk->me()](const views::Here &each) { return each.person == me; });
    console.window->topBar().setHere(views::namesHere(others));
    console.queue->setHere(here);
    console.warRoom->setHere(here);
}

const QString kGiveAway = u"people.give_away"_s;

/// Their tickets, marked, with the question who is to own them.
void giveAway(Console &console, const std::vector<Leaver> &leavers)
{
    ui::MainWindow *window = console.window.get();
    window->showPage(console.queue->pageKey());
    if (leavers.empty())
        return window->toast().showText(ui::TeamPage::tr("Nobody who is away owns an open ticket."), {});
    console.queue->setFilterText(leaversFilter(leavers));
    console.queue->takeFocus();
    // By who owns them: the filter shows people whose name begins alike, too.
    QSet<PersonId> people;
    for (const Leaver &each : leavers)
        people.insert(each.person);
    if (console.queue->model().markOwnedBy(people) > 0)
        window->registry().trigger(u"ticket.assign"_s);
}

void openConflict(Console &console, const views::EditConflict &conflict)
{
    if (!conflict.ticket.isNull()) {
        console.window->showPage(console.queue->pageKey());
        console.queue->openTicket(conflict.ticket);
    } else if (!conflict.incident.isNull()) {
        console.window->showPage(console.warRoom->pageKey());
        console.warRoom->openIncident(conflict.incident);
    }
}

void tellConflict(Console &console, const views::EditConflict &conflict)
{
    console.window->notices().post({ui::NoticeLevel::Warning, views::conflictText(conflict),
                                    ui::MainWindow::tr("Open"),
                                    [&console, conflict] { openConflict(console, conflict); },
                                    u"conflict/"_s + conflict.where + u'/' + conflict.field});
}

void addPage(Console &console, views::TeamDesk &team)
{
    ui::MainWindow *window = console.window.get();
    auto *page = new ui::TeamPage(
        team, [desk = console.desk.get()] { return desk->now(); },
        std::make_unique<ui::WindowDialogs>(window));
    window->addPage(page);
    window->topBar().setSyncAction(window->registry().action(u"page."_s + page->pageKey()));
    QObject::connect(page, &ui::TeamPage::workspaceWanted, window, [&console](const QString &path) {
        if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--db"_s, path}))
            console.window->toast().showText(
                ui::TeamPage::tr("The new workspace opens in a window of its own."), {});
        else
            console.window->post(
                ui::NoticeLevel::Error,
                ui::TeamPage::tr("The new workspace could not be opened. muster --db %1 does it "
                                 "from a terminal.")
                    .arg(path));
    });
    QObject::connect(page, &ui::TeamPage::refusedWanted, window,
                     [window] { window->registry().trigger(u"record.open"_s); });
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, page, &ui::TeamPage::tick);
}

/// What this person has in front of them, for the others.
void tellLooks(Console &console, views::TeamDesk &team)
{
    auto *teller = new ui::LookTeller(team, console.window.get());
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, teller, [&console, teller](Instant now) {
        const bool isShown = !console.window->isMinimized();
        teller->see(isShown ? console.queue->ticketInFront() : TicketId(),
                    isShown ? console.warRoom->incidentInFront() : IncidentId(), now);
    });
    QObject::connect(console.queue, &ui::QueuePage::writing, teller,
                     [&console, teller](TicketId ticket, bool isEmpty) {
                         teller->typed(ticket, {}, isEmpty, console.desk->now());
                     });
    QObject::connect(console.warRoom, &ui::WarRoomPage::writing, teller,
                     [&console, teller](IncidentId incident, bool isEmpty) {
                         teller->typed({}, incident, isEmpty, console.desk->now());
                     });
}

void tellLine(Console &console, views::TeamDesk &team)
{
    ui::MainWindow *window = console.window.get();
    auto *notices = new ui::LinkNotices(team, window->notices(), window);
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, notices, &ui::LinkNotices::look);
    QObject::connect(&team, &views::TeamDesk::statusChanged, notices,
                     [&console, notices] { notices->look(console.desk->now()); });
    QObject::connect(notices, &ui::LinkNotices::teamWanted, window,
                     [window] { window->registry().trigger(u"page.team"_s); });
}

} // namespace

void connectTeam(Console &console, views::TeamDesk &team)
{
    ui::MainWindow *window = console.window.get();
    addPage(console, team);
    tellLooks(console, team);
    tellLine(console, team);
    auto *band = new ui::BootstrapBand(window);
    window->setBand(band);
    const auto refresh = [&console, &team, band] {
        showLink(console, team);
        showHere(console, team);
        band->present(team.status());
    };
    QObject::connect(&team, &views::TeamDesk::statusChanged, window, refresh);
    QObject::connect(&team, &views::TeamDesk::hereChanged, window,
                     [&console, &team] { showHere(console, team); });
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, window,
                     [&console, &team] { showLink(console, team); }); // past midnight it names the day
    QObject::connect(&team, &views::TeamDesk::conflictFound, window,
                     [&console](const views::EditConflict &conflict) { tellConflict(console, conflict); });
    refresh();
}

void connectLeavers(Console &console)
{
    ui::MainWindow *window = console.window.get();
    console.leavers = std::make_unique<Leavers>(*console.desk, console.team.get(), console.queue->model());
    Leavers *leavers = console.leavers.get();
    window->registry().add(
        {kGiveAway,
         ui::TeamPage::tr("Give away what absent people own"),
         ui::TeamPage::tr("Ticket"),
         {},
         ui::Scope::Everywhere,
         u"customers"_s,
         ui::TeamPage::tr("Marks the open tickets of whoever is away or left the team, and "
                          "asks who is to own them.")},
        window, [&console, leavers] { giveAway(console, leavers->now()); });
    QObject::connect(leavers, &Leavers::found, window, [window](const QString &sentence) {
        window->post(ui::NoticeLevel::Warning, sentence, kGiveAway);
    });
    QObject::connect(console.customers, &ui::CustomersPage::saved, leavers, &Leavers::look);
    QObject::connect(console.queue, &ui::QueuePage::ready, leavers, &Leavers::look);
}

void offerJoining(Console &console, ui::FirstStart &page, std::function<void()> joined)
{
    auto *form =
        new ui::JoinForm(*console.team, std::make_shared<ui::WindowDialogs>(console.window.get()), &page);
    page.offerJoining();
    QObject::connect(&page, &ui::FirstStart::joinWanted, form, &ui::JoinForm::open);
    QObject::connect(form, &ui::JoinForm::joined, console.window.get(), [&console, joined] {
        ui::whenAnswered(console.desk->learnMe(), console.window.get(),
                         [joined](const Result<void> &) { joined(); });
    });
}

} // namespace muster::app
