// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/backup.h"

#include "models/store/database.h"
#include "models/store/facttable.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr qsizetype kKeptBackups = 7;
const QString kStamp = u"yyyyMMdd-HHmmss"_s; ///< sorts by time
constexpr int kPagesAStep = 128;
constexpr qint64 kLeftFree = 200 * 1024 * 1024; ///< bytes that a copy must leave for the work itself

QString backupFolder(const QString &file)
{
    return QFileInfo(file).absolutePath() + u"/backups"_s;
}

QStringList backupsOf(const QString &file)
{
    return QDir(backupFolder(file))
        .entryList({QFileInfo(file).fileName() + u".*.bak"_s}, QDir::Files, QDir::Name);
}

QString stampOf(Instant now, const QString &format)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(now), Qt::UTC).toString(format);
}

Result<void> checkRoom(const QString &file)
{
    const QStorageInfo disk(backupFolder(file));
    const qint64 needed = QFileInfo(file).size() + kLeftFree;
    if (!disk.isValid() || disk.bytesAvailable() < 0 || disk.bytesAvailable() >= needed)
        return {};
    return Error{
        Fault::DiskFull,
        u"no backup was taken: %1 has %2 MB free and a copy needs %3 MB. Make room, or move older backups away; the workspace itself is safe"_s
            .arg(disk.rootPath())
            .arg(disk.bytesAvailable() / 1'000'000)
            .arg(needed / 1'000'000)};
}

Result<void> copyInto(const QString &file, const QString &path, const std::function<bool()> &isStopped)
{
    auto from = Database::open(file, Access::ReadOnly);
    if (!from)
        return from.error();
    auto to = Database::open(path, Access::Create);
    if (!to)
        return to.error();
    // An unfinished copy is thrown away: it needs no journal.
    if (const auto set = (*to)->execute("PRAGMA journal_mode=OFF"); !set)
        return set.error();
    // One state of the file throughout, whatever is written meanwhile: a copy in steps begins anew otherwise.
    if (const auto held = (*from)->execute("BEGIN; SELECT count(*) FROM sqlite_schema"); !held)
        return held.error();
    sqlite3_backup *copy = sqlite3_backup_init((*to)->handle(), "main", (*from)->handle(), "main");
    if (!copy)
        return (*to)->failure();
    int code = SQLITE_OK;
    bool stopped = false;
    while (code == SQLITE_OK && !stopped) {
        code = sqlite3_backup_step(copy, kPagesAStep);
        stopped = isStopped && isStopped();
    }
    const int finished = sqlite3_backup_finish(copy);
    if (stopped)
        return Error{Fault::NotAllowed, u"the backup was stopped; the next start takes one"_s};
    if (code != SQLITE_DONE || finished != SQLITE_OK)
        return Database::failureOf(code == SQLITE_DONE ? finished : code, path, QString());
    // One file, without a log beside it.
    return (*to)->execute("PRAGMA journal_mode=DELETE");
}

} // namespace

Result<QString> backUp(const QString &file, Instant now, const std::function<bool()> &isStopped)
{
    const QString folder = backupFolder(file);
    if (!QDir().mkpath(folder))
        return Error{Fault::ReadOnly,
                     u"%1 cannot be made; no backup was taken. Check the rights"_s.arg(folder)};
    if (const auto room = checkRoom(file); !room)
        return room.error();
    const QString path = folder + u'/' + QFileInfo(file).fileName() + u'.' + stampOf(now, kStamp) + u".bak"_s;
    const QString unfinished = path + u".part"_s;
    QFile::remove(unfinished);
    if (const auto copied = copyInto(file, unfinished, isStopped); !copied) {
        QFile::remove(unfinished);
        return copied.error();
    }
    QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner);
    QFile::remove(path);
    if (!QFile::rename(unfinished, path))
        return Error{Fault::ReadOnly, u"the backup %1 could not be given its name"_s.arg(path)};
    const QStringList all = backupsOf(file);
    for (qsizetype old = 0; old + kKeptBackups < all.size(); ++old)
        QFile::remove(folder + u'/' + all[old]);
    return path;
}

QStringList backupsBefore(const QString &file, Instant at)
{
    const QString end = QFileInfo(file).fileName() + u'.' + stampOf(at, kStamp) + u".bak"_s;
    QStringList paths;
    for (const QString &name : backupsOf(file)) {
        if (name < end)
            paths += backupFolder(file) + u'/' + name;
    }
    return paths;
}

Result<int> forgetBackupsBut(const QString &file, const QString &kept)
{
    if (!QFileInfo::exists(kept))
        return Error{Fault::NotFound, u"%1 is not there; no other backup was removed"_s.arg(kept)};
    const QDir folder(backupFolder(file));
    const QString name = QFileInfo(file).fileName();
    const QStringList copies = folder.entryList({name + u".*.bak"_s, name + u".*.bak.part"_s}, QDir::Files);
    int removed = 0;
    for (const QString &copy : copies) {
        const QString path = folder.filePath(copy);
        if (QFileInfo(path) == QFileInfo(kept))
            continue;
        if (!QFile::remove(path))
            return Error{Fault::ReadOnly,
                         u"%1 could not be removed. Check the rights, and remove it by hand"_s.arg(path)};
        ++removed;
    }
    return removed;
}

QString newestBackup(const QString &file)
{
    const QStringList all = backupsOf(file);
    return all.isEmpty() ? QString() : backupFolder(file) + u'/' + all.constLast();
}

bool isBackupDue(const QString &file, Instant now)
{
    const QStringList all = backupsOf(file);
    return all.isEmpty() || !all.constLast().contains(u'.' + stampOf(now, u"yyyyMMdd"_s));
}

Result<void> forgetInBackups(const QString &file, const QString &setting)
{
    const QStringList all = backupsOf(file);
    for (const QString &name : all) {
        const QString path = backupFolder(file) + u'/' + name;
        auto copy = Database::open(path, Access::ReadWrite);
        if (!copy)
            return copy.error();
        FactTable facts(**copy);
        if (facts.setting(setting).isEmpty())
            continue;
        if (const auto gone = facts.setSetting(setting, {}); !gone)
            return gone.error();
        // One file again, without a log beside it.
        if (const auto closed = (*copy)->execute("PRAGMA journal_mode=DELETE"); !closed)
            return closed.error();
    }
    return {};
}

} // namespace muster::store
