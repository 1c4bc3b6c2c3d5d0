// SPDX-License-Identifier: GPL-3.0-or-later
// resources/sql/schema.sql is the page to read: it says what a fresh workspace holds, and nothing else.
// `tst_schema --write` makes it again from the migrations.
#include "models/store/database.h"
#include "models/store/workspace.h"
#include "tests/support/testclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::store;

namespace {

QString schemaFile()
{
    return QStringLiteral(MUSTER_SOURCE_DIR "/resources/sql/schema.sql");
}

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Every table as it was written, in the order of making, each followed by its indexes. A text index's own
/// tables are its business.
QByteArray statementsOf(const QString &path)
{
    auto database = Database::open(path, Access::ReadOnly);
    if (!database)
        qFatal("%s", qPrintable(database.error().detail));
    Statement query = (*database)->prepare(
        "SELECT one.sql FROM sqlite_schema AS one JOIN sqlite_schema AS its ON its.name = one.tbl_name "
        "WHERE its.type = 'table' AND one.sql IS NOT NULL "
        "AND its.name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') "
        "ORDER BY its.rowid, one.rowid");
    QByteArray text, table;
    while (query.next()) {
        const QByteArray statement = query.text(0).toUtf8();
        const bool isTable = statement.startsWith("CREATE TABLE") || statement.startsWith("CREATE VIRTUAL");
        text += (isTable && !text.isEmpty() ? "\n" : "") + statement + ";\n";
    }
    return text;
}

QByteArray madeSchema()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"desk.muster"_s);
    const test::TestClock clock;
    if (const auto made = Workspace::open(file, OpenMode::CreateIfMissing, clock); !made)
        qFatal("%s", qPrintable(made.error().detail));
    auto database = Database::open(file, Access::ReadOnly);
    const qint64 version = *(*database)->scalar("PRAGMA user_version");
    const qint64 program = *(*database)->scalar("PRAGMA application_id");
    return "-- What a workspace holds, made from the numbered migrations and projections.sql by `tst_schema "
           "--write`.\n"
           "-- For reading only: the program does not read it, and a test compares it with a fresh "
           "workspace.\n"
           "-- user_version " +
           QByteArray::number(version) + ", application_id 0x" + QByteArray::number(program, 16) + "\n\n" +
           statementsOf(file);
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void thePageToReadSaysWhatAFreshWorkspaceHolds()
    {
        const QByteArray page = textOf(schemaFile()), made = madeSchema();
        QVERIFY2(page == made,
                 "resources/sql/schema.sql is not what the migrations make; build/dev/tests/resources/"
                 "tst_schema --write makes it again");
    }

    void thePageToReadIsGoodSql()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"read.sqlite"_s);
        {
            auto database = Database::open(file, Access::Create);
            QVERIFY(database.has_value());
            const auto done = (*database)->execute(textOf(schemaFile()));
            QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
        }
        const QByteArray page = textOf(schemaFile());
        QVERIFY(page.contains("\n\n"));
        QCOMPARE(statementsOf(file), page.sliced(page.indexOf("\n\n") + 2));
    }

    void everyTableOfTheLedgerStandsInIt()
    {
        const QByteArray page = textOf(schemaFile());
        for (const char *table :
             {"facts", "quarantine", "settings", "hub_seen", "waiting", "tickets", "ticket_text"})
            QVERIFY2(page.contains("TABLE " + QByteArray(table)), table);
        QVERIFY(!page.contains("ticket_text_")); // the text index's own
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc > 1 && QByteArrayView(argv[1]) == "--write") {
        QFile file(schemaFile());
        return file.open(QIODevice::WriteOnly) && file.write(madeSchema()) > 0 ? 0 : 1;
    }
    TestSchema tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_schema.moc"
