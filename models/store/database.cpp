// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/database.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

/// Per connection: SQLite keeps only the journal mode in the file.
constexpr auto kPragmas = "PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
                          "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;";
constexpr auto kWritingPragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000;";

/// SQLite counts its memory for whoever asks, behind one lock for all threads at each allocation; nobody
/// does.
void leaveMemoryUncounted()
{
    [[maybe_unused]] static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // NOLINT
}

} // namespace

Statement::~Statement()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)),
      m_failed(other.m_failed)
{}

Statement &Statement::bind(int at, qint64 value)
{
    sqlite3_bind_int64(m_statement, at, value);
    return *this;
}

Statement &Statement::bind(int at, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    sqlite3_bind_text64(m_statement, at, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                        SQLITE_UTF8); // NOLINT
    return *this;
}

Statement &Statement::bind(int at, QByteArrayView blob)
{
    sqlite3_bind_blob64(m_statement, at, blob.isNull() ? "" : blob.data(), sqlite3_uint64(blob.size()),
                        SQLITE_STATIC);
    return *this;
}

Statement &Statement::bindNull(int at)
{
    sqlite3_bind_null(m_statement, at);
    return *this;
}

bool Statement::next()
{
    const int code = m_statement ? sqlite3_step(m_statement) : SQLITE_ERROR;
    m_failed = code != SQLITE_ROW && code != SQLITE_DONE;
    return code == SQLITE_ROW;
}

Result<void> Statement::run()
{
    next();
    const bool hasFailed = m_failed;
    const Error what = hasFailed ? m_database->failure() : Error();
    sqlite3_reset(m_statement);
    if (hasFailed)
        return what;
    return {};
}

Error Statement::error() const
{
    return m_database->failure();
}

qint64 Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Statement::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(bytes, sqlite3_column_bytes(m_statement, column));
}

QByteArrayView Statement::blobView(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

QByteArray Statement::blob(int column) const
{
    return blobView(column).toByteArray();
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, Access access)
{
    leaveMemoryUncounted();
    std::unique_ptr<Database> database(new Database(file));
    const bool isReading = access == Access::ReadOnly || access == Access::Salvage;
    const int flags = isReading                     ? SQLITE_OPEN_READONLY
                      : access == Access::ReadWrite ? SQLITE_OPEN_READWRITE
                                                    : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(QFile::encodeName(file).constData(), &database->m_handle,
                                     flags | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK)
        return failureOf(code, file, QString());
    sqlite3_extended_result_codes(database->m_handle, 1);
    // Otherwise each new value of a parameter that is compared as a partial index's condition compares its
    // column makes the statement be planned anew.
    sqlite3_db_config(database->m_handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    // Said first: a file shorter than its header says is otherwise not read at all.
    if (access == Access::Salvage)
        (void)database->execute("PRAGMA writable_schema=ON");
    auto set = database->execute(kPragmas);
    if (access == Access::ReadOnly && (!set || !database->scalar("SELECT count(*) FROM sqlite_schema")))
        set = database->openUnchanging();
    if (set && !isReading)
        set = database->execute(kWritingPragmas);
    if (!set)
        return set.error();
    return database;
}

Result<void> Database::openUnchanging()
{
    // Reading beside a writer needs a file of locks in the folder. Where the folder cannot be written nobody
    // here writes the workspace; what stands in a log beside it could not be seen, though.
    const Error why = failure();
    if ((sqlite3_errcode(m_handle) & 0xff) != SQLITE_READONLY &&
        (sqlite3_errcode(m_handle) & 0xff) != SQLITE_CANTOPEN)
        return why;
    if (QFileInfo(m_file + u"-wal"_s).size() > 0)
        return why;
    close();
    QUrl url = QUrl::fromLocalFile(QFileInfo(m_file).absoluteFilePath());
    url.setQuery(u"immutable=1"_s);
    const int code = sqlite3_open_v2(url.toEncoded().constData(), &m_handle,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
    if (code != SQLITE_OK)
        return failureOf(code, m_file, QString());
    sqlite3_extended_result_codes(m_handle, 1);
    return execute(kPragmas);
}

Database::~Database()
{
    close();
}

void Database::close()
{
    for (const Kept &kept : m_kept)
        sqlite3_finalize(kept.statement);
    m_kept.clear();
    sqlite3_close(m_handle);
    m_handle = nullptr;
}

Statement Database::prepare(const char *sql)
{
    for (const Kept &kept : m_kept) {
        if (kept.sql == sql && !sqlite3_stmt_busy(kept.statement))
            return {*this, kept.statement};
    }
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (statement)
        m_kept.push_back({sql, statement});
    return {*this, statement};
}

Result<void> Database::execute(const QByteArray &script)
{
    if (sqlite3_exec(m_handle, script.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure();
    return {};
}

Result<qint64> Database::scalar(const char *sql)
{
    Statement statement = prepare(sql);
    const qint64 value = statement.next() ? statement.number(0) : 0;
    if (statement.failed())
        return failure();
    return value;
}

void Database::stopWhen(std::function<bool()> isStopped)
{
    constexpr int kStepsBetween = 20'000; // of SQLite's machine: some milliseconds
    m_isStopped = std::move(isStopped);
    const auto ask = [](void *database) {
        auto *self = static_cast<Database *>(database);
        self->m_wasStopped = self->m_wasStopped || self->m_isStopped();
        return int(self->m_wasStopped);
    };
    sqlite3_progress_handler(m_handle, kStepsBetween, ask, this);
}

qint64 Database::lastInsertKey() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

Error Database::failure() const
{
    return failureOf(sqlite3_extended_errcode(m_handle), m_file, QString::fromUtf8(sqlite3_errmsg(m_handle)));
}

Error Database::failureOf(int code, const QString &file, const QString &message)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {
            Fault::DiskFull,
            u"%1: the disk is full; nothing of this was saved, all that was saved before is intact. Make room and try again"_s
                .arg(file)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {
            Fault::ReadOnly,
            u"%1 cannot be written; nothing was changed. Check the rights of the file and its folder"_s.arg(
                file)};
    case SQLITE_CANTOPEN:
        return {
            Fault::ReadOnly,
            u"%1 cannot be opened or its folder cannot be written; nothing was changed. Check that the folder exists and its rights"_s
                .arg(file)};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {
            Fault::Damaged,
            u"%1 is damaged or is no workspace; nothing was changed. muster check --salvage NEW reads what can be read into a new file, and the folder backups beside it holds copies"_s
                .arg(file)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {
            Fault::InUse,
            u"%1 is in use by another program; nothing was changed. Try again when it is done"_s.arg(file)};
    case SQLITE_INTERRUPT:
        return {Fault::NotAllowed, u"%1: stopped before it was done; nothing was changed"_s.arg(file)};
    case SQLITE_IOERR:
        return {
            Fault::Damaged,
            u"%1: reading or writing failed (%2); nothing was changed. Check the disk"_s.arg(file, message)};
    default:
        return {Fault::Internal, u"%1: %2 (%3)"_s.arg(file, message).arg(code)};
    }
}

ReadSpan::ReadSpan(Database &database) : m_database(database.prepare("BEGIN").run() ? &database : nullptr) {}

ReadSpan::~ReadSpan()
{
    if (m_database != nullptr)
        (void)m_database->prepare("COMMIT").run();
}

Result<Transaction> Transaction::begin(Database &database)
{
    if (const auto begun = database.prepare("BEGIN IMMEDIATE").run(); !begun)
        return begun.error();
    return Transaction(database);
}

Transaction::~Transaction()
{
    // SQLite may have undone it by itself already, as on a full disk.
    if (m_database && !sqlite3_get_autocommit(m_database->handle()))
        (void)m_database->execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    if (const auto committed = m_database->prepare("COMMIT").run(); !committed)
        return committed.error();
    m_database = nullptr;
    return {};
}

} // namespace muster::store
