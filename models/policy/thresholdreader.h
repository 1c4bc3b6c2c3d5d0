// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the section "thresholds" of a policy, and the shipped limits that hold where a policy has none.
// Internal to models/policy but for shippedThresholds().
#pragma once

#include "models/policy/thresholdrules.h"

namespace YAML {
class Node;
}

namespace muster::policy {

struct Policy;
class YamlReader;

/// Mistakes go to the reader, each with its place; what could be read is returned. `known`: the policy whose
/// priorities and tiers may be named; null for the shipped limits, which name none.
ThresholdRules readThresholdRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                                  const Policy *known);

/// The limits that ship with the program (resources/thresholds/desk.yaml).
const ThresholdRules &shippedThresholds();

} // namespace muster::policy
