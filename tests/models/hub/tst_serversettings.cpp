// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubserver.h"
#include "models/base/json.h"
#include "models/hub/streamsettings.h"
#include "rawdesk.h"

#include <QDir>
#include <QTest>

using namespace muster;
using namespace muster::hub;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

using ledger::DeviceKey;

HubUser user(const QString &role)
{
    const DeviceKey key = DeviceKey::generate();
    return {key.device(), nkeyOf(key), role};
}

ServerSettings plain()
{
    ServerSettings settings;
    settings.name = u"hub1"_s;
    settings.certificateFile = u"/etc/muster-hub/server.pem"_s;
    settings.keyFile = u"/etc/muster-hub/server.key"_s;
    settings.authorityFile = u"/etc/muster-hub/authority.pem"_s;
    settings.storeFolder = u"/var/lib/muster-hub"_s;
    settings.adminNkey = nkeyOf(DeviceKey::generate());
    settings.users = {user(u"lead"_s), user(u"agent"_s), user(u"observer"_s)};
    return settings;
}

ClusterSettings three()
{
    return {u"warroom"_s, {u"0.0.0.0"_s, 6222}, {{u"hub1"_s, 6222}, {u"hub2"_s, 6222}, {u"hub3"_s, 6222}}};
}

} // namespace

class TestServerSettings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(NatsServer::isInstalled(), "packaging/setup test installs nats-server"); }
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theServerTakesTheSettingsOfOneAndOfThree()
    {
        HubServer server;
        server.settings.adminNkey = nkeyOf(DeviceKey::generate());
        QCOMPARE(server.complaint(), QString()); // nobody but the admin
        for (const QString &role :
             {u"admin"_s, u"lead"_s, u"agent"_s, u"observer"_s, u"automation"_s, u"invited"_s})
            server.settings.users.push_back(user(role));
        server.settings.webSocket = ServerAddress{u"::1"_s, 443};
        server.settings.pidFile = u"/run/muster-hub/pid"_s;
        QCOMPARE(server.complaint(), QString());
        server.settings.cluster = three();
        QCOMPARE(server.complaint(), QString());
    }

    void pathsOfAnyCharactersStayPaths()
    {
        HubServer server;
        server.settings.adminNkey = nkeyOf(DeviceKey::generate());
        const QString hostile = u"a \"b\\ }\n{ # $HOME 'c' %1 é"_s.remove(u'\n');
        QVERIFY(QDir(server.path(u"."_s)).mkdir(hostile));
        for (QString *path :
             {&server.settings.certificateFile, &server.settings.keyFile, &server.settings.authorityFile}) {
            const QString moved = server.path(hostile + u'/' + QFileInfo(*path).fileName());
            QVERIFY(QFile::copy(*path, moved));
            *path = moved;
        }
        QCOMPARE(server.complaint(), QString());
        QVERIFY(QFile::remove(server.settings.keyFile));
        QVERIFY(!server.complaint().isEmpty()); // it did look there
    }

    void equalValuesGiveEqualTextWhicheverWayTheyAreListed()
    {
        ServerSettings settings = plain();
        const auto first = settingsText(settings);
        std::ranges::reverse(settings.users);
        QCOMPARE(*settingsText(settings), *first);
    }

    void nobodyIsLetInWithoutALogin()
    {
        ServerSettings settings = plain();
        settings.cluster = three();
        settings.webSocket = ServerAddress{u"0.0.0.0"_s, 443};
        QVERIFY(!settingsText(settings)->contains("no_auth_user"));
        QCOMPARE(settingsText(settings)->count("tls {"), 3);
    }

    void onlyNewerServersAreToldToSyncAlways()
    {
        ServerSettings settings = plain();
        QVERIFY(!settingsText(settings)->contains("sync_interval"));
        settings.syncsAlways = true;
        QVERIFY(settingsText(settings)->contains("sync_interval: always"));
    }

    void eachRoleMayDoTheLeastThatItNeeds()
    {
        const DeviceId device = DeviceKey::generate().device();
        const QString id = device.toString();
        const QStringList reads{u"$JS.API.STREAM.INFO.OPS"_s, u"$JS.API.DIRECT.GET.OPS"_s,
                                u"$JS.API.STREAM.INFO.SNAP"_s, u"$JS.API.DIRECT.GET.SNAP"_s,
                                u"$JS.API.DIRECT.GET.SNAP.>"_s};
        const QStringList duty{u"$KV.DUTY.holder"_s, u"$JS.API.STREAM.INFO.KV_DUTY"_s,
                               u"$JS.API.DIRECT.GET.KV_DUTY"_s, u"$JS.API.DIRECT.GET.KV_DUTY.>"_s};
        const QString ops = u"ops."_s + id + u".>"_s, restore = u"restore."_s + id + u".>"_s,
                      snap = u"snap."_s + id + u".>"_s, here = u"here."_s + id;
        const std::map<QString, QStringList> wanted{
            {u"admin"_s, QStringList{ops, restore, snap, here} + reads + duty},
            {u"lead"_s, QStringList{ops, restore, here} + reads + duty},
            {u"agent"_s, QStringList{ops, restore, here} + reads + duty},
            {u"observer"_s, QStringList{here} + reads},
            {u"automation"_s, QStringList{ops, restore, snap, here} + reads + duty},
            {u"invited"_s, QStringList{restore, here} + reads}};
        for (const auto &[role, publish] : wanted) {
            const auto may = permissionsOf(device, role);
            QCOMPARE(may->publish, publish);
            QCOMPARE(may->subscribe, QStringList({u"_INBOX_"_s + id + u".>"_s, u"live.>"_s, u"here.>"_s}));
        }
    }

    void mistakesAreNamed_data()
    {
        using Change = std::function<void(ServerSettings &)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const Change &change, const QString &says) {
            QTest::newRow(name) << change << says;
        };
        row(
            "a name with a quote", [](ServerSettings &s) { s.name = u"hub\" }"_s; },
            u"the name of a server"_s);
        row(
            "no name", [](ServerSettings &s) { s.name.clear(); }, u"the name of a server"_s);
        row(
            "a path with a line break", [](ServerSettings &s) { s.storeFolder = u"/var\nno_auth_user: x"_s; },
            u"the folder of the store"_s);
        row(
            "no certificate", [](ServerSettings &s) { s.certificateFile.clear(); },
            u"the certificate's file"_s);
        row(
            "a port", [](ServerSettings &s) { s.listen.port = 70'000; }, u"a port is 1 to 65535"_s);
        row(
            "a host", [](ServerSettings &s) { s.listen.host = u"a b"_s; }, u"is no host"_s);
        row(
            "open monitoring", [](ServerSettings &s) { s.monitoring.host = u"0.0.0.0"_s; },
            u"has no login"_s);
        row(
            "a role", [](ServerSettings &s) { s.users[0].role = u"boss"_s; }, u"\"boss\" is not known"_s);
        row(
            "no device", [](ServerSettings &s) { s.users[0].device = {}; }, u"needs a device"_s);
        row(
            "a key", [](ServerSettings &s) { s.users[0].nkey = "U] }"; }, u"no public key"_s);
        row(
            "a secret in place of a key", [](ServerSettings &s) { s.users[0].nkey[0] = 'S'; },
            u"no public key"_s);
        row(
            "an admin's key", [](ServerSettings &s) { s.adminNkey.clear(); }, u"no public key"_s);
        row(
            "a device twice", [](ServerSettings &s) { s.users[0].device = s.users[1].device; },
            u"the device"_s);
        row(
            "a key twice", [](ServerSettings &s) { s.users[0].nkey = s.users[1].nkey; }, u"the key"_s);
        row(
            "the admin's key twice", [](ServerSettings &s) { s.users[0].nkey = s.adminNkey; }, u"the key"_s);
        row(
            "two servers", [](ServerSettings &s) { (s.cluster = three())->routes.pop_back(); },
            u"at least three"_s);
        row(
            "a group's name", [](ServerSettings &s) { (s.cluster = three())->name = u"a b"_s; },
            u"the name of a group"_s);
        row(
            "a route",
            [](ServerSettings &s) { (s.cluster = three())->routes[1].host = u"x\", \"tls://evil"_s; },
            u"is no host"_s);
        row(
            "no store", [](ServerSettings &s) { s.fileStore = 0; }, u"needs some bytes"_s);
    }
    void mistakesAreNamed()
    {
        using Change = std::function<void(ServerSettings &)>;
        QFETCH(Change, change);
        QFETCH(QString, says);
        ServerSettings settings = plain();
        change(settings);
        const auto text = settingsText(settings);
        QVERIFY(!text);
        QCOMPARE(text.error().fault, Fault::BadInput);
        QVERIFY2(text.error().detail.contains(says), qPrintable(text.error().detail));
        QVERIFY(!text.error().detail.contains(u'\n'));
    }

    void theStreamsTogetherStayBelowWhatTheServerGives()
    {
        for (const qint64 bytes : {kLeastStoreBytes, 40LL << 30}) {
            qint64 sum = 0;
            const auto streams = streamRequests(3, bytes);
            for (const StreamRequest &stream : *streams) {
                const auto body = parseJsonObject(stream.body);
                QCOMPARE(body->value(u"num_replicas"), 3);
                sum += qint64(body->value(u"max_bytes").toDouble());
            }
            QVERIFY(sum > bytes / 2 && sum < bytes);
        }
        QVERIFY(!streamRequests(2, 40LL << 30));
        QVERIFY(!streamRequests(1, kLeastStoreBytes - 1));
    }
};

QTEST_GUILESS_MAIN(TestServerSettings)
#include "tst_serversettings.moc"
