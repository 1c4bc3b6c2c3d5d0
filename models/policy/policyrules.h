// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a well-formed policy wrong all the same: promises that contradict each other, and what can never
// hold. Internal to models/policy.
#pragma once

#include "models/policy/yamlreader.h"

namespace muster::policy::rules {

/// The internal target must be stricter than the contractual one; unlike units are compared on the default
/// calendar.
void checkSlo(YamlReader &yaml, const Policy &policy, const YAML::Node &clock, const QString &field,
              const sla::ClockTarget &target);

/// The last priority of `policy`: a key of its own, chosen by something that no higher one takes first.
void checkPriority(YamlReader &yaml, const Policy &policy, const YAML::Node &node, const QString &field);

void checkStep(YamlReader &yaml, const Policy &policy, const Priority &priority, const PlaybookStep &step,
               const YAML::Node &node, const QString &field);

void checkWhole(YamlReader &yaml, const Policy &policy, const YAML::Node &root);

} // namespace muster::policy::rules
