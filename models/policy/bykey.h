// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of a policy by their key.
#pragma once

#include <QString>

#include <algorithm>
#include <vector>

namespace muster::policy {

/// Null where there is none.
template <typename Entry> const Entry *byKey(const std::vector<Entry> &entries, const QString &key)
{
    const auto found = std::ranges::find(entries, key, &Entry::key);
    return found == entries.end() ? nullptr : &*found;
}

} // namespace muster::policy
