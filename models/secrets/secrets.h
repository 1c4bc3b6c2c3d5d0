// SPDX-License-Identifier: GPL-3.0-or-later
// Where a desk keeps its secrets (the seed of its device key, the key of a hub's admin): the system's
// keychain, or a file that is encrypted. Calls answer at once or wait, at most seconds; not for the window's
// thread.
#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace muster::secrets {

inline constexpr qsizetype kLongestKey = 200;          ///< characters
inline constexpr qsizetype kLongestSecret = 64 * 1024; ///< bytes

/// Keys are 1 to kLongestKey letters, digits and . _ - / characters: BadInput otherwise.
class Secrets
{
public:
    virtual ~Secrets() = default;

    /// NotFound where nothing is kept under the key; Unavailable, NotAllowed or Damaged where it is not
    /// known.
    virtual Result<QByteArray> read(const QString &key) = 0;
    /// Kept on the disk (or by the keychain) when it returns; what was there before is replaced.
    virtual Result<void> write(const QString &key, const QByteArray &value) = 0;
    /// No error where nothing was there.
    virtual Result<void> remove(const QString &key) = 0;
    /// For people: "the system's keychain", or the file's path.
    virtual QString place() const = 0;
};

/// What making a key out of a passphrase costs: passes over the memory, and its bytes.
struct KeyCost
{
    quint32 passes = 3;
    quint64 memory = 256ULL << 20;
    bool operator==(const KeyCost &) const = default;
};

struct Whereabouts
{
    QString file;                         ///< of the secrets where there is no keychain
    QString service;                      ///< under which the keychain lists them, as in "Muster"
    std::optional<QByteArray> passphrase; ///< for the file; given: no keychain is asked
    bool isFileOnly = false;
    KeyCost cost = {};
};

/// With the passphrase and the choice that stand in the environment: MUSTER_SECRETS=file,
/// MUSTER_PASSPHRASE_FILE=FILE, or the credential "muster-passphrase" of a service of systemd. NotFound where
/// a passphrase's file is named and cannot be read; BadInput where it is empty.
Result<Whereabouts> whereaboutsFromEnvironment(const QString &file);

/// The secrets of this desk where they were put first: then `file` holds either them, or a line that says
/// that they are in the keychain. On the first time the keychain, where one answers within seconds, the file
/// otherwise. Unavailable where they are in the keychain and it does not answer (locked, no session).
Result<std::unique_ptr<Secrets>> openSecrets(const Whereabouts &where);

/// BadInput where this is no key.
Result<void> checkKey(const QString &key);

} // namespace muster::secrets
