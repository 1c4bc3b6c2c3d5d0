// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/fact.h"

#include <tuple>

namespace muster {

bool isBefore(const Fact &left, const Fact &right)
{
    return std::tie(left.stamp, left.device, left.id) < std::tie(right.stamp, right.device, right.id);
}

} // namespace muster
