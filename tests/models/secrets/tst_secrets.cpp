// SPDX-License-Identifier: GPL-3.0-or-later
// The file of secrets, and which place is taken.
#include "models/secrets/filesecrets.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace muster;
using namespace muster::secrets;
using namespace Qt::StringLiterals;

namespace {

constexpr KeyCost kQuick{1, 8192};
const QByteArray kSeed = QByteArray::fromHex("00ff10de") + QByteArray(28, 's');

void flip(const QString &path, qint64 at)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    const char before = file.peek(1).at(0);
    QCOMPARE(file.write(QByteArray(1, char(before ^ 1))), 1);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"below/desk.secrets"_s);
        for (const char *name : {"MUSTER_SECRETS", "MUSTER_PASSPHRASE_FILE", "CREDENTIALS_DIRECTORY"})
            qunsetenv(name);
    }

    void whatIsWrittenIsReadByTheNextProgram()
    {
        for (const auto &passphrase :
             {std::optional<QByteArray>(), std::optional<QByteArray>("correct horse")}) {
            const QString file = m_file + (passphrase ? u"1"_s : u"2"_s);
            FileSecrets secrets(file, passphrase, kQuick);
            QVERIFY(secrets.write(u"device/seed"_s, kSeed));
            QVERIFY(secrets.write(u"other"_s, "first"));
            QVERIFY(secrets.write(u"other"_s, "second"));
            FileSecrets next(file, passphrase, kQuick);
            QCOMPARE(*next.read(u"device/seed"_s), kSeed);
            QCOMPARE(*next.read(u"other"_s), "second");
            QVERIFY(next.remove(u"other"_s));
            QVERIFY(next.remove(u"other"_s));
            QCOMPARE(secrets.read(u"other"_s).error().fault, Fault::NotFound);
            QCOMPARE(*secrets.read(u"device/seed"_s), kSeed);
            QCOMPARE(secrets.place(), file);
        }
    }

    void readingMakesNoFile()
    {
        FileSecrets secrets(m_file, {}, kQuick);
        QCOMPARE(secrets.read(u"device/seed"_s).error().fault, Fault::NotFound);
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void nothingOfASecretShowsInTheFileAndOnlyTheOwnerReadsIt()
    {
        FileSecrets secrets(m_file, {}, kQuick);
        QVERIFY(secrets.write(u"device/seed"_s, kSeed));
        QVERIFY(!contentOf(m_file).contains("seed"));
        QVERIFY(!contentOf(m_file).contains(kSeed.toBase64()));
        const QByteArray before = contentOf(m_file);
        QVERIFY(secrets.write(u"device/seed"_s, kSeed));
        QVERIFY(contentOf(m_file) != before); // never twice under one nonce
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOwner;
        for (const QString &file : {m_file, m_file + u".key"_s})
            QVERIFY2(!(QFileInfo(file).permissions() & others), qPrintable(file));
    }

    void aWrongPassphraseIsToldFromADamagedFile()
    {
        FileSecrets secrets(m_file, "correct horse", kQuick);
        QVERIFY(secrets.write(u"device/seed"_s, kSeed));
        const auto wrong = FileSecrets(m_file, "battery", kQuick).read(u"device/seed"_s);
        QCOMPARE(wrong.error().fault, Fault::NotAllowed);
        QVERIFY(wrong.error().detail.contains(u"the passphrase is not the one"_s));
        const auto none = FileSecrets(m_file, {}, kQuick).read(u"device/seed"_s);
        QCOMPARE(none.error().fault, Fault::NotAllowed);
        QVERIFY(none.error().detail.contains(u"MUSTER_PASSPHRASE_FILE"_s));
        const QByteArray whole = contentOf(m_file);
        for (qsizetype at = 0; at < whole.size(); ++at) {
            put(m_file, whole);
            flip(m_file, at);
            const auto damaged = FileSecrets(m_file, "correct horse", kQuick).read(u"device/seed"_s);
            QVERIFY(!damaged);
            QVERIFY2(damaged.error().fault != Fault::NotAllowed, qPrintable(QString::number(at)));
        }
        for (qsizetype size = 0; size < whole.size(); ++size) {
            put(m_file, whole.left(size));
            QVERIFY(!FileSecrets(m_file, "correct horse", kQuick).read(u"device/seed"_s));
        }
    }

    void whatCannotBeReadIsNotWrittenOver()
    {
        FileSecrets secrets(m_file, "correct horse", kQuick);
        QVERIFY(secrets.write(u"device/seed"_s, kSeed));
        const QByteArray whole = contentOf(m_file);
        QVERIFY(!FileSecrets(m_file, "battery", kQuick).write(u"device/seed"_s, "new"));
        QVERIFY(!FileSecrets(m_file, {}, kQuick).write(u"device/seed"_s, "new"));
        QCOMPARE(contentOf(m_file), whole);
    }

    void aKeyFileThatIsGoneOrAnotherOneIsNamed()
    {
        FileSecrets secrets(m_file, {}, kQuick);
        QVERIFY(secrets.write(u"device/seed"_s, kSeed));
        flip(m_file + u".key"_s, 5);
        QVERIFY(FileSecrets(m_file, {}, kQuick)
                    .read(u"device/seed"_s)
                    .error()
                    .detail.contains(u"the key file is not"_s));
        put(m_file + u".key"_s, "short");
        QCOMPARE(FileSecrets(m_file, {}, kQuick).read(u"device/seed"_s).error().fault, Fault::Damaged);
        QVERIFY(QFile::remove(m_file + u".key"_s));
        const auto gone = FileSecrets(m_file, {}, kQuick).read(u"device/seed"_s);
        QCOMPARE(gone.error().fault, Fault::NotFound);
        QVERIFY(gone.error().detail.contains(u".key"_s));
        QVERIFY(!FileSecrets(m_file, {}, kQuick).write(u"device/seed"_s, "new"));
    }

    void aPassphraseThatComesLaterReplacesTheKeyFile()
    {
        QVERIFY(FileSecrets(m_file, {}, kQuick).write(u"device/seed"_s, kSeed));
        FileSecrets locked(m_file, "correct horse", kQuick);
        QCOMPARE(*locked.read(u"device/seed"_s), kSeed);
        QVERIFY(locked.write(u"other"_s, "x"));
        QVERIFY(!QFileInfo::exists(m_file + u".key"_s));
        QCOMPARE(*FileSecrets(m_file, "correct horse", kQuick).read(u"device/seed"_s), kSeed);
        QVERIFY(!FileSecrets(m_file, {}, kQuick).read(u"device/seed"_s));
    }

    void aHostileFileCostsNoMoreThanOneOfOurs()
    {
        for (const KeyCost &cost :
             {KeyCost{1, 1ULL << 40}, KeyCost{1'000'000, 8192}, KeyCost{0, 8192}, KeyCost{1, 1}})
            QCOMPARE(lockOf(seal(newLock(KeyKind::Passphrase, cost), randomKey(), "x")).error().fault,
                     Fault::Damaged);
        QCOMPARE(lockOf("hello").error().fault, Fault::BadInput);
        QByteArray later = seal(newLock(KeyKind::KeyFile, kQuick), randomKey(), "x");
        later[13] = 2;
        QCOMPARE(lockOf(later).error().fault, Fault::TooNew);
    }

    void severalProgramsWriteOneAfterAnother()
    {
        QVERIFY(FileSecrets(m_file, {}, kQuick).write(u"first"_s, "x"));
        std::vector<std::unique_ptr<QThread>> writers;
        for (int writer = 0; writer < 4; ++writer) {
            writers.emplace_back(QThread::create([this, writer] {
                FileSecrets secrets(m_file, {}, kQuick);
                for (int i = 0; i < 5; ++i) {
                    const QString key = u"key-%1-%2"_s.arg(writer).arg(i);
                    if (!secrets.write(key, "x"))
                        qWarning("not written");
                }
            }));
            writers.back()->start();
        }
        for (const auto &writer : writers)
            writer->wait();
        FileSecrets secrets(m_file, {}, kQuick);
        for (int writer = 0; writer < 4; ++writer) {
            for (int i = 0; i < 5; ++i)
                QVERIFY(secrets.read(u"key-%1-%2"_s.arg(writer).arg(i)));
        }
    }

    void oddNamesAndLongValuesAreRefused()
    {
        FileSecrets secrets(m_file, {}, kQuick);
        for (const QString &key : {u""_s, u"a b"_s, u"a\n"_s, u"é"_s, QString(201, u'a')})
            QVERIFY2(!secrets.write(key, "x") && !secrets.read(key) && !secrets.remove(key), qPrintable(key));
        QVERIFY(!secrets.write(u"long"_s, QByteArray(kLongestSecret + 1, 'x')));
        QVERIFY(secrets.write(u"long"_s, QByteArray(kLongestSecret, '\0')));
        QCOMPARE(*secrets.read(u"long"_s), QByteArray(kLongestSecret, '\0'));
    }

    void theEnvironmentSaysWhereAndHow()
    {
        QVERIFY(!whereaboutsFromEnvironment(m_file)->isFileOnly);
        qputenv("MUSTER_SECRETS", "file");
        QVERIFY(whereaboutsFromEnvironment(m_file)->isFileOnly);
        QVERIFY(!whereaboutsFromEnvironment(m_file)->passphrase);
        const QString given = m_folder->filePath(u"muster-passphrase"_s);
        qputenv("CREDENTIALS_DIRECTORY", m_folder->path().toLocal8Bit());
        QVERIFY(!whereaboutsFromEnvironment(m_file)->passphrase);
        put(given, "by the service\n");
        QCOMPARE(*whereaboutsFromEnvironment(m_file)->passphrase, "by the service");
        const QString own = m_folder->filePath(u"own"_s);
        qputenv("MUSTER_PASSPHRASE_FILE", own.toLocal8Bit());
        QCOMPARE(whereaboutsFromEnvironment(m_file).error().fault, Fault::NotFound);
        put(own, "\n");
        QCOMPARE(whereaboutsFromEnvironment(m_file).error().fault, Fault::BadInput);
        put(own, " by a file \r\n");
        QCOMPARE(*whereaboutsFromEnvironment(m_file)->passphrase, " by a file ");
    }

    void thePlaceOfTheFirstTimeIsKept()
    {
        Whereabouts where{m_file, u"Muster test"_s, {}, true, kQuick};
        QVERIFY((*openSecrets(where))->write(u"device/seed"_s, kSeed));
        where.isFileOnly = false; // a keychain that works now is not asked: the secrets are here
        const auto again = openSecrets(where);
        QCOMPARE((*again)->place(), m_file);
        QCOMPARE(*(*again)->read(u"device/seed"_s), kSeed);
    }

    void secretsInAKeychainAreNotBegunAnewInAFile()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_file).path()));
        put(m_file, "The secrets of this desk are in the system's keychain.\n");
        const auto forced = openSecrets({m_file, u"Muster test"_s, {}, true, kQuick});
        QVERIFY(!forced);
        QCOMPARE(forced.error().fault, Fault::Conflict);
        QVERIFY(!openSecrets({m_file, u"Muster test"_s, "correct horse", false, kQuick}));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
