// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/devicekey.h"

#include "models/ledger/ledger.h"

#include <sodium.h>
#include <vector>

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

/// What proved true lately, on this thread. The same proof comes up again and again: with a message that
/// comes twice, with each folding of a team. A hash is some fifty times cheaper than a proof.
class Proven
{
public:
    Proven() : m_found(kPlaces) {}
    bool holds(const Hash256 &digest) const { return m_found[placeOf(digest)] == digest; }
    void keep(const Hash256 &digest) { m_found[placeOf(digest)] = digest; }

private:
    static constexpr size_t kPlaces = 4096;
    static size_t placeOf(const Hash256 &digest) { return (size_t(digest[0]) << 8 | digest[1]) % kPlaces; }
    std::vector<Hash256> m_found; ///< a newer one takes the place of an older
};

/// Of all three; key and signature have one length each.
Hash256 digestOf(QByteArrayView message, QByteArrayView signature, QByteArrayView publicKey)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (const QByteArrayView part : {publicKey, signature, message})
        crypto_hash_sha256_update(&state, in(part), static_cast<unsigned long long>(part.size()));
    Hash256 digest;
    crypto_hash_sha256_final(&state, digest.data());
    return digest;
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
    if (signature.size() != crypto_sign_BYTES || publicKey.size() != crypto_sign_PUBLICKEYBYTES)
        return false;
    thread_local Proven proven;
    const Hash256 digest = digestOf(message, signature, publicKey);
    if (proven.holds(digest))
        return true;
    const bool isTrue =
        crypto_sign_verify_detached(in(signature), in(message),
                                    static_cast<unsigned long long>(message.size()), in(publicKey)) == 0;
    if (isTrue)
        proven.keep(digest);
    return isTrue;
}

} // namespace muster::ledger
