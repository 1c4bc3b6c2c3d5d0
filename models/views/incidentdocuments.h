// SPDX-License-Identifier: GPL-3.0-or-later
// The documents of an incident as Markdown, filled from the record: the post-mortem and the one-page
// executive brief. What the record does not know is said to be unknown, never left out and never made up.
// Blameless: events and conditions, no person at fault. Pure. Source: the runbook's documents, rows I11 and
// I12.
#pragma once

#include "models/views/incidentdesk.h"
#include "models/views/incidenttexts.h"

#include <QTimeZone>

namespace muster::views {

struct DocumentFrame
{
    const policy::IncidentRules &rules;
    const NameOf &nameOf;
    Affected affected;
    Instant now{};
    QTimeZone here; ///< of local times, behind the UTC ones
};

/// A draft to be edited, as of now: summary, impact, times, timeline of milestones and decisions, causes,
/// what went well and what did not, actions with owner, date and kind. Lines that a person has to write begin
/// with "TODO".
QString postMortemDraft(const incident::Incident &incident, const DocumentFrame &frame);

/// One page: state, impact, what is being done, decisions needed, next brief; and what changed since
/// `before`, the brief that was written last (null for the first one).
QString executiveBrief(const incident::Incident &incident, const DocumentFrame &frame,
                       const incident::Document *before);

/// When the post-mortem is due; absent while the incident is running, and once it is written.
std::optional<Instant> postMortemDue(const incident::Incident &incident, const policy::IncidentRules &rules);

} // namespace muster::views
