// SPDX-License-Identifier: GPL-3.0-or-later
// The Ed25519 key of one device, made at its first start; the device's id comes from it. What leaves the desk
// is signed with it (signing.h), and it is the login at the hub.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"

#include <QByteArray>

namespace muster::ledger {

/// The id of the device with that key: the first 16 bytes of SHA-256 over the public key.
DeviceId deviceOf(QByteArrayView publicKey);

class DeviceKey
{
public:
    static DeviceKey generate();
    static Result<DeviceKey> fromSeed(const QByteArray &seed); ///< 32 bytes
    QByteArray seed() const { return m_seed; }
    QByteArray publicKey() const { return m_public; }
    DeviceId device() const { return deviceOf(m_public); }
    QByteArray sign(QByteArrayView message) const; ///< 64 bytes
    static bool verify(QByteArrayView message, QByteArrayView signature, QByteArrayView publicKey);

private:
    QByteArray m_seed;
    QByteArray m_public;
    QByteArray m_secret;
};

} // namespace muster::ledger
