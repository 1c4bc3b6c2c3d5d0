// SPDX-License-Identifier: GPL-3.0-or-later
// Encrypted bytes with all that is needed to open them again but the key: XChaCha20-Poly1305, the key from a
// file or from a passphrase by Argon2id. Pure; any thread.
#pragma once

#include "models/secrets/secrets.h"

namespace muster::secrets {

enum class KeyKind : quint8
{
    KeyFile = 1,
    Passphrase = 2,
};

struct Lock
{
    KeyKind kind = KeyKind::KeyFile;
    KeyCost cost;    ///< for a passphrase
    QByteArray salt; ///< for a passphrase; 16 bytes either way
    bool operator==(const Lock &) const = default;
};

inline constexpr qsizetype kKeyBytes = 32;

/// A lock with a new salt.
Lock newLock(KeyKind kind, const KeyCost &cost);
/// A key of kKeyBytes from the system's generator.
QByteArray randomKey();

/// Takes the time and memory that the lock says. Unavailable where there is not so much memory.
Result<QByteArray> keyFromPassphrase(const QByteArray &passphrase, const Lock &lock);

/// Two calls never give the same bytes.
QByteArray seal(const Lock &lock, const QByteArray &key, const QByteArray &plain);

/// BadInput where the bytes are no sealed file, TooNew for a later form, Damaged where they are not as they
/// were written, or ask for a lock that costs more than any of ours.
Result<Lock> lockOf(const QByteArray &sealed);

/// As lockOf; NotAllowed where the bytes are whole and the key is another one.
Result<QByteArray> unseal(const QByteArray &sealed, const QByteArray &key);

} // namespace muster::secrets
