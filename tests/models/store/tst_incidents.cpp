// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents in a real workspace: declared, led, found again, delivered in any order, redacted.
#include "tests/models/store/worlds.h"

#include <QTest>

#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

IncidentId declare(World &world, const QString &title, std::vector<TicketId> tickets = {})
{
    incident::Declare command;
    command.fields.title = title;
    command.fields.severity = u"SEV-1"_s;
    command.tickets = std::move(tickets);
    const auto receipt = world.workspace->submit(incident::IncidentOrder{{}, command, {}});
    return receipt ? receipt->incident : IncidentId{};
}

Result<views::IncidentReceipt> tell(World &world, IncidentId id, incident::IncidentCommand command)
{
    return world.workspace->submit(incident::IncidentOrder{id, std::move(command), {}});
}

incident::EntryWritten line(const QString &text)
{
    return {incident::EntryKind::Action, text, {}, {}, {}, {}, {}};
}

/// An hour of an incident, from one seed.
void live(World &world, TestClock &clock, IncidentId id, quint32 seed)
{
    QRandomGenerator random(seed);
    for (int step = 0; step < 40; ++step) {
        clock.advance(std::chrono::seconds(random.bounded(5, 120)));
        switch (random.bounded(5)) {
        case 0:
            (void)tell(world, id, incident::RoleGiven{u"comms_lead"_s, world.workspace->me(), false, {}});
            break;
        case 1:
            (void)tell(world, id, incident::StatusChanged{incident::Status(random.bounded(4)), u"as seen"_s});
            break;
        case 2:
            (void)tell(world, id,
                       incident::UpdateSent{u"customers"_s,
                                            {},
                                            u"We are on it"_s,
                                            clock.now() + std::chrono::minutes(30),
                                            {},
                                            {},
                                            {}});
            break;
        default:
            (void)tell(world, id, line(u"step %1"_s.arg(step)));
        }
    }
}

} // namespace

class TestIncidents final : public QObject
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

    void anIncidentIsThereAfterReopening()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        IncidentId id;
        views::LedIncident before;
        {
            World world(file, m_clock);
            id = declare(world, u"Write errors"_s, {world.create(), world.create()});
            live(world, m_clock, id, 3);
            before = *world.workspace->loadIncident(id);
        }
        const auto workspace = openAt(file, m_clock, store::OpenMode::ReadWrite);
        const auto open = workspace->openIncidents();
        QCOMPARE(open->size(), size_t(1));
        QVERIFY(open->front().incident == before.incident);
        QVERIFY(before.incident.number.startsWith(u"INC-"_s) && before.incident.number.endsWith(u"-0001"_s));
        const auto affected = workspace->affectedBy(id);
        QCOMPARE(affected->tickets, 2);
        QCOMPARE(affected->customers.size(), size_t(1));
        QCOMPARE(affected->customers.front().name, u"Nordwind"_s);
    }

    void closedIncidentsAreListedTheNewestFirst()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        std::vector<IncidentId> ids;
        for (const QString &title : {u"First"_s, u"Second"_s, u"Third"_s}) {
            m_clock.advance(std::chrono::minutes(5));
            ids.push_back(declare(world, title));
        }
        QVERIFY(world.workspace->closedIncidents(10)->empty());
        for (const IncidentId id : {ids[0], ids[2]}) {
            QVERIFY(tell(world, id, incident::StatusChanged{incident::Status::Resolved, u"as agreed"_s}));
            QVERIFY(tell(world, id, incident::StatusChanged{incident::Status::Closed, u"said"_s}));
        }
        const auto past = world.workspace->closedIncidents(10);
        QCOMPARE(past->size(), size_t(2));
        QCOMPARE(past->front().title, u"Third"_s);
        QCOMPARE(past->back().id, ids[0]);
        QCOMPARE(world.workspace->closedIncidents(1)->size(), size_t(1));
    }

    void aRefusalWritesNothing()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const auto before = world.facts().size();
        incident::Declare command;
        command.fields.severity = u"SEV-1"_s;
        QVERIFY(!world.workspace->submit(incident::IncidentOrder{{}, command, {}}));
        QCOMPARE(world.facts().size(), before);
        const IncidentId id = declare(world, u"Down"_s);
        QVERIFY(!tell(world, id, incident::StatusChanged{incident::Status::Closed, {}}));
        QCOMPARE(world.facts().size(), before + 1);
    }

    void anyOrderOfDeliveryAndARebuildGiveTheSameState()
    {
        QTemporaryDir folder;
        World one(folder.filePath(u"one.muster"_s), m_clock);
        const IncidentId id = declare(one, u"Write errors"_s, {one.create()});
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
            QVERIFY(other->loadIncident(id)->incident == one.workspace->loadIncident(id)->incident);
        }
    }

    void aRedactedEntryLeavesItsPlaceAndNotItsWords()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const IncidentId id = declare(world, u"Down"_s);
        const auto said = tell(world, id, line(u"password is hunter2"_s));
        QVERIFY(world.workspace->redact(said->facts.front(), u"a secret"_s));
        const auto led = world.workspace->loadIncident(id);
        const auto found =
            std::ranges::find(led->incident.timeline, said->facts.front(), &incident::TimelineLine::fact);
        QVERIFY(found != led->incident.timeline.end());
        QVERIFY(found->isRedacted);
        QCOMPARE(found->text, u"(redacted)"_s);
        QCOMPARE(found->kind, incident::EntryKind::Action);
        for (const Fact &fact : world.facts())
            QVERIFY(!fact.payload.contains("hunter2"));
        // The declaration, too, can lose its words and goes on to hold.
        const FactId declared = led->incident.timeline.front().fact;
        QVERIFY(world.workspace->redact(declared, u"a name"_s));
        QCOMPARE(world.workspace->loadIncident(id)->incident.severity, u"SEV-1"_s);
        QCOMPARE(world.workspace->loadIncident(id)->incident.number, led->incident.number);
    }

    void aCorrectionStandsBesideTheOriginal()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const IncidentId id = declare(world, u"Down"_s);
        const auto said = tell(world, id, line(u"Failed over at noon"_s));
        QVERIFY(world.workspace->correct(said->facts.front(),
                                         incident::toPayload(line(u"Failed over at 14:00"_s)), u"typo"_s));
        const auto led = world.workspace->loadIncident(id);
        const auto found =
            std::ranges::find(led->incident.timeline, said->facts.front(), &incident::TimelineLine::fact);
        QCOMPARE(found->text, u"Failed over at 14:00"_s);
        QCOMPARE(found->struckText, std::optional(u"Failed over at noon"_s));
    }

    void creditsAreThereAfterReopeningAndKeepTheirFiguresWhenRedacted()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        IncidentId id;
        FactId credit;
        {
            World world(file, m_clock);
            id = declare(world, u"Down"_s, {world.create()});
            m_clock.advance(std::chrono::minutes(70));
            incident::CreditProposed proposed;
            proposed.customer = world.workspace->affectedBy(id)->customers.front().id;
            proposed.name = u"Nordwind"_s;
            proposed.tier = u"enterprise"_s;
            proposed.amount = 9'007'199'254'741;
            proposed.currency = u"USD"_s;
            proposed.arr = 9'007'199'254'740'993; // above what a JSON number holds
            proposed.reason = u"said on the phone to Ms Secret"_s;
            const auto receipt = tell(world, id, proposed);
            QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().detail));
            credit = receipt->facts.front();
            QVERIFY(!tell(world, id, incident::CreditJudged{credit, true, {}, {}, {}}));
            QVERIFY(tell(world, id,
                         incident::DowntimeSet{proposed.customer, u"Nordwind"_s, false, {}, {}, u"up"_s}));
        }
        const auto workspace = openAt(file, m_clock, store::OpenMode::ReadWrite);
        const auto before = workspace->loadIncident(id)->incident;
        QCOMPARE(before.credits.size(), size_t(1));
        QCOMPARE(before.credits.front().figures.arr, std::optional(qint64(9'007'199'254'740'993)));
        QCOMPARE(before.downtimes.size(), size_t(1));
        QVERIFY(workspace->redact(credit, u"a name"_s));
        const auto after = workspace->loadIncident(id)->incident;
        QCOMPARE(after.credits.size(), size_t(1));
        QCOMPARE(after.credits.front().figures.amount, before.credits.front().figures.amount);
        QCOMPARE(after.credits.front().figures.computed, before.credits.front().figures.computed);
        QVERIFY(after.credits.front().figures.reason.isEmpty());
    }

    void aThousandTicketsAreLinkedInOneStroke()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        std::vector<ticket::TicketOrder> orders;
        std::vector<TicketId> tickets;
        for (int i = 0; i < 1000; ++i) {
            orders.push_back(world.creation(u"Ticket %1"_s.arg(i)));
            tickets.push_back(orders.back().ticket);
        }
        QCOMPARE(world.workspace->submit(orders)->saved, 1000);
        const IncidentId id = declare(world, u"Down"_s);
        QVERIFY(tell(world, id, incident::TicketsLinked{tickets, {}}));
        QCOMPARE(world.workspace->affectedBy(id)->tickets, 1000);
        QCOMPARE(world.workspace->takeChangedIncidents().size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestIncidents)
#include "tst_incidents.moc"
