// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/chaincheck.h"

#include "models/ledger/ledger.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster::ledger {

/// Goes on to a number: what was under way lies before it if it is the next one.
void ChainCheck::goTo(qint64 number)
{
    while (m_number < number) {
        closeNumber();
        m_before = std::exchange(m_here, {});
        // A long gap is passed in one step.
        const auto next = m_aside.upper_bound(m_number);
        const qint64 stop = next == m_aside.end() ? number : std::min(number, next->first);
        if (stop > m_number + 1) {
            m_missing.emplace_back(m_number + 1, stop - 1);
            m_before.clear();
        }
        m_number = stop;
        const auto [from, to] = m_aside.equal_range(m_number);
        std::for_each(from, to, [this](const auto &each) { m_here.emplace(each.second, std::nullopt); });
    }
}

void ChainCheck::closeNumber()
{
    const auto isProven = [this](const auto &each) { return !each.second || m_isSigned(*each.second); };
    const bool isLostBefore = !m_unlinked.isEmpty() && std::ranges::all_of(m_before, isProven);
    const QStringList unlinked = std::exchange(m_unlinked, {});
    if (!isLostBefore) {
        for (const QString &name : unlinked)
            m_problems += u"%1: it does not follow the fact before it (chain broken)"_s.arg(name);
    }
    const bool isForked = m_here.size() > 1 || isLostBefore;
    if (isForked && !m_wasForked)
        m_forks.push_back(m_number);
    m_wasForked = isForked;
}

void ChainCheck::add(const Fact &fact)
{
    goTo(fact.counter);
    m_here.emplace(factHash(fact), fact);
    const QString name = u"fact %1 (number %2 of device %3)"_s.arg(fact.id.toString())
                             .arg(fact.counter)
                             .arg(fact.device.toString());
    if (fact.counter == 1 && fact.previous != Hash256{})
        m_problems += u"%1: it is the first and names one before it (chain broken)"_s.arg(name);
    else if (const auto before = m_before.find(fact.previous); before != m_before.end())
        before->second.reset();
    else if (!m_before.empty())
        m_unlinked += name;
    if (!fact.isRedacted() && sha256(fact.payload) != fact.payloadHash)
        m_problems += u"%1: its payload was altered"_s.arg(name);
}

void ChainCheck::finish()
{
    if (!m_aside.empty())
        goTo(m_aside.rbegin()->first);
    closeNumber();
}

} // namespace muster::ledger
