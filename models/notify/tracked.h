// SPDX-License-Identifier: GPL-3.0-or-later
// What a peer that keeps matters open (PagerDuty) holds of a notification, and what it has heard of the end.
#pragma once

#include "models/notify/notification.h"

namespace muster::notify {

/// The keys under which the channel's peer holds it, each once, the first one in front. Snoozed and told
/// again it keeps its first key; two consoles that did not meet may have given it two.
QStringList trackedKeys(const Notification &state, const QString &channel);
/// Whether the peer was told in that phase of what it holds under `key`, or that was given up.
bool hasHeard(const Notification &state, const QString &channel, Phase phase, const QString &key);

} // namespace muster::notify
