// SPDX-License-Identifier: GPL-3.0-or-later
// What of an incident calls for a notification now: roles that nobody has, updates that are due or
// overdue, actions of recovery plans that are overdue.
// Each is said once for its due time, to each audience; missing roles again and again. Window thread.
#pragma once

#include "models/views/incidentdesk.h"

#include <map>

namespace muster::ui {

class Reminders
{
public:
    /// Sentences that were not said before. Missing roles are told as often as the policy's roleRepeat.
    QStringList dueAt(const views::LedIncident &led, Instant now);
    /// Forgets what was said of all others.
    void keepOnly(const std::vector<views::LedIncident> &open);

private:
    struct Told
    {
        Instant missingRoles{};                     ///< when it was last said that nobody has them
        std::map<QString, Instant> warned, overdue; ///< by audience, the due time that was told of
        std::map<FactId, Instant> actions;          ///< of recovery plans, the due time that was told of
    };
    std::map<IncidentId, Told> m_told;
};

} // namespace muster::ui
