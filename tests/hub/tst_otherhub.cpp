// SPDX-License-Identifier: GPL-3.0-or-later
// The hub is not the one that it was, or not ours: older, empty, another team's, or one that does not want
// us.
#include "tests/hub/member.h"

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

void copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QFileInfoList entries =
        QDir(from).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    for (const QFileInfo &entry : entries) {
        if (entry.isDir())
            copyFolder(entry.filePath(), to + u'/' + entry.fileName());
        else
            QFile::copy(entry.filePath(), to + u'/' + entry.fileName());
    }
}

/// Why a line to the hub does not come up; None where it does.
nats::Trouble troubleOf(const sync::HubAccess &access, const Clock &clock)
{
    sync::NatsHub hub(clock);
    std::optional<nats::Trouble> trouble;
    QObject::connect(&hub, &sync::NatsHub::up, [&] { trouble = nats::Trouble::None; });
    QObject::connect(&hub, &sync::NatsHub::down,
                     [&](nats::Trouble why, const QString &) { trouble = trouble.value_or(why); });
    need(hub.start(access));
    if (!QTest::qWaitFor([&] { return trouble.has_value(); }, 20'000))
        return nats::Trouble::TimedOut;
    return *trouble;
}

sync::HubAccess accessOf(RealTeam &team, const ledger::DeviceKey &key)
{
    return {team.hub.addresses(), team.hub.authority(), key.seed(), key.device(), u"test"_s};
}

} // namespace

class TestOtherHub : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!NatsServer::isInstalled())
            QFAIL("nats-server is not installed; packaging/setup test does it");
    }

    void anOldStorePutBackIsFilledUpAgain()
    {
        RealTeam team(2);
        team.hub.admit(team.roster());
        const TicketId before = team.desks[1]->createTicket(u"Before the copy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[2]->hasTicket(before), 20'000);
        team.hub.kill9();
        const QString copy = team.hub.folder() + u"/copy"_s;
        copyFolder(team.hub.storeFolder(), copy);
        team.hub.start();
        std::vector<TicketId> later;
        later.reserve(8);
        for (int i = 0; i < 8; ++i)
            later.push_back(team.desks[size_t(i) % 3]->createTicket(u"Behind the copy %1"_s.arg(i)));
        QVERIFY(team.settle());
        team.hub.kill9();
        QDir(team.hub.storeFolder()).removeRecursively();
        copyFolder(copy, team.hub.storeFolder());
        // Numbers are used again, for other messages: one desk was alone with the old store for a while.
        team.desks[2]->close();
        team.hub.start();
        later.push_back(team.desks[0]->createTicket(u"Under a number that was used"_s));
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[1]->hasTicket(later.back()), 60'000);
        team.desks[2]->open();
        QVERIFY(team.settle(90'000));
        RealDesk &late = team.join(u"agent"_s);
        for (const TicketId &ticket : later)
            QTRY_VERIFY_WITH_TIMEOUT(late.hasTicket(ticket), 90'000);
        QVERIFY(team.settle(60'000));
    }

    void withAKeyThatTheHubDoesNotKnowNobodyGetsIn()
    {
        RealTeam team(0);
        QCOMPARE(troubleOf(accessOf(team, keyOf(*team.desks[0])), team.hub.clock), nats::Trouble::None);
        QCOMPARE(troubleOf(accessOf(team, ledger::DeviceKey::generate()), team.hub.clock),
                 nats::Trouble::LoginRejected);
    }

    void aRevokedKeyIsCutOffAtOnceAndStaysOut()
    {
        RealTeam team(1);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        const ledger::DeviceKey key = keyOf(*team.desks[1]);
        Member member(team, 1);
        QCOMPARE(member.said, "PONG");
        team.desks[0]->with([&](store::Workspace &workspace) {
            need(workspace.setTeamRole(key.device(), u"none"_s, u"stolen"_s));
            return true;
        });
        team.hub.admit(team.roster());
        QTRY_VERIFY_WITH_TIMEOUT(!member.line.publish(member.subject).startsWith("PONG"), 10'000);
        QCOMPARE(troubleOf(accessOf(team, key), team.hub.clock), nats::Trouble::LoginRejected);
    }

    void aCertificateOfYesterdayIsRefused()
    {
        RealTeam team(0);
        team.hub.kill9();
        team.hub.certifyFor(1); // the authority is of yesterday
        team.hub.startOne(0);
        QTest::qWait(1500);
        QCOMPARE(troubleOf(accessOf(team, keyOf(*team.desks[0])), team.hub.clock),
                 nats::Trouble::CertificateExpired);
        const views::LinkStatus status = team.desks[0]->team->status();
        QVERIFY(status.state != views::LinkState::InStep);
        // A new certificate by the same authority, and nothing is to be done at the desks.
        team.hub.kill9();
        team.hub.certifyFor(30);
        team.hub.start();
        team.desks[0]->team->tryNow();
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->isInStep(), 60'000);
    }

    void anotherTeamsServerIsNotTalkedTo()
    {
        RealTeam team(0);
        RealTeam other(0);
        sync::HubAccess access = accessOf(team, keyOf(*team.desks[0]));
        access.servers = other.hub.addresses();
        const nats::Trouble trouble = troubleOf(access, team.hub.clock);
        QVERIFY(trouble == nats::Trouble::CertificateRejected || trouble == nats::Trouble::WrongServer);
    }

    void anEmptyStoreUnderTheSameNameSpoilsNothing()
    {
        RealTeam team(1);
        team.hub.admit(team.roster());
        QVERIFY(team.settle());
        // As where somebody mixed the folders up: the authority is ours, and what it certifies holds nothing.
        const QByteArray before = team.desks[0]->state();
        team.hub.empty();
        team.hub.start();
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->isInStep() && team.desks[1]->isInStep(), 60'000);
        QCOMPARE(team.desks[0]->state(), before);
        QCOMPARE(team.desks[1]->state(), before);
    }
};

QTEST_GUILESS_MAIN(TestOtherHub)
#include "tst_otherhub.moc"
