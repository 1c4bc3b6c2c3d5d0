// SPDX-License-Identifier: GPL-3.0-or-later
// Escalations in a real workspace: raised, handed over, found again, delivered in any order, redacted; what a
// rule raises is there once.
#include "models/escalation/matrix.h"
#include "tests/models/store/worlds.h"

#include <QTest>

#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using escalation::EscalationId;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

escalation::Raised raisedFor(TicketId ticket, const QString &level = u"level-1"_s)
{
    escalation::Raised raised;
    raised.ticket = ticket;
    raised.tier = u"enterprise"_s;
    raised.situation = u"request"_s;
    raised.source = u"phone"_s;
    raised.text = u"Dana Wells called and wants a date"_s;
    raised.level = level;
    return raised;
}

Result<views::EscalationReceipt> tell(World &world, EscalationId id, escalation::EscalationCommand command)
{
    return world.workspace->submit(escalation::EscalationOrder{id, std::move(command), {}});
}

EscalationId raise(World &world, TicketId ticket, const QString &level = u"level-1"_s)
{
    const auto receipt = tell(world, {}, raisedFor(ticket, level));
    return receipt ? receipt->escalation : EscalationId{};
}

/// Some hours of an escalation, from one seed.
void live(World &world, TestClock &clock, EscalationId id, quint32 seed)
{
    QRandomGenerator random(seed);
    for (int step = 0; step < 40; ++step) {
        clock.advance(std::chrono::seconds(random.bounded(5, 600)));
        const QString level = u"level-%1"_s.arg(random.bounded(1, 5));
        switch (random.bounded(6)) {
        case 0:
            (void)tell(world, id, escalation::LevelChanged{level, u"as it goes"_s, {}});
            break;
        case 1:
            (void)tell(world, id, escalation::Accepted{});
            break;
        case 2:
            (void)tell(world, id, escalation::ApprovalAsked{u"resources"_s, u"two more people"_s});
            break;
        case 3:
            (void)tell(
                world, id,
                escalation::PackageWritten{u"high"_s, {{u"summary"_s, level}}, {{u"a"_s, u"b"_s}}, {}});
            break;
        case 4:
            (void)tell(world, id, escalation::HandedOver{u"security"_s, {}, u"look at it"_s, {}, {}});
            break;
        default:
            (void)tell(world, id, escalation::NoteWritten{u"step %1"_s.arg(step)});
        }
    }
}

NewFact byRule(TicketId ticket, Instant due)
{
    escalation::Raised raised = raisedFor(ticket, u"level-2"_s);
    raised.text.clear();
    raised.rule = u"escalation:sla_breach"_s;
    return escalation::raisedByRule(raised, due);
}

} // namespace

class TestEscalations final : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock;

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_clock.set(*parseRfc3339(u"2026-11-20T03:00:00Z"));
    }

    void anEscalationIsThereAfterReopening()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        EscalationId id;
        TicketId ticket;
        views::LedEscalation before;
        {
            World world(file, m_clock);
            ticket = world.create();
            id = raise(world, ticket);
            live(world, m_clock, id, 3);
            before = *world.workspace->loadEscalation(id);
        }
        const auto workspace = openAt(file, m_clock, store::OpenMode::ReadWrite);
        const auto open = workspace->openEscalations();
        QCOMPARE(open->size(), size_t(1));
        QVERIFY(open->front().escalation == before.escalation);
        QVERIFY(open->front().clock == before.clock);
        QCOMPARE(workspace->escalationsOf(ticket).size(), size_t(1));
        QVERIFY(before.escalation.raised.policy !=
                policy::PolicyRef{}); // judged by the policy it began under
    }

    void theHighestLevelStandsFirstAndClosedOnesAreFoundByTheirTicket()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const EscalationId low = raise(world, ticket), high = raise(world, world.create(), u"level-3"_s);
        QCOMPARE(world.workspace->openEscalations()->front().escalation.id, high);
        QVERIFY(tell(world, low, escalation::DeEscalated{u"withdrawn"_s, {}}));
        QVERIFY(tell(world, low, escalation::Closed{{}, {}, u"they called back"_s}));
        QCOMPARE(world.workspace->openEscalations()->size(), size_t(1));
        QCOMPARE(world.workspace->escalationsOf(ticket).front().escalation.status,
                 escalation::Status::Closed);
        const auto changed = world.workspace->takeChangedEscalations();
        QCOMPARE(changed.size(), size_t(2));
        QVERIFY(world.workspace->takeChangedEscalations().empty());
    }

    void aRefusalWritesNothing()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const EscalationId id = raise(world, world.create());
        const auto before = world.facts().size();
        QVERIFY(!tell(world, id, escalation::LevelChanged{u"level-9"_s, u"r"_s, {}}));
        QVERIFY(!tell(world, EscalationId{}, escalation::NoteWritten{u"n"_s}));
        QCOMPARE(world.facts().size(), before);
    }

    void whoSitsHereActsAtTheLevelOfRoleAndSkills()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const EscalationId id = raise(world, world.create());
        const auto first = tell(world, id, escalation::ApprovalAsked{u"resources"_s, u"two more"_s});
        const auto second = tell(world, id, escalation::ApprovalAsked{u"credits"_s, u"USD 500"_s});
        QVERIFY(
            tell(world, id, escalation::ApprovalJudged{first->facts.front(), true, {}, {}, {}})); // a lead
        const escalation::ApprovalJudged judgement{second->facts.front(), true, {}, {}, {}};
        const auto refused = tell(world, id, judgement);
        QVERIFY(!refused && refused.error().detail.contains(u"Director"_s));
        people::PersonChanged change;
        change.skills = QStringList{u"director"_s};
        QVERIFY(world.workspace->savePerson(world.workspace->me(), change));
        QVERIFY(tell(world, id, judgement));
        const auto approvals = world.workspace->loadEscalation(id)->escalation.approvals;
        QCOMPARE(approvals.back().level, u"level-3"_s);
    }

    void anyOrderOfDeliveryAndARebuildGiveTheSameState()
    {
        QTemporaryDir folder;
        World one(folder.filePath(u"one.muster"_s), m_clock);
        const EscalationId id = raise(one, one.create());
        live(one, m_clock, id, 11);
        const QByteArray lived = *one.workspace->stateHash();
        QVERIFY(one.workspace->rebuild()->ok());
        QCOMPARE(*one.workspace->stateHash(), lived);
        std::vector<Fact> facts = one.facts();
        for (quint32 seed = 0; seed < 5; ++seed) {
            QRandomGenerator random(seed);
            std::shuffle(facts.begin(), facts.end(), random);
            const auto other = openAt(folder.filePath(u"other%1.muster"_s.arg(seed)), m_clock);
            for (size_t from = 0; from < facts.size(); from += 7)
                (void)other->take(std::span(facts).subspan(from, std::min<size_t>(7, facts.size() - from)));
            QCOMPARE(*other->stateHash(), lived);
            QVERIFY(other->loadEscalation(id)->escalation == one.workspace->loadEscalation(id)->escalation);
        }
    }

    void whatARuleRaisesIsThereOnceHoweverOftenItComes()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const Instant due = m_clock.now() - minutes(5);
        const std::vector<NewFact> twice{byRule(ticket, due), byRule(ticket, due)};
        QVERIFY(twice[0] == twice[1]);
        QCOMPARE(*world.workspace->act(twice), qint64(1));
        QCOMPARE(*world.workspace->act(twice), qint64(0));
        const auto all = world.workspace->escalationsOf(ticket);
        QCOMPARE(all.size(), size_t(1));
        QVERIFY(all.front().escalation.isAutomatic());
        QCOMPARE(all.front().escalation.raisedAt, due);
        QCOMPARE(all.front().clock.due, due + hours(2)); // level 2 answers within two hours
        QVERIFY(tell(world, all.front().escalation.id, escalation::Accepted{}));
        QCOMPARE(world.workspace->escalationsOf(ticket).front().escalation.owner, world.workspace->me());
    }

    void theSameOfACustomerIsCounted()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId first = world.create(u"Nightly warehouse sync fails with error 1042"_s);
        m_clock.advance(hours(24));
        const TicketId second = world.create(u"Warehouse sync failed with error 1042 again"_s);
        m_clock.advance(hours(24));
        const TicketId third = world.create(u"Error 1042: the warehouse sync fails every night"_s);
        QCOMPARE(world.workspace->repeatsOf(first)->count, 1); // what came later does not count
        QCOMPARE(world.workspace->repeatsOf(second)->count, 2);
        const auto repeats = world.workspace->repeatsOf(third);
        QCOMPARE(repeats->count, 3);
        QVERIFY(repeats->isMany);
        QCOMPARE(repeats->counted.front().ticket, second);
        QVERIFY(!world.workspace->repeatsOf(TicketId::random(m_clock.now())));
    }

    void aRedactedEntryLosesItsWordsAndGoesOnToHold()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const EscalationId id = raise(world, world.create(), u"level-3"_s);
        const auto note = tell(world, id, escalation::NoteWritten{u"password is hunter2"_s});
        const auto back = tell(world, id, escalation::DeEscalated{u"resolved"_s, u"hunter2 works"_s});
        QVERIFY(world.workspace->redact(note->facts.front(), u"a secret"_s));
        QVERIFY(world.workspace->redact(back->facts.front(), u"a secret"_s));
        for (const Fact &fact : world.facts()) {
            if (fact.type == u"escalation.raised")
                QVERIFY(world.workspace->redact(fact.id, u"a name"_s));
        }
        const auto led = world.workspace->loadEscalation(id);
        QVERIFY(led->escalation.exists);
        QCOMPARE(led->escalation.level().level, u"level-3"_s);
        QCOMPARE(led->escalation.status, escalation::Status::DeEscalating);
        QCOMPARE(led->escalation.deEscalated->reason, u"resolved"_s);
        QCOMPARE(led->escalation.notes.front().text, u"(redacted)"_s);
        for (const Fact &fact : world.facts())
            QVERIFY(!fact.payload.contains("hunter2") && !fact.payload.contains("Dana"));
    }

    void aNoteIsPutRight()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const EscalationId id = raise(world, world.create());
        const auto note = tell(world, id, escalation::NoteWritten{u"They called at noon"_s});
        QVERIFY(world.workspace->correctText(note->facts.front(), u"They called at two"_s, u"typo"_s));
        QCOMPARE(world.workspace->loadEscalation(id)->escalation.notes.front().text, u"They called at two"_s);
    }

    void whatCannotBeReadIsSetAside()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        NewFact wish = escalation::raisedByRule(raisedFor(ticket), m_clock.now());
        wish.payload.remove(u"level"_s);
        ledger::HybridClock clock;
        ledger::ChainHead head;
        const auto sealed = ledger::seal(std::span(&wish, 1), DeviceId{}, {}, m_clock.now(), clock, head);
        QCOMPARE(world.workspace->take(sealed)->taken, 0);
        QVERIFY(world.workspace->escalationsOf(ticket).empty());
    }
};

QTEST_GUILESS_MAIN(TestEscalations)
#include "tst_escalations.moc"
