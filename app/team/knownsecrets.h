// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets that were read beforehand, where waiting does no harm: a keychain may take seconds to answer, and
// entries wait behind whoever holds the database thread. What was not read beforehand, and all writing, goes
// to the place itself.
#pragma once

#include "models/secrets/secrets.h"

#include <QStringList>

#include <map>
#include <memory>

namespace muster::app {

class KnownSecrets final : public secrets::Secrets
{
public:
    /// Reads them at once.
    KnownSecrets(std::unique_ptr<secrets::Secrets> place, const QStringList &keys);

    Result<QByteArray> read(const QString &key) override;
    Result<void> write(const QString &key, const QByteArray &value) override;
    Result<void> remove(const QString &key) override;
    QString place() const override { return m_place->place(); }

private:
    std::unique_ptr<secrets::Secrets> m_place;
    std::map<QString, Result<QByteArray>> m_known;
};

} // namespace muster::app
