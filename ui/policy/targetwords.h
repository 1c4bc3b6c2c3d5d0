// SPDX-License-Identifier: GPL-3.0-or-later
// A policy's lengths of time in words that need no manual. Pure; window thread (translated).
#pragma once

#include "models/sla/target.h"

namespace muster::ui {

/// "15 min", "4 hours", "3 working days": what a person reads who has not seen the policy's language.
QString targetWords(const sla::Target &target);

} // namespace muster::ui
