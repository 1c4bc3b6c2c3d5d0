// SPDX-License-Identifier: GPL-3.0-or-later
// Giving tickets to whom they fit, over a real file.
#include "tests/models/store/worlds.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;

namespace {

/// The preset with assignment by rules, after ten minutes.
QByteArray automaticPolicy()
{
    return policy::presetText(u"playbook-p0-p3"_s) +
           "\nassignment:\n  key: ours\n  automatic: true\n  after: 10m\n  roles: [agent, lead]\n  most: 2\n"
           "  needs:\n    - {skill: billing, words: [invoice]}\n";
}

} // namespace

class TestAssigning final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/muster-XXXXXX"));
        m_clock = std::make_unique<TestClock>();
        m_world = std::make_unique<World>(m_folder->filePath(u"desk.muster"_s), *m_clock);
        QVERIFY(desk().adoptPolicy(automaticPolicy()));
        m_sam = desk().me();
        people::PersonChanged bo;
        bo.name = u"Bo"_s;
        bo.role = u"agent"_s;
        bo.skills = QStringList{u"billing"_s};
        m_bo = *desk().savePerson(std::nullopt, bo);
    }

    void eachTicketOfManyCountsForTheNext()
    {
        const std::vector<TicketId> tickets{m_world->create(u"Invoice is wrong"_s), m_world->create(),
                                            m_world->create(), m_world->create(), m_world->create()};
        const auto fitting = desk().fitting(tickets);
        QVERIFY(fitting);
        QCOMPARE(fitting->people.size(), size_t(2));
        // Two each, as many as the policy allows; the fifth fits nobody.
        QCOMPARE(fitting->best.size(), size_t(4));
        QCOMPARE(fitting->best.front().second.person, m_bo);
        const auto mine = std::ranges::count_if(
            fitting->best, [&](const auto &each) { return each.second.person == m_sam; });
        QCOMPARE(mine, 2);
    }

    void theRulesGiveWhatNobodyOwnsWhenItIsDueAndOnce()
    {
        const TicketId ticket = m_world->create(u"Invoice is wrong"_s);
        auto round = run(ticket);
        QVERIFY(ownerOf(ticket).isNull());
        const auto due =
            std::ranges::find(round.next, idCast<SubjectId>(ticket), &std::pair<SubjectId, Instant>::first);
        QVERIFY(due != round.next.end());
        QCOMPARE(due->second, m_clock->now() + 10min);

        m_clock->advance(10min);
        (void)run(ticket);
        QCOMPARE(ownerOf(ticket), m_bo);
        const auto history = desk().loadTicket(ticket)->history;
        const auto given = std::ranges::find(history, u"ticket.assigned"_s, &views::HistoryEntry::type);
        QVERIFY(given != history.end());
        QVERIFY2(given->text.contains(u"By rule"_s) && given->text.contains(u"billing"_s),
                 qPrintable(given->text));

        // A person's word stands: who takes the owner off has ten minutes again.
        QCOMPARE(m_world->submit(ticket, ticket::Assign{m_sam}).saved, 1);
        m_clock->advance(1h);
        (void)run(ticket);
        QCOMPARE(ownerOf(ticket), m_sam);
        QCOMPARE(m_world->submit(ticket, ticket::Assign{PersonId{}}).saved, 1);
        (void)run(ticket);
        QVERIFY(ownerOf(ticket).isNull());
        m_clock->advance(10min);
        (void)run(ticket);
        QCOMPARE(ownerOf(ticket), m_bo);
    }

    void whereNobodyFitsItWaitsForWhoComes()
    {
        people::PersonChanged away;
        away.availability = people::Availability::Away;
        QVERIFY(desk().savePerson(m_bo, away));
        QVERIFY(desk().savePerson(m_sam, away));
        const TicketId ticket = m_world->create();
        m_clock->advance(11min);
        const auto round = run(ticket);
        QVERIFY(ownerOf(ticket).isNull());
        QVERIFY(std::ranges::any_of(round.next, [&](const auto &each) {
            return each.first == idCast<SubjectId>(ticket) && each.second > m_clock->now();
        }));
        people::PersonChanged back;
        back.availability = people::Availability::Available;
        QVERIFY(desk().savePerson(m_sam, back));
        (void)run(ticket);
        QCOMPARE(ownerOf(ticket), m_sam);
    }

    void whatWasDueBeforeTheRulesBeganStaysWithPeople()
    {
        const TicketId ticket = m_world->create();
        m_clock->advance(1h);
        QVERIFY(desk().runRules(std::span(&ticket, 1), m_clock->now()));
        QVERIFY(ownerOf(ticket).isNull());
    }

private:
    store::Workspace &desk() { return *m_world->workspace; }
    store::RulesRound run(TicketId ticket) { return *desk().runRules(std::span(&ticket, 1), Instant{}); }
    PersonId ownerOf(TicketId ticket) { return desk().loadTicket(ticket)->ticket.assignee; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestClock> m_clock;
    std::unique_ptr<World> m_world;
    PersonId m_sam, m_bo;
};

QTEST_GUILESS_MAIN(TestAssigning)
#include "tst_assigning.moc"
