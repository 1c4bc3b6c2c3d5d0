// SPDX-License-Identifier: GPL-3.0-or-later
// NKEYs: Ed25519 keys of users as NATS writes them (base 32 of prefix, key and CRC-16), and the signature of
// a login. Functions without state; any thread.
#pragma once

#include <QByteArray>

#include <optional>

namespace muster::nats {

inline constexpr qsizetype kNkeyBytes = 32; ///< of a public key and of a seed

/// "U…", 56 characters, of a raw public key of 32 bytes; empty for another length.
QByteArray nkeyPublic(const QByteArray &publicKey);

/// The 32 bytes of "U…"; nothing where the text is not a user's public key or its check sum differs.
std::optional<QByteArray> nkeyPublicFrom(QByteArrayView text);

/// "SU…", 58 characters, of a raw seed of 32 bytes; empty for another length. A secret.
QByteArray nkeySeed(const QByteArray &seed);

/// The 32 bytes of "SU…"; nothing where the text is not a user's seed or its check sum differs.
std::optional<QByteArray> nkeySeedFrom(QByteArrayView text);

/// The raw public key of a raw seed; empty where the seed has not 32 bytes.
QByteArray nkeyPublicOfSeed(const QByteArray &seed);

/// What CONNECT carries as `sig`: base64url without padding of the signature over `nonce`; empty for a bad
/// seed.
QByteArray nkeySign(const QByteArray &seed, const QByteArray &nonce);

} // namespace muster::nats
