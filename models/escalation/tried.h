// SPDX-License-Identifier: GPL-3.0-or-later
// What was tried, as people write it: "restarted the sync -> fails again", one a line. Pure.
#pragma once

#include "models/escalation/escalationfacts.h"

namespace muster::escalation {

/// Each line that says something; one without "->", "=>" or "→" has no outcome yet. What stands in front of
/// the words (a hyphen, a number in a list) is left out.
std::vector<Tried> triedLines(const QString &text);
/// Lines that triedLines reads as the same.
QString triedText(const std::vector<Tried> &tried);
/// The lines of a note that say both, what was tried and what came of it.
std::vector<Tried> triedIn(const QString &note);

} // namespace muster::escalation
