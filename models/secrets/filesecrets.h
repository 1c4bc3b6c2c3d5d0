// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in one encrypted file. With a passphrase, whoever has the file still needs that. Without one the
// key lies beside the file (".key", for its owner alone): that protects copies and backups of the file, not
// against somebody who is that user on that machine. Values are plain in this program's memory. Several
// programs may use one file at a time.
#pragma once

#include "models/secrets/sealedfile.h"
#include "models/secrets/secrets.h"

#include <map>

namespace muster::secrets {

class FileSecrets final : public Secrets
{
public:
    /// Nothing is read or made before the first call. `cost` is for what is written.
    FileSecrets(QString file, std::optional<QByteArray> passphrase, KeyCost cost);

    Result<QByteArray> read(const QString &key) override;
    /// A file that was locked by a key file is locked by the passphrase from then on, where there is one.
    Result<void> write(const QString &key, const QByteArray &value) override;
    Result<void> remove(const QString &key) override;
    QString place() const override { return m_file; }

private:
    using Values = std::map<QString, QByteArray>;

    Result<Values> load();
    Result<void> store(const Values &values);
    template <typename Change> Result<void> change(Change change);
    Result<QByteArray> keyFor(const Lock &lock, bool isNew);

    QString m_file;
    std::optional<QByteArray> m_passphrase;
    KeyCost m_cost;
    std::optional<Lock> m_lock; ///< of m_key, which takes long to make from a passphrase
    QByteArray m_key;
};

} // namespace muster::secrets
