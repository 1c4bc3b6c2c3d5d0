// SPDX-License-Identifier: GPL-3.0-or-later
// What rules did stands in the list of rules for as long as it stands in the record, with why.
#include "models/views/rulesdesk.h"
#include "tests/models/store/handmade.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using views::RuleFiring;

namespace {

std::vector<RuleFiring> firingsOf(store::Workspace &desk, const QString &rule = {})
{
    return TeamWorld::must(desk.firings(rule, std::nullopt, 1000));
}

views::RuleFigures figuresOf(store::Workspace &desk, const QString &rule)
{
    for (const views::RuleFigures &each : TeamWorld::must(desk.ruleFigures())) {
        if (each.rule == rule)
            return each;
    }
    return {};
}

void run(store::Workspace &desk, TicketId ticket)
{
    TeamWorld::must(desk.runRules(std::span(&ticket, 1), Instant{}));
}

/// Asks as a rule that tells, about the ticket; `number` minutes ago.
NewFact told(TicketId ticket, int number, Instant now)
{
    policy::ChannelRules rules;
    rules.otherwise.channels = {u"chat"_s};
    notify::Wish wish;
    wish.cause = u"sla_breached:%1:%2"_s.arg(ticket.toString()).arg(number);
    wish.occasion = u"sla_breached"_s;
    wish.at = now - std::chrono::minutes(number);
    wish.title = u"Resolution missed"_s;
    wish.text = u"It was due."_s;
    wish.aboutKind = u"ticket"_s;
    wish.about = idCast<SubjectId>(ticket);
    return notify::asked(wish, rules);
}

} // namespace

class TestRulesDid : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/muster-XXXXXX")); }

    /// In one turn, as after a sleep, and whatever the order in which they are looked at.
    void theThirdReportRaisesOneAndTheFourthFindsIt()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        store::Workspace &desk = *world.workspace;
        std::vector<TicketId> tickets;
        for (int i = 0; i < 5; ++i) {
            tickets.push_back(world.create(u"Nightly warehouse sync fails with error 1042"_s));
            clock.advance(std::chrono::seconds(20));
        }
        std::ranges::reverse(tickets);
        for (int turn = 0; turn < 2; ++turn) {
            TeamWorld::must(desk.runRules(tickets, Instant{}));
            const auto raised = firingsOf(desk, u"escalation:repeated_contact"_s);
            QCOMPARE(raised.size(), size_t(1));
            QCOMPARE(raised[0].ticket, tickets[2]);
        }
    }

    void whatARuleDidStandsThereWithWhy()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        store::Workspace &desk = *world.workspace;
        const TicketId ticket = world.create();
        QVERIFY(TeamWorld::must(desk.ruleFigures()).empty());
        const qint64 before = desk.firingChanges();
        clock.advance(std::chrono::hours(30)); // every promise is missed
        run(desk, ticket);
        QVERIFY(desk.firingChanges() > before);
        const auto escalations = desk.escalationsOf(ticket);
        QCOMPARE(escalations.size(), size_t(1));
        const auto raised = firingsOf(desk, escalations.front().escalation.raised.rule);
        QCOMPARE(raised.size(), size_t(1));
        QCOMPARE(raised[0].deed, RuleFiring::Deed::Raised);
        QCOMPARE(raised[0].ticket, ticket);
        QCOMPARE(raised[0].caseNumber, TeamWorld::must(desk.loadTicket(ticket)).ticket.caseNumber);
        QCOMPARE(raised[0].about, idCast<SubjectId>(escalations.front().escalation.id));
        QCOMPARE(raised[0].explanation, escalations.front().escalation.raised.text);
        QCOMPARE(raised[0].level,
                 escalations.front().rules().level(escalations.front().escalation.raised.level)->name);
        QVERIFY(raised[0].actor.isEmpty()); // this desk itself
        QVERIFY(!raised[0].isHidden);
        const auto breached = firingsOf(desk, u"telling:sla_breached"_s);
        QVERIFY(!breached.empty());
        QCOMPARE(breached[0].deed, RuleFiring::Deed::Told);
        QCOMPARE(desk.notification(breached[0].notification).asked.title, breached[0].title);
        // All of them, the newest first.
        const auto all = firingsOf(desk);
        QVERIFY(std::ranges::is_sorted(all, std::greater(), &RuleFiring::at));
        QVERIFY(all.size() >= raised.size() + breached.size());
        const QByteArray state = TeamWorld::state(desk);
        QCOMPARE(TeamWorld::problems(desk), QString());
        QVERIFY(TeamWorld::must(desk.rebuild()).ok());
        QCOMPARE(TeamWorld::state(desk), state);
        QCOMPARE(firingsOf(desk), all);
    }

    void whatAPersonDoesIsNoFiring()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        const TicketId ticket = world.create();
        escalation::Raised raised;
        raised.ticket = ticket;
        raised.level = u"level-1"_s;
        raised.reason = u"critical_process"_s;
        raised.text = u"Their month ends"_s;
        raised.tier = u"enterprise"_s;
        QVERIFY(world.workspace->submit({{}, raised, {}}));
        world.submit(ticket, ticket::Assign{world.workspace->me()});
        QVERIFY(firingsOf(*world.workspace).empty());
    }

    void countsGoByTheLastDayAndWeek()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        const TicketId ticket = world.create();
        std::vector<NewFact> facts;
        for (const int hours : {1, 23, 25, 167, 169})
            facts.push_back(told(ticket, hours * 60, clock.now()));
        QCOMPARE(TeamWorld::must(world.workspace->writeNotifications(facts)), 5);
        const auto figures = figuresOf(*world.workspace, u"telling:sla_breached"_s);
        QCOMPARE(figures.day, 2);
        QCOMPARE(figures.week, 4);
        QCOMPARE(figures.last->at, clock.now() - std::chrono::hours(1));
        QCOMPARE(figures.last->channels, QStringList{u"chat"_s});
    }

    void theyAreReadInPiecesWithoutAGapOrARepeat()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        store::Workspace &desk = *world.workspace;
        std::vector<NewFact> facts;
        facts.reserve(7);
        for (int i = 0; i < 7; ++i) // several at one instant
            facts.push_back(told(world.create(), i / 3, clock.now()));
        TeamWorld::must(desk.writeNotifications(facts));
        const auto whole = firingsOf(desk);
        std::vector<RuleFiring> pieces;
        std::optional<views::FiringMark> behind;
        for (;;) {
            const auto piece = TeamWorld::must(desk.firings({}, behind, 2));
            if (piece.empty())
                break;
            pieces.insert(pieces.end(), piece.begin(), piece.end());
            behind = {piece.back().at, piece.back().fact};
        }
        QCOMPARE(pieces.size(), size_t(7));
        QCOMPARE(pieces, whole);
    }

    void whatIsTakenBackVanishes()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"automation"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        for (store::Workspace *desk : {&ada, &eva})
            TeamWorld::give(*desk, TeamWorld::messagesOf(team.root()));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        const Messages revoked = TeamWorld::messagesOf(team.root());
        const std::vector facts{told(ticket, 1, team.clock.now())};
        TeamWorld::must(ada.writeNotifications(facts));
        TeamWorld::give(eva, TeamWorld::messagesOf(ada));
        QCOMPARE(firingsOf(eva).size(), size_t(1));
        QCOMPARE(firingsOf(eva).front().actor, u"Ada"_s);
        const qint64 before = eva.firingChanges();
        TeamWorld::give(eva, revoked);
        QVERIFY(firingsOf(eva).empty());
        QVERIFY(TeamWorld::must(eva.ruleFigures()).empty());
        QVERIFY(eva.firingChanges() > before);
        QCOMPARE(TeamWorld::problems(eva), QString());
    }

    void theWordsOfARestrictedEscalationAreForThoseWhoWorkOnIt()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        store::Workspace &desk = *world.workspace;
        const TicketId ticket = world.create(u"We found a security breach, data was leaked"_s);
        clock.advance(std::chrono::minutes(1));
        run(desk, ticket);
        const auto escalations = desk.escalationsOf(ticket);
        const auto restricted = std::ranges::find_if_not(
            escalations, [](const views::LedEscalation &each) { return each.isReadable(); });
        QVERIFY(restricted != escalations.end());
        int seen = 0;
        for (const RuleFiring &each : firingsOf(desk)) {
            if (each.about != idCast<SubjectId>(restricted->escalation.id))
                continue;
            ++seen;
            QVERIFY(each.isHidden);
            QVERIFY(each.explanation.isEmpty() && each.title.isEmpty());
            QVERIFY(!each.caseNumber.isEmpty());
        }
        QVERIFY(seen > 0);
    }

    void aYearOfFiringsKeepsNobodyWaiting()
    {
        TestClock clock;
        World world(m_folder->filePath(u"desk.muster"_s), clock);
        store::Workspace &desk = *world.workspace;
        const TicketId ticket = world.create();
        std::vector<NewFact> facts;
        constexpr int kFirings = 20'000;
        facts.reserve(kFirings);
        for (int i = 0; i < kFirings; ++i)
            facts.push_back(told(ticket, 26 * i, clock.now()));
        TeamWorld::must(desk.writeNotifications(facts));
        QElapsedTimer timer;
        timer.start();
        const auto figures = figuresOf(desk, u"telling:sla_breached"_s);
        const qint64 counting = timer.restart();
        const auto newest = TeamWorld::must(desk.firings({}, std::nullopt, views::RulesDesk::kAtOnce));
        qInfo("%d firings: figures in %lld ms, the newest %zu in %lld ms", kFirings, counting, newest.size(),
              timer.elapsed());
        std::vector<NewFact> raisings;
        for (int i = 0; i < views::RulesDesk::kAtOnce; ++i) {
            escalation::Raised raised;
            raised.ticket = TicketId::random(clock.now());
            raised.level = u"level-1"_s;
            raised.rule = u"escalation:sla_breach"_s;
            raised.text = u"A promised time was missed."_s;
            raisings.push_back(escalation::raisedByRule(raised, clock.now()));
        }
        TeamWorld::must(desk.act(raisings));
        timer.restart();
        QCOMPARE(firingsOf(desk, u"escalation:sla_breach"_s).size(), size_t(views::RulesDesk::kAtOnce));
        qInfo("%d escalations in %lld ms", views::RulesDesk::kAtOnce, timer.elapsed());
        QVERIFY(figures.week > 300 && figures.week < 400);
        QCOMPARE(newest.size(), size_t(views::RulesDesk::kAtOnce));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestRulesDid)
#include "tst_rulesdid.moc"
