// SPDX-License-Identifier: GPL-3.0-or-later
// Desks of a team over a real server: joining, pushing, going on without it, being refused.
#include "app/team/teampages.h"
#include "tests/app/team/realteam.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestRealTeam : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!NatsServer::isInstalled())
            QFAIL("nats-server is not installed; packaging/setup test does it");
    }

    void whatOneDeskWritesTheOthersHave()
    {
        RealTeam team(2);
        const TicketId ticket = team.desks[1]->createTicket(u"Export stuck"_s);
        QTRY_VERIFY(team.desks[0]->hasTicket(ticket) && team.desks[2]->hasTicket(ticket));
        QVERIFY(team.settle());
    }

    void theKeyOfTheInvitationIsForgottenThen()
    {
        RealTeam team(1);
        team.hub.admit(team.roster());
        const auto isForgotten = [&] {
            const auto secrets = need(app::secretsOf(team.desks[1]->file()));
            const DeviceId device =
                team.desks[1]->with([](store::Workspace &workspace) { return workspace.device(); });
            const auto key = secrets->read(app::secretNames(device).back());
            return !key && key.error().fault == Fault::NotFound;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isForgotten(), 20'000);
        // And an admin has said who came in by it.
        QTRY_COMPARE(team.roster().invitations.begin()->second.boundTo,
                     team.desks[1]->with([](store::Workspace &workspace) { return workspace.device(); }));
        // It is let in all the same when it comes again.
        team.desks[1]->close();
        team.desks[1]->open();
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[1]->isInStep(), 20'000);
    }

    void aDeskThatJoinedComesByItsOwnKeyOnceTheHubKnowsIt()
    {
        RealTeam team(1);
        QCOMPARE(team.roster().members.size(), size_t(2));
        QVERIFY(team.roster().invitations.begin()->second.usedBy ==
                team.desks[1]->with([](store::Workspace &workspace) { return workspace.device(); }));
        const TicketId ticket = team.desks[1]->createTicket(u"Written after that"_s);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->hasTicket(ticket), 20'000);
        QVERIFY(team.settle());
    }

    void theKeyOfADeskLeavesItsFile()
    {
        RealTeam team(1);
        for (const auto &desk : team.desks) {
            QVERIFY(!desk->with([](store::Workspace &workspace) { return workspace.isKeyInFile(); }));
            const QByteArray seed =
                desk->with([](store::Workspace &workspace) { return workspace.deviceKey()->seed(); });
            for (const QString &end : {u""_s, u"-wal"_s, u".secrets"_s}) {
                QFile file(desk->file() + end);
                if (file.open(QIODevice::ReadOnly))
                    QVERIFY2(!file.readAll().contains(seed), qPrintable(end));
            }
        }
    }

    void withoutTheServerBothGoOnAndComeTogetherAgain()
    {
        RealTeam team(1);
        team.hub.kill9();
        QTRY_VERIFY(team.desks[0]->team->status().state == views::LinkState::Offline);
        const TicketId here = team.desks[0]->createTicket(u"Written alone, here"_s);
        const TicketId there = team.desks[1]->createTicket(u"Written alone, there"_s);
        QTRY_VERIFY(team.desks[1]->team->status().toSend > 0);
        QVERIFY(team.desks[1]->team->status().offlineSince.has_value());
        team.hub.start();
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[0]->hasTicket(there) && team.desks[1]->hasTicket(here), 60'000);
        QVERIFY(team.settle());
        QTRY_COMPARE(team.desks[0]->team->status().toSend, 0);
    }

    void whoChangesTheSameFieldApartIsToldAtBothDesks()
    {
        RealTeam team(1);
        const TicketId ticket = team.desks[0]->createTicket(u"Changed by two"_s);
        QTRY_VERIFY(team.desks[1]->hasTicket(ticket));
        QVERIFY(team.settle());
        std::array<std::vector<views::EditConflict>, 2> told;
        for (size_t i = 0; i < told.size(); ++i)
            connect(team.desks[i]->team.get(), &views::TeamDesk::conflictFound, this,
                    [&told, i](const views::EditConflict &conflict) { told[i].push_back(conflict); });
        team.hub.kill9();
        for (const auto &desk : team.desks)
            QTRY_VERIFY(desk->team->status().state == views::LinkState::Offline);
        const auto setPriority = [&](size_t desk, const QString &key) {
            team.desks[desk]->with([&](store::Workspace &workspace) {
                const ticket::TicketOrder order{ticket, ticket::ChangePriority{key, u"as I see it"_s},
                                                std::nullopt};
                return need(workspace.submit(std::span(&order, 1))).saved;
            });
        };
        setPriority(0, u"P2"_s);
        QTest::qWait(20);
        setPriority(1, u"P3"_s);
        team.hub.start();
        QTRY_VERIFY_WITH_TIMEOUT(!told[0].empty() && !told[1].empty(), 60'000);
        QVERIFY(team.settle());
        QCOMPARE(told[0].size(), size_t(1));
        QCOMPARE(told[1].size(), size_t(1));
        QCOMPARE(told[0].front().mine, u"P2"_s);
        QCOMPARE(told[0].front().theirs, u"P3"_s);
        QCOMPARE(told[0].front().other, u"Person 1"_s);
        QVERIFY(!told[0].front().mineHolds && told[1].front().mineHolds);
        for (const auto &desk : team.desks) {
            const auto detail = desk->with(
                [ticket](store::Workspace &workspace) { return need(workspace.loadTicket(ticket)); });
            QCOMPARE(detail.ticket.priority, u"P3"_s);
            QCOMPARE(std::ranges::count(detail.history, u"ticket.priority"_s, &views::HistoryEntry::type), 2);
        }
    }

    void aProgramThatIsEndedGoesOnWhereItWas()
    {
        RealTeam team(1);
        team.desks[1]->close();
        const TicketId ticket = team.desks[0]->createTicket(u"While the other one was away"_s);
        team.desks[1]->open();
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[1]->hasTicket(ticket), 20'000);
        QVERIFY(team.settle());
    }

    void anEmptiedHubIsFilledByTheDesks()
    {
        RealTeam team(2);
        const TicketId ticket = team.desks[2]->createTicket(u"Known to all"_s);
        QTRY_VERIFY(team.desks[0]->hasTicket(ticket) && team.desks[1]->hasTicket(ticket));
        team.desks[2]->close(); // who wrote it does not come back
        team.hub.empty();
        team.hub.start();
        RealDesk &late = team.join(u"agent"_s);
        QTRY_VERIFY_WITH_TIMEOUT(late.hasTicket(ticket), 90'000);
        QVERIFY(team.settle(60'000));
    }

    void aRevokedDeskIsRefusedAndTold()
    {
        RealTeam team(1);
        const DeviceId device =
            team.desks[1]->with([](store::Workspace &workspace) { return workspace.device(); });
        team.desks[0]->with([device](store::Workspace &workspace) {
            need(workspace.setTeamRole(device, u"none"_s, u"the laptop was stolen"_s));
            return true;
        });
        team.hub.admit(team.roster());
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[1]->team->status().state == views::LinkState::Refused, 30'000);
        QVERIFY(!team.desks[1]->team->status().why.isEmpty());
        QVERIFY(!team.desks[1]->team->status().nextStep.isEmpty());
    }

    void anObserverReadsAndDoesNotWrite()
    {
        RealTeam team(0);
        RealDesk &observer = team.join(u"observer"_s);
        const TicketId ticket = team.desks[0]->createTicket(u"To be seen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(observer.hasTicket(ticket), 20'000);
        const auto refused = observer.with([ticket](store::Workspace &workspace) {
            const ticket::TicketOrder order{ticket, ticket::AddNote{u"I was here"_s}, std::nullopt};
            return need(workspace.submit(std::span(&order, 1))).failures;
        });
        QCOMPARE(refused.size(), size_t(1));
        QVERIFY(refused.front().error.detail.contains(u"observer"));
    }

    void whoIsHereIsSeenUntilTheLineGoes()
    {
        RealTeam team(1);
        const TicketId ticket = team.desks[0]->createTicket(u"Looked at"_s);
        team.desks[0]->team->lookAt(ticket, {}, true);
        QTRY_VERIFY_WITH_TIMEOUT(!team.desks[1]->team->here().empty() &&
                                     team.desks[1]->team->here().front().ticket == ticket,
                                 20'000);
        QCOMPARE(team.desks[1]->team->here().front().name, u"Sam Rivera"_s);
        QVERIFY(team.desks[1]->team->here().front().isWriting);
        team.hub.kill9();
        QTRY_VERIFY(team.desks[1]->team->here().empty());
    }

    void withoutAServerABundleBringsEverything()
    {
        RealTeam team(1);
        team.hub.kill9();
        const TicketId ticket = team.desks[0]->createTicket(u"Carried over on a stick"_s);
        QTemporaryDir stick;
        const QString file = stick.filePath(u"team.bundle"_s);
        const auto written = team.desks[0]->with(
            [&](store::Workspace &workspace) { return need(app::exportBundle(workspace, file)); });
        QVERIFY(written.entries > 0);
        const auto bring = [&] {
            return team.desks[1]->with(
                [&](store::Workspace &workspace) { return need(app::importBundle(workspace, file)); });
        };
        QVERIFY(bring().entries > 0);
        QVERIFY(team.desks[1]->hasTicket(ticket));
        QCOMPARE(bring().entries, 0); // twice is once
        QCOMPARE(team.desks[0]->state(), team.desks[1]->state());
        // Altered in one place, nothing of it is taken.
        QFile bundle(file);
        QVERIFY(bundle.open(QIODevice::ReadWrite));
        bundle.seek(bundle.size() / 2);
        const char was = *bundle.peek(1).constData();
        bundle.putChar(char(was ^ 1));
        bundle.close();
        const auto refused = team.desks[1]->with(
            [&](store::Workspace &workspace) { return app::importBundle(workspace, file); });
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(u"signed"));
    }

    void aNewDeskBeginsWithASnapshotAndReadsTheHistoryBehindIt()
    {
        RealTeam team(0);
        RealDesk &founder = *team.desks[0];
        // More messages than a snapshot needs to be worth it: one each.
        std::vector<TicketId> tickets;
        for (int i = 0; i < int(app::SnapshotMaker::kLeast) / 40; ++i) {
            tickets.push_back(founder.createTicket(u"Ticket %1"_s.arg(i)));
            for (int note = 0; note < 40; ++note)
                founder.note(tickets.back(), u"Note %1"_s.arg(note));
        }
        founder.closeTicket(tickets.front());
        QVERIFY(team.settle(60'000));
        QSignalSpy made(founder.team.get(), &app::TeamService::snapshotMade);
        founder.team->makeSnapshot();
        QTRY_COMPARE_WITH_TIMEOUT(made.count(), 1, 30'000);
        QCOMPARE(made.front().front().toString(), QString());
        RealDesk &late = team.join(u"agent"_s);
        QTRY_VERIFY_WITH_TIMEOUT(late.hasTicket(tickets.back()), 20'000);
        QVERIFY(late.sawBootstrap());
        // The closed one is history.
        QTRY_VERIFY_WITH_TIMEOUT(late.hasTicket(tickets.front()), 60'000);
        QVERIFY(team.settle(60'000));
    }

    /// As when the duty moves on in that very moment.
    void twoConsolesThatActAtOnceDoItOnce()
    {
        RealTeam team(2);
        const TicketId ticket = team.desks[1]->createTicket(u"Our account was hacked and data was leaked"_s);
        QTRY_VERIFY_WITH_TIMEOUT(team.desks[2]->hasTicket(ticket), 20'000);
        int fired = 0;
        for (const size_t desk : {1UL, 2UL}) {
            fired += team.desks[desk]->with([ticket](store::Workspace &workspace) {
                return int(need(workspace.runRules(std::span(&ticket, 1), {})).fired.size());
            });
        }
        QVERIFY(fired >= 1);
        QVERIFY(team.settle());
        for (const auto &desk : team.desks) {
            const auto raised =
                desk->with([ticket](store::Workspace &workspace) { return workspace.escalationsOf(ticket); });
            QCOMPARE(raised.size(), size_t(1));
            QCOMPARE(raised.front().escalation.raised.path, u"security"_s);
        }
    }

    void theDutyIsOneDesksAndMovesOnWhenItDies()
    {
        RealTeam team(0);
        RealDesk &first = team.join(u"automation"_s), &second = team.join(u"automation"_s);
        QVERIFY(team.settle());
        first.team->takeDuty();
        second.team->takeDuty();
        int held = 0, most = 0;
        const auto count = [&](bool isHeld) {
            held += isHeld ? 1 : -1;
            most = std::max(most, held);
        };
        connect(first.team.get(), &app::TeamService::dutyChanged, this, count);
        connect(second.team.get(), &app::TeamService::dutyChanged, this, count);
        QTRY_VERIFY_WITH_TIMEOUT(held == 1, 20'000);
        RealDesk &holder = first.team->isOnDuty() ? first : second;
        RealDesk &other = first.team->isOnDuty() ? second : first;
        disconnect(holder.team.get(), nullptr, this, nullptr);
        holder.close();
        held = 0;
        QElapsedTimer moved;
        moved.start();
        QTRY_VERIFY_WITH_TIMEOUT(other.team->isOnDuty(), 30'000);
        QVERIFY(moved.elapsed() < 30'000);
        QCOMPARE(most, 1);
    }
};

QTEST_GUILESS_MAIN(TestRealTeam)
#include "tst_realteam.moc"
