// SPDX-License-Identifier: GPL-3.0-or-later
// Reads when something happened, or is to happen, as people write it: "-12m", "14:05 UTC", "yesterday 23:10".
// Pure; `now` and the zone are arguments. For entries of tickets and for timelines.
#pragma once

#include "models/base/time.h"

#include <QTimeZone>

namespace muster::views {

enum class WhenSide : quint8
{
    Past,  ///< never later than now: what happened
    Future ///< later than now: what is promised
};

struct WhenFrame
{
    Instant now{};
    QTimeZone here; ///< the zone of times that name none
    WhenSide side = WhenSide::Past;
};

/// Understands "now"; lengths from now ("-12m", "-1h 30m", "+3d", also "12m ago" and "in 3d", with s, m, h
/// and d of 24 hours); times of day ("14:05", "9:05:30") after "today", "yesterday", "tomorrow", a date
/// ("2026-11-20") or none for today. After the time "UTC", an offset ("+01:00") or the abbreviation of the
/// own zone may stand; the day is then that zone's. RFC 3339 is read too. Upper and lower case are one.
/// BadInput carries a sentence for the person: also for a time of day that the zone's clocks skipped, or
/// showed twice where both fit, and for what lies on the wrong side of now.
Result<Instant> readWhen(const QString &text, const WhenFrame &frame);

} // namespace muster::views
