// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the section "assignment" of a policy, and the shipped rules that hold where a policy has none.
// Internal to models/policy but for shippedAssignment().
#pragma once

#include "models/policy/assignmentrules.h"

namespace YAML {
class Node;
}

namespace muster::policy {

struct Policy;
class YamlReader;

/// Mistakes go to the reader, each with its place; what could be read is returned. Tiers and priorities have
/// to be those of `known`; null for the shipped rules, which stand beside any policy.
AssignmentRules readAssignmentRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                                    const Policy *known);

/// The rules that ship with the program (resources/assignment/desk.yaml).
const AssignmentRules &shippedAssignment();

} // namespace muster::policy
