// SPDX-License-Identifier: GPL-3.0-or-later
// A bundle: messages of a team in a file, for desks that have no hub between them. Each message proves
// itself; the signature over the whole says who made the file and that nothing of it is missing. Any thread.
#pragma once

#include "models/base/result.h"
#include "models/ledger/devicekey.h"
#include "models/ledger/ledger.h"

#include <QCryptographicHash>

#include <functional>

class QIODevice;

namespace muster::sync {

class BundleWriter
{
public:
    BundleWriter(QIODevice &out, SubjectId team, const ledger::DeviceKey &key);
    Result<void> begin();
    Result<void> add(QByteArrayView message);
    Result<void> end();

private:
    Result<void> write(QByteArrayView bytes);

    QIODevice &m_out;
    SubjectId m_team;
    const ledger::DeviceKey &m_key;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

struct BundleHead
{
    SubjectId team;
    QByteArray key; ///< public, of the device that made it
    qint64 messages = 0;
    DeviceId maker() const { return ledger::deviceOf(key); }
};

/// Reads all of it, to the end, and checks the signature. BadInput with a sentence for a file that is no
/// bundle, was cut off or altered. `in` is random access, at its beginning before and after.
Result<BundleHead> checkBundle(QIODevice &in);

/// The messages of a bundle that was checked, in their order; stops with the error of `each`.
Result<void> forEachMessage(QIODevice &in, const std::function<Result<void>(QByteArray)> &each);

} // namespace muster::sync
