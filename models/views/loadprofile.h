// SPDX-License-Identifier: GPL-3.0-or-later
// The load strip above the queue as values: a bar an hour for the next 24, each with the filter that a click
// sets.
#pragma once

#include "models/views/queuemodel.h"

class QTimeZone;

namespace muster::views {

struct LoadBar
{
    int due = 0;
    QString label;   ///< local time at which the hour begins: "14:05"
    QString tooltip; ///< "3 clocks fall due from 14:05 to 15:05"
    QString filter;  ///< shows the tickets behind the bar
    bool operator==(const LoadBar &) const = default;
};

struct LoadProfile
{
    int breached = 0;
    QString breachedTooltip;
    QString breachedFilter;
    int highest = 0; ///< of the bars and the breached, for the axis
    std::array<LoadBar, 24> bars;
    bool operator==(const LoadProfile &) const = default;
};

LoadProfile loadProfile(const QueueModel::Load &load, Instant now, const QTimeZone &zone);

} // namespace muster::views
