// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a workspace, and its small settings.
#include "models/store/workspace.h"

#include "models/base/log.h"
#include "models/store/backup.h"
#include "models/store/migrations.h"
#include "models/store/workspaceparts.h"

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <utility>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr auto kSeed = "device.seed";
constexpr auto kDevice = "device.id"; ///< where the key lies outside of the file
constexpr auto kMe = "me";
constexpr auto kHead = "chain.head";

/// A lock without a name in it: its program, or the machine, ended before that was on the disk. One that a
/// living program holds is not taken away.
bool takeNamelessLock(QLockFile &lock)
{
    const auto hasName = [&lock] {
        qint64 pid = 0;
        QString host, program;
        return lock.getLockInfo(&pid, &host, &program);
    };
    if (hasName())
        return false;
    QThread::msleep(100); // it may be written this moment
    return !hasName() && lock.removeStaleLockFile() && lock.tryLock(0);
}

Result<std::unique_ptr<QLockFile>> takeLock(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(file + u".lock"_s);
    lock->setStaleLockTime(0); // only a lock whose program is gone is stale, however old it is
    if (lock->tryLock(0))
        return lock;
    if (lock->error() == QLockFile::LockFailedError && takeNamelessLock(*lock))
        return lock;
    if (lock->error() == QLockFile::LockFailedError) {
        qint64 pid = 0;
        QString host, program;
        lock->getLockInfo(&pid, &host, &program);
        return Error{
            Fault::InUse,
            u"%1 is open in another Muster (process %2); nothing was changed. Use that one, or close it first"_s
                .arg(file)
                .arg(pid)};
    }
    return Error{Fault::ReadOnly,
                 u"the folder of %1 cannot be written; nothing was changed. Check its rights"_s.arg(file)};
}

/// A new file is for its owner alone: it holds customers' words and the desk's key.
Result<void> makeFile(const QString &file)
{
    if (QFileInfo::exists(file))
        return {};
    QFile fresh(file);
    if (!fresh.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        !fresh.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return Error{Fault::ReadOnly,
                     u"%1 cannot be made (%2); nothing was changed. Check the rights of its folder"_s.arg(
                         file, fresh.errorString())};
    return {};
}

Result<void> checkFile(const QString &file, OpenMode mode)
{
    const QFileInfo info(file);
    if (info.isDir())
        return Error{Fault::BadInput, u"%1 is a folder, not a workspace"_s.arg(file)};
    if (!info.exists() && mode != OpenMode::CreateIfMissing)
        return Error{Fault::NotFound,
                     u"there is no workspace %1; muster init makes one, --db names another"_s.arg(file)};
    // What is no database is left alone before SQLite may write beside it.
    QFile in(file);
    if (info.size() > 0 && in.open(QIODevice::ReadOnly) && !in.read(16).startsWith("SQLite format 3"))
        return Database::failureOf(26 /* SQLITE_NOTADB */, file, QString());
    return {};
}

} // namespace

Workspace::Workspace(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::open(const QString &file, OpenMode mode, const Clock &clock)
{
    if (const auto checked = checkFile(file, mode); !checked)
        return checked.error();
    std::unique_ptr<QLockFile> lock;
    if (mode != OpenMode::ReadOnly) {
        auto taken = takeLock(file);
        if (!taken)
            return taken.error();
        lock = std::move(*taken);
    }
    const Access access = mode == OpenMode::ReadOnly    ? Access::ReadOnly
                          : mode == OpenMode::ReadWrite ? Access::ReadWrite
                                                        : Access::Create;
    if (mode == OpenMode::CreateIfMissing) {
        if (const auto made = makeFile(file); !made)
            return made.error();
    }
    auto database = Database::open(file, access);
    if (!database)
        return database.error();
    auto parts = std::make_unique<Parts>(std::move(*database), clock);
    parts->lock = std::move(lock);
    std::unique_ptr<Workspace> workspace(new Workspace(std::move(parts)));
    const auto version = versionOf(*workspace->m_parts->database);
    if (!version)
        return version.error();
    if (mode != OpenMode::ReadOnly && *version > 0 && *version < newestVersion()) {
        if (const auto copy = workspace->backup(); !copy)
            return copy.error();
    }
    if (const auto prepared = workspace->m_parts->prepare(mode); !prepared)
        return prepared.error();
    return workspace;
}

Result<void> Workspace::Parts::prepare(OpenMode mode)
{
    if (mode != OpenMode::ReadOnly) {
        if (const auto migrated = migrate(*database); !migrated)
            return migrated.error();
    } else if (const auto version = versionOf(*database);
               !version || *version < newestVersion() || !hasCurrentProjections(*database)) {
        return Error{
            Fault::TooNew,
            u"%1 has an older form; open it once with the console to bring it up"_s.arg(database->file())};
    }
    if (const auto read = readKey(mode); !read)
        return read.error();
    me = PersonId::fromBlob(facts.setting(QString::fromLatin1(kMe))).value_or(PersonId{});
    head = ownHead();
    hub.load();
    loadRoster();
    followClocks();
    if (const auto loaded = loadPolicyInForce(); !loaded)
        return loaded.error();
    if (!hasCurrentProjections(*database)) {
        if (const auto made = remakeProjections(); !made)
            return made.error();
    }
    loadNames();
    return mode == OpenMode::ReadOnly ? Result<void>() : takeHeld();
}

Result<void> Workspace::Parts::readKey(OpenMode mode)
{
    const QByteArray outside = facts.setting(QString::fromLatin1(kDevice));
    if (const auto id = DeviceId::fromBlob(outside)) {
        device = *id;
        return {};
    }
    const QByteArray seed = facts.setting(QString::fromLatin1(kSeed));
    if (auto read = ledger::DeviceKey::fromSeed(seed)) {
        key = *read;
    } else {
        key = ledger::DeviceKey::generate();
        const bool mayKeep = mode != OpenMode::ReadOnly;
        if (const auto kept =
                mayKeep ? facts.setSetting(QString::fromLatin1(kSeed), key->seed()) : Result<void>();
            !kept)
            return kept.error();
    }
    device = key->device();
    return {};
}

void Workspace::Parts::followClocks()
{
    Stamp newest;
    for (const DeviceId &each : facts.devices())
        newest = std::max(newest, facts.newestStampOf(each));
    hybrid = ledger::HybridClock(newest);
}

void Workspace::Parts::loadNames()
{
    for (const customer::Customer &each : projections.customers())
        names.setCustomer(each.id, each.name);
    for (const people::Person &each : projections.people())
        names.setPerson(each.id, each.name);
    if (const auto policy = policyOf(policyInForce))
        names.setPolicy(policy->policy());
}

ledger::ChainHead Workspace::Parts::ownHead()
{
    ledger::ChainHead known = facts.headOf(device);
    const QByteArray kept = facts.setting(QString::fromLatin1(kHead));
    QDataStream in(kept);
    qint64 counter = 0;
    QByteArray hash;
    in >> counter >> hash;
    if (in.status() == QDataStream::Ok && counter > known.counter &&
        hash.size() == qsizetype(known.hash.size())) {
        known.counter = counter;
        std::copy(hash.begin(), hash.end(), known.hash.begin());
    }
    return known;
}

Result<void> Workspace::Parts::keepHead()
{
    QByteArray kept;
    QDataStream out(&kept, QIODevice::WriteOnly);
    out << head.counter
        << QByteArray(reinterpret_cast<const char *>(head.hash.data()), qsizetype(head.hash.size()));
    return facts.setSetting(QString::fromLatin1(kHead), kept);
}

Result<void> Workspace::Parts::inTransaction(const std::function<Result<void>()> &work)
{
    if (isJoining) {
        auto part = work();
        if (!part)
            joinedFailure = part.error();
        return part;
    }
    Result<void> done;
    {
        auto transaction = Transaction::begin(*database);
        if (!transaction)
            return transaction.error();
        done = work();
        if (done)
            done = transaction->commit();
    }
    if (!done)
        forgetUnsaved();
    return done;
}

Result<void> Workspace::Parts::asOne(const std::function<Result<void>()> &work)
{
    if (isJoining)
        return inTransaction(work);
    return inTransaction([&]() -> Result<void> {
        isJoining = true;
        joinedFailure.reset();
        auto worked = work();
        isJoining = false;
        return worked && joinedFailure ? Result<void>(*joinedFailure) : worked;
    });
}

Result<void> Workspace::asOne(const std::function<Result<void>()> &work)
{
    return m_parts->asOne(work);
}

void Workspace::Parts::forgetUnsaved()
{
    head = ownHead();
    hub.load();
    loadRoster();
    states.clear();
    reports.clear();
    changed.clear();
    arePoliciesNew = false;
    alerts.clear();
    incidents.clear();
    changedIncidents.clear();
    escalations.clear();
    changedEscalations.clear();
    conflicts.clear();
    openNotes.reset();
    notes.clear();
    attempts.reset();
    forked.clear();
    judgements.doubtAll();
    projections.forgetNumbers();
    (void)loadPolicyInForce();
}

Result<void> Workspace::actAs(PersonId actor, const std::function<Result<void>()> &work)
{
    Parts &parts = *m_parts;
    const PersonId before = std::exchange(parts.me, actor);
    auto done = parts.asOne(work);
    // Who sits here was perhaps written down by the work itself.
    parts.me = PersonId::fromBlob(parts.facts.setting(QString::fromLatin1(kMe))).value_or(before);
    return done;
}

DeviceId Workspace::device() const
{
    return m_parts->device;
}

PersonId Workspace::me() const
{
    return m_parts->me;
}

const ledger::DeviceKey *Workspace::deviceKey() const
{
    return m_parts->key ? &*m_parts->key : nullptr;
}

bool Workspace::isKeyInFile() const
{
    return !m_parts->facts.setting(QString::fromLatin1(kSeed)).isEmpty();
}

Result<void> Workspace::takeKeyOut()
{
    const auto done = m_parts->inTransaction([&]() -> Result<void> {
        const QByteArray id = m_parts->device.toBlob();
        if (const auto kept = m_parts->facts.setSetting(QString::fromLatin1(kDevice), id); !kept)
            return kept.error();
        return m_parts->facts.setSetting(QString::fromLatin1(kSeed), {});
    });
    if (!done)
        return done;
    // The log of pages still holds it otherwise, and the copies that were taken before.
    if (auto written = m_parts->database->execute("PRAGMA wal_checkpoint(TRUNCATE)"); !written)
        return written;
    return forgetInBackups(m_parts->database->file(), QString::fromLatin1(kSeed));
}

Result<void> Workspace::bringKey(const ledger::DeviceKey &key)
{
    if (key.device() != m_parts->device)
        return Error{Fault::Conflict, u"the key is that of another device"_s};
    m_parts->key = key;
    return {};
}

Result<void> Workspace::setMe(PersonId person)
{
    if (m_parts->isInTeam() && person != m_parts->me)
        return Error{Fault::NotAllowed,
                     u"this desk is one person's in its team; somebody else joins with an invitation"_s};
    if (const auto kept = m_parts->facts.setSetting(QString::fromLatin1(kMe), person.toBlob()); !kept)
        return kept.error();
    m_parts->me = person;
    return {};
}

Result<void> Workspace::setSetting(const QString &key, const QByteArray &value)
{
    return m_parts->facts.setSetting(u"desk."_s + key, value);
}

QByteArray Workspace::setting(const QString &key) const
{
    return m_parts->facts.setting(u"desk."_s + key);
}

QStringList Workspace::settingKeys(const QString &prefix) const
{
    QStringList keys = m_parts->facts.settingKeys(u"desk."_s + prefix);
    for (QString &key : keys)
        key.remove(0, 5);
    return keys;
}

std::shared_ptr<const policy::CompiledPolicy> Workspace::policy() const
{
    return m_parts->policyOf(m_parts->policyInForce);
}

views::QueueChange Workspace::takeChange()
{
    views::QueueChange change;
    if (m_parts->changed.isEmpty() && !std::exchange(m_parts->arePoliciesNew, false))
        return change;
    for (const TicketId &id : std::as_const(m_parts->changed)) {
        auto row = m_parts->projections.row(id, m_parts->names);
        if (!row || row->status == ticket::Status::Closed)
            change.gone.push_back(id);
        else
            change.rows.push_back(std::move(*row));
    }
    change.names = m_parts->names.names();
    change.alerts = std::exchange(m_parts->alerts, {});
    m_parts->changed.clear();
    return change;
}

} // namespace muster::store
