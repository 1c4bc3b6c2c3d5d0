// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy says of when a queue is too full: which open tickets count, and how many of them are too
// many. Data: no queue is named in code. Source: Q5.
#pragma once

#include "models/base/time.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace muster::policy {

/// A limit of the open tickets that its lists let through. Of the lists that are not empty each has to hold
/// something of the ticket.
struct Threshold
{
    enum class Counts : quint8
    {
        All,
        Unassigned,
        AtRisk, ///< at risk or missed
        Older   ///< open for longer than `than`
    };
    QString key, name;
    Counts counts = Counts::All;
    QStringList priorities, tiers, tags; ///< keys; tags as they are written
    Millis than{};                       ///< of Older
    int above = 0;                       ///< more than so many; percent where `isShare`
    bool isShare = false;                ///< of those that the lists let through
    int least = 1;                       ///< of a share: how many those have to be
    bool operator==(const Threshold &) const = default;
};

struct ThresholdRules
{
    QString key, title;
    int version = 1;
    Millis hold{};          ///< above for so long before it is told; back for so long before it is over
    int clearPercent = 100; ///< of the limit: at it or below, what was above is back
    std::vector<Threshold> limits;

    const Threshold *limit(const QString &limitKey) const; ///< null where unknown
    bool operator==(const ThresholdRules &) const = default;
};

} // namespace muster::policy
