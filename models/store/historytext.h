// SPDX-License-Identifier: GPL-3.0-or-later
// A ticket's facts as sentences for its history.
#pragma once

#include "models/policy/policy.h"
#include "models/ticket/ticket.h"

#include <functional>

namespace muster::store {

/// One sentence; `before` is the ticket's state before the fact, which occurred at `at`; `personName` finds a
/// person's name.
QString describe(const ticket::TicketFact &fact, const ticket::Ticket &before, Instant at,
                 const std::function<QString(PersonId)> &personName);

/// For what is not a ticket fact: corrections, redactions, types from newer programs.
QString describeOther(const QString &type, const QJsonObject &payload);

} // namespace muster::store
