// SPDX-License-Identifier: GPL-3.0-or-later
// What a clock's present state no longer shows: breaches that were real, earlier rounds, the time in all.
// Pure; `now` is an argument.
#pragma once

#include "models/sla/clocks.h"

#include <QStringList>

namespace muster::views {

/// One sentence each, oldest breach first; empty where the clock's row says everything. `priority` is the
/// ticket's present one. Of many breaches the newest three are told and the others counted.
QStringList clockPast(const sla::Clocks &clocks, sla::ClockKind kind, const QString &priority, Instant now);

} // namespace muster::views
