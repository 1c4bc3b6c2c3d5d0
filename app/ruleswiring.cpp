// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ruleswiring.h"

#include "app/notificationwiring.h"
#include "app/wiring.h"
#include "ui/widgets/deskanswer.h"

namespace muster::app {

void connectRules(RulesKeeper &rules, DeskService &desk, TeamService &team)
{
    const auto decide = [&rules, &desk, &team] {
        team.takeDuty(); // it may just have joined
        ui::whenAnswered(desk.thread().ask([](store::Workspace &workspace) { return workspace.isInTeam(); }),
                         &rules,
                         [&rules, &team](bool isInTeam) { rules.setActing(!isInTeam || team.isOnDuty()); });
    };
    QObject::connect(&team, &TeamService::dutyChanged, &rules, decide);
    QObject::connect(&team, &views::TeamDesk::teamChanged, &rules, decide);
    decide();
}

void followActing(LimitKeeper &limits, RulesKeeper &rules)
{
    QObject::connect(&rules, &RulesKeeper::actingChanged, &limits, &LimitKeeper::setActing);
    limits.setActing(rules.isActing());
}

void followMatters(RulesKeeper &rules, const IncidentService &incidents, const EscalationService &escalations)
{
    QObject::connect(&incidents, &views::IncidentDesk::incidentChanged, &rules, &RulesKeeper::lookSoon);
    QObject::connect(&escalations, &views::EscalationDesk::escalationChanged, &rules, &RulesKeeper::lookSoon);
}

void connectRuleList(Console &console)
{
    ui::MainWindow *window = console.window.get();
    RulesService *ruling = console.ruling.get();
    console.rulesPage = new ui::RulesPage(*console.desk, *ruling);
    ui::RulesPage *page = console.rulesPage;
    window->addPage(page);
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, page, &ui::RulesPage::tick);
    QObject::connect(page, &ui::RulesPage::opened, window,
                     [&console](const QString &kind, SubjectId about) { openSubject(console, kind, about); });
    QObject::connect(page, &ui::RulesPage::deliveryWanted, window,
                     [window, log = console.notifications](SubjectId notification) {
                         window->showPage(log->pageKey());
                         log->showNotification(notification);
                     });
    if (console.rules != nullptr)
        QObject::connect(console.rules.get(), &RulesKeeper::fired, ruling, &RulesService::look);
}

} // namespace muster::app
