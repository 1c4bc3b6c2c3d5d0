// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/radixsort.h"

#include <array>
#include <utility>

namespace muster::views {

namespace {

constexpr unsigned kBits = 11;
constexpr size_t kBuckets = size_t(1) << kBits;

void pass(const std::vector<KeyedSlot> &from, std::vector<KeyedSlot> &to, unsigned shift)
{
    std::array<quint32, kBuckets> start{};
    const auto bucket = [shift](const KeyedSlot &entry) {
        return size_t(entry.key >> shift) & (kBuckets - 1);
    };
    for (const KeyedSlot &entry : from)
        ++start[bucket(entry)];
    quint32 sum = 0;
    for (quint32 &count : start)
        count = std::exchange(sum, sum + count);
    for (const KeyedSlot &entry : from)
        to[start[bucket(entry)]++] = entry;
}

} // namespace

void radixSort(std::vector<KeyedSlot> &entries)
{
    std::vector<KeyedSlot> other(entries.size());
    quint64 ones = 0, zeros = 0;
    for (const KeyedSlot &entry : entries) {
        ones |= entry.key;
        zeros |= ~entry.key;
    }
    const quint64 varying = ones & zeros;
    for (unsigned shift = 0; shift < 64; shift += kBits) {
        if ((varying >> shift & (kBuckets - 1)) == 0)
            continue;
        pass(entries, other, shift);
        entries.swap(other);
    }
}

void radixSortBy(std::vector<quint32> &order, const std::vector<quint64> &keys)
{
    std::vector<KeyedSlot> entries;
    entries.reserve(order.size());
    for (const quint32 slot : order)
        entries.push_back({keys[slot], slot});
    radixSort(entries);
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = entries[i].slot;
}

} // namespace muster::views
