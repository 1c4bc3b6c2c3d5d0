// SPDX-License-Identifier: GPL-3.0-or-later
// How times and lengths read in the window: short forms for cells, spoken forms for screen readers. UTC
// is said where it is meant. Pure; `now` and the zone are arguments.
#pragma once

#include "models/base/time.h"

#include <QString>

class QTimeZone;

namespace muster::views {

/// The largest whole unit: "45 s", "12 min", "3 h", "5 d", "6 w" (from 5 weeks on). Negative lengths read as
/// zero.
QString shortLength(Millis length);
/// Two units at most, for sentences: "2 days 3 hours", "12 minutes", "30 seconds".
QString spokenLength(Millis length);
/// "12 min ago", "in 2 h", "now" within half a minute.
QString relativeText(Instant at, Instant now);
/// "21 Nov 2026 15:05 CET (14:05 UTC)"; in UTC itself only "21 Nov 2026 14:05 UTC".
QString absoluteText(Instant at, const QTimeZone &zone);
/// "14:05" today, "23 Nov 14:05" on another day, the year too where it is another; all in `zone`.
QString clockTimeText(Instant at, Instant now, const QTimeZone &zone);
/// As clockTimeText, in UTC and said so: "14:05 UTC", "23 Nov 14:05 UTC".
QString utcText(Instant at, Instant now);
/// As a timeline shows it: "14:05 UTC (15:05 CET)", the time of `here` where it differs.
QString utcAndLocal(Instant at, Instant now, const QTimeZone &here);
/// An error's detail as a sentence of its own, fit to stand before or after another one: the first letter
/// is a capital, unless the first word is a name of a file or a field, and a stop is at the end. Empty stays
/// empty.
QString sentence(const QString &detail);

} // namespace muster::views
