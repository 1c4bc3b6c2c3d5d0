// SPDX-License-Identifier: GPL-3.0-or-later
// The arrows between the layers, held by reading the includes: a target that links Qt Core alone would still
// compile <QtWidgets/QWidget>, because the header folders stand side by side.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Include
{
    QString file; ///< from the project's root
    int line = 0;
    QString what;
    bool isSystem = false;
};

QString root()
{
    return QStringLiteral(MUSTER_SOURCE_DIR);
}

QStringList sourcesIn(const QStringList &folders)
{
    QStringList files;
    for (const QString &folder : folders) {
        QDirIterator walk(root() + u'/' + folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (walk.hasNext())
            files += walk.next().mid(root().size() + 1);
    }
    files.sort();
    return files;
}

QStringList linesOf(const QString &file)
{
    QFile in(root() + u'/' + file);
    return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()).split(u'\n') : QStringList();
}

std::vector<Include> includesIn(const QStringList &folders)
{
    static const QRegularExpression pattern(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)"_s);
    std::vector<Include> includes;
    for (const QString &file : sourcesIn(folders)) {
        int number = 0;
        for (const QString &line : linesOf(file)) {
            ++number;
            if (const auto match = pattern.match(line); match.hasMatch())
                includes.push_back({file, number, match.captured(2), match.captured(1) == u"<"});
        }
    }
    return includes;
}

/// The features in the order of their arrows: each may include itself and what stands before it.
const QStringList &features()
{
    static const QStringList order{
        u"base"_s,      u"ledger"_s, u"sla"_s,        u"policy"_s,   u"customer"_s, u"people"_s,
        u"team"_s,      u"ticket"_s, u"credit"_s,     u"incident"_s, u"comms"_s,    u"escalation"_s,
        u"knowledge"_s, u"notify"_s, u"automation"_s, u"drill"_s,    u"intake"_s,   u"views"_s,
        u"secrets"_s,   u"nats"_s,   u"hub"_s,        u"sync"_s,     u"store"_s};
    return order;
}

/// The same for the folders of ui.
const QStringList &windowFolders()
{
    static const QStringList order{
        u"theme"_s,  u"actions"_s,   u"widgets"_s,  u"charts"_s,     u"wallboard"_s, u"importer"_s,
        u"intake"_s, u"queue"_s,     u"incident"_s, u"escalation"_s, u"knowledge"_s, u"notify"_s,
        u"rules"_s,  u"customers"_s, u"policy"_s,   u"sync"_s,       u"shell"_s,     u"drill"_s};
    return order;
}

bool matches(const QString &what, const QStringList &prefixes)
{
    return std::ranges::any_of(prefixes, [&](const QString &prefix) { return what.startsWith(prefix); });
}

QString place(const Include &include)
{
    return u"%1:%2 includes %3"_s.arg(include.file).arg(include.line).arg(include.what);
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private slots:
    void projectIncludesFollowTheArrows()
    {
        QStringList wrong;
        for (const Include &include : includesIn({u"models"_s, u"ui"_s, u"app"_s})) {
            if (include.isSystem)
                continue;
            const QString from = include.file.section(u'/', 0, 0), to = include.what.section(u'/', 0, 0);
            const QString fromFolder = include.file.section(u'/', 1, 1);
            const QString toFolder = include.what.section(u'/', 1, 1);
            if (from == u"models" &&
                (to != u"models" || features().indexOf(toFolder) > features().indexOf(fromFolder)))
                wrong += place(include);
            if (from == u"ui" && to == u"ui" &&
                windowFolders().indexOf(toFolder) > windowFolders().indexOf(fromFolder))
                wrong += place(include);
            // The store is a concrete class: only app knows it.
            if (from == u"ui" && (to == u"app" || include.what.startsWith(u"models/store"_s)))
                wrong += place(include);
        }
        QCOMPARE(wrong, QStringList());
    }

    void everyFolderHasItsPlaceInTheOrder()
    {
        const auto foldersOf = [](const QString &layer) {
            return QDir(root() + u'/' + layer).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        };
        const QStringList inModels = foldersOf(u"models"_s), inUi = foldersOf(u"ui"_s);
        for (const QString &folder : inModels)
            QVERIFY2(features().contains(folder), qPrintable(folder));
        for (const QString &folder : inUi)
            QVERIFY2(windowFolders().contains(folder), qPrintable(folder));
    }

    void modelsHaveNoPixelsAndOnlyTheStoreHasSql()
    {
        const QStringList pixels{u"QWidget"_s,         u"QtWidgets"_s,   u"QtGui"_s,
                                 u"QPainter"_s,        u"QColor"_s,      u"QIcon"_s,
                                 u"QFont"_s,           u"QPixmap"_s,     u"QApplication"_s,
                                 u"QGuiApplication"_s, u"qcustomplot"_s, u"QTextDocument"_s};
        const QStringList network{u"QTcp"_s,         u"QSsl"_s,      u"QNetwork"_s,   u"QUdp"_s,
                                  u"QLocalSocket"_s, u"QtNetwork"_s, u"QWebSocket"_s, u"QtWebSockets"_s};
        // The line to the hub: the client itself, and what puts it behind the interface of the sync.
        const QStringList mayNetwork{u"models/nats/"_s, u"models/sync/natshub"_s};
        const QStringList sql{u"QSql"_s, u"QtSql"_s, u"sqlite3"_s};
        QStringList wrong;
        for (const Include &include : includesIn({u"models"_s, u"ui"_s, u"app"_s})) {
            const bool inModels = include.file.startsWith(u"models/"_s);
            if (inModels && matches(include.what, pixels))
                wrong += place(include);
            if (inModels && !matches(include.file, mayNetwork) && matches(include.what, network))
                wrong += place(include);
            if (!include.file.startsWith(u"models/store/"_s) && matches(include.what, sql))
                wrong += place(include);
            if (include.file.startsWith(u"ui/"_s) && matches(include.what, network))
                wrong += place(include);
        }
        QCOMPARE(wrong, QStringList());
    }

    void theClientOfTheHubsServerStandsOnItsOwn()
    {
        QStringList wrong;
        for (const Include &include : includesIn({u"models/nats"_s})) {
            if (!include.isSystem && !include.what.startsWith(u"models/nats/"_s))
                wrong += place(include);
        }
        QCOMPARE(wrong, QStringList());
    }

    void qcustomplotStaysInItsCorner()
    {
        QStringList wrong;
        for (const Include &include : includesIn({u"models"_s, u"ui"_s, u"app"_s})) {
            if (include.what.contains(u"qcustomplot"_s) && !include.file.startsWith(u"ui/charts/"_s))
                wrong += place(include);
        }
        QCOMPARE(wrong, QStringList());
    }

    void onlyAppAsksTheSystemForTheTime()
    {
        static const QRegularExpression asks(
            u"system_clock::now|QDateTime::current|QTime::current|QDate::current"_s);
        QStringList wrong;
        for (const QString &file : sourcesIn({u"models"_s, u"ui"_s})) {
            int number = 0;
            for (const QString &line : linesOf(file)) {
                ++number;
                if (asks.match(line).hasMatch())
                    wrong += u"%1:%2"_s.arg(file).arg(number);
            }
        }
        QCOMPARE(wrong, QStringList());
    }

    /// QFuture::then of Qt 6.4 asserts once its context is gone: ui/widgets/deskanswer.h.
    void aWindowContinuesNoFutureWithThen()
    {
        QStringList wrong;
        for (const QString &file : sourcesIn({u"ui"_s, u"app"_s})) {
            if (file == u"app/deskservice.cpp") // it is there as long as its answers
                continue;
            int number = 0;
            for (const QString &line : linesOf(file)) {
                ++number;
                if (line.contains(u".then("_s))
                    wrong += u"%1:%2"_s.arg(file).arg(number);
            }
        }
        QCOMPARE(wrong, QStringList());
    }

    void everySourceOpensWithItsLicence()
    {
        QStringList wrong;
        for (const QString &file : sourcesIn({u"models"_s, u"ui"_s, u"app"_s, u"tests"_s})) {
            if (!linesOf(file).value(0).startsWith(u"// SPDX-License-Identifier: GPL-3.0-or-later"_s))
                wrong += file;
        }
        QCOMPARE(wrong, QStringList());
    }

    void theTopLevelFoldersAreTheAgreedOnes()
    {
        const QStringList agreed{u".ci"_s,       u".git"_s,      u"app"_s,   u"build"_s, u"models"_s,
                                 u"packaging"_s, u"resources"_s, u"tests"_s, u"ui"_s,    u".cache"_s};
        const QStringList folders = QDir(root()).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
        for (const QString &folder : folders)
            QVERIFY2(agreed.contains(folder), qPrintable(folder));
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
