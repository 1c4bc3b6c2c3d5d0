// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the word lists of a policy's section "escalation", and those that ship with the program. Internal to
// models/policy but for shippedWords().
#pragma once

#include "models/policy/wordlists.h"

namespace YAML {
class Node;
}

namespace muster::policy {

class YamlReader;

/// Mistakes go to the reader, each with its place.
WordLists readWordLists(YamlReader &reader, const YAML::Node &node, const QString &field);

/// The lists that ship with the program (resources/escalation/words.yaml).
const WordLists &shippedWords();

} // namespace muster::policy
