// SPDX-License-Identifier: GPL-3.0-or-later
// Placeholders in what the people of a drill say and write, filled from the record: so that no figure of a
// script contradicts what happened. Pure. Nothing outside models/drill includes this.
//   {number}     the incident's number
//   {next}       when the next update is promised for
//   {declared}   "declared 9 min after the first report"
//   {roles}      "every required role had a name 2 min after that", "1 of 3 required roles had a name"
//   {promises}   "every promised time was kept", "2 of 18 promised times were missed"
//   {stopped}    when the harm stopped: "72 min after the first report"
//   {since:A}    when the beat A came: "12 min after the first report"
//   {span:A:B}   how long after the beat A the beat B came: "4 min"
// What the record does not know reads "at a time that nobody wrote down" or "an unknown time".
#pragma once

#include "models/drill/player.h"

namespace muster::drill {

QString filled(const QString &text, const Situation &situation, const policy::IncidentRules &rules,
               std::optional<Instant> nextBy, Instant now);

/// What stands in braces in `text` and is none of those, or names a beat that does not stand in `script`.
QStringList unknownPlaceholders(const QString &text, const Script &script);

} // namespace muster::drill
