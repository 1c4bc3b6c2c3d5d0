// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in the keychain of the person's session (GNOME Keyring, KWallet, the ones of macOS and Windows).
// The keychain is spoken to on a thread of its own; a call waits for its answer and gives up after some
// seconds, for it may be asking the person or hang. Thread-safe.
#pragma once

#include "models/secrets/secrets.h"

#include <chrono>

namespace muster::secrets {

class KeychainSecrets final : public Secrets
{
public:
    /// `service` is the name under which the keychain lists the secrets.
    explicit KeychainSecrets(QString service,
                             std::chrono::milliseconds patience = std::chrono::milliseconds(5000));

    /// Writes something, reads it back and takes it away again: Unavailable says why it does not work.
    Result<void> tryOut();

    // Once a call was given up, those after it are Unavailable at once, for as long as the program runs.
    Result<QByteArray> read(const QString &key) override;
    Result<void> write(const QString &key, const QByteArray &value) override;
    Result<void> remove(const QString &key) override;
    QString place() const override { return QStringLiteral("the system's keychain"); }

private:
    QString m_service;
    std::chrono::milliseconds m_patience;
};

} // namespace muster::secrets
