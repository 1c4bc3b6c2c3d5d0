// SPDX-License-Identifier: GPL-3.0-or-later
// An instant as a timeline shows it: UTC first, the local time of this desk beside it where it differs.
#pragma once

#include "models/base/time.h"

#include <QString>

namespace muster::ui {

/// "14:05 UTC (15:05 CET)"; with the date where it is not today.
QString utcAndLocal(Instant at, Instant now);

} // namespace muster::ui
