// SPDX-License-Identifier: GPL-3.0-or-later
// What rules did, as it travels: one entry of the device that acted holds the derived facts whole. So who
// says that a rule did it is known, signed and judged like every entry, and two consoles that notice the same
// thing still make one fact of it, for its id and content follow from what it is about.
#pragma once

#include "models/base/result.h"
#include "models/ledger/fact.h"

#include <span>
#include <vector>

namespace muster::ledger {

inline constexpr QLatin1StringView kAutomation{"automation"}; ///< the subject kind of such entries
inline constexpr QLatin1StringView kActed{"automation.acted"};
inline constexpr qsizetype kMostActed = 200; ///< derived facts in one entry

/// The entry that holds these derived facts; at most kMostActed of them, each with its `derivedId`.
NewFact actedFact(std::span<const NewFact> derived, Instant at);

/// The derived facts in such an entry, sealed. BadInput where one of them cannot be read; none is taken then.
Result<std::vector<Fact>> actedFacts(const Fact &acted);

} // namespace muster::ledger
