// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the playbook of a priority and checks its steps: keys, roles, actions, and times that can come.
#pragma once

#include "models/policy/policy.h"

namespace YAML {
class Node;
}

namespace muster::policy {

class YamlReader;

/// The steps in their order. A step without a key is known by its words; `policy` and `priority` are what was
/// read before it: roles, calendars, targets. A playbook of more than 100 steps is refused as a whole.
std::vector<PlaybookStep> readPlaybook(YamlReader &yaml, const Policy &policy, const Priority &priority,
                                       const YAML::Node &steps, const QString &field);

} // namespace muster::policy
