// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/tracked.h"

#include <algorithm>

namespace muster::notify {

QStringList trackedKeys(const Notification &state, const QString &channel)
{
    QStringList keys;
    for (const Delivery &each : state.deliveries) {
        if (each.isTracked && !each.hasFailed && each.phase == Phase::Told && each.channel == channel &&
            !keys.contains(each.key))
            keys += each.key;
    }
    return keys;
}

bool hasHeard(const Notification &state, const QString &channel, Phase phase, const QString &key)
{
    return std::ranges::any_of(state.deliveries, [&](const Delivery &each) {
        return each.channel == channel && each.phase == phase && (each.hasFailed || each.key == key);
    });
}

} // namespace muster::notify
