// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ruleswiring.h"

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

} // namespace muster::app
