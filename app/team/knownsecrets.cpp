// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/knownsecrets.h"

namespace muster::app {

KnownSecrets::KnownSecrets(std::unique_ptr<secrets::Secrets> place, const QStringList &keys)
    : m_place(std::move(place))
{
    for (const QString &key : keys)
        m_known.emplace(key, m_place->read(key));
}

Result<QByteArray> KnownSecrets::read(const QString &key)
{
    const auto known = m_known.find(key);
    return known != m_known.end() ? known->second : m_place->read(key);
}

Result<void> KnownSecrets::write(const QString &key, const QByteArray &value)
{
    m_known.erase(key);
    return m_place->write(key, value);
}

Result<void> KnownSecrets::remove(const QString &key)
{
    m_known.erase(key);
    return m_place->remove(key);
}

} // namespace muster::app
