// SPDX-License-Identifier: GPL-3.0-or-later
// What was counted for a limit of the queue.
#pragma once

namespace muster::automation {

struct Reading
{
    int counted = 0;
    int of = 0; ///< how many its lists let through
    bool operator==(const Reading &) const = default;
};

} // namespace muster::automation
