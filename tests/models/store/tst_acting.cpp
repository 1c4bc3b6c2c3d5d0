// SPDX-License-Identifier: GPL-3.0-or-later
// What rules did: one fact however many desks noticed it, on the word of desks that may say so.
#include "models/ledger/acted.h"
#include "tests/models/store/handmade.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

/// A rule noticed something about the ticket at that instant.
NewFact noticed(TicketId ticket, const QString &what, Instant due)
{
    NewFact fact = noteOn(ticket, what, due);
    fact.derivedId = FactId::derived(due, {u"a rule", ticket.toString(), what});
    return fact;
}

qint64 derivedIn(store::Workspace &desk)
{
    const auto facts = TeamWorld::factsOf(desk);
    return std::ranges::count_if(facts, [](const Fact &fact) { return fact.isDerived(); });
}

qint64 act(store::Workspace &desk, const std::vector<NewFact> &facts)
{
    return TeamWorld::must(desk.act(facts));
}

} // namespace

class TestActing : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/muster-XXXXXX")); }

    void theSameIsWrittenOnce()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        const auto order = world.creation(u"Export stuck"_s);
        QVERIFY(world.workspace->submit(std::span(&order, 1)));
        const NewFact fact = noticed(order.ticket, u"wombat"_s, clock.now());
        QCOMPARE(act(*world.workspace, {fact, fact}), 1);
        QCOMPARE(act(*world.workspace, {fact}), 0);
        QCOMPARE(TeamWorld::hits(*world.workspace, u"wombat"_s), 1);
        QCOMPARE(TeamWorld::problems(*world.workspace), QString());
        const QByteArray before = TeamWorld::state(*world.workspace);
        QVERIFY(TeamWorld::must(world.workspace->rebuild()).ok());
        QCOMPARE(TeamWorld::state(*world.workspace), before);
    }

    void twoDesksThatNoticeTheSameMakeOneFactOfIt()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"automation"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        for (store::Workspace *desk : {&ada, &eva})
            TeamWorld::give(*desk, TeamWorld::messagesOf(team.root()));
        const NewFact fact = noticed(ticket, u"wombat"_s, team.clock.now());
        QCOMPARE(act(ada, {fact}), 1);
        team.clock.advance(std::chrono::seconds(5));
        QCOMPARE(act(eva, {fact}), 1);
        const Messages ofAda = TeamWorld::messagesOf(ada), ofEva = TeamWorld::messagesOf(eva);
        TeamWorld::give(team.root(), ofAda);
        TeamWorld::give(team.root(), ofEva);
        TeamWorld::give(ada, ofEva);
        TeamWorld::give(eva, ofAda);
        for (store::Workspace *desk : {&team.root(), &ada, &eva}) {
            QCOMPARE(derivedIn(*desk), 1);
            QCOMPARE(TeamWorld::hits(*desk, u"wombat"_s), 1);
            QCOMPARE(TeamWorld::problems(*desk), QString());
        }
        QCOMPARE(TeamWorld::state(ada), TeamWorld::state(eva));
        QCOMPARE(TeamWorld::state(team.root()), TeamWorld::state(eva));
    }

    void manyTravelInSeveralEntries()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"automation"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
        std::vector<NewFact> facts;
        facts.reserve(size_t(2 * ledger::kMostActed + 1));
        for (int i = 0; i < 2 * ledger::kMostActed + 1; ++i)
            facts.push_back(noticed(ticket, u"seen %1"_s.arg(i), team.clock.now()));
        QCOMPARE(act(ada, facts), qint64(facts.size()));
        TeamWorld::give(team.root(), TeamWorld::messagesOf(ada));
        QCOMPARE(derivedIn(team.root()), qint64(facts.size()));
        QCOMPARE(TeamWorld::state(team.root()), TeamWorld::state(ada));
    }

    void onTheWordOfNobodyElseItGoesWithItsDesk()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        for (store::Workspace *desk : {&ada, &eva})
            TeamWorld::give(*desk, TeamWorld::messagesOf(team.root()));
        const NewFact alone = noticed(ticket, u"wombat"_s, team.clock.now()),
                      both = noticed(ticket, u"badger"_s, team.clock.now());
        const Messages revoked = [&] {
            TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
            return TeamWorld::messagesOf(team.root());
        }();
        act(ada, {alone, both}); // nobody told it yet
        act(eva, {both});
        const Messages ofAda = TeamWorld::messagesOf(ada), ofEva = TeamWorld::messagesOf(eva);
        // On one desk it comes in and goes out again, on the other it never comes in.
        TeamWorld::give(eva, ofAda);
        QCOMPARE(TeamWorld::hits(eva, u"wombat"_s), 1);
        TeamWorld::give(eva, revoked);
        TeamWorld::give(team.root(), ofAda);
        TeamWorld::give(team.root(), ofEva);
        for (store::Workspace *desk : {&team.root(), &eva}) {
            QCOMPARE(TeamWorld::hits(*desk, u"wombat"_s), 0);
            QCOMPARE(TeamWorld::hits(*desk, u"badger"_s), 1);
            QCOMPARE(derivedIn(*desk), 1);
            QCOMPARE(TeamWorld::problems(*desk), QString());
        }
        QCOMPARE(TeamWorld::state(eva), TeamWorld::state(team.root()));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"agent"_s, u"found again"_s));
    }

    /// Also where the number of an entry that went is given to the next one.
    void whatIsTakenBackIsLookedAtAgain()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        for (store::Workspace *desk : {&ada, &eva})
            TeamWorld::give(*desk, TeamWorld::messagesOf(team.root()));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        const Messages revoked = TeamWorld::messagesOf(team.root());
        act(ada, {noticed(ticket, u"wombat"_s, team.clock.now())});
        TeamWorld::give(eva, TeamWorld::messagesOf(ada));
        const qint64 mark = TeamWorld::must(eva.touchedSince(0)).mark;
        QVERIFY(TeamWorld::must(eva.touchedSince(mark)).tickets.empty());
        TeamWorld::give(eva, revoked);
        const store::Touched after = TeamWorld::must(eva.touchedSince(mark));
        QCOMPARE(after.tickets, std::vector<TicketId>{ticket});
        QVERIFY(team.note(eva, ticket, u"The next entry"_s));
        QCOMPARE(TeamWorld::must(eva.touchedSince(after.mark)).tickets, std::vector<TicketId>{ticket});
    }

    void whatWasToldOfSomethingTakenBackIsOver()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"lead"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
        for (store::Workspace *desk : {&ada, &eva})
            TeamWorld::give(*desk, TeamWorld::messagesOf(team.root()));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        const Messages revoked = TeamWorld::messagesOf(team.root());
        incident::Declare declare;
        declare.fields.title = u"All is lost"_s;
        declare.fields.severity = u"SEV-1"_s;
        const IncidentId forged = TeamWorld::must(ada.submit({{}, declare, {}})).incident;
        TeamWorld::give(eva, TeamWorld::messagesOf(ada));
        const auto told = [&] {
            const store::Touched touched = TeamWorld::must(eva.touchedSince(0));
            TeamWorld::must(eva.runIncidentRules(touched.incidents, Instant{}));
            return eva.notifications(10);
        };
        QCOMPARE(told().size(), size_t(1));
        QCOMPARE(told().front().asked.about, idCast<SubjectId>(forged));
        QVERIFY(!told().front().settledAt);
        TeamWorld::give(eva, revoked);
        QVERIFY(told().front().settledAt);
    }

    /// Also where the program ended in between.
    void whatWasToldOfAnEscalationTakenBackIsOver_data()
    {
        QTest::addColumn<bool>("isReopened");
        QTest::newRow("at once") << false;
        QTest::newRow("after a restart") << true;
    }
    void whatWasToldOfAnEscalationTakenBackIsOver()
    {
        QFETCH(bool, isReopened);
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"lead"_s);
        team.join(u"Eva"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        for (const auto &desk : team.desks)
            TeamWorld::give(*desk, TeamWorld::messagesOf(team.root()));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        const Messages revoked = TeamWorld::messagesOf(team.root());
        escalation::Raised raised;
        raised.ticket = ticket;
        raised.tier = u"enterprise"_s;
        raised.level = u"level-4"_s;
        raised.text = u"All is lost"_s;
        TeamWorld::must(ada.submit({{}, raised, {}}));
        store::Workspace *eva = team.desks.back().get();
        TeamWorld::give(*eva, TeamWorld::messagesOf(ada));
        TeamWorld::must(eva->runRules(std::span(&ticket, 1), Instant{}));
        const auto told = [&] {
            std::vector<notify::Notification> found;
            for (notify::Notification &each : eva->notifications(100)) {
                if (each.asked.occasion == u"escalation")
                    found.push_back(std::move(each));
            }
            return found;
        };
        QCOMPARE(told().size(), size_t(1));
        QVERIFY(!told().front().settledAt);
        TeamWorld::give(*eva, revoked);
        if (isReopened) {
            team.desks.back().reset();
            team.desks.back() = openAt(m_folder->filePath(u"Eva.muster"_s), team.clock);
            eva = team.desks.back().get();
        }
        const store::Touched touched =
            TeamWorld::must(isReopened ? eva->everythingForRules() : eva->touchedSince(0));
        TeamWorld::must(eva->runRules(touched.tickets, {}));
        QVERIFY(told().front().settledAt);
    }

    void whatWasToldOfATicketOrIncidentTakenBackIsLookedAtAfterARestart()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"lead"_s);
        team.join(u"Eva"_s, u"agent"_s);
        for (const auto &desk : team.desks)
            TeamWorld::give(*desk, TeamWorld::messagesOf(team.root()));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        const Messages revoked = TeamWorld::messagesOf(team.root());
        incident::Declare declare;
        declare.fields.title = u"All is lost"_s;
        declare.fields.severity = u"SEV-1"_s;
        const IncidentId forged = TeamWorld::must(ada.submit({{}, declare, {}})).incident;
        const TicketId ticket = team.ticket(ada, u"Not real"_s);
        store::Workspace *eva = team.desks.back().get();
        TeamWorld::give(*eva, TeamWorld::messagesOf(ada));
        team.clock.advance(std::chrono::hours(40));
        TeamWorld::must(eva->runRules(std::span(&ticket, 1), {}));
        TeamWorld::must(eva->runIncidentRules(std::span(&forged, 1), {}));
        const auto open = [&] {
            const auto all = eva->notifications(100);
            return std::ranges::count_if(all, [](const auto &each) { return !each.settledAt; });
        };
        QVERIFY(open() >= 2);
        TeamWorld::give(*eva, revoked);
        team.desks.back().reset();
        team.desks.back() = openAt(m_folder->filePath(u"Eva.muster"_s), team.clock);
        eva = team.desks.back().get();
        const store::Touched all = TeamWorld::must(eva->everythingForRules());
        TeamWorld::must(eva->runRules(all.tickets, {}));
        TeamWorld::must(eva->runIncidentRules(all.incidents, {}));
        QCOMPARE(open(), 0);
    }

    void anObserverDoesNotAct()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"observer"_s);
        const NewFact fact = noticed(team.ticket(team.root(), u"Export stuck"_s), u"x"_s, team.clock.now());
        const auto acted = ada.act(std::span(&fact, 1));
        QVERIFY(!acted && acted.error().fault == Fault::NotAllowed);
        QCOMPARE(derivedIn(ada), 0);
    }

    /// Rules do not decide who is in the team, or what its policy is.
    void whatNoRuleWritesIsSetAside_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("type");
        QTest::newRow("the policy") << u"policy"_s << u"policy.adopted"_s;
        QTest::newRow("the team") << u"team"_s << u"team.role_set"_s;
        QTest::newRow("a person") << u"person"_s << u"person.changed"_s;
        QTest::newRow("one kind's type under another") << u"ticket"_s << u"policy.adopted"_s;
        QTest::newRow("entries of desks") << u"automation"_s << u"automation.acted"_s;
    }
    void whatNoRuleWritesIsSetAside()
    {
        QFETCH(QString, kind);
        QFETCH(QString, type);
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        NewFact fact = noticed(team.ticket(team.root(), u"Export stuck"_s), u"x"_s, team.clock.now());
        fact.subjectKind = kind;
        fact.type = type;
        ledger::ChainHead head = headOf(ada);
        const Fact entry =
            made(*ada.deviceKey(), ada.me(), ledger::actedFact(std::span(&fact, 1), team.clock.now()),
                 team.clock.now(), head);
        const auto report = TeamWorld::give(team.root(), {TeamWorld::runOf({entry}, *ada.deviceKey())});
        QCOMPARE(report.quarantined, 1);
        QCOMPARE(derivedIn(team.root()), 0);
        QCOMPARE(TeamWorld::problems(team.root()), QString());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestActing)
#include "tst_acting.moc"
