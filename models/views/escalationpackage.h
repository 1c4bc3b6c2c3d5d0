// SPDX-License-Identifier: GPL-3.0-or-later
// What the editor of a package begins with, and the words that stand beside it. Pure.
#pragma once

#include "models/escalation/package.h"
#include "models/views/desk.h"
#include "models/views/escalationtexts.h"
#include "models/views/knownquestion.h"

namespace muster::views {

struct PackageStart
{
    escalation::CaseValues values;         ///< of the ticket
    escalation::PackageWritten fromTicket; ///< as far as ticket and escalation say
    escalation::SeverityAnswer severity;   ///< by the definitions
};
/// As of now, with what is known already and what was ticked when it was raised; by the rules of the
/// escalation. Texts of times have their date: they are read later, too.
PackageStart packageStart(const LedEscalation &led, const TicketDetail &detail, const KnownCase &known,
                          Instant now, const TimeTextOf &timeText);

/// "By the definitions: High (a promise was missed)."; empty without a severity.
QString severityText(const policy::PackageRules &rules, const escalation::SeverityAnswer &answer);

/// "11 of 13 parts that Engineering needs", "Complete for Engineering: all 13 parts".
QString completenessText(const escalation::Completeness &completeness, const policy::EscalationPath *path);

/// The path that a package is written for as it stands: on the way there, there, or by the ticket's words;
/// empty where nothing says one.
QString pathOf(const LedEscalation &led, const TicketDetail &detail);

} // namespace muster::views
