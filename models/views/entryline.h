// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one line typed into an incident's timeline: "-12m failed over to the replica @ada => errors fall",
// "/sev 2 one region only", "/role ic Ada", "/status mitigated". Pure; rules, people, now and zone are
// arguments.
#pragma once

#include "models/incident/incidentcommands.h"
#include "models/people/person.h"

#include <QTimeZone>

#include <span>

namespace muster::views {

struct EntryFrame
{
    Instant now{};
    QTimeZone here; ///< the zone of times that name none
    const policy::IncidentRules &rules;
    std::span<const people::Person> people;
};

struct ReadEntry
{
    std::optional<Instant> at; ///< absent: now
    incident::IncidentCommand command;
    /// "/update" wants the composer for this audience rather than a command; empty otherwise.
    QString compose;
};

/// A decision may say "because …" and then "instead of …". A time may stand first, as readWhen reads it;
/// "@name" names the owner, "=>" the result. Without a slash it is a fact. Slash words: fact, action,
/// decision, hypothesis, milestone KEY, role ROLE NAME, sev KEY why, status NAME why, step KEY why, task
/// WHAT (with "due:+30m", "#workstream", "kind:preventive"), hotfix WHAT, update AUDIENCE, scope WHO, title
/// WHAT, recovered EVIDENCE, cause WHAT. A why may begin with "because". Roles, severities, steps, milestones
/// and audiences are taken by key, by name, by the initials of the key
/// ("ic"), or by how they begin, where that is one alone. BadInput carries a sentence that names what there
/// is.
Result<ReadEntry> readEntryLine(const QString &line, const EntryFrame &frame);

/// What may stand after what was typed so far, for completion: slash words, then keys.
QStringList entryCompletions(const QString &line, const EntryFrame &frame);

} // namespace muster::views
