// SPDX-License-Identifier: GPL-3.0-or-later
// When each of many subjects is to be looked at next, by subject and by time. A value; one thread.
#pragma once

#include "models/base/time.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace muster::app {

template <typename IdType> class DueTimes
{
public:
    void plan(const IdType &subject, Instant due)
    {
        forget(subject);
        m_dueOf[subject] = due;
        m_due.emplace(due, subject);
    }
    void forget(const IdType &subject)
    {
        if (const auto planned = m_dueOf.find(subject); planned != m_dueOf.end()) {
            m_due.erase({planned->second, subject});
            m_dueOf.erase(planned);
        }
    }
    /// Those that are due at `now`, the oldest first; they are planned no more.
    std::vector<IdType> take(Instant now)
    {
        std::vector<IdType> due;
        while (!m_due.empty() && m_due.begin()->first <= now) {
            due.push_back(m_due.begin()->second);
            forget(due.back());
        }
        return due;
    }
    std::optional<Instant> next() const
    {
        return m_due.empty() ? std::nullopt : std::optional(m_due.begin()->first);
    }

private:
    std::map<IdType, Instant> m_dueOf;
    std::set<std::pair<Instant, IdType>> m_due;
};

} // namespace muster::app
