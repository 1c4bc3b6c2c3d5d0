// SPDX-License-Identifier: GPL-3.0-or-later
// Which place it is.
#include "models/base/log.h"
#include "models/secrets/filesecrets.h"
#include "models/secrets/keychainsecrets.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster::secrets {
namespace {

constexpr QByteArrayView kInKeychain{"The secrets of this desk are in the system's keychain.\n"};
constexpr qint64 kLongestPassphrase = 4096;

Result<QByteArray> passphraseFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound,
                     u"the passphrase's file %1 cannot be read: %2"_s.arg(path, file.errorString())};
    QByteArray passphrase = file.read(kLongestPassphrase + 1);
    while (passphrase.endsWith('\n') || passphrase.endsWith('\r'))
        passphrase.chop(1);
    if (passphrase.isEmpty() || passphrase.size() > kLongestPassphrase)
        return Error{Fault::BadInput,
                     u"%1 should hold one passphrase of 1 to %2 bytes"_s.arg(path).arg(kLongestPassphrase)};
    return passphrase;
}

/// Whether the file says that the secrets are in the keychain.
bool saysKeychain(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(kInKeychain.size() + 1) == kInKeychain;
}

Result<void> sayKeychain(const QString &path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(kInKeychain.toByteArray()) != kInKeychain.size() ||
        !file.commit())
        return Error{Fault::ReadOnly, u"%1 cannot be written: %2"_s.arg(path, file.errorString())};
    return {};
}

std::unique_ptr<Secrets> inFile(const Whereabouts &where)
{
    return std::make_unique<FileSecrets>(where.file, where.passphrase, where.cost);
}

} // namespace

Result<void> checkKey(const QString &key)
{
    static const QRegularExpression good(u"\\A[A-Za-z0-9._/-]{1,%1}\\z"_s.arg(kLongestKey));
    if (!good.match(key).hasMatch())
        return Error{
            Fault::BadInput,
            u"a secret's name has 1 to %1 letters, digits, dots, slashes, - and _"_s.arg(kLongestKey)};
    return {};
}

Result<Whereabouts> whereaboutsFromEnvironment(const QString &file)
{
    Whereabouts where{file, u"Muster"_s, std::nullopt, qEnvironmentVariable("MUSTER_SECRETS") == u"file", {}};
    QString named = qEnvironmentVariable("MUSTER_PASSPHRASE_FILE");
    const QString credentials = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    if (named.isEmpty() && !credentials.isEmpty()) {
        const QString given = credentials + u"/muster-passphrase"_s;
        named = QFileInfo::exists(given) ? given : QString();
    }
    if (named.isEmpty())
        return where;
    const auto passphrase = passphraseFrom(named);
    if (!passphrase)
        return passphrase.error();
    where.passphrase = *passphrase;
    return where;
}

Result<std::unique_ptr<Secrets>> openSecrets(const Whereabouts &where)
{
    const bool wantsFile = where.isFileOnly || where.passphrase;
    const bool wasKeychain = saysKeychain(where.file);
    if (wasKeychain && wantsFile)
        return Error{
            Fault::Conflict,
            u"the secrets of this desk are in the system's keychain, and a file is asked for; start "
            "without MUSTER_SECRETS and a passphrase, or take %1 away to begin with new secrets"_s.arg(
                where.file)};
    if (!wasKeychain && (wantsFile || QFileInfo::exists(where.file)))
        return inFile(where);
    auto keychain = std::make_unique<KeychainSecrets>(where.service);
    const auto works = keychain->tryOut();
    if (works && !wasKeychain) {
        if (const auto said = sayKeychain(where.file); !said)
            return said.error();
    }
    if (works)
        return std::unique_ptr<Secrets>(std::move(keychain));
    if (wasKeychain)
        return Error{
            Fault::Unavailable,
            u"%1; the secrets of this desk are there: unlock it and start again"_s.arg(works.error().detail)};
    log::info(u"%1; secrets are kept in %2"_s.arg(works.error().detail, where.file));
    return inFile(where);
}

} // namespace muster::secrets
