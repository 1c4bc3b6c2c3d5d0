// SPDX-License-Identifier: GPL-3.0-or-later
// Under which rule stands what a rule did: the keys of the list of rules. Pure.
#pragma once

#include "models/ledger/fact.h"

namespace muster::automation {

/// The rule that gives what nobody owns to who fits.
inline constexpr QLatin1StringView kAssignmentRule{"assignment"};
/// The rule that tells of an occasion: "telling:sla_breached".
QString tellingRule(const QString &occasion);
/// The occasion of such a key; empty for a rule of another kind.
QString occasionOf(const QString &rule);
/// The trigger of a key as ruleOf() of firings.h makes it; empty for a rule of another kind.
QString triggerOf(const QString &rule);

/// The limit of a queue in a key, "threshold:unassigned"; empty for a rule of another kind.
QString limitOf(const QString &rule);

/// By which rule the fact fired; nothing where no rule wrote it, and for one that only says that something is
/// over. A kind of rule that is not known here stands under the key that its facts give as "rule".
std::optional<QString> firedBy(const Fact &fact);

} // namespace muster::automation
