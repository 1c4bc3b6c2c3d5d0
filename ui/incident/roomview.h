// SPDX-License-Identifier: GPL-3.0-or-later
// What every part of a war room is given to show: the incident with its rules, who is called what, who sits
// here, and when it is.
#pragma once

#include "models/views/incidentdesk.h"
#include "models/views/incidenttexts.h"

namespace muster::ui {

struct RoomView
{
    const views::LedIncident &led;
    const views::NameOf &nameOf;
    PersonId me;
    Instant now{};

    const incident::Incident &incident() const { return led.incident; }
    const policy::IncidentRules &rules() const { return led.rules(); }
};

} // namespace muster::ui
