// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the section "incidents" of a policy, and the shipped runbook that holds where a policy has none.
// Internal to models/policy but for runbook().
#pragma once

#include "models/policy/incidentrules.h"

namespace YAML {
class Node;
}

namespace muster::policy {

class YamlReader;

/// Mistakes go to the reader, each with its place; what could be read is returned.
IncidentRules readIncidentRules(YamlReader &reader, const YAML::Node &node, const QString &field);

/// The rules that ship with the program (resources/incidents/runbook.yaml).
const IncidentRules &runbook();

} // namespace muster::policy
