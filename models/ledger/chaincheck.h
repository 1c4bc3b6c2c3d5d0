// SPDX-License-Identifier: GPL-3.0-or-later
// One device's history in a team, as far as it is here. A device may have written under one number twice (a
// backup was put back, or its key was copied), and numbers may not have arrived: both are told. A fact
// that follows none of those before it is of a history whose beginning was lost, where each of those is
// proven; otherwise one of them was altered. Pure.
#pragma once

#include "models/ledger/fact.h"

#include <QStringList>

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace muster::ledger {

class ChainCheck
{
public:
    /// `aside`: facts of the device that are proven and not in the ledger, by number. `isSigned`: whether a
    /// fact carries a signature of the device that holds.
    ChainCheck(std::multimap<qint64, Hash256> aside, std::function<bool(const Fact &)> isSigned)
        : m_aside(std::move(aside)), m_isSigned(std::move(isSigned))
    {}

    /// The device's facts in the order of their numbers.
    void add(const Fact &fact);
    /// After the last one.
    void finish();

    const QStringList &problems() const { return m_problems; }
    /// Numbers from which on there are two histories.
    const std::vector<qint64> &forks() const { return m_forks; }
    /// First and last of the numbers that are not here.
    const std::vector<std::pair<qint64, qint64>> &missing() const { return m_missing; }

private:
    void goTo(qint64 number);
    void closeNumber();

    std::multimap<qint64, Hash256> m_aside;
    std::function<bool(const Fact &)> m_isSigned;
    qint64 m_number = 0; ///< that the facts under way have
    /// Under the number before it and under it, by hash; nothing in the place of one that is proven.
    std::map<Hash256, std::optional<Fact>> m_before, m_here;
    QStringList m_unlinked; ///< facts of the number under way that follow none before them
    bool m_wasForked = false;
    QStringList m_problems;
    std::vector<qint64> m_forks;
    std::vector<std::pair<qint64, qint64>> m_missing;
};

} // namespace muster::ledger
