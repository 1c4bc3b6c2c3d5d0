// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/migrations.h"

#include "models/store/facttable.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr qint64 kApplicationId = 0x4D555354; // "MUST"
constexpr auto kProjections = "projections.sql";
constexpr auto kProjectionsForm = "projections.form";

const QStringList &scripts()
{
    static const QStringList names = QDir(u":/sql"_s).entryList({u"0*.sql"_s}, QDir::Files, QDir::Name);
    return names;
}

QByteArray scriptText(const QString &name)
{
    QFile file(u":/sql/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray &projectionsForm()
{
    static const QByteArray form =
        QCryptographicHash::hash(scriptText(QString::fromLatin1(kProjections)), QCryptographicHash::Sha256);
    return form;
}

/// Also those that only an older or newer program made.
std::vector<QByteArray> derivedTables(Database &database)
{
    // The tables of a text index go with it.
    Statement query = database.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'ticket\\_text\\_%' ESCAPE '\\'"
        " AND name NOT IN ('attempts', 'facts', 'hub_seen', 'quarantine', 'sendings', 'settings', "
        "'waiting')");
    std::vector<QByteArray> names;
    while (query.next())
        names.push_back(query.text(0).toUtf8());
    return names;
}

} // namespace

int newestVersion()
{
    return int(scripts().size());
}

Result<int> versionOf(Database &database)
{
    const auto version = database.scalar("PRAGMA user_version");
    if (!version)
        return version.error();
    const auto application = database.scalar("PRAGMA application_id");
    if (!application)
        return application.error();
    const auto tables = database.scalar("SELECT count(*) FROM sqlite_master");
    if (!tables)
        return tables.error();
    if (*tables > 0 && *application != kApplicationId)
        return Error{
            Fault::Damaged,
            u"%1 is a database of another program; it was left alone. Choose another file with --db"_s.arg(
                database.file())};
    if (*version > newestVersion())
        return Error{
            Fault::TooNew,
            u"%1 was written by a newer Muster (form %2, this one knows %3); it was left alone. Start the newer program"_s
                .arg(database.file())
                .arg(*version)
                .arg(newestVersion())};
    return int(*version);
}

Result<void> migrate(Database &database)
{
    const auto version = versionOf(database);
    if (!version)
        return version.error();
    const QStringList &names = scripts();
    for (qsizetype next = *version; next < names.size(); ++next) {
        auto transaction = Transaction::begin(database);
        if (!transaction)
            return transaction.error();
        const QByteArray script = scriptText(names[next]) +
                                  "PRAGMA application_id=" + QByteArray::number(kApplicationId) +
                                  ";PRAGMA user_version=" + QByteArray::number(next + 1);
        if (const auto done = database.execute(script); !done)
            return done.error();
        if (const auto done = transaction->commit(); !done)
            return done.error();
    }
    return {};
}

bool hasCurrentProjections(Database &database)
{
    return FactTable(database).setting(QString::fromLatin1(kProjectionsForm)) == projectionsForm();
}

Result<void> makeEmptyProjections(Database &database)
{
    for (const QByteArray &table : derivedTables(database)) {
        if (const auto dropped = database.execute("DROP TABLE IF EXISTS \"" + table + '"'); !dropped)
            return dropped.error();
    }
    if (const auto made = database.execute(scriptText(QString::fromLatin1(kProjections))); !made)
        return made.error();
    return FactTable(database).setSetting(QString::fromLatin1(kProjectionsForm), projectionsForm());
}

} // namespace muster::store
