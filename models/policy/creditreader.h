// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the section "credits" of a policy, and the shipped terms that hold where a policy has none. Internal
// to models/policy but for shippedTerms().
#pragma once

#include "models/policy/creditterms.h"

namespace YAML {
class Node;
}

namespace muster::policy {

struct Policy;
class YamlReader;

/// Mistakes go to the reader, each with its place; what could be read is returned. Tiers, severities and
/// roles have to be those of `known`; null for the shipped terms, which stand beside any policy.
CreditTerms readCreditTerms(YamlReader &reader, const YAML::Node &node, const QString &field,
                            const Policy *known);

/// The terms that ship with the program (resources/incidents/terms.yaml).
const CreditTerms &shippedTerms();

} // namespace muster::policy
