// SPDX-License-Identifier: GPL-3.0-or-later
// How the steps of a ticket's playbook read: whose each is, until when, what did it. Pure; `now` is an
// argument.
#pragma once

#include "models/ticket/playbook.h"
#include "models/views/desk.h"

#include <QString>

#include <vector>

namespace muster::views {

/// One step as it is shown.
struct StepLine
{
    QString key;
    QString words; ///< "Open the war room"
    QString about; ///< "Technical lead · due in 12 min, 14:15 UTC"
    ticket::StepState::Place place = ticket::StepState::Place::Open;
    policy::StepAction action = policy::StepAction::None;
    bool isTicked = false;
    bool isSeen = false; ///< done by a deed of its own: there is no tick to take back
    bool canBeDone = false;
    bool operator==(const StepLine &) const = default;
};

/// "technical_lead" → "Technical lead".
QString roleTitle(const QString &key);

/// The playbook of the ticket's priority, in its order.
std::vector<StepLine> stepLines(const TicketDetail &detail, Instant now);

/// What is most pressing: the step that is overdue longest, else the one due next, else the first one that is
/// open; null where nothing is to be done.
struct NextStep
{
    QString text; ///< "Overdue by 12 min: Open the war room · Technical lead"
    bool isOverdue = false;
    bool operator==(const NextStep &) const = default;
};
std::optional<NextStep> nextStep(const TicketDetail &detail, Instant now);

} // namespace muster::views
