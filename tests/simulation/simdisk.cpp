// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simdisk.h"

#include <QByteArray>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <sqlite3.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace muster::simulation {
namespace {

/// What a write changed, until it is synced.
struct Change
{
    qsizetype at = 0, length = 0, sizeBefore = 0;
    QByteArray before; ///< what stood there; shorter where the file ended sooner
};

struct Content
{
    QByteArray bytes;
    std::vector<Change> unsynced;

    void write(QByteArrayView data, qsizetype at)
    {
        note(at, data.size());
        if (const qsizetype end = at + data.size(); end > bytes.size())
            grow(end);
        std::memcpy(bytes.data() + at, data.data(), size_t(data.size()));
    }

    void truncate(qsizetype size)
    {
        if (size >= bytes.size())
            return;
        note(size, bytes.size() - size);
        bytes.truncate(size);
    }

    void undo(const Change &change)
    {
        if (const qsizetype end = change.at + change.before.size(); end > bytes.size())
            grow(end);
        std::memcpy(bytes.data() + change.at, change.before.constData(), size_t(change.before.size()));
        const qsizetype from = change.at + change.before.size();
        const qsizetype to = std::min(change.at + change.length, bytes.size());
        if (from < to && to == bytes.size())
            bytes.truncate(std::max(from, change.sizeBefore));
        else if (from < to) // a hole before what was kept
            std::memset(bytes.data() + from, 0, size_t(to - from));
    }

private:
    void note(qsizetype at, qsizetype length)
    {
        unsynced.push_back(
            {at, length, bytes.size(), at < bytes.size() ? bytes.mid(at, length) : QByteArray()});
    }
    void grow(qsizetype size)
    {
        const qsizetype was = bytes.size();
        bytes.resize(size);
        std::memset(bytes.data() + was, 0, size_t(size - was));
    }
};

/// A database with its log and its journal, and the memory by which connections would agree.
struct Family
{
    std::map<QByteArray, Content> files; ///< by what stands behind the name: "", "-wal", "-journal"
    std::vector<std::unique_ptr<char[]>> shared;
    bool isOpen = false;
    qint64 writesLeft = -1; ///< below zero: no end is near

    /// False once the program that writes has ended.
    bool mayWrite()
    {
        if (writesLeft > 0)
            --writesLeft;
        else if (writesLeft == 0)
            return false;
        return true;
    }
};

class Families
{
public:
    Family *find(const QByteArray &name)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_all.find(name);
        return found == m_all.end() ? nullptr : &found->second;
    }
    Family &make(const QByteArray &name)
    {
        const std::scoped_lock lock(m_mutex);
        return m_all[name];
    }
    void drop(const QByteArray &name)
    {
        const std::scoped_lock lock(m_mutex);
        m_all.erase(name);
    }

private:
    std::mutex m_mutex;
    std::map<QByteArray, Family> m_all;
};

Families &families()
{
    static Families all;
    return all;
}

/// The name of the database, and what stands behind it.
std::pair<QByteArray, QByteArray> partsOf(const char *path)
{
    const QByteArray name(path);
    for (const char *end : {"-wal", "-journal"}) {
        if (name.endsWith(end))
            return {name.chopped(qsizetype(std::strlen(end))), end};
    }
    return {name, ""};
}

/// SQLite gives the memory and knows the first member.
struct Handle
{
    sqlite3_file base;
    Family *family;   ///< null for what is only for a while
    Content *content; ///< of the family, or this handle's own
    bool isMain;
};

Handle &of(sqlite3_file *file)
{
    return *reinterpret_cast<Handle *>(file);
}

int closeFile(sqlite3_file *file)
{
    Handle &handle = of(file);
    if (handle.family == nullptr)
        delete handle.content;
    else if (handle.isMain)
        handle.family->isOpen = false;
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *to, int length, sqlite3_int64 at)
{
    const QByteArray &bytes = of(file).content->bytes;
    const auto there = std::clamp<qsizetype>(bytes.size() - qsizetype(at), 0, length);
    if (there > 0)
        std::memcpy(to, bytes.constData() + at, size_t(there));
    if (there == length)
        return SQLITE_OK;
    std::memset(static_cast<char *>(to) + there, 0, size_t(length - there));
    return SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file *file, const void *from, int length, sqlite3_int64 at)
{
    Handle &handle = of(file);
    if (handle.family != nullptr && !handle.family->mayWrite())
        return SQLITE_IOERR_WRITE;
    handle.content->write({static_cast<const char *>(from), length}, qsizetype(at));
    return SQLITE_OK;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    Handle &handle = of(file);
    if (handle.family != nullptr && !handle.family->mayWrite())
        return SQLITE_IOERR_TRUNCATE;
    handle.content->truncate(qsizetype(size));
    return SQLITE_OK;
}

int syncFile(sqlite3_file *file, int)
{
    Handle &handle = of(file);
    if (handle.family != nullptr && !handle.family->mayWrite())
        return SQLITE_IOERR_FSYNC;
    handle.content->unsynced.clear();
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = of(file).content->bytes.size();
    return SQLITE_OK;
}

int mapShared(sqlite3_file *file, int region, int size, int mayExtend, void volatile **found)
{
    auto &shared = of(file).family->shared;
    *found = nullptr;
    if (size_t(region) >= shared.size() && mayExtend == 0)
        return SQLITE_OK;
    while (shared.size() <= size_t(region))
        shared.push_back(std::make_unique<char[]>(size_t(size))); // zeros
    *found = shared[size_t(region)].get();
    return SQLITE_OK;
}

int unmapShared(sqlite3_file *file, int)
{
    of(file).family->shared.clear();
    return SQLITE_OK;
}

// One connection a file: nobody to be kept out.
int lockFile(sqlite3_file *, int)
{
    return SQLITE_OK;
}

int isReserved(sqlite3_file *, int *isHeld)
{
    *isHeld = 0;
    return SQLITE_OK;
}

int controlFile(sqlite3_file *, int, void *)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file *)
{
    return 4096;
}

int characteristics(sqlite3_file *)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int lockShared(sqlite3_file *, int, int, int)
{
    return SQLITE_OK;
}

void sharedBarrier(sqlite3_file *) {}

constexpr sqlite3_io_methods kMethods{
    2,          closeFile,     readFile,    writeFile,   truncateFile, syncFile,        sizeOfFile,
    lockFile,   lockFile,      isReserved,  controlFile, sectorSize,   characteristics, mapShared,
    lockShared, sharedBarrier, unmapShared, nullptr,     nullptr};

int openFile(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *given)
{
    auto *handle = new (file) Handle{{nullptr}, nullptr, nullptr, (flags & SQLITE_OPEN_MAIN_DB) != 0};
    if (path == nullptr) {
        handle->content = new Content;
    } else {
        const auto [name, end] = partsOf(path);
        Family *family = families().find(name);
        const bool isThere = family != nullptr && family->files.contains(end);
        if (!isThere && (flags & SQLITE_OPEN_CREATE) == 0)
            return SQLITE_CANTOPEN;
        family = &families().make(name);
        if (handle->isMain && std::exchange(family->isOpen, true))
            return SQLITE_CANTOPEN;
        handle->family = family;
        handle->content = &family->files[end];
    }
    handle->base.pMethods = &kMethods;
    if (given != nullptr)
        *given = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *, const char *path, int)
{
    const auto [name, end] = partsOf(path);
    Family *family = families().find(name);
    if (family == nullptr || !family->files.contains(end))
        return SQLITE_IOERR_DELETE_NOENT;
    if (!family->mayWrite())
        return SQLITE_IOERR_DELETE;
    family->files.erase(end);
    return SQLITE_OK;
}

int accessFile(sqlite3_vfs *, const char *path, int, int *isThere)
{
    const auto [name, end] = partsOf(path);
    const Family *family = families().find(name);
    *isThere = int(family != nullptr && family->files.contains(end));
    return SQLITE_OK;
}

int fullName(sqlite3_vfs *, const char *path, int size, char *full)
{
    qstrncpy(full, path, size_t(size));
    return SQLITE_OK;
}

QByteArray nameOf(const QString &file)
{
    return file.toUtf8();
}

} // namespace

void SimDisk::install()
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // as the store has it; here SQLite starts before that
    static sqlite3_vfs disk = *sqlite3_vfs_find(nullptr); // its clock, sleep and chance stay
    disk.pNext = nullptr;
    disk.zName = "simulation";
    disk.szOsFile = int(sizeof(Handle));
    disk.xOpen = &openFile;
    disk.xDelete = &deleteFile;
    disk.xAccess = &accessFile;
    disk.xFullPathname = &fullName;
    sqlite3_vfs_register(&disk, 1);
}

void SimDisk::copy(const QString &from, const QString &to)
{
    families().make(nameOf(to)).files = families().make(nameOf(from)).files;
}

void SimDisk::move(const QString &from, const QString &to)
{
    families().make(nameOf(to)).files = std::move(families().make(nameOf(from)).files);
    remove(from);
}

void SimDisk::remove(const QString &file)
{
    families().drop(nameOf(file));
}

bool SimDisk::holds(const QString &file)
{
    return families().find(nameOf(file)) != nullptr;
}

void SimDisk::endAfter(const QString &file, qint64 writes)
{
    families().make(nameOf(file)).writesLeft = writes;
}

void SimDisk::recover(const QString &file, const std::function<bool()> &isLost)
{
    Family &family = families().make(nameOf(file));
    family.writesLeft = -1;
    family.shared.clear();
    for (auto &[end, content] : family.files) {
        for (auto change = content.unsynced.rbegin(); isLost && change != content.unsynced.rend(); ++change) {
            if (isLost())
                content.undo(*change);
        }
        content.unsynced.clear();
    }
}

} // namespace muster::simulation
