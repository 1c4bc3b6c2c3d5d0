// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a message that tell who is hit: "18% of sessions", "one in five users", "412 customers".
// Internal to models/comms.
#pragma once

#include "models/comms/claims.h"

namespace muster::comms {

/// Shares and counts, also those within quotations. In no order.
std::vector<Claim> figuresIn(const Prose &prose);

} // namespace muster::comms
