// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the section "escalation" of a policy, and the shipped rules that hold where a policy has none.
// Internal to models/policy but for shippedEscalation().
#pragma once

#include "models/policy/escalationrules.h"

namespace YAML {
class Node;
}

namespace muster::policy {

struct Policy;
class YamlReader;

/// Mistakes go to the reader, each with its place; what could be read is returned. Tiers and priorities have
/// to be those of `known`; null for the shipped rules, which stand beside any policy. Without words of its
/// own it has the shipped ones.
EscalationRules readEscalationRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                                    const Policy *known);

/// The rules that ship with the program (resources/escalation/matrix.yaml).
const EscalationRules &shippedEscalation();

} // namespace muster::policy
