// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what a policy says of escalation packages: "package" in its section "escalation". Internal to
// models/policy.
#pragma once

#include "models/policy/packagerules.h"

namespace YAML {
class Node;
}

namespace muster::policy {

class YamlReader;

/// Mistakes go to the reader, each with its place. `tiers`: those of the policy; empty where any will do.
PackageRules readPackageRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                              const QStringList &tiers);

} // namespace muster::policy
