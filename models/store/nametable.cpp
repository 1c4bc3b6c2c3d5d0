// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/nametable.h"

namespace muster::store {
namespace {

/// The index of `key`, made by `add` where it is new.
template <typename Index, typename Key, typename Add>
Index indexOf(QHash<Key, Index> &known, const Key &key, Add add)
{
    const auto found = known.constFind(key);
    if (found != known.cend())
        return *found;
    const auto index = Index(add());
    known.insert(key, index);
    return index;
}

template <typename Entry> size_t append(std::vector<Entry> &entries, Entry entry)
{
    entries.push_back(std::move(entry));
    return entries.size() - 1;
}

} // namespace

quint32 NameTable::customer(CustomerId id)
{
    if (id.isNull())
        return 0;
    return indexOf(m_customers, id, [&] { return append(m_names.customers, views::CustomerName{id, {}}); });
}

quint32 NameTable::person(PersonId id)
{
    if (id.isNull())
        return 0;
    return indexOf(m_people, id, [&] { return append(m_names.people, views::PersonName{id, {}}); });
}

quint16 NameTable::priority(const QString &key)
{
    if (key.isEmpty())
        return 0;
    // A key that no policy here names ranks behind all that are named.
    return indexOf(m_priorities, key, [&] {
        return append(m_names.priorities, views::PriorityName{key, key, {}, 1000});
    });
}

quint16 NameTable::tier(const QString &key)
{
    if (key.isEmpty())
        return 0;
    return indexOf(m_tiers, key, [&] { return append(m_names.tiers, views::TierName{key, key}); });
}

quint32 NameTable::tags(const QStringList &tags)
{
    if (tags.isEmpty())
        return 0;
    return indexOf(m_tagSets, tags.join(u'\n'), [&] { return append(m_names.tagSets, tags); });
}

void NameTable::setPolicy(const policy::Policy &policy)
{
    int rank = 0;
    for (const policy::Priority &each : policy.priorities) {
        views::PriorityName &entry = m_names.priorities[priority(each.key)];
        entry.name = each.name;
        entry.badge = each.badge;
        entry.rank = rank++;
    }
    for (const policy::Tier &each : policy.tiers)
        m_names.tiers[tier(each.key)].name = each.name;
}

} // namespace muster::store
