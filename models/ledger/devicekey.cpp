// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/devicekey.h"

#include "models/ledger/ledger.h"

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::ledger {
namespace {

void startSodium()
{
    [[maybe_unused]] static const int ready = sodium_init();
}

const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

} // namespace

DeviceKey DeviceKey::generate()
{
    startSodium();
    QByteArray seed(crypto_sign_SEEDBYTES, '\0');
    randombytes_buf(seed.data(), size_t(seed.size()));
    return *fromSeed(seed);
}

Result<DeviceKey> DeviceKey::fromSeed(const QByteArray &seed)
{
    startSodium();
    if (seed.size() != crypto_sign_SEEDBYTES)
        return Error{Fault::BadInput,
                     u"a device key's seed has 32 bytes; this one has %1"_s.arg(seed.size())};
    DeviceKey key;
    key.m_seed = seed;
    key.m_public.resize(crypto_sign_PUBLICKEYBYTES);
    key.m_secret.resize(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(out(key.m_public), out(key.m_secret), in(seed));
    return key;
}

DeviceId deviceOf(QByteArrayView publicKey)
{
    const Hash256 hash = sha256(publicKey);
    DeviceId id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

QByteArray DeviceKey::sign(QByteArrayView message) const
{
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(out(signature), nullptr, in(message),
                         static_cast<unsigned long long>(message.size()), in(m_secret));
    return signature;
}

bool DeviceKey::verify(QByteArrayView message, QByteArrayView signature, QByteArrayView publicKey)
{
    startSodium();
    return signature.size() == crypto_sign_BYTES && publicKey.size() == crypto_sign_PUBLICKEYBYTES &&
           crypto_sign_verify_detached(in(signature), in(message),
                                       static_cast<unsigned long long>(message.size()), in(publicKey)) == 0;
}

} // namespace muster::ledger
