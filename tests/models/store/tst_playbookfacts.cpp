// SPDX-License-Identifier: GPL-3.0-or-later
// Ticks and alerts of playbooks in a real file: kept, taken back, told once, the same after a rebuild and on
// another desk.
#include "models/ticket/playbook.h"
#include "tests/models/store/listreader.h"
#include "tests/models/store/worlds.h"

#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using ticket::StepState;

class TestPlaybookFacts : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock;
    QTemporaryDir m_folder;

    QString file(const QString &name) const { return m_folder.filePath(name); }
    static StepState stepOf(store::Workspace &workspace, TicketId id, const QString &key, const Clock &clock)
    {
        const auto detail = *workspace.loadTicket(id);
        std::optional<Instant> room;
        if (!detail.incidents.empty())
            room = detail.incidents.front().declared;
        for (const StepState &state : ticket::playbookOf(detail.ticket, *detail.policy, room, clock.now())) {
            if (state.step.key == key)
                return state;
        }
        qFatal("there is no step %s", qPrintable(key));
    }
    static QStringList told(store::Workspace &workspace, TicketId id)
    {
        QStringList texts;
        const auto detail = *workspace.loadTicket(id);
        for (const views::HistoryEntry &entry : detail.history) {
            if (entry.type == u"ticket.playbook")
                texts += entry.text;
        }
        return texts;
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aTickStaysInTheFileAndIsTakenBack()
    {
        World world(file(u"tick.muster"_s), m_clock);
        const TicketId id = world.create();
        const auto receipt = world.submit(id, ticket::MarkStep{u"workaround"_s, true});
        QCOMPARE(receipt.saved, 1);
        QCOMPARE(stepOf(*world.workspace, id, u"workaround"_s, m_clock).place, StepState::Place::Done);
        QCOMPARE(world.submit(id, ticket::MarkStep{u"workaround"_s, true}).saved, 0);
        world.workspace.reset();
        world.workspace = openAt(world.path, m_clock);
        QCOMPARE(stepOf(*world.workspace, id, u"workaround"_s, m_clock).place, StepState::Place::Done);
        QCOMPARE(world.workspace->submit(receipt.undo)->saved, 1);
        QCOMPARE(stepOf(*world.workspace, id, u"workaround"_s, m_clock).place, StepState::Place::Open);
        QCOMPARE(told(*world.workspace, id).mid(1),
                 (QStringList{u"Playbook: “Offer a workaround where there is one” is done"_s,
                              u"Playbook: “Offer a workaround where there is one” is not done after all"_s}));
    }

    void aStepThatThePlaybookDoesNotHaveIsRefusedWithItsSteps()
    {
        World world(file(u"unknown.muster"_s), m_clock);
        const auto receipt = world.submit(world.create(), ticket::MarkStep{u"coffee"_s, true});
        QCOMPARE(receipt.saved, 0);
        QCOMPARE(
            receipt.failures.front().error.detail,
            u"the playbook of P1 has no step \"coffee\"; it has tell_lead, acknowledge, workaround, update"_s);
    }

    void theAlertOfAPriorityIsGivenAndToldOnce()
    {
        World world(file(u"alert.muster"_s), m_clock);
        (void)world.workspace->takeChange();
        const TicketId id = world.create();
        const auto made = world.workspace->takeChange();
        QCOMPARE(made.alerts.size(), size_t(1));
        QCOMPARE(made.alerts.front().ticket, id);
        QCOMPARE(made.alerts.front().words, u"Tell the technical lead"_s);
        QCOMPARE(made.alerts.front().role, u"first_line"_s);
        QCOMPARE(told(*world.workspace, id),
                 QStringList{u"Playbook: “Tell the technical lead”, told by the program"_s});
        (void)world.submit(id, ticket::ChangePriority{u"P2"_s, {}});
        QVERIFY(world.workspace->takeChange().alerts.empty());
        const auto raised = world.submit(id, ticket::ChangePriority{u"P0"_s, {}});
        QCOMPARE(world.workspace->takeChange().alerts.size(), size_t(1));
        QCOMPARE(world.workspace->submit(raised.undo)->saved, 1);
        (void)world.submit(id, ticket::ChangePriority{u"P0"_s, {}});
        QVERIFY(world.workspace->takeChange().alerts.empty());
        QCOMPARE(told(*world.workspace, id).size(), 2);
    }

    void theAlertIsGivenAgainWhenThePriorityOrTheTicketComesBackLater()
    {
        World world(file(u"again.muster"_s), m_clock);
        const TicketId id = world.create();
        (void)world.submit(id, ticket::ChangePriority{u"P2"_s, {}});
        (void)world.workspace->takeChange();
        m_clock.advance(std::chrono::hours(1));
        (void)world.submit(id, ticket::ChangePriority{u"P1"_s, {}});
        QCOMPARE(world.workspace->takeChange().alerts.size(), size_t(1));
        const auto resolved = world.submit(id, ticket::ChangeStatus{ticket::Status::Resolved, {}});
        QCOMPARE(world.workspace->submit(resolved.undo)->saved, 1);
        QVERIFY(world.workspace->takeChange().alerts.empty());
        (void)world.submit(id, ticket::ChangeStatus{ticket::Status::Resolved, {}});
        m_clock.advance(std::chrono::hours(24));
        QVERIFY(world.workspace->takeChange().alerts.empty());
        (void)world.submit(id, ticket::AddCustomerMessage{u"Ada"_s, u"It fails again"_s});
        QCOMPARE(world.workspace->takeChange().alerts.size(), size_t(1));
        QCOMPARE(stepOf(*world.workspace, id, u"tell_lead"_s, m_clock).deed->at, m_clock.now());
    }

    void whatIsImportedGivesNoAlert()
    {
        World world(file(u"import.muster"_s), m_clock);
        intake::IncomingTicket incoming;
        incoming.source = u"zendesk:1"_s;
        incoming.fields.subject = u"Old and urgent"_s;
        incoming.fields.priority = u"P0"_s;
        incoming.customerName = u"Nordwind"_s;
        incoming.createdAt = m_clock.now() - std::chrono::hours(5);
        ListReader reader({incoming});
        QVERIFY(world.workspace->importTickets(reader, file(u"list.csv"_s), 1, {}));
        const auto change = world.workspace->takeChange();
        QCOMPARE(change.rows.size(), size_t(1));
        QVERIFY(change.alerts.empty());
        QCOMPARE(stepOf(*world.workspace, change.rows.front().id, u"page_lead"_s, m_clock).place,
                 StepState::Place::Overdue);
    }

    void anIncidentThatCoversTheTicketIsItsRoom()
    {
        World world(file(u"room.muster"_s), m_clock);
        const TicketId id = world.create();
        (void)world.submit(id, ticket::ChangePriority{u"P0"_s, {}});
        QCOMPARE(stepOf(*world.workspace, id, u"war_room"_s, m_clock).place, StepState::Place::Open);
        incident::Declare declare;
        declare.fields.title = u"Checkout is down"_s;
        declare.fields.severity = u"SEV-1"_s;
        declare.tickets = {id};
        QVERIFY(world.workspace->submit(incident::IncidentOrder{{}, declare, {}}));
        const StepState room = stepOf(*world.workspace, id, u"war_room"_s, m_clock);
        QCOMPARE(room.place, StepState::Place::Done);
        QCOMPARE(room.deed->at, m_clock.now());
    }

    void aRebuildAndAnotherDeskKeepTheTicks()
    {
        World world(file(u"rebuild.muster"_s), m_clock);
        const TicketId id = world.create();
        (void)world.submit(id, ticket::MarkStep{u"workaround"_s, true});
        (void)world.submit(id, ticket::MarkStep{u"update"_s, true});
        (void)world.submit(id, ticket::MarkStep{u"update"_s, false});
        const auto before = world.workspace->loadTicket(id)->ticket;
        const QByteArray hash = *world.workspace->stateHash();
        QVERIFY(world.workspace->check()->ok());
        QVERIFY(world.workspace->rebuild()->ok());
        QCOMPARE(*world.workspace->stateHash(), hash);
        QVERIFY(world.workspace->loadTicket(id)->ticket == before);
        const auto other = openAt(file(u"other.muster"_s), m_clock);
        QVERIFY(other->take(world.facts()));
        QVERIFY(other->loadTicket(id)->ticket == before);
        QVERIFY(other->takeChange().alerts.empty()); // it was given where it was written
        QCOMPARE(*other->stateHash(), hash);
    }

    void twoDesksThatMarkedTheSameAgree()
    {
        World world(file(u"one.muster"_s), m_clock);
        const TicketId id = world.create();
        const auto other = openAt(file(u"two.muster"_s), m_clock);
        QVERIFY(other->take(world.facts()));
        (void)world.submit(id, ticket::MarkStep{u"workaround"_s, true});
        const Instant first = m_clock.now();
        m_clock.advance(std::chrono::hours(24 * 10)); // the other desk comes to it when it is overdue
        const ticket::TicketOrder order{id, ticket::MarkStep{u"workaround"_s, true}, std::nullopt};
        QVERIFY(other->submit(std::span(&order, 1)));
        QBuffer lines;
        QVERIFY(lines.open(QIODevice::ReadWrite));
        QVERIFY(other->exportLines(lines));
        lines.seek(0);
        QVERIFY(world.workspace->importLines(lines));
        QVERIFY(other->take(world.facts()));
        QCOMPARE(*other->stateHash(), *world.workspace->stateHash());
        QVERIFY(other->loadTicket(id)->ticket == world.workspace->loadTicket(id)->ticket);
        const StepState done = stepOf(*other, id, u"workaround"_s, m_clock);
        QCOMPARE(done.place, StepState::Place::Done);
        QCOMPARE(done.deed->at, first);
        QVERIFY(done.due && m_clock.now() > *done.due && !done.isLate);
        const auto back = world.submit(id, ticket::MarkStep{u"workaround"_s, false});
        QCOMPARE(back.saved, 1);
        QCOMPARE(stepOf(*world.workspace, id, u"workaround"_s, m_clock).place, StepState::Place::Overdue);
        QCOMPARE(world.workspace->submit(back.undo)->saved, 1);
        QCOMPARE(stepOf(*world.workspace, id, u"workaround"_s, m_clock).place, StepState::Place::Done);
    }

    void aRedactedTickKeepsThatItWasDone()
    {
        World world(file(u"redact.muster"_s), m_clock);
        const TicketId id = world.create();
        (void)world.submit(id, ticket::MarkStep{u"workaround"_s, true});
        const FactId fact = world.workspace->loadTicket(id)->history.back().fact;
        QVERIFY(world.workspace->redact(fact, u"a name in the words"_s));
        QCOMPARE(stepOf(*world.workspace, id, u"workaround"_s, m_clock).place, StepState::Place::Done);
    }
};

QTEST_GUILESS_MAIN(TestPlaybookFacts)
#include "tst_playbookfacts.moc"
