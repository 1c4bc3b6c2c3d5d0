// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/radixsort.h"

#include <array>

namespace muster::views {

namespace {

constexpr unsigned kBits = 11;
constexpr size_t kBuckets = size_t(1) << kBits;

struct Entry
{
    quint64 key;
    quint32 slot;
};

void pass(const std::vector<Entry> &from, std::vector<Entry> &to, unsigned shift)
{
    std::array<quint32, kBuckets> start{};
    const auto bucket = [shift](const Entry &entry) { return size_t(entry.key >> shift) & (kBuckets - 1); };
    for (const Entry &entry : from)
        ++start[bucket(entry)];
    quint32 sum = 0;
    for (quint32 &count : start)
        count = std::exchange(sum, sum + count);
    for (const Entry &entry : from)
        to[start[bucket(entry)]++] = entry;
}

} // namespace

void radixSortBy(std::vector<quint32> &order, const std::vector<quint64> &keys)
{
    std::vector<Entry> entries, other(order.size());
    entries.reserve(order.size());
    quint64 ones = 0, zeros = 0;
    for (const quint32 slot : order) {
        entries.push_back({keys[slot], slot});
        ones |= keys[slot];
        zeros |= ~keys[slot];
    }
    const quint64 varying = ones & zeros;
    for (unsigned shift = 0; shift < 64; shift += kBits) {
        if ((varying >> shift & (kBuckets - 1)) == 0)
            continue;
        pass(entries, other, shift);
        entries.swap(other);
    }
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = entries[i].slot;
}

} // namespace muster::views
