// SPDX-License-Identifier: GPL-3.0-or-later
// The setting that says when the rules were switched on in a file: what fell due before stays silent.
#pragma once

#include <QLatin1StringView>

namespace muster::store {

inline constexpr auto kRulesSince = QLatin1StringView("automation.since");

} // namespace muster::store
