// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/sealedfile.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::secrets {
namespace {

// The form: magic, version, kind, passes (4), memory (8), salt (16), nonce (24), sealed bytes, and SHA-256
// over all before it, which tells damage from a wrong key. Numbers are big-endian.
constexpr QByteArrayView kMagic{"MUSTERSECRETS"};
constexpr char kVersion = 1;
constexpr qsizetype kSaltBytes = 16, kNonceBytes = 24, kHashBytes = 32;
constexpr qsizetype kVersionAt = kMagic.size(), kKindAt = kVersionAt + 1, kPassesAt = kKindAt + 1,
                    kMemoryAt = kPassesAt + 4, kSaltAt = kMemoryAt + 8, kNonceAt = kSaltAt + kSaltBytes,
                    kSealedAt = kNonceAt + kNonceBytes;
constexpr quint32 kLeastPasses = crypto_pwhash_OPSLIMIT_MIN, kMostPasses = 20;
constexpr quint64 kLeastMemory = crypto_pwhash_MEMLIMIT_MIN, kMostMemory = 1ULL << 30;
static_assert(kSaltBytes == crypto_pwhash_SALTBYTES);
static_assert(kNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

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

QByteArray randomBytes(qsizetype count)
{
    startSodium();
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

QByteArray hashOf(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256);
}

QByteArray headOf(const Lock &lock)
{
    QByteArray head = kMagic.toByteArray() + kVersion + char(lock.kind);
    QByteArray numbers(12, '\0');
    qToBigEndian(lock.cost.passes, numbers.data());
    qToBigEndian(lock.cost.memory, numbers.data() + 4);
    return head + numbers + lock.salt;
}

} // namespace

Lock newLock(KeyKind kind, const KeyCost &cost)
{
    return {kind, cost, randomBytes(kSaltBytes)};
}

QByteArray randomKey()
{
    return randomBytes(kKeyBytes);
}

Result<QByteArray> keyFromPassphrase(const QByteArray &passphrase, const Lock &lock)
{
    startSodium();
    QByteArray key(kKeyBytes, '\0');
    if (crypto_pwhash(out(key), static_cast<unsigned long long>(key.size()), passphrase.constData(),
                      static_cast<unsigned long long>(passphrase.size()), in(lock.salt), lock.cost.passes,
                      size_t(lock.cost.memory), crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{Fault::Unavailable,
                     u"opening the secrets by their passphrase takes %1 MiB of memory, which "
                     "this machine does not give"_s.arg(lock.cost.memory >> 20)};
    return key;
}

QByteArray seal(const Lock &lock, const QByteArray &key, const QByteArray &plain)
{
    const QByteArray nonce = randomBytes(kNonceBytes);
    const QByteArray head = headOf(lock) + nonce;
    QByteArray box(plain.size() + qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES), '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out(box), nullptr, in(plain), static_cast<unsigned long long>(plain.size()), in(head),
        static_cast<unsigned long long>(head.size()), nullptr, in(nonce), in(key));
    const QByteArray sealed = head + box;
    return sealed + hashOf(sealed);
}

Result<Lock> lockOf(const QByteArray &sealed)
{
    if (!sealed.startsWith(kMagic))
        return Error{Fault::BadInput, u"this is no file of Muster's secrets"_s};
    const Error damaged{Fault::Damaged,
                        u"the file is not as it was written; take a copy of it from a backup"_s};
    if (sealed.size() <= kVersionAt)
        return damaged;
    if (sealed.at(kVersionAt) > kVersion)
        return Error{Fault::TooNew, u"the file was written by a newer version of the program"_s};
    const qsizetype least = kSealedAt + qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES) + kHashBytes;
    if (sealed.size() < least ||
        hashOf(QByteArrayView(sealed).chopped(kHashBytes)) != sealed.right(kHashBytes))
        return damaged;
    Lock lock{KeyKind(sealed.at(kKindAt)),
              {qFromBigEndian<quint32>(sealed.constData() + kPassesAt),
               qFromBigEndian<quint64>(sealed.constData() + kMemoryAt)},
              sealed.mid(kSaltAt, kSaltBytes)};
    const bool isKnown = lock.kind == KeyKind::KeyFile || lock.kind == KeyKind::Passphrase;
    const KeyCost &cost = lock.cost;
    if (!isKnown || cost.passes < kLeastPasses || cost.passes > kMostPasses || cost.memory < kLeastMemory ||
        cost.memory > kMostMemory)
        return damaged;
    return lock;
}

Result<QByteArray> unseal(const QByteArray &sealed, const QByteArray &key)
{
    const auto lock = lockOf(sealed);
    if (!lock)
        return lock.error();
    const QByteArrayView head = QByteArrayView(sealed).first(kSealedAt);
    const QByteArrayView box = QByteArrayView(sealed).sliced(kSealedAt).chopped(kHashBytes);
    QByteArray plain(box.size() - qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES), '\0');
    if (key.size() != kKeyBytes ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(
            out(plain), nullptr, nullptr, in(box), static_cast<unsigned long long>(box.size()), in(head),
            static_cast<unsigned long long>(head.size()), in(head.sliced(kNonceAt)), in(key)) != 0)
        return Error{Fault::NotAllowed,
                     lock->kind == KeyKind::Passphrase
                         ? u"the passphrase is not the one that the secrets are locked with"_s
                         : u"the key file is not the one that the secrets are locked with"_s};
    return plain;
}

} // namespace muster::secrets
