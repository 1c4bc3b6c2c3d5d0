// SPDX-License-Identifier: GPL-3.0-or-later
// A small layer over SQLite's own interface: one connection, statements kept prepared, a transaction that
// undoes itself, faults with sentences. Used by one thread. SQL stands nowhere but in models/store.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace muster::store {

class Database;

/// A prepared statement being used; reset when it goes out of scope. Parameters count from 1, columns from 0.
class Statement
{
public:
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    Statement &operator=(Statement &&) = delete;

    Statement &bind(int at, qint64 value);
    Statement &bind(int at, int value) { return bind(at, qint64(value)); }
    Statement &bind(int at, bool value) { return bind(at, qint64(value)); }
    Statement &bind(int at, const QString &text);
    Statement &bind(int at, QByteArrayView blob); ///< the bytes must live until run() or the last row
    template <typename Tag> Statement &bind(int at, const Id<Tag> &id)
    {
        return bind(at, QByteArrayView(id.bytes.data(), qsizetype(id.bytes.size())));
    }
    Statement &bindNull(int at);

    /// True while there is a row. A failure ends the rows; ask failed().
    bool next();
    Result<void> run(); ///< for statements without rows
    bool failed() const { return m_failed; }
    Error error() const;

    qint64 number(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;         ///< a copy
    QByteArrayView blobView(int column) const; ///< until the next row
    bool isNull(int column) const;
    template <typename IdType> IdType id(int column) const
    {
        return IdType::fromBlob(blobView(column)).value_or(IdType{});
    }

private:
    friend class Database;
    Statement(Database &database, sqlite3_stmt *statement) : m_database(&database), m_statement(statement) {}
    Database *m_database;
    sqlite3_stmt *m_statement;
    bool m_failed = false;
};

enum class Access : quint8
{
    ReadOnly,
    ReadWrite,
    Create,
    Salvage, ///< read-only, and forgiving: what a damaged file still holds
};

class Database
{
public:
    static Result<std::unique_ptr<Database>> open(const QString &file, Access access);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// `sql` must be a literal: statements are kept by its address.
    Statement prepare(const char *sql);
    Result<void> execute(const QByteArray &script); ///< several statements, not kept
    Result<qint64> scalar(const char *sql);         ///< the first column of the first row, 0 without one
    qint64 lastInsertKey() const;
    /// Questions end with a failure once `isStopped` says so; it is asked now and then from within them.
    void stopWhen(std::function<bool()> isStopped);
    bool wasStopped() const { return m_wasStopped; }
    sqlite3 *handle() const { return m_handle; }
    const QString &file() const { return m_file; }

    /// The last failure as a fault with a sentence: what happened, that nothing was changed, what to do.
    Error failure() const;
    static Error failureOf(int code, const QString &file, const QString &message);

private:
    explicit Database(QString file) : m_file(std::move(file)) {}
    /// Opens the file as one that nobody writes, for reading in a folder that cannot be written.
    Result<void> openUnchanging();
    void close();
    struct Kept
    {
        const char *sql;
        sqlite3_stmt *statement;
    };
    QString m_file;
    sqlite3 *m_handle = nullptr;
    std::vector<Kept> m_kept;
    std::function<bool()> m_isStopped;
    bool m_wasStopped = false;
};

/// One state of the file for all questions asked while it lives, and one lock for them. For moments: what was
/// written meanwhile stays in the log beside the file.
class ReadSpan
{
public:
    explicit ReadSpan(Database &database);
    ~ReadSpan();
    ReadSpan(const ReadSpan &) = delete;
    ReadSpan &operator=(const ReadSpan &) = delete;

private:
    Database *m_database; ///< null where it could not be begun: each question is asked alone then
};

/// BEGIN IMMEDIATE until commit(); undone when it goes out of scope without one.
class Transaction
{
public:
    static Result<Transaction> begin(Database &database);
    ~Transaction();
    Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    Transaction &operator=(Transaction &&) = delete;
    Result<void> commit();

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    Database *m_database;
};

} // namespace muster::store
