// SPDX-License-Identifier: GPL-3.0-or-later
// The keychain: a real one on a bus of its own, and what happens where there is none or it does not answer.
// The program starts itself again below dbus-run-session, so that nobody's own keychain is touched.
#include "models/secrets/filesecrets.h"
#include "models/secrets/keychainsecrets.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::secrets;
using namespace Qt::StringLiterals;

namespace {

constexpr KeyCost kQuick{1, 8192};

/// Runs its first argument below a bus of its own and ends once everything begun there has ended: the
/// keychain outlives its bus by a moment, and a folder it still writes to cannot be removed. Whoever runs
/// there holds the lock by the descriptor it inherits.
constexpr auto kUntilAllEnded =
    R"(exec 9>"$HOME/running"; flock -s 9; dbus-run-session -- sh -c "$1"; result=$?; exec 9>&-
flock -w 20 "$HOME/running" true || echo 'the keychain did not end within 20 s'; exit $result)"_L1;

/// A folder in place of the person's, and no bus but one that is named.
QProcessEnvironment apart(const QTemporaryDir &folder, const QString &part)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DBUS_SESSION_BUS_ADDRESS"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s,
                                u"MUSTER_SECRETS"_s, u"GNOME_KEYRING_CONTROL"_s})
        environment.remove(name);
    for (const QString &name : {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s})
        environment.insert(name, folder.path());
    environment.insert(u"MUSTER_KEYCHAIN_PART"_s, part);
    return environment;
}

/// Runs the slot `part` of this program in that world; what it printed where it failed.
QString run(const QString &part, const QString &program, const QStringList &before)
{
    const QTemporaryDir folder;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setProcessEnvironment(apart(folder, part));
    process.start(program, before);
    if (!process.waitForFinished(60'000))
        process.kill();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
               ? QString()
               : QString::fromUtf8(process.readAll()) + process.errorString();
}

QString self(const QString &part)
{
    return u"'%1' %2"_s.arg(QCoreApplication::applicationFilePath(), part);
}

bool isPart(const char *name)
{
    return qgetenv("MUSTER_KEYCHAIN_PART") == name;
}

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aRealKeychainKeepsSecrets()
    {
        if (isPart("aRealKeychainKeepsSecrets"))
            return inRealKeychain();
        QVERIFY2(!QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty(),
                 "packaging/setup test installs gnome-keyring");
        const QString script =
            u"echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "_s +
            self(u"aRealKeychainKeepsSecrets"_s);
        QCOMPARE(run(u"aRealKeychainKeepsSecrets"_s, u"sh"_s, {u"-c"_s, kUntilAllEnded, u"sh"_s, script}),
                 QString());
    }

    void withoutAKeychainTheFileIsTaken()
    {
        if (isPart("withoutAKeychainTheFileIsTaken"))
            return withoutKeychain();
        QCOMPARE(run(u"withoutAKeychainTheFileIsTaken"_s, u"sh"_s,
                     {u"-c"_s, self(u"withoutAKeychainTheFileIsTaken"_s)}),
                 QString());
    }

    /// A bus that accepts the connection and says nothing ever.
    void aKeychainThatHangsIsGivenUpAfterSeconds()
    {
        if (isPart("aKeychainThatHangsIsGivenUpAfterSeconds"))
            return whereItHangs();
        const QString script = u"python3 -c 'import socket,os; s=socket.socket(socket.AF_UNIX); "
                               u"s.bind(os.environ[\"HOME\"]+\"/bus\"); "
                               "s.listen(8); import time; time.sleep(50)' & hung=$!; "
                               "while [ ! -S \"$HOME/bus\" ]; do sleep 0.05; done; "
                               "DBUS_SESSION_BUS_ADDRESS=unix:path=$HOME/bus "_s +
                               self(u"aKeychainThatHangsIsGivenUpAfterSeconds"_s) +
                               u"; result=$?; kill $hung; exit $result"_s;
        QCOMPARE(run(u"aKeychainThatHangsIsGivenUpAfterSeconds"_s, u"sh"_s, {u"-c"_s, script}), QString());
    }

private:
    static void inRealKeychain()
    {
        const QByteArray seed = QByteArray::fromHex("00ff10de") + QByteArray(28, 's');
        KeychainSecrets secrets(u"Muster test"_s);
        QVERIFY(secrets.tryOut());
        QCOMPARE(secrets.read(u"device/seed"_s).error().fault, Fault::NotFound);
        QVERIFY(secrets.write(u"device/seed"_s, "first"));
        QVERIFY(secrets.write(u"device/seed"_s, seed));
        QCOMPARE(*KeychainSecrets(u"Muster test"_s).read(u"device/seed"_s), seed);
        QCOMPARE(KeychainSecrets(u"another"_s).read(u"device/seed"_s).error().fault, Fault::NotFound);
        QVERIFY(secrets.remove(u"device/seed"_s));
        QVERIFY(secrets.remove(u"device/seed"_s));
        QCOMPARE(secrets.read(u"device/seed"_s).error().fault, Fault::NotFound);

        const QString file = qEnvironmentVariable("HOME") + u"/desk.secrets"_s;
        const Whereabouts where{file, u"Muster test"_s, {}, false, kQuick};
        QCOMPARE((*openSecrets(where))->place(), u"the system's keychain"_s);
        QVERIFY((*openSecrets(where))->write(u"device/seed"_s, seed));
        QFile line(file);
        QVERIFY(line.open(QIODevice::ReadOnly));
        QCOMPARE(line.readAll(), "The secrets of this desk are in the system's keychain.\n");
    }

    static void withoutKeychain()
    {
        const QString file = qEnvironmentVariable("HOME") + u"/desk.secrets"_s;
        const Whereabouts where{file, u"Muster test"_s, {}, false, kQuick};
        const auto tried = KeychainSecrets(u"Muster test"_s).tryOut();
        QCOMPARE(tried.error().fault, Fault::Unavailable);
        const auto secrets = openSecrets(where);
        QCOMPARE((*secrets)->place(), file);
        QVERIFY((*secrets)->write(u"device/seed"_s, "x"));
        // Where they had been in a keychain, nothing new is begun.
        QFile line(file);
        QVERIFY(line.open(QIODevice::WriteOnly));
        line.write("The secrets of this desk are in the system's keychain.\n");
        line.close();
        const auto locked = openSecrets(where);
        QCOMPARE(locked.error().fault, Fault::Unavailable);
        QVERIFY(locked.error().detail.contains(u"unlock it"_s));
    }

    static void whereItHangs()
    {
        using namespace std::chrono_literals;
        QElapsedTimer timer;
        timer.start();
        KeychainSecrets secrets(u"Muster test"_s, 1000ms);
        QCOMPARE(secrets.read(u"device/seed"_s).error().fault, Fault::Unavailable);
        QVERIFY(timer.elapsed() >= 900 && timer.elapsed() < 4000);
        timer.restart();
        QCOMPARE(secrets.read(u"device/seed"_s).error().fault, Fault::Unavailable);
        QVERIFY(timer.elapsed() < 100);
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
