// SPDX-License-Identifier: GPL-3.0-or-later
// From what is asked to what a peer has: nothing is lost, nothing is told twice without need, and only the
// console that may act sends.
#include "httppeer.h"
#include "models/base/log.h"
#include "senderworld.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::app;
using namespace muster::notify;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Instant kStart = parseRfc3339(u"2026-11-18T12:00:00Z").value();

/// A database thread over a new workspace, and a sender.
struct Console
{
    SharedClock clock{kStart};
    DatabaseThread database;
    std::atomic<bool> isOnDuty = false;
    std::unique_ptr<Sender> sender;

    Console(const QString &file, const QByteArray &policy,
            const LineLimits &limits = {Millis(2000), Millis(2000), 4096, {}})
    {
        if (!database.start(file, store::OpenMode::CreateIfMissing, clock))
            throw std::runtime_error("workspace");
        if (!database.ask([&](store::Workspace &w) { return bool(w.adoptPolicy(policy)); }).result())
            throw std::runtime_error("policy");
        sender = std::make_unique<Sender>(
            database, clock, plainCredential(), [this] { return isOnDuty.load(); }, limits);
        sender->start();
    }
    template <typename Question> auto ask(Question question) { return database.ask(question).result(); }
    SubjectId tell(const QString &cause, std::optional<Instant> at = std::nullopt)
    {
        const SubjectId id = ask([&](store::Workspace &w) {
            const NewFact fact = askedFor(w, cause, at.value_or(clock.now()));
            return w.writeNotifications(std::span(&fact, 1)) ? fact.subject : SubjectId{};
        });
        sender->look();
        return id;
    }
    Notification of(SubjectId id)
    {
        return ask([&](store::Workspace &w) { return w.notification(id); });
    }
    void later(Millis by)
    {
        clock.advance(by);
        sender->look();
    }
};

QByteArray keyOf(const Received &received)
{
    return received.header("Idempotency-Key");
}

} // namespace

class TestSender final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(log::toFile(logFile())); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsAskedIsToldOnceAndItsDeliveryIsAFact()
    {
        const HttpPeer peer([](const Received &) { return Reply{}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        const SubjectId id = console.tell(u"one"_s);
        QTRY_COMPARE(console.of(id).deliveries.size(), size_t(1));
        QCOMPARE(console.of(id).deliveries[0].at, kStart);
        QVERIFY(!isOpen(console.of(id)));
        console.later(hours(9));
        QTest::qWait(300);
        QCOMPARE(peer.received().size(), size_t(1));
        QVERIFY(console.ask([](store::Workspace &w) { return w.attempts().empty(); }));
    }

    void aPeerInTroubleGetsItAgainUnderTheSameKey()
    {
        std::atomic<int> calls = 0;
        const HttpPeer peer([&](const Received &) {
            const int call = ++calls;
            return Reply{call == 1   ? 503
                         : call == 2 ? 429
                                     : 200,
                         "{}", call == 2 ? "Retry-After: 3600\r\n" : ""};
        });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        const SubjectId id = console.tell(u"one"_s);
        const auto attempt = [&] { return console.ask([](store::Workspace &w) { return w.attempts(); }); };
        QTRY_VERIFY(attempt().size() == 1 && !attempt()[0].trouble.isEmpty());
        console.later(seconds(6));
        QTRY_COMPARE(calls, 2);
        QTRY_VERIFY(attempt()[0].trouble.contains(u"429"_s));
        // It asked for an hour.
        console.later(minutes(50));
        QTest::qWait(300);
        QCOMPARE(calls, 2);
        console.later(minutes(11));
        QTRY_COMPARE(console.of(id).deliveries.size(), size_t(1));
        QCOMPARE(keyOf(peer.received()[0]), keyOf(peer.received()[2]));
        QVERIFY(!console.of(id).deliveries[0].hasFailed);
    }

    void whatIsRefusedIsADeadLetterThatAPersonSendsAgain()
    {
        std::atomic<int> status = 404;
        const HttpPeer peer([&](const Received &) { return Reply{status}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        const SubjectId id = console.tell(u"one"_s);
        QTRY_COMPARE(console.of(id).deliveries.size(), size_t(1));
        QVERIFY(console.of(id).deliveries[0].hasFailed);
        status = 200;
        console.later(hours(1));
        QTest::qWait(200);
        QCOMPARE(peer.received().size(), size_t(1));
        QVERIFY(console.ask([&](store::Workspace &w) { return bool(w.submit(id, Resend{u"a"_s})); }));
        console.sender->look();
        QTRY_COMPARE(console.of(id).deliveries.size(), size_t(2));
        QVERIFY(!console.of(id).deliveries[1].hasFailed);
        QVERIFY(keyOf(peer.received()[0]) != keyOf(peer.received()[1]));
    }

    void whoseNumberWasRefusedStandsInTheRecordAndInNoLog()
    {
        const HttpPeer peer([](const Received &) { return Reply{404}; });
        Console console(file(), policyWith("    - {key: texts, kind: sms, credential: hook, url: \"" +
                                               peer.url().toUtf8() +
                                               "\", method: POST, body: \"{to} {title}\", to: "
                                               "[\"+493012345\"]}\n",
                                           "texts"));
        const SubjectId id = console.tell(u"one"_s);
        QTRY_COMPARE(console.of(id).deliveries.size(), size_t(1));
        QVERIFY(console.of(id).deliveries[0].note.contains(u"+493012345"_s));
        QFile file(logFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("the channel texts"));
        QVERIFY2(!text.contains("493012345"), text.constData());
    }

    void whatCannotBeToldForADayIsGivenUp()
    {
        const HttpPeer peer([&](const Received &) { return Reply{500}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        const SubjectId id = console.tell(u"one"_s);
        for (int i = 0; i < 200 && console.of(id).deliveries.empty(); ++i) {
            console.later(minutes(16));
            QTest::qWait(20);
        }
        QVERIFY(!console.of(id).deliveries.empty());
        QVERIFY(console.of(id).deliveries[0].note.contains(u"given up after"_s));
        QVERIFY(peer.received().size() > 3);
    }

    void anAcknowledgementStopsWhatWaitsForItsNextTry()
    {
        const HttpPeer peer([&](const Received &) { return Reply{500}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        const SubjectId id = console.tell(u"one"_s);
        QTRY_VERIFY(console.ask([](store::Workspace &w) {
            const auto all = w.attempts();
            return all.size() == 1 && !all[0].trouble.isEmpty();
        }));
        QVERIFY(console.ask([&](store::Workspace &w) { return bool(w.submit(id, Acknowledge{})); }));
        console.later(minutes(30));
        QTRY_VERIFY(console.ask([](store::Workspace &w) { return w.attempts().empty(); }));
        QCOMPARE(peer.received().size(), size_t(1));
    }

    void aPeerThatHangsHoldsBackNobodyElse()
    {
        const HttpPeer dead([](const Received &) { return Reply{200, {}, {}, Reply::Manner::Hang}; });
        const HttpPeer alive([](const Received &) { return Reply{}; });
        Console console(file(),
                        policyWith(hook("dead", dead.url()) + hook("alive", alive.url()), "dead, alive"),
                        {Millis(20'000), Millis(20'000), 4096, {}});
        console.tell(u"one"_s);
        QTRY_COMPARE(alive.received().size(), size_t(1));
        console.tell(u"two"_s);
        QTRY_COMPARE(alive.received().size(), size_t(2));
        QElapsedTimer took;
        took.start();
        console.sender.reset(); // and the program ends at once
        QVERIFY(took.elapsed() < 5000);
    }

    void inATeamOnlyTheConsoleOnDutySends()
    {
        const HttpPeer peer([](const Received &) { return Reply{}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        QVERIFY(console.ask([](store::Workspace &w) {
            people::PersonChanged person;
            person.name = u"Sam Rivera"_s;
            person.role = u"lead"_s;
            return w.setMe(w.savePerson(std::nullopt, person).value()) &&
                   w.foundTeam(u"Team"_s, u"machine"_s);
        }));
        const SubjectId id = console.tell(u"one"_s);
        QTest::qWait(300);
        QVERIFY(peer.received().empty());
        console.isOnDuty = true;
        console.sender->look();
        QTRY_COMPARE(console.of(id).deliveries.size(), size_t(1));
    }

    void whatWaitsBehindASlowPeerIsTheNextOnesWhenTheDutyGoes()
    {
        const HttpPeer peer([](const Received &) { return Reply{200, "{}", {}, Reply::Manner::Plain, 800}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        QVERIFY(console.ask([](store::Workspace &w) {
            people::PersonChanged person;
            person.name = u"Sam Rivera"_s;
            person.role = u"lead"_s;
            return w.setMe(w.savePerson(std::nullopt, person).value()) &&
                   w.foundTeam(u"Team"_s, u"machine"_s);
        }));
        console.isOnDuty = true;
        const SubjectId first = console.tell(u"one"_s);
        QTRY_COMPARE(peer.received().size(), size_t(1));
        const SubjectId second = console.tell(u"two"_s);
        QTest::qWait(200);
        console.isOnDuty = false;
        QTRY_COMPARE(console.of(first).deliveries.size(), size_t(1));
        QTest::qWait(300);
        QCOMPARE(peer.received().size(), size_t(1));
        QVERIFY(isOpen(console.of(second)));
        console.isOnDuty = true;
        console.sender->look();
        QTRY_COMPARE(console.of(second).deliveries.size(), size_t(1));
    }

    void inADrillNothingIsSent()
    {
        const HttpPeer peer([](const Received &) { return Reply{}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        QVERIFY(console.ask(
            [](store::Workspace &w) { return bool(w.setSetting(store::kDrillSetting, "outage")); }));
        console.tell(u"one"_s);
        QTest::qWait(300);
        QVERIFY(peer.received().empty());
    }

    void eightHoursOfSleepGiveOneDigest()
    {
        const HttpPeer peer([](const Received &) { return Reply{}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        console.clock.advance(hours(8));
        QVERIFY(console.ask([&](store::Workspace &w) {
            std::vector<NewFact> facts;
            facts.reserve(60);
            for (int i = 0; i < 60; ++i)
                facts.push_back(askedFor(w, QString::number(i), kStart + minutes(7 * i)));
            return bool(w.writeNotifications(facts));
        }));
        console.sender->look();
        QTRY_VERIFY(console.ask([](store::Workspace &w) { return w.openNotifications().empty(); }));
        QCOMPARE(peer.received().size(), size_t(1));
        QVERIFY(peer.received()[0].body.contains("60 notifications"));
    }

    void aMassBreachIsOneMessage()
    {
        const HttpPeer peer([](const Received &) { return Reply{}; });
        Console console(file(), policyWith(hook("a", peer.url()), "a"));
        QVERIFY(console.ask([&](store::Workspace &w) {
            std::vector<NewFact> facts;
            facts.reserve(10'000);
            for (int i = 0; i < 10'000; ++i)
                facts.push_back(askedFor(w, QString::number(i), kStart));
            return bool(w.writeNotifications(facts));
        }));
        console.sender->look();
        QTRY_VERIFY_WITH_TIMEOUT(
            console.ask([](store::Workspace &w) { return w.openNotifications().empty(); }), 60'000);
        QCOMPARE(peer.received().size(), size_t(1));
        QVERIFY(peer.received()[0].body.contains("\"together\":10000"));
    }

    void noKillLosesOrDoublesAnything()
    {
        constexpr int kCauses = 800;
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const HttpPeer peer([&](const Received &) { return Reply{200, "{}", {}, Reply::Manner::Plain, 5}; });
        {
            SharedClock clock(kStart);
            auto workspace = store::Workspace::open(file(), store::OpenMode::CreateIfMissing, clock);
            QVERIFY(workspace &&
                    (*workspace)->adoptPolicy(policyWith(hook("a", peer.url()), "a", "  list_from: 1000\n")));
        }
        int kills = 0;
        for (bool isDone = false; !isDone;) {
            QVERIFY(kills < 3000);
            QProcess program;
            program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            program.start(QStringLiteral(NOTIFY_WRITER), {file(), QString::number(kCauses)});
            QVERIFY(program.waitForStarted());
            isDone = program.waitForFinished(int(random.bounded(20, 200)));
            if (!isDone) {
                program.kill(); // SIGKILL
                program.waitForFinished();
                ++kills;
            } else {
                QCOMPARE(program.exitCode(), 0);
            }
        }
        qInfo("%d kills", kills);
        QHash<QString, QSet<QByteArray>> keys;
        for (const Received &each : peer.received())
            keys[QString::fromUtf8(parseJsonObject(each.body)->value("title"_L1).toString().toUtf8())].insert(
                keyOf(each));
        QCOMPARE(keys.size(), kCauses);
        for (const QSet<QByteArray> &each : std::as_const(keys))
            QCOMPARE(each.size(), 1); // told again it is told as the same
        SharedClock clock(kStart);
        const auto workspace = store::Workspace::open(file(), store::OpenMode::ReadWrite, clock);
        QVERIFY(workspace);
        const auto all = (*workspace)->notifications(10'000);
        QCOMPARE(all.size(), size_t(kCauses));
        for (const Notification &each : all)
            QCOMPARE(each.deliveries.size(), size_t(1));
        QVERIFY((*workspace)->check()->ok());
    }

private:
    QString logFile() const { return m_logs.filePath(u"muster.log"_s); }
    QTemporaryDir m_logs;
    QString file() const { return m_folder->filePath(u"desk.muster"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
