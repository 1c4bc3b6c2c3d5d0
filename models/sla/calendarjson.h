// SPDX-License-Identifier: GPL-3.0-or-later
// Calendars as JSON: {"zone":"Europe/Berlin","hours":{"mon":[["09:00","17:00"]]},"holidays":[…],"breaks":[…]}
// or "24x7".
#pragma once

#include "models/sla/calendar.h"

#include <QJsonValue>

namespace muster::sla {

/// BadInput names the key and what should stand there.
Result<CalendarSpec> calendarFromJson(const QJsonValue &value);

/// "09:30" as minutes after midnight, 00:00 to 24:00.
Result<int> parseTimeOfDay(QStringView text);
/// "2026-12-25"
Result<std::chrono::year_month_day> parseDate(QStringView text);

} // namespace muster::sla
