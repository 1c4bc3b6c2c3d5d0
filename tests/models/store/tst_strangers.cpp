// SPDX-License-Identifier: GPL-3.0-or-later
// What a desk of a team does with messages of those whom it does not know, or cannot read (yet).
#include "models/store/database.h"
#include "models/store/facttable.h"
#include "tests/models/store/handmade.h"
#include "tests/models/store/teamworld.h"

#include <QCborStreamWriter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestStrangers : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/muster-XXXXXX")); }

    void whatAnUnknownDeviceWroteWaitsForItsInvitation()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &late = team.onlooker(u"Late"_s);
        const Messages before = TeamWorld::messagesOf(team.root()); // knows nothing of Ada
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(ada, u"Export stuck"_s);
        TeamWorld::give(late, before);
        const auto report = TeamWorld::give(late, TeamWorld::ownMessagesOf(ada));
        QVERIFY(report.held > 0);
        QVERIFY(!TeamWorld::has(late, ticket));
        TeamWorld::give(late, TeamWorld::messagesOf(team.root()));
        QVERIFY(TeamWorld::has(late, ticket));
        QCOMPARE(TeamWorld::problems(late), QString());
    }

    void aStrangerIsNeverLetIn()
    {
        TeamWorld team(m_folder->path());
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        const auto key = ledger::DeviceKey::generate();
        ledger::ChainHead head;
        const PersonId me = team.root().me();
        const QByteArray before = TeamWorld::state(team.root());
        std::vector<Fact> facts;
        facts.reserve(5);
        for (int i = 0; i < 5; ++i)
            facts.push_back(
                made(key, me, noteOn(ticket, u"strange"_s, team.clock.now()), team.clock.now(), head));
        TeamWorld::give(team.root(), {TeamWorld::runOf(facts, key)});
        const QByteArray subject = "ops." + key.device().toString().toLatin1() + ".f";
        TeamWorld::give(team.root(), {{0, subject, sync::encode(sync::vouch(facts, key))}});
        QCOMPARE(TeamWorld::hits(team.root(), u"strange"_s), 0);
        QCOMPARE(TeamWorld::state(team.root()), before);
    }

    /// An empty message has nobody's first entry to look at, whatever happens to the team behind it.
    void anEmptyMessageOfAStrangerIsNone()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const auto stranger = ledger::DeviceKey::generate();
        const QByteArray subject = "restore." + ada.device().toString().toLatin1() + ".f";
        const QByteArray empty = sync::encode(sync::vouch({}, stranger));
        QCOMPARE(TeamWorld::give(team.root(), {{0, subject, empty}}).quarantined, 1);
        store::Workspace &eva = team.join(u"Eva"_s, u"agent"_s);
        QVERIFY(team.root().roster().member(eva.device()) != nullptr);
        QCOMPARE(TeamWorld::problems(team.root()), QString());
    }

    void whatStrangersCrowdedOutIsReadAgainWhenTheTeamChanges()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &late = team.onlooker(u"Late"_s);
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(ada, u"Export stuck"_s);
        const QByteArray subject = "restore." + ada.device().toString().toLatin1() + ".f";
        Messages flood;
        const auto stranger = ledger::DeviceKey::generate();
        ledger::ChainHead head;
        const Fact fact =
            made(stranger, ada.me(), noteOn(ticket, u"strange"_s, team.clock.now()), team.clock.now(), head);
        for (int i = 0; i < 5'000; ++i) {
            sync::Batch batch = sync::vouch({fact}, stranger);
            batch.sending = sync::newSending();
            flood.push_back({0, subject, sync::encode(batch)});
        }
        QCOMPARE(TeamWorld::giveByHub(late, flood).held, 5'000);
        Messages adas = TeamWorld::ownMessagesOf(ada);
        for (sync::HubMessage &message : adas)
            message.subject = subject;
        QVERIFY(!TeamWorld::giveByHub(late, adas).isPlaceLost);
        const auto known = TeamWorld::giveByHub(late, TeamWorld::messagesOf(team.root()));
        QVERIFY(known.isPlaceLost);
        TeamWorld::giveByHub(late, adas);
        QVERIFY(TeamWorld::has(late, ticket));
        // Once.
        team.join(u"Eva"_s, u"agent"_s);
        QVERIFY(!TeamWorld::giveByHub(late, TeamWorld::messagesOf(team.root())).isPlaceLost);
    }

    void whatOnlyALaterProgramReadsIsReadAgainByIt()
    {
        TeamWorld team(m_folder->path());
        QByteArray newer;
        QCborStreamWriter out(&newer);
        out.startArray(8);
        out.append(quint64(9));
        const QByteArray subject = "ops." + team.root().device().toString().toLatin1() + ".f";
        const auto outcome = TeamWorld::giveByHub(team.root(), {{0, subject, newer}});
        QCOMPARE(outcome.refused, 1);
        QCOMPARE(team.root().hubPlace().created, QByteArray("hub"));
        const auto setAside = TeamWorld::must(team.root().record()).setAside;
        QVERIFY2(setAside.front().reason.contains(u"update the program"),
                 qPrintable(setAside.front().reason));
        const QString path = team.founder.path;
        team.founder.workspace.reset();
        const auto reopened = [&](const QByteArray &form) {
            {
                auto database = TeamWorld::must(store::Database::open(path, store::Access::ReadWrite));
                TeamWorld::must(store::FactTable(*database).setSetting(u"hub.newer"_s, form));
            }
            return openAt(path, team.clock)->hubPlace().isStale;
        };
        QVERIFY(!reopened("9"));
        QVERIFY(reopened("2")); // a form that this program reads
        auto desk = openAt(path, team.clock);
        TeamWorld::must(desk->takeFromHub({}, {"hub", 1, {}}));
        QVERIFY(desk->hubPlace().isStale);
        TeamWorld::must(desk->forgetHub("hub"));
        QVERIFY(!desk->hubPlace().isStale);
        desk.reset();
        QVERIFY(!openAt(path, team.clock)->hubPlace().isStale);
    }

    void onlyTheFounderVouchesForOthers()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"admin"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
        const auto key = ledger::DeviceKey::generate();
        ledger::ChainHead head;
        const Fact foreign = made(key, team.root().me(), noteOn(ticket, u"inherited"_s, team.clock.now()),
                                  team.clock.now(), head);
        const auto vouchedBy = [&](store::Workspace &desk) {
            return Messages{{0, "ops." + desk.device().toString().toLatin1() + ".f",
                             sync::encode(sync::vouch({foreign}, *desk.deviceKey()))}};
        };
        TeamWorld::give(team.root(), vouchedBy(ada));
        QCOMPARE(TeamWorld::hits(team.root(), u"inherited"_s), 0);
        TeamWorld::give(ada, vouchedBy(team.root()));
        QCOMPARE(TeamWorld::hits(ada, u"inherited"_s), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestStrangers)
#include "tst_strangers.moc"
