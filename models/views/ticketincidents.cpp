// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/incidentdesk.h"

namespace muster::views {

std::vector<TicketIncident> ticketIncidents(const std::vector<LedIncident> &open)
{
    std::vector<TicketIncident> running;
    for (const LedIncident &each : open) {
        if (!incident::isRunning(each.incident.status))
            continue;
        const policy::Severity *severity = each.rules().severity(each.incident.severity);
        running.push_back({each.incident.id, each.incident.number, each.incident.title,
                           each.incident.severity, severity ? severity->badge : QStringLiteral("grey"),
                           each.incident.tickets});
    }
    return running;
}

} // namespace muster::views
