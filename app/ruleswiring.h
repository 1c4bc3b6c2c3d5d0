// SPDX-License-Identifier: GPL-3.0-or-later
// Which console acts: connects the rules with the duty of the team.
#pragma once

#include "app/automation/limitkeeper.h"
#include "app/automation/ruleskeeper.h"
#include "app/escalationservice.h"
#include "app/incidentservice.h"
#include "app/team/teamservice.h"

namespace muster::app {

struct Console;

/// The rules act on a desk that is alone, and in a team while this console holds the duty, for which it
/// competes from now on.
void connectRules(RulesKeeper &rules, DeskService &desk, TeamService &team);
/// The limits of the queue are held while the rules act, and look at them again where they began to.
void followActing(LimitKeeper &limits, RulesKeeper &rules);
/// What changes in incidents and escalations is looked at, too.
void followMatters(RulesKeeper &rules, const IncidentService &incidents,
                   const EscalationService &escalations);
/// The page with the list of rules; once all pages that it leads to are there.
void connectRuleList(Console &console);

} // namespace muster::app
