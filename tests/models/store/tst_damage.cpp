// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are not as they should be: a clear sentence each, and nothing lost.
#include "models/store/backup.h"
#include "tests/models/store/listreader.h"
#include "tests/models/store/worlds.h"

#include <QTest>

#include <csignal>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

class TestDamage : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock;

    static QByteArray bytes(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static void write(const QString &file, const QByteArray &content)
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(content), content.size());
    }
    QString made(const QTemporaryDir &folder, int tickets)
    {
        const QString file = folder.filePath(u"desk.muster"_s);
        World world(file, m_clock);
        for (int i = 0; i < tickets; ++i)
            world.create(u"Ticket %1"_s.arg(i));
        return file;
    }

    /// What opening says to a person who is not root, to whom no right is denied; empty where it opens.
    static QByteArray openedByAnybody(const QString &file, const Clock &clock, store::OpenMode mode)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            return "no pipe";
        const pid_t child = ::fork();
        if (child == 0) {
            constexpr uid_t kNobody = 65534;
            if (::getuid() == 0 && ::setuid(kNobody) != 0)
                ::_exit(1);
            const auto opened = store::Workspace::open(file, mode, clock);
            const QByteArray said = opened ? QByteArray() : opened.error().detail.toUtf8();
            ::_exit(::write(ends[1], said.constData(), size_t(said.size())) == said.size() ? 0 : 1);
        }
        ::close(ends[1]);
        QFile in;
        (void)in.open(ends[0], QIODevice::ReadOnly, QFile::AutoCloseHandle);
        const QByteArray said = in.readAll();
        int status = 0;
        ::waitpid(child, &status, 0);
        return status == 0 ? said : QByteArray("the child failed");
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whatIsNotThereOrNoWorkspaceIsSaidAndLeftAlone()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        QCOMPARE(store::Workspace::open(file, store::OpenMode::ReadWrite, m_clock).error().fault,
                 Fault::NotFound);
        write(file, QByteArray(9000, 'x'));
        const auto opened = store::Workspace::open(file, store::OpenMode::CreateIfMissing, m_clock);
        QCOMPARE(opened.error().fault, Fault::Damaged);
        QVERIFY(opened.error().detail.contains(file));
        QCOMPARE(bytes(file), QByteArray(9000, 'x'));
        QCOMPARE(store::Workspace::open(folder.path(), store::OpenMode::ReadWrite, m_clock).error().fault,
                 Fault::BadInput);
    }

    void aFileOfANewerVersionIsLeftAlone()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 1);
        QByteArray content = bytes(file);
        content[63] = 99; // user_version, big-endian at byte 60 of the header
        write(file, content);
        const auto opened = store::Workspace::open(file, store::OpenMode::ReadWrite, m_clock);
        QCOMPARE(opened.error().fault, Fault::TooNew);
        QCOMPARE(bytes(file), content);
    }

    void aSecondProgramIsToldWhoHasIt()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        const World world(file, m_clock);
        const auto second = store::Workspace::open(file, store::OpenMode::ReadWrite, m_clock);
        QCOMPARE(second.error().fault, Fault::InUse);
        QVERIFY(second.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
        QVERIFY(store::Workspace::open(file, store::OpenMode::ReadOnly, m_clock)); // looking is allowed
    }

    /// The machine ended between making the lock and writing down whose it is.
    void aLockThatNamesNobodyShutsNobodyOut()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 3);
        const QString lock = file + u".lock"_s;
        write(lock, {});
        QVERIFY(store::Workspace::open(file, store::OpenMode::ReadWrite, m_clock));
        // Held by a living program it stays, whatever stands in it.
        write(lock, {});
        QFile held(lock);
        QVERIFY(held.open(QIODevice::ReadWrite));
        QCOMPARE(flock(held.handle(), LOCK_EX | LOCK_NB), 0);
        const auto second = store::Workspace::open(file, store::OpenMode::ReadWrite, m_clock);
        QCOMPARE(second.error().fault, Fault::InUse);
    }

    void aTruncatedFileIsRefusedOrReportedAndSalvaged()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 200);
        const QByteArray whole = bytes(file);
        write(file, whole.left(whole.size() * 6 / 10));
        const auto opened = store::Workspace::open(file, store::OpenMode::ReadOnly, m_clock);
        if (opened)
            QVERIFY(!(*opened)->check()->ok());
        else
            QCOMPARE(opened.error().fault, Fault::Damaged);
        const QByteArray before = bytes(file);
        const auto saved = store::Workspace::salvage(file, folder.filePath(u"saved.muster"_s), m_clock);
        QVERIFY2(bool(saved), saved ? "" : qPrintable(saved.error().detail));
        QVERIFY2(saved->facts > 20, qPrintable(QString::number(saved->facts)));
        QCOMPARE(bytes(file), before);
        const auto rescued = openAt(folder.filePath(u"saved.muster"_s), m_clock);
        QVERIFY(rescued->loadQueue()->rows.size() > 10);
    }

    void whatIsLostIsCountedOnlyWhereItIsKnown()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 200);
        const QByteArray whole = bytes(file);
        const qint64 facts = openAt(file, m_clock, store::OpenMode::ReadOnly)->check()->facts;
        write(file, whole.left(whole.size() * 6 / 10));
        const auto cut = store::Workspace::salvage(file, folder.filePath(u"cut.muster"_s), m_clock);
        QVERIFY2(bool(cut), cut ? "" : qPrintable(cut.error().detail));
        QVERIFY(cut->facts < facts);
        QVERIFY2(cut->facts + cut->lost <= facts, qPrintable(QString::number(cut->lost)));
        // One fact's payload was changed: it is rescued beside the others, not among them.
        QByteArray forged = whole;
        const qsizetype at = forged.lastIndexOf("It stopped at 98");
        QVERIFY(at > 0);
        forged[at] = 'i';
        write(file, forged);
        const auto changed = store::Workspace::salvage(file, folder.filePath(u"changed.muster"_s), m_clock);
        QVERIFY2(bool(changed), changed ? "" : qPrintable(changed.error().detail));
        QVERIFY(changed->isEndKnown);
        QCOMPARE(changed->lost, 0);
        QCOMPARE(changed->facts + changed->setAside, facts);
    }

    void whatWasSetAsideIsRescuedToo()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 5);
        {
            const auto workspace = openAt(file, m_clock);
            QBuffer line;
            line.setData("{\"odd\":1}\n");
            line.open(QIODevice::ReadOnly);
            QCOMPARE(workspace->importLines(line)->quarantined, 1);
        }
        const auto saved = store::Workspace::salvage(file, folder.filePath(u"saved.muster"_s), m_clock);
        QCOMPARE(saved->setAside, 1);
        const auto rescued = openAt(folder.filePath(u"saved.muster"_s), m_clock);
        QCOMPARE(rescued->record()->setAside.size(), size_t(1));
        QVERIFY(rescued->record()->setAside.front().reason.contains(u"line 1"));
    }

    void aDamagedHeaderLosesNothing()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 30);
        const QByteArray whole = bytes(file);
        const auto source = openAt(file, m_clock, store::OpenMode::ReadOnly);
        const qint64 facts = source->check()->facts;
        int number = 0;
        for (const auto &[from, length] : {std::pair(0, 16), {16, 2}, {28, 4}, {44, 20}, {0, 100}}) {
            QByteArray content = whole;
            content.replace(from, length, QByteArray(length, '\x7b'));
            const QString damaged = folder.filePath(u"damaged%1.muster"_s.arg(++number));
            write(damaged, content);
            const auto saved = store::Workspace::salvage(damaged, damaged + u".saved"_s, m_clock);
            QVERIFY2(bool(saved), saved ? "" : qPrintable(saved.error().detail));
            QCOMPARE(saved->facts, facts);
            QCOMPARE(saved->lost, 0);
            QVERIFY(saved->isEndKnown);
            QCOMPARE(bytes(damaged), content);
        }
    }

    void whereNothingCanBeReadThatIsSaidAndNothingIsLeft()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        write(file, QByteArray(9000, 'x'));
        const auto saved = store::Workspace::salvage(file, folder.filePath(u"saved.muster"_s), m_clock);
        QCOMPARE(saved.error().fault, Fault::Damaged);
        QVERIFY2(!saved.error().detail.contains(u"--salvage"), qPrintable(saved.error().detail));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"desk.muster"_s});
    }

    void flippedBitsNeverShowAnotherTextUnnoticed()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 60);
        const QByteArray whole = bytes(file);
        const quint32 seed = 4711;
        QRandomGenerator random(seed);
        int noticed = 0;
        for (int round = 0; round < 25; ++round) {
            QByteArray content = whole;
            const auto at = qsizetype(random.bounded(quint32(100), quint32(content.size())));
            content[at] = char(content[at] ^ (1 << random.bounded(8)));
            write(file, content);
            const auto opened = store::Workspace::open(file, store::OpenMode::ReadOnly, m_clock);
            if (!opened) {
                QVERIFY(!opened.error().detail.isEmpty());
                ++noticed;
                continue;
            }
            const auto report = (*opened)->check();
            noticed += !report || !report->ok() ? 1 : 0;
        }
        qInfo("seed %u: %d of 25 flips were noticed; the others hit unused bytes", seed, noticed);
        QVERIFY(noticed > 5);
    }

    void aReadOnlyFolderIsSaidAndNothingIsChanged()
    {
        QTemporaryDir folder;
        const QString file = made(folder, 1);
        const QByteArray before = bytes(file);
        const QByteArray path = QFile::encodeName(folder.path());
        QCOMPARE(::chmod(QFile::encodeName(file).constData(), 0644), 0);
        QCOMPARE(::chmod(path.constData(), 0555), 0);
        const QByteArray writing = openedByAnybody(file, m_clock, store::OpenMode::ReadWrite);
        const QByteArray creating =
            openedByAnybody(folder.filePath(u"new.muster"_s), m_clock, store::OpenMode::CreateIfMissing);
        const QByteArray reading = openedByAnybody(file, m_clock, store::OpenMode::ReadOnly);
        QCOMPARE(::chmod(path.constData(), 0755), 0);
        QVERIFY2(writing.contains("cannot be written; nothing was changed"), writing.constData());
        QVERIFY2(writing.contains("desk.muster"), writing.constData());
        QVERIFY2(creating.contains("new.muster") && creating.contains("rights"), creating.constData());
        QCOMPARE(reading, QByteArray());
        QCOMPARE(bytes(file), before);
        QCOMPARE(QDir(folder.path()).entryList({u"new*"_s}).size(), 0);
    }

    void aFullDiskLosesNothingThatWasSaved()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        World world(file, m_clock);
        int saved = 0;
        for (; saved < 20; ++saved)
            world.create(u"Before %1"_s.arg(saved));
        // A limit on the size of files stands for the full disk: the write fails in the same place.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        rlimit small = limit;
        small.rlim_cur = rlim_t(QFileInfo(file + u"-wal"_s).size() + 20'000);
        setrlimit(RLIMIT_FSIZE, &small);
        std::optional<Error> failure;
        for (int i = 0; i < 300 && !failure; ++i) {
            const auto order = world.creation(u"While full %1"_s.arg(i));
            const auto receipt = world.workspace->submit(std::span(&order, 1));
            if (receipt)
                ++saved;
            else
                failure = receipt.error();
        }
        setrlimit(RLIMIT_FSIZE, &limit);
        QVERIFY(failure);
        QVERIFY2(failure->detail.contains(u"saved") || failure->detail.contains(u"changed"),
                 qPrintable(failure->detail));
        QCOMPARE(int(world.workspace->loadQueue()->rows.size()), saved);
        world.create(u"After"_s);
        QCOMPARE(int(world.workspace->loadQueue()->rows.size()), saved + 1);
        QVERIFY(world.workspace->check()->ok());
    }

    void anImportThatStopsHalfWaySaysWhatCameInAndStillReports()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        World world(file, m_clock);
        auto list = rows(3000, m_clock.now() - std::chrono::hours(48));
        list.insert(list.begin(), intake::RejectedRow{1, {}, u"it has no subject"_s, "x"});
        ListReader reader(std::move(list));
        store::ImportOptions options;
        options.batch = 50;
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        rlimit small = limit;
        small.rlim_cur = rlim_t(QFileInfo(file + u"-wal"_s).size() + 1'000'000);
        setrlimit(RLIMIT_FSIZE, &small);
        const auto done = world.workspace->importTickets(reader, folder.filePath(u"half.csv"_s), 0, options);
        setrlimit(RLIMIT_FSIZE, &limit);
        QVERIFY2(bool(done), done ? "" : qPrintable(done.error().detail));
        QVERIFY(done->created > 0 && done->created < 3000);
        QCOMPARE(done->created, qint64(world.workspace->loadQueue()->rows.size()));
        QVERIFY2(done->error.startsWith(QString::number(done->created)) &&
                     done->error.contains(u"then the import stopped") && !done->error.contains(u"nothing"),
                 qPrintable(done->error));
        QVERIFY(QFile::exists(folder.filePath(u"half.csv.rejected.csv"_s)));
    }

    void aBackupBesideAWriterIsOneStateAndAStoppedOneLeavesNothing()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        World world(file, m_clock);
        for (int i = 0; i < 700; ++i)
            world.create(u"Ticket %1"_s.arg(i)); // some steps of the copy
        int steps = 0;
        const auto copy = store::backUp(file, m_clock.now(), [&] {
            world.create(u"Meanwhile %1"_s.arg(steps)); // between two steps
            ++steps;
            return false;
        });
        QVERIFY2(copy, copy ? "" : qPrintable(copy.error().detail));
        QVERIFY2(steps > 1, qPrintable(u"%1 steps, %2 bytes"_s.arg(steps).arg(QFileInfo(*copy).size())));
        const auto copied = openAt(*copy, m_clock, store::OpenMode::ReadWrite);
        QCOMPARE(copied->loadQueue()->rows.size(), size_t(700));
        QVERIFY(copied->check()->ok());
        QCOMPARE(world.workspace->loadQueue()->rows.size(), size_t(700 + steps));

        m_clock.advance(std::chrono::hours(24));
        QVERIFY(store::isBackupDue(file, m_clock.now()));
        const auto stopped = store::backUp(file, m_clock.now(), [] { return true; });
        QCOMPARE(stopped.error().fault, Fault::NotAllowed);
        QVERIFY(store::isBackupDue(file, m_clock.now()));
        QCOMPARE(QDir(folder.filePath(u"backups"_s)).entryList({u"*.part*"_s}, QDir::Files).size(), 0);
    }

    void aBackupIsAWorkspaceOfItsOwnAndSevenAreKept()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        World world(file, m_clock);
        world.create();
        QString last;
        for (int i = 0; i < 9; ++i) {
            m_clock.advance(std::chrono::hours(24));
            last = *world.workspace->backup();
        }
        QCOMPARE(QDir(folder.filePath(u"backups"_s)).entryList(QDir::Files).size(), 7);
        const auto copy = openAt(last, m_clock, store::OpenMode::ReadWrite);
        QCOMPARE(*copy->stateHash(), *world.workspace->stateHash());
    }
};

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
