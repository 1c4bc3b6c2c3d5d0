// SPDX-License-Identifier: GPL-3.0-or-later
// The settings, streams and certificates on a real server.
#include "hubserver.h"
#include "models/base/json.h"
#include "models/hub/streamsettings.h"
#include "rawdesk.h"

#include <QTest>

using namespace muster;
using namespace muster::hub;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

using ledger::DeviceKey;

/// A hub with an admin and a desk of each role, its streams made.
struct World
{
    DeviceKey admin = DeviceKey::generate();
    std::map<QString, DeviceKey> keys;
    HubServer server;

    World()
    {
        server.settings.adminNkey = nkeyOf(admin);
        for (const QString &role : {u"admin"_s, u"agent"_s, u"observer"_s, u"automation"_s, u"invited"_s}) {
            keys.emplace(role, DeviceKey::generate());
            server.settings.users.push_back({keys.at(role).device(), nkeyOf(keys.at(role)), role});
        }
    }

    std::unique_ptr<RawDesk> desk(const DeviceKey &key, const QString &host = u"localhost"_s)
    {
        auto desk = std::make_unique<RawDesk>(key, server.authority.certificate);
        const QByteArray word = desk->connectTo(host, server.settings.listen.port);
        if (word != "PONG")
            qWarning("%s", word.constData());
        return desk;
    }
    std::unique_ptr<RawDesk> desk(const QString &role) { return desk(keys.at(role)); }

    /// As a person's `hub up` does it: what is there is brought up to date, what is not is made.
    QStringList makeStreams()
    {
        QStringList wrong;
        const auto setUp = desk(admin);
        const auto streams = streamRequests(1, server.settings.fileStore);
        for (const StreamRequest &stream : *streams) {
            const bool isThere = !setUp->request(stream.info.toLatin1()).contains("\"error\"");
            const QString &subject = isThere ? stream.update : stream.create;
            const QByteArray answer = setUp->request(subject.toLatin1(), stream.body);
            if (!answer.contains("\"config\""))
                wrong += stream.stream + u": "_s + QString::fromUtf8(answer);
        }
        return wrong;
    }
};

QByteArray directGet(RawDesk &desk, const QByteArray &stream, int number)
{
    return desk.request("$JS.API.DIRECT.GET." + stream, "{\"seq\":" + QByteArray::number(number) + '}');
}

bool isDenied(const QByteArray &word)
{
    return word.startsWith("-ERR 'Permissions Violation");
}

} // namespace

class TestHubServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(NatsServer::isInstalled(), "packaging/setup test installs nats-server");
        m_world = std::make_unique<World>();
        QCOMPARE(m_world->server.complaint(), QString());
        QVERIFY2(m_world->server.start(), m_world->server.server.said().constData());
        QCOMPARE(m_world->makeStreams(), QStringList());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theStreamsAreMadeAsTheyWereAskedFor()
    {
        const auto admin = m_world->desk(m_world->admin);
        const auto streams = streamRequests(1, m_world->server.settings.fileStore);
        for (const StreamRequest &stream : *streams) {
            const auto wanted = parseJsonObject(stream.body);
            const auto info = parseJsonObject(admin->request(stream.info.toLatin1()));
            QVERIFY(info);
            const QJsonObject config = info->value(u"config").toObject();
            for (auto at = wanted->begin(); at != wanted->end(); ++at)
                QVERIFY2(config.value(at.key()) == at.value(), qPrintable(stream.stream + u' ' + at.key()));
        }
    }

    void askingForTheStreamsAgainChangesNothing()
    {
        const auto desk = m_world->desk(u"agent"_s);
        QVERIFY(desk->request("ops." + desk->id().toLatin1() + ".f", "kept").contains("\"seq\":"));
        const auto admin = m_world->desk(m_world->admin);
        const auto before = parseJsonObject(admin->request("$JS.API.STREAM.INFO.OPS"));
        QCOMPARE(m_world->makeStreams(), QStringList());
        const auto after = parseJsonObject(admin->request("$JS.API.STREAM.INFO.OPS"));
        QCOMPARE(after->value(u"created"), before->value(u"created"));
        QCOMPARE(after->value(u"state"), before->value(u"state"));
    }

    void whatOneDeskWritesAnotherSeesLiveAndReadsByItsNumber()
    {
        const auto writer = m_world->desk(u"agent"_s), reader = m_world->desk(u"observer"_s);
        QCOMPARE(reader->subscribe("live.>"), "PONG");
        const QByteArray subject = "ops." + writer->id().toLatin1() + ".f";
        const auto ack = parseJsonObject(writer->request(subject, "an entry"));
        QVERIFY(ack);
        QCOMPARE(ack->value(u"stream"), u"OPS"_s);
        QVERIFY(reader->message().endsWith("an entry"));
        QCOMPARE(reader->subject(), "live." + subject);
        QVERIFY(directGet(*reader, "OPS", ack->value(u"seq").toInt()).endsWith("an entry"));
    }

    void whatBelongsToAnotherDeskIsDenied()
    {
        const QByteArray other = m_world->keys.at(u"admin"_s).device().toString().toLatin1();
        for (const QByteArray &subject :
             {"ops." + other + ".f", "restore." + other + ".f", "snap." + other + ".1", "here." + other})
            QVERIFY2(isDenied(m_world->desk(u"automation"_s)->publish(subject)), subject.constData());
        QVERIFY(isDenied(m_world->desk(u"agent"_s)->subscribe("_INBOX_" + other + ".>")));
        QVERIFY(isDenied(m_world->desk(u"agent"_s)->subscribe("_INBOX.>")));
        QVERIFY(isDenied(m_world->desk(u"agent"_s)->subscribe(">")));
    }

    void noDeskMayChangeAStream()
    {
        const QList<QByteArray> asked{"STREAM.DELETE.OPS",     "STREAM.PURGE.OPS",
                                      "STREAM.UPDATE.OPS",     "STREAM.CREATE.X",
                                      "STREAM.MSG.DELETE.OPS", "CONSUMER.CREATE.OPS",
                                      "STREAM.SNAPSHOT.OPS",   "STREAM.RESTORE.OPS",
                                      "STREAM.NAMES",          "CONSUMER.DURABLE.CREATE.OPS.x"};
        for (const QByteArray &subject : asked)
            QVERIFY2(isDenied(m_world->desk(u"admin"_s)->publish("$JS.API." + subject, "{}")),
                     subject.constData());
    }

    void notEvenTheAdminKeyDeletesAnEntry()
    {
        const auto admin = m_world->desk(m_world->admin);
        QVERIFY(admin->request("$JS.API.STREAM.MSG.DELETE.OPS", "{\"seq\":1}").contains("\"error\""));
        QVERIFY(admin->request("$JS.API.STREAM.PURGE.OPS", "{}").contains("\"error\""));
    }

    void anObserverWritesNothingButThatHeIsHere()
    {
        const QByteArray id = m_world->keys.at(u"observer"_s).device().toString().toLatin1();
        QVERIFY(isDenied(m_world->desk(u"observer"_s)->publish("ops." + id + ".f")));
        QVERIFY(isDenied(m_world->desk(u"observer"_s)->publish("restore." + id + ".f")));
        QCOMPARE(m_world->desk(u"observer"_s)->publish("here." + id), "PONG");
    }

    void whoIsInvitedReadsAndHandsInHisRequestOnly()
    {
        const QByteArray id = m_world->keys.at(u"invited"_s).device().toString().toLatin1();
        QVERIFY(m_world->desk(u"invited"_s)->request("$JS.API.STREAM.INFO.OPS").contains("\"created\""));
        QVERIFY(m_world->desk(u"invited"_s)->request("restore." + id + ".f", "joined").contains("\"seq\":"));
        QVERIFY(isDenied(m_world->desk(u"invited"_s)->publish("ops." + id + ".f")));
    }

    void anAgentTakesNoSnapshotsAndTheNewestOfADeskReplacesTheOneBefore()
    {
        const auto agent = m_world->desk(u"agent"_s);
        QVERIFY(isDenied(agent->publish("snap." + agent->id().toLatin1() + ".1")));
        const auto automation = m_world->desk(u"automation"_s);
        const QByteArray subject = "snap." + automation->id().toLatin1() + ".1";
        QVERIFY(automation->request(subject, "first").contains("\"SNAP\""));
        QVERIFY(automation->request(subject, "second").contains("\"SNAP\""));
        const auto reader = m_world->desk(u"observer"_s);
        QVERIFY(reader->request("$JS.API.DIRECT.GET.SNAP." + subject).endsWith("second"));
        QVERIFY(reader->request("$JS.API.STREAM.INFO.SNAP").contains("\"messages\":1"));
    }

    void ofTwoThatClaimTheDutyOneWins()
    {
        const auto desk = m_world->desk(u"automation"_s);
        const QByteArray first = "NATS/1.0\r\nNats-Expected-Last-Subject-Sequence: 0\r\n\r\n";
        QVERIFY(desk->request("$KV.DUTY.holder", "me", first).contains("\"seq\":"));
        QVERIFY(desk->request("$KV.DUTY.holder", "me too", first).contains("wrong last sequence"));
        QVERIFY(desk->request("$JS.API.DIRECT.GET.KV_DUTY.$KV.DUTY.holder").endsWith("me"));
        QVERIFY(isDenied(m_world->desk(u"observer"_s)->publish("$KV.DUTY.holder")));
        QVERIFY(isDenied(m_world->desk(u"agent"_s)->publish("$KV.DUTY.other")));
    }

    void aBatchOfEntriesMayBeLongAndNoLongerThanThat()
    {
        const auto desk = m_world->desk(u"agent"_s);
        const QByteArray subject = "ops." + desk->id().toLatin1() + ".f";
        QVERIFY(desk->request(subject, QByteArray(kMostEntryBatchBytes - 200, 'x')).contains("\"seq\":"));
        QVERIFY(desk->request(subject, QByteArray(kMostEntryBatchBytes + 1, 'x')).contains("\"error\""));
    }

    void whoIsNotListedIsNotLetIn()
    {
        RawDesk stranger(DeviceKey::generate(), m_world->server.authority.certificate);
        QCOMPARE(stranger.connectTo(u"localhost"_s, m_world->server.settings.listen.port),
                 "-ERR 'Authorization Violation'");
    }

    void aDeskDoesNotTalkToAServerOfAnotherAuthority()
    {
        const auto other = makeAuthority(u"Muster hub of others"_s, yesterday(), 1);
        RawDesk desk(m_world->keys.at(u"agent"_s), other->certificate);
        QVERIFY(desk.connectTo(u"localhost"_s, m_world->server.settings.listen.port).startsWith("no TLS"));
    }

    void aServerOfWhichTheCertificateHasExpiredIsNotTrusted()
    {
        World world;
        const auto past = yesterday() - std::chrono::days(100);
        world.server.authority = *makeAuthority(u"Muster hub of last year"_s, past, 2);
        const auto expired = makeServerCertificate(world.server.authority, {u"localhost"_s}, past, 30);
        world.server.put(u"server.pem"_s, expired->certificate);
        world.server.put(u"server.key"_s, expired->key);
        world.server.put(u"authority.pem"_s, world.server.authority.certificate);
        QVERIFY(world.server.start());
        RawDesk desk(world.keys.at(u"agent"_s), world.server.authority.certificate);
        const QByteArray word = desk.connectTo(u"localhost"_s, world.server.settings.listen.port);
        QVERIFY2(word.contains("expired"), word.constData());
    }

    void theServerIsReachedByItsAddressToo() { QVERIFY(m_world->desk(m_world->admin, u"127.0.0.1"_s)); }

    void aDeskThatIsTakenOffTheListIsCutAtOnceAndTheOthersGoOn()
    {
        World world;
        QVERIFY(world.server.start());
        QCOMPARE(world.makeStreams(), QStringList());
        const auto goes = world.desk(u"agent"_s), stays = world.desk(u"automation"_s);
        std::erase_if(world.server.settings.users, [](const HubUser &user) { return user.role == u"agent"; });
        QVERIFY(world.server.reload());
        QVERIFY(!goes->message().startsWith("MSG"));
        // While the server takes the new settings it may say once that nobody answers (503).
        QTRY_VERIFY(stays->request("$JS.API.STREAM.INFO.OPS").contains("\"created\""));
        RawDesk again(world.keys.at(u"agent"_s), world.server.authority.certificate);
        QCOMPARE(again.connectTo(u"localhost"_s, world.server.settings.listen.port),
                 "-ERR 'Authorization Violation'");
    }

    void cleanupTestCase() { m_world.reset(); }

private:
    std::unique_ptr<World> m_world;
};

QTEST_GUILESS_MAIN(TestHubServer)
#include "tst_hubserver.moc"
