// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that queue rows share, with the way from ids to their indexes. Lists only grow, so that an index
// stays right for as long as the workspace is open.
#pragma once

#include "models/policy/policy.h"
#include "models/views/ticketrow.h"

#include <QHash>

namespace muster::store {

class NameTable
{
public:
    const views::Names &names() const { return m_names; }

    quint32 customer(CustomerId id);
    quint32 person(PersonId id);
    quint16 priority(const QString &key);
    quint16 tier(const QString &key);
    quint32 tags(const QStringList &tags);

    void setCustomer(CustomerId id, const QString &name) { m_names.customers[customer(id)].name = name; }
    void setPerson(PersonId id, const QString &name) { m_names.people[person(id)].name = name; }
    /// Names, badges and ranks of the policy in force; keys of other versions keep what they had.
    void setPolicy(const policy::Policy &policy);

private:
    views::Names m_names;
    QHash<CustomerId, quint32> m_customers;
    QHash<PersonId, quint32> m_people;
    QHash<QString, quint16> m_priorities, m_tiers;
    QHash<QString, quint32> m_tagSets;
};

} // namespace muster::store
