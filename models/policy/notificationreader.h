// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the section "notifications" of a policy, and the shipped rules that hold where a policy has none.
// Internal to models/policy but for shippedChannels() and exampleChannels().
#pragma once

#include "models/policy/channelrules.h"

#include <QByteArray>

namespace YAML {
class Node;
}

namespace muster::policy {

class YamlReader;

/// Mistakes go to the reader, each with its place; what could be read is returned.
ChannelRules readChannelRules(YamlReader &reader, const YAML::Node &node, const QString &field);

/// The rules that ship with the program (resources/notifications/desk.yaml): the desktop alone.
const ChannelRules &shippedChannels();

/// One channel of every kind, to copy from (resources/notifications/example.yaml).
QByteArray exampleChannels();

} // namespace muster::policy
