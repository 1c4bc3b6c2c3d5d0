// SPDX-License-Identifier: GPL-3.0-or-later
// Who is in the sample: made-up customers with their contacts, and the agents of the desk.
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace muster::samples {

/// SplitMix64: the same numbers on every machine, unlike the standard distributions.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// From `low` to `high`, both in.
    qint64 between(qint64 low, qint64 high) { return low + qint64(next() % std::uint64_t(high - low + 1)); }
    bool chance(int percent) { return between(0, 99) < percent; }
    template <typename List> const auto &pick(const List &list)
    {
        return list[typename List::size_type(between(0, qint64(list.size()) - 1))];
    }

private:
    std::uint64_t m_state;
};

struct Person
{
    QString name, email;
};

struct Customer
{
    QString name, language, tier, currency;
    qint64 arrMinor = 0;
    std::vector<Person> contacts;
};

std::vector<Customer> makeCustomers(Dice &dice);
std::vector<Person> agents();

} // namespace muster::samples
