// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/filesecrets.h"

#include "models/base/json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster::secrets {
namespace {

constexpr qint64 kLongestFile = 16 * 1024 * 1024;
constexpr std::chrono::milliseconds kMostWaiting{5000};
constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString keyFileOf(const QString &file)
{
    return file + u".key"_s;
}

Error unreadable(const QFile &file)
{
    return {Fault::Unavailable, u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString())};
}

Error unwritable(const QString &name, const QFileDevice &file)
{
    const Fault fault = file.error() == QFileDevice::ResourceError ? Fault::DiskFull : Fault::ReadOnly;
    return {fault, u"%1 cannot be written: %2"_s.arg(name, file.errorString())};
}

Result<void> writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return unwritable(path, file);
    return {};
}

Result<QByteArray> readWhole(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file);
    QByteArray bytes = file.read(kLongestFile + 1);
    if (bytes.size() > kLongestFile)
        return Error{Fault::Damaged, u"%1 is far longer than any file of secrets"_s.arg(path)};
    return bytes;
}

QByteArray toJson(const std::map<QString, QByteArray> &values)
{
    QJsonObject object;
    for (const auto &[key, value] : values)
        object.insert(key, QString::fromLatin1(value.toBase64()));
    return canonicalJson(object);
}

Result<std::map<QString, QByteArray>> fromJson(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return object.error();
    std::map<QString, QByteArray> values;
    for (auto at = object->begin(); at != object->end(); ++at)
        values[at.key()] = QByteArray::fromBase64(at.value().toString().toLatin1());
    return values;
}

} // namespace

FileSecrets::FileSecrets(QString file, std::optional<QByteArray> passphrase, KeyCost cost)
    : m_file(std::move(file)), m_passphrase(std::move(passphrase)), m_cost(cost)
{}

Result<QByteArray> FileSecrets::keyFor(const Lock &lock, bool isNew)
{
    if (m_lock == lock)
        return m_key;
    if (lock.kind == KeyKind::Passphrase) {
        if (!m_passphrase)
            return Error{
                Fault::NotAllowed,
                u"the secrets are locked with a passphrase; name its file by MUSTER_PASSPHRASE_FILE"_s};
        return keyFromPassphrase(*m_passphrase, lock);
    }
    const QString path = keyFileOf(m_file);
    if (QFileInfo::exists(path)) {
        auto key = readWhole(path);
        if (key && key->size() != kKeyBytes)
            return Error{
                Fault::Damaged,
                u"the key of the secrets, %1, is not as it was written; take it from a backup"_s.arg(path)};
        return key;
    }
    if (!isNew)
        return Error{Fault::NotFound,
                     u"the key of the secrets, %1, is gone; take it from a backup"_s.arg(path)};
    const QByteArray key = randomKey();
    if (const auto written = writeWhole(path, key); !written)
        return written.error();
    return key;
}

Result<FileSecrets::Values> FileSecrets::load()
{
    if (!QFileInfo::exists(m_file))
        return Values();
    const auto told = [&](const Error &error) {
        return Error{error.fault, u"%1: %2"_s.arg(m_file, error.detail)};
    };
    const auto sealed = readWhole(m_file);
    if (!sealed)
        return sealed.error();
    const auto lock = lockOf(*sealed);
    if (!lock)
        return told(lock.error());
    const auto key = keyFor(*lock, false);
    if (!key)
        return told(key.error());
    const auto plain = unseal(*sealed, *key);
    if (!plain)
        return told(plain.error());
    m_lock = *lock;
    m_key = *key;
    auto values = fromJson(*plain);
    return values ? std::move(values) : told(values.error());
}

Result<void> FileSecrets::store(const Values &values)
{
    const KeyKind kind = m_passphrase ? KeyKind::Passphrase : KeyKind::KeyFile;
    const bool isOtherLock = m_lock && m_lock->kind != kind;
    if (!m_lock || isOtherLock) {
        const Lock lock = newLock(kind, m_cost);
        const auto key = keyFor(lock, true);
        if (!key)
            return key.error();
        m_lock = lock;
        m_key = *key;
    }
    if (auto written = writeWhole(m_file, seal(*m_lock, m_key, toJson(values))); !written)
        return written;
    // Locked by a passphrase now: the key that lay beside opens nothing any more.
    if (isOtherLock)
        QFile::remove(keyFileOf(m_file));
    return {};
}

template <typename Change> Result<void> FileSecrets::change(Change change)
{
    if (!QDir().mkpath(QFileInfo(m_file).absolutePath()))
        return Error{Fault::ReadOnly, u"the folder of %1 cannot be made"_s.arg(m_file)};
    QLockFile lock(m_file + u".lock"_s);
    if (!lock.tryLock(kMostWaiting))
        return Error{Fault::InUse, u"another program holds %1; try again"_s.arg(m_file)};
    auto values = load();
    if (!values)
        return values.error();
    if (!change(*values))
        return {};
    return store(*values);
}

Result<QByteArray> FileSecrets::read(const QString &key)
{
    if (const auto checked = checkKey(key); !checked)
        return checked.error();
    const auto values = load();
    if (!values)
        return values.error();
    const auto found = values->find(key);
    if (found == values->end())
        return Error{Fault::NotFound, u"there is no secret \"%1\" in %2"_s.arg(key, m_file)};
    return found->second;
}

Result<void> FileSecrets::write(const QString &key, const QByteArray &value)
{
    if (auto checked = checkKey(key); !checked)
        return checked;
    if (value.size() > kLongestSecret)
        return Error{
            Fault::BadInput,
            u"a secret has at most %1 bytes; this one has %2"_s.arg(kLongestSecret).arg(value.size())};
    return change([&](Values &values) {
        values[key] = value;
        return true;
    });
}

Result<void> FileSecrets::remove(const QString &key)
{
    if (auto checked = checkKey(key); !checked)
        return checked;
    return change([&](Values &values) { return values.erase(key) > 0; });
}

} // namespace muster::secrets
