// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody tries who holds a key that is not his, or had a role once.
#include "tests/models/store/handmade.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestTeamSecurity : public QObject
{
    Q_OBJECT

private slots:
    /// The root of a team's trust was a desk alone before, with copies.
    void theKeyLeavesTheCopiesToo()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        TestClock clock;
        World world(file, clock);
        const QByteArray seed = world.workspace->deviceKey()->seed();
        const QString copy = *world.workspace->backup();
        const auto bytesOf = [](const QString &path) {
            QFile in(path);
            return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
        };
        QVERIFY(bytesOf(copy).contains(seed));
        QVERIFY(world.workspace->takeKeyOut());
        QVERIFY(!bytesOf(copy).isEmpty());
        QVERIFY(!bytesOf(copy).contains(seed));
        QVERIFY(!bytesOf(file).contains(seed));
        QVERIFY(!bytesOf(file + u"-wal"_s).contains(seed));
    }

    /// A type is judged by the kind it is written under, so it may not be another kind's.
    void aTypeUnderAnotherKindChangesNothing()
    {
        QTemporaryDir folder;
        TeamWorld team(folder.path());
        store::Workspace &agent = team.join(u"Ana"_s, u"agent"_s);
        ledger::ChainHead head = headOf(agent);
        const QByteArray before = team.root().policyInForce()->yaml;
        const NewFact wish{
            u"ticket"_s,         idCast<SubjectId>(PolicyId::derived(Instant{}, {u"workspace policy"})),
            u"policy.adopted"_s, 1,
            team.clock.now(),    {{u"yaml"_s, u"nonsense"_s}, {u"key"_s, u"mine"_s}},
            std::nullopt};
        const Fact forged = made(*agent.deviceKey(), agent.me(), wish, team.clock.now(), head);
        const auto report = TeamWorld::give(team.root(), {TeamWorld::runOf({forged}, *agent.deviceKey())});
        QCOMPARE(report.taken, 0);
        QCOMPARE(report.quarantined, 1);
        QCOMPARE(team.root().policyInForce()->yaml, before);
        QCOMPARE(TeamWorld::problems(team.root()), QString());
    }

    /// The stamp is the writer's word; the number is not.
    void whoIsNoAdminAnyMoreInvitesNobodyAlsoWithAnEarlierStamp()
    {
        QTemporaryDir folder;
        TeamWorld team(folder.path());
        store::Workspace &admin = team.join(u"Ben"_s, u"admin"_s);
        ledger::ChainHead head = headOf(admin);
        const Instant earlier = team.clock.now() + std::chrono::seconds(1);
        team.clock.advance(std::chrono::hours(1));
        TeamWorld::must(team.root().setTeamRole(admin.device(), u"agent"_s, u"a new task"_s));
        const auto key = ledger::DeviceKey::generate();
        const team::Invited invited{key.publicKey(), admin.me(), u"Mallory"_s, u"admin"_s,
                                    team.clock.now() + std::chrono::hours(24)};
        const NewFact wish{QString(team::kTeam),
                           team.root().roster().team,
                           team::typeName(invited),
                           1,
                           earlier,
                           team::toPayload(invited),
                           std::nullopt};
        const Fact backDated = made(*admin.deviceKey(), admin.me(), wish, earlier, head);
        TeamWorld::give(team.root(), {TeamWorld::runOf({backDated}, *admin.deviceKey())});
        QVERIFY(!team.root().roster().invitations.contains(key.device()));
    }

    /// A stolen key, used under numbers at which its device still was in the team.
    void aRevokedKeyIsGoodForNothingUnderOldNumbers_data()
    {
        QTest::addColumn<bool>("isForgedFirst");
        QTest::newRow("the forged entry comes last") << false;
        QTest::newRow("the forged entry comes first") << true;
    }
    void aRevokedKeyIsGoodForNothingUnderOldNumbers()
    {
        QFETCH(bool, isForgedFirst);
        QTemporaryDir folder;
        TeamWorld team(folder.path());
        store::Workspace &ada = team.join(u"Ada"_s, u"lead"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
        ledger::ChainHead before = headOf(ada);
        QVERIFY(team.note(ada, ticket, u"genuine"_s));
        QVERIFY(team.note(ada, ticket, u"genuine, too"_s));
        const Messages genuine = TeamWorld::messagesOf(ada);
        TeamWorld::give(team.root(), genuine);
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        const Messages revoked = TeamWorld::messagesOf(team.root());
        const Fact forged = made(*ada.deviceKey(), ada.me(), noteOn(ticket, u"forged"_s, team.clock.now()),
                                 team.clock.now(), before);
        const Messages bad{TeamWorld::runOf({forged}, *ada.deviceKey())};

        TeamWorld::give(team.root(), bad);
        QCOMPARE(TeamWorld::hits(team.root(), u"forged"_s), 0);
        QCOMPARE(TeamWorld::hits(team.root(), u"genuine"_s), 1);
        QCOMPARE(TeamWorld::problems(team.root()), QString());

        store::Workspace &late = team.onlooker(u"Late"_s);
        TeamWorld::give(late, revoked);
        TeamWorld::give(late, isForgedFirst ? bad : genuine);
        TeamWorld::give(late, isForgedFirst ? genuine : bad);
        QCOMPARE(TeamWorld::hits(late, u"forged"_s), 0);
        QCOMPARE(TeamWorld::hits(late, u"genuine"_s), 1);
        TeamWorld::give(team.root(), TeamWorld::messagesOf(late));
        TeamWorld::give(late, TeamWorld::messagesOf(team.root())); // by whom it was invited
        QCOMPARE(TeamWorld::state(late), TeamWorld::state(team.root()));
    }

    void aForgedEntryGoesInWhateverOrderTheGenuineOnesCome()
    {
        constexpr size_t kGenuine = 4;
        QTemporaryDir folder;
        TeamWorld team(folder.path());
        store::Workspace &ada = team.join(u"Ada"_s, u"lead"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
        const ledger::ChainHead before = headOf(ada);
        for (size_t i = 0; i < kGenuine; ++i)
            QVERIFY(team.note(ada, ticket, u"genuine"_s));
        TeamWorld::give(team.root(), TeamWorld::messagesOf(ada));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        std::map<qint64, Messages> genuine; // each a message of its own
        for (const Fact &fact : TeamWorld::factsOf(ada)) {
            if (fact.device == ada.device() && fact.counter > before.counter)
                genuine[fact.counter - before.counter] = {TeamWorld::runOf({fact}, *ada.deviceKey())};
        }
        QCOMPARE(genuine.size(), kGenuine);
        ledger::ChainHead head = before;
        const Fact forged = made(*ada.deviceKey(), ada.me(), noteOn(ticket, u"forged"_s, team.clock.now()),
                                 team.clock.now(), head);
        Messages told = TeamWorld::messagesOf(team.root()); // without what Ada wrote
        std::erase_if(told, [&](const sync::HubMessage &message) {
            const auto batch = sync::decode(message.body);
            return batch && batch->sender() == ada.device();
        });
        std::vector<Fact> start;
        for (const Fact &fact : TeamWorld::factsOf(ada)) {
            if (fact.device == ada.device() && fact.counter <= before.counter)
                start.push_back(fact);
        }
        std::array<qint64, kGenuine> order{1, 2, 3, 4};
        int desk = 0;
        do {
            store::Workspace &late = team.onlooker(u"Late %1"_s.arg(++desk));
            TeamWorld::give(late, told);
            TeamWorld::give(late, {TeamWorld::runOf(start, *ada.deviceKey())});
            TeamWorld::give(late, {TeamWorld::runOf({forged}, *ada.deviceKey())});
            for (const qint64 each : order)
                TeamWorld::give(late, genuine[each]);
            const QString which =
                u"order %1 %2 %3 %4"_s.arg(order[0]).arg(order[1]).arg(order[2]).arg(order[3]);
            QVERIFY2(TeamWorld::hits(late, u"genuine"_s) == 1, qPrintable(which));
            QVERIFY2(TeamWorld::hits(late, u"forged"_s) == 0, qPrintable(which));
        } while (std::ranges::next_permutation(order).found);
    }

    /// Who was an admin changes the team no more, not under an old number either.
    void aFormerAdminsOldNumbersChangeNothingInTheTeam_data()
    {
        QTest::addColumn<bool>("isForgedFirst");
        QTest::newRow("the forged entry comes last") << false;
        QTest::newRow("the forged entry comes first") << true;
    }
    void aFormerAdminsOldNumbersChangeNothingInTheTeam()
    {
        QFETCH(bool, isForgedFirst);
        QTemporaryDir folder;
        TeamWorld team(folder.path());
        store::Workspace &ben = team.join(u"Ben"_s, u"admin"_s);
        ledger::ChainHead before = headOf(ben);
        (void)team.ticket(ben, u"Genuine"_s);
        const Messages genuine = TeamWorld::messagesOf(ben);
        TeamWorld::give(team.root(), genuine);
        TeamWorld::must(team.root().setTeamRole(ben.device(), u"agent"_s, u"a new task"_s));
        const Messages demoted = TeamWorld::messagesOf(team.root());
        const team::RoleSet set{ben.device(), u"admin"_s, 0, u"mine again"_s, {}};
        const NewFact wish{QString(team::kTeam), team.root().roster().team, team::typeName(set), 1,
                           team.clock.now(),     team::toPayload(set),      std::nullopt};
        const Fact forged = made(*ben.deviceKey(), ben.me(), wish, team.clock.now(), before);
        const Messages bad{TeamWorld::runOf({forged}, *ben.deviceKey())};

        TeamWorld::give(team.root(), bad);
        QCOMPARE(team.root().roster().roleOf(ben.device()), u"agent"_s);
        store::Workspace &late = team.onlooker(u"Late"_s);
        TeamWorld::give(late, demoted);
        TeamWorld::give(late, isForgedFirst ? bad : genuine);
        TeamWorld::give(late, isForgedFirst ? genuine : bad);
        QCOMPARE(late.roster().roleOf(ben.device()), u"agent"_s);
        QCOMPARE(TeamWorld::hits(late, u"Genuine"_s), 1);
    }

    void anAdminSaysWhoCameIn()
    {
        QTemporaryDir folder;
        TeamWorld team(folder.path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        TeamWorld::give(team.root(), TeamWorld::messagesOf(ada));
        TeamWorld::must(team.root().admitJoined());
        TeamWorld::must(ada.admitJoined()); // no admin: nothing
        const auto &invitations = team.root().roster().invitations;
        QCOMPARE(invitations.begin()->second.boundTo, ada.device());
        const qint64 entries = team.root().ownEntries();
        TeamWorld::must(team.root().admitJoined());
        QCOMPARE(team.root().ownEntries(), entries); // once
    }
};

QTEST_GUILESS_MAIN(TestTeamSecurity)
#include "tst_teamsecurity.moc"
