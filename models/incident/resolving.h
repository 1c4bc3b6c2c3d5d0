// SPDX-License-Identifier: GPL-3.0-or-later
// What an incident lacks before it may be called resolved or be closed, and which line gives it. Pure.
#pragma once

#include "models/incident/incident.h"
#include "models/policy/incidentrules.h"

namespace muster::incident {

struct Lack
{
    QString token; ///< of the ask or milestone, as the timeline names it: "{ask:recovery}", or in words; may
                   ///< be empty
    QString what;  ///< a sentence without its stop: "Nobody has confirmed that it works again"
    QString command; ///< the line that gives it: "/recovered WHAT SHOWS IT"; empty where no line does
    bool operator==(const Lack &) const = default;
};

/// By the policy: the required milestones that stand before the one of Resolved (all of them where it names
/// none), and what the step that asks for that one requires beside it.
std::vector<Lack> lacksToResolve(const Incident &incident, const policy::IncidentRules &rules);

/// Whatever the policy's steps say: it is resolved, every required milestone has its time, the recovery is
/// confirmed and the cause written down. While it is running what a resolution needs is asked for, too, so
/// that closing is no way round it.
std::vector<Lack> lacksToClose(const Incident &incident, const policy::IncidentRules &rules);

/// "What (line); what (line)"
QString lackText(const std::vector<Lack> &lacks);

} // namespace muster::incident
