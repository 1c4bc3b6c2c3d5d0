// SPDX-License-Identifier: GPL-3.0-or-later
// An incident declared from a terminal, as it is handed to the window that has the workspace open, or to the
// workspace itself. Values on the caller's thread.
#pragma once

#include "models/incident/incidentcommands.h"

#include <functional>

namespace muster::app {

struct Declaration
{
    QString title;
    QString severity; ///< key, or its end ("1"); empty: the highest
    QString scope;
    std::optional<Instant> firstReport, at;
    QStringList cases; ///< numbers of the tickets to link
    bool operator==(const Declaration &) const = default;
};

QByteArray toLine(const Declaration &declaration); ///< JSON without a line break
Result<Declaration> declarationFrom(const QByteArray &line);

/// The order for an incident desk; who declares leads it, where the severity has a role that leads. BadInput
/// names a severity or a case that there is not.
Result<incident::IncidentOrder>
orderOf(const Declaration &declaration, const policy::IncidentRules &rules, PersonId me,
        const std::function<std::optional<TicketId>(const QString &)> &ticketOf);

} // namespace muster::app
