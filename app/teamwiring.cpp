// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/teamwiring.h"

#include "app/wiring.h"
#include "models/views/linktext.h"
#include "models/views/presencetext.h"
#include "ui/shell/topbar.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/noticebar.h"

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
    console.window->topBar().setHere(views::namesHere(hereNow(team)));
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

} // namespace

void connectTeam(Console &console, views::TeamDesk &team)
{
    ui::MainWindow *window = console.window.get();
    const auto refresh = [&console, &team] {
        showLink(console, team);
        showHere(console, team);
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

} // namespace muster::app
