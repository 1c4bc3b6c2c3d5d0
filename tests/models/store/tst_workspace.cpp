// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/database.h"
#include "tests/models/store/listreader.h"
#include "tests/models/store/worlds.h"

#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

/// A few entries of every kind on some tickets, from one seed.
void live(World &world, TestClock &clock, quint32 seed)
{
    QRandomGenerator random(seed);
    std::vector<TicketId> tickets;
    for (int i = 0; i < 3; ++i)
        tickets.push_back(world.create(u"Ticket %1"_s.arg(i)));
    for (int step = 0; step < 30; ++step) {
        clock.advance(std::chrono::minutes(random.bounded(1, 200)));
        const TicketId id = tickets[random.bounded(quint32(tickets.size()))];
        switch (random.bounded(8)) {
        case 0:
            world.submit(id, ticket::SendReply{u"We look at it"_s, random.bounded(2) == 0, {}});
            break;
        case 1:
            world.submit(id, ticket::AddCustomerMessage{u"Ada"_s, u"Any news?"_s});
            break;
        case 2:
            world.submit(id, ticket::AddNote{u"note %1"_s.arg(step)});
            break;
        case 3:
            world.submit(id, ticket::ChangeStatus{ticket::Status::Waiting, {}});
            break;
        case 4:
            world.submit(id, ticket::ChangePriority{random.bounded(2) ? u"P0"_s : u"P2"_s, u"seen again"_s});
            break;
        case 5:
            world.submit(id, ticket::ChangeTags{{u"tag%1"_s.arg(random.bounded(4))}, {}});
            break;
        case 6:
            world.submit(id, ticket::ChangeStatus{ticket::Status::Resolved, {}});
            break;
        default:
            world.submit(id, ticket::CloseTicket{{u"pool"_s, {}, u"guard"_s}});
            break;
        }
    }
}

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock;

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_clock.set(*parseRfc3339(u"2026-11-20T12:00:00Z"));
    }

    void aTicketIsInTheQueueWithItsClocksAndFoundAgainAfterReopening()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        TicketId id;
        {
            World world(file, m_clock);
            id = world.create();
        }
        const auto workspace = openAt(file, m_clock, store::OpenMode::ReadWrite);
        const auto queue = workspace->loadQueue();
        QCOMPARE(queue->rows.size(), size_t(1));
        const views::TicketRow &row = queue->rows.front();
        QCOMPARE(row.id, id);
        QVERIFY(row.caseNumber.startsWith(u"MSTR-"_s) && row.caseNumber.endsWith(u"-0001"_s));
        QCOMPARE(queue->names.customers[row.customer].name, u"Nordwind"_s);
        QCOMPARE(queue->names.tiers[row.tier].key, u"enterprise"_s);
        QCOMPARE(row.clocks[0].due, m_clock.now() + std::chrono::hours(4));
        QCOMPARE(row.clocks[3].due, m_clock.now() + std::chrono::hours(24));
    }

    void whatIsMissingIsNamedAndNothingIsWritten()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        ticket::TicketOrder order = world.creation(u"No steps"_s);
        std::get<ticket::CreateTicket>(order.command).fields.steps.clear();
        const auto before = world.facts().size();
        const auto receipt = world.workspace->submit(std::span(&order, 1));
        QCOMPARE(receipt->saved, 0);
        QVERIFY(receipt->failures.front().error.detail.contains(u"steps"));
        QCOMPARE(world.facts().size(), before);
    }

    void closingAsksForANoteAndTakesTheTicketOutOfTheQueue()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId id = world.create();
        (void)world.workspace->takeChange();
        QCOMPARE(world.submit(id, ticket::CloseTicket{}).failures.size(), size_t(1));
        QCOMPARE(world.submit(id, ticket::CloseTicket{{u"pool"_s, {}, u"guard"_s}}).saved, 1);
        QCOMPARE(world.workspace->takeChange().gone, std::vector<TicketId>{id});
        QVERIFY(world.workspace->loadQueue()->rows.empty());
        QCOMPARE(world.workspace->loadTicket(id)->ticket.closingNote->rootCause, u"pool"_s);
    }

    void aBatchIsTakenBackByItsUndo()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId one = world.create(), two = world.create();
        world.submit(one, ticket::ChangeStatus{ticket::Status::Open, {}});
        const std::vector<ticket::TicketOrder> orders{{one, ticket::ChangePriority{u"P0"_s, {}}, {}},
                                                      {two, ticket::ChangePriority{u"P0"_s, {}}, {}}};
        const auto receipt = world.workspace->submit(orders);
        QCOMPARE(receipt->saved, 2);
        QCOMPARE(world.workspace->submit(receipt->undo)->saved, 2);
        QCOMPARE(world.workspace->loadTicket(one)->ticket.priority, u"P1"_s);
        QCOMPARE(world.workspace->loadTicket(two)->ticket.priority, u"P1"_s);
    }

    void theSearchFindsWordsOfEveryTextAndNoneThatAreRedacted()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId id = world.create(u"Überlauf im Export"_s);
        world.submit(id, ticket::AddNote{u"the key is xyzzy42 for now"_s});
        QCOMPARE(world.workspace->search(u"uberl"_s, 10)->hits.size(), size_t(1));
        const auto found = world.workspace->search(u"xyzzy42"_s, 10);
        QCOMPARE(found->hits.size(), size_t(1));
        QVERIFY(found->hits.front().snippet.contains(u"\u0002xyzzy42\u0003"_s));
        QVERIFY(world.workspace->search(u"\"AND (OR* NEAR"_s, 10)); // nothing a person types is syntax
        const auto history = world.workspace->loadTicket(id)->history;
        QVERIFY(world.workspace->redact(history.back().fact, u"a secret"_s));
        QVERIFY(world.workspace->search(u"xyzzy42"_s, 10)->hits.empty());
        QVERIFY(world.workspace->loadTicket(id)->ticket.messages.back().redacted);
        QVERIFY(world.workspace->check()->ok());
    }

    void aRedactedTextIsGoneFromTheBytesOfTheFile()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        {
            World world(file, m_clock);
            const TicketId id = world.create();
            world.submit(id, ticket::AddNote{u"plugh9000"_s});
            QVERIFY(
                world.workspace->redact(world.workspace->loadTicket(id)->history.back().fact, u"a secret"_s));
        }
        for (const QString &name : QDir(folder.path()).entryList(QDir::Files)) {
            QFile in(folder.filePath(name));
            QVERIFY(in.open(QIODevice::ReadOnly));
            QVERIFY2(!in.readAll().contains("plugh9000"), qPrintable(name));
        }
    }

    void aCorrectionStandsBesideTheOriginal()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId id = world.create();
        world.submit(id, ticket::AddNote{u"restarted at 14:00"_s});
        const FactId note = world.workspace->loadTicket(id)->history.back().fact;
        QVERIFY(world.workspace->correct(note, {{u"from"_s, u"Sam"_s}, {u"text"_s, u"restarted at 14:20"_s}},
                                         u"looked at the log"_s));
        const ticket::Message message = world.workspace->loadTicket(id)->ticket.messages.back();
        QCOMPARE(message.text, u"restarted at 14:20"_s);
        QCOMPARE(*message.struckText, u"restarted at 14:00"_s);
        QCOMPARE(world.workspace->search(u"14:20"_s, 5)->hits.size(), size_t(1));
    }

    void onlyTheTextOfAMessageIsPutRight()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId id = world.create();
        const FactId creation = world.workspace->loadTicket(id)->history.front().fact;
        world.submit(id, ticket::SendReply{u"Restarted at 14:00"_s, true, std::nullopt});
        const FactId reply = world.workspace->loadTicket(id)->ticket.messages.front().fact;
        QCOMPARE(world.workspace->correctText(reply, u" "_s, u"why"_s).error().fault, Fault::BadInput);
        QCOMPARE(world.workspace->correctText(reply, u"Other"_s, u" "_s).error().fault, Fault::BadInput);
        QCOMPARE(world.workspace->correctText(creation, u"Other"_s, u"why"_s).error().fault,
                 Fault::NotAllowed);
        QCOMPARE(world.workspace->correctText(FactId::derived(Instant{}, {u"none"}), u"Other"_s, u"why"_s)
                     .error()
                     .fault,
                 Fault::NotFound);
        QVERIFY(world.workspace->correctText(reply, u"Restarted at 14:20"_s, u"the log says so"_s));
        const ticket::Ticket after = world.workspace->loadTicket(id)->ticket;
        QCOMPARE(after.messages.front().text, u"Restarted at 14:20"_s);
        QVERIFY(after.acknowledged); // the rest of the entry is as it was
        QVERIFY(world.workspace->redact(reply, u"a name"_s));
        QCOMPARE(world.workspace->correctText(reply, u"Again"_s, u"why"_s).error().fault, Fault::NotAllowed);
    }

    void livingThroughItAndRebuildingGiveEqualStates()
    {
        QTemporaryDir folder;
        for (quint32 seed = 1; seed <= 5; ++seed) {
            World world(folder.filePath(u"desk%1.muster"_s.arg(seed)), m_clock);
            live(world, m_clock, seed);
            const QByteArray lived = *world.workspace->stateHash();
            const auto report = world.workspace->rebuild();
            QVERIFY2(report->ok(), qPrintable(report->problems.join(u'\n')));
            QCOMPARE(*world.workspace->stateHash(), lived);
        }
    }

    void derivedTablesOfAnotherFormAreMadeAgainWhenTheFileIsOpened()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        QByteArray lived;
        {
            World world(file, m_clock);
            live(world, m_clock, 5);
            lived = *world.workspace->stateHash();
        }
        {
            const auto database = store::Database::open(file, store::Access::ReadWrite);
            QVERIFY(database);
            QVERIFY((*database)->execute("DROP TABLE tickets; CREATE TABLE tickets (old TEXT) STRICT;"
                                         "CREATE TABLE of_another_form (a TEXT) STRICT;"
                                         "UPDATE settings SET value = x'00' WHERE key = 'projections.form'"));
        }
        QCOMPARE(store::Workspace::open(file, store::OpenMode::ReadOnly, m_clock).error().fault,
                 Fault::TooNew);
        const auto opened = openAt(file, m_clock, store::OpenMode::ReadWrite);
        QCOMPARE(*opened->stateHash(), lived);
        const auto report = opened->check();
        QVERIFY2(report->ok(), qPrintable(report->problems.join(u'\n')));
    }

    void aRowThatItsFactsDoNotExplainIsNamedAndMended()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"desk.muster"_s);
        {
            World world(file, m_clock);
            world.create();
        }
        for (const char *change :
             {"UPDATE tickets SET contact = 'Eve'", "UPDATE tickets SET tier = 'professional'",
              "UPDATE customers SET folded = 'x'", "UPDATE people SET name = 'Eve'",
              "UPDATE ticket_text SET messages = 'other words'"}) {
            {
                const auto database = store::Database::open(file, store::Access::ReadWrite);
                QVERIFY((*database)->execute(change));
            }
            const auto opened = openAt(file, m_clock, store::OpenMode::ReadWrite);
            QVERIFY2(!opened->check()->ok(), change);
            QVERIFY2(opened->rebuild()->ok(), change);
        }
    }

    void anyOrderOfDeliveryGivesTheSameState()
    {
        QTemporaryDir folder;
        for (quint32 seed = 1; seed <= 6; ++seed) {
            World world(folder.filePath(u"source%1.muster"_s.arg(seed)), m_clock);
            live(world, m_clock, seed);
            const auto notes = world.workspace->loadTicket(world.create())->history;
            QVERIFY(world.workspace->redact(notes.front().fact, u"test"_s));
            std::vector<Fact> facts = world.facts();
            const QByteArray expected = *world.workspace->stateHash();
            QRandomGenerator random(seed);
            for (int round = 0; round < 3; ++round) {
                std::shuffle(facts.begin(), facts.end(), random);
                const auto other =
                    openAt(folder.filePath(u"other%1-%2.muster"_s.arg(seed).arg(round)), m_clock);
                for (size_t from = 0; from < facts.size();) {
                    const size_t count = std::min<size_t>(facts.size() - from, random.bounded(1U, 9U));
                    QVERIFY(other->take(std::span(facts).subspan(from, count)));
                    if (random.bounded(3) == 0)
                        QVERIFY(other->take(std::span(facts).subspan(from, count))->taken ==
                                0); // twice is once
                    from += count;
                }
                QVERIFY2(*other->stateHash() == expected,
                         qPrintable(u"seed %1 round %2"_s.arg(seed).arg(round)));
                QVERIFY(other->check()->ok());
            }
        }
    }

    void anExportComesInAgainToAnEqualState()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"one.muster"_s), m_clock);
        live(world, m_clock, 11);
        QBuffer lines;
        lines.open(QIODevice::ReadWrite);
        QVERIFY(world.workspace->exportLines(lines));
        lines.seek(0);
        const auto other = openAt(folder.filePath(u"two.muster"_s), m_clock);
        QVERIFY(other->importLines(lines));
        QCOMPARE(*other->stateHash(), *world.workspace->stateHash());
    }

    void takingAFactCostsNoMoreBesideManyOthers()
    {
        QTemporaryDir folder;
        World origin(folder.filePath(u"many.muster"_s), m_clock);
        ListReader reader(rows(3000, m_clock.now() - std::chrono::hours(48)));
        QCOMPARE(origin.workspace->importTickets(reader, {}, 0, {})->created, 3000);
        const auto facts = origin.facts();
        constexpr size_t kPiece = 1000;
        QVERIFY(facts.size() > 6 * kPiece);
        const auto target = openAt(folder.filePath(u"target.muster"_s), m_clock);
        // SQLite asks after a fixed number of its steps, so that the answers count the work and no time.
        qint64 asked = 0;
        target->stopWhen([&asked] {
            ++asked;
            return false;
        });
        std::vector<qint64> costs;
        for (size_t from = 0; from + kPiece <= facts.size(); from += kPiece) {
            asked = 0;
            QVERIFY(target->take(std::span(facts).subspan(from, kPiece)).has_value());
            costs.push_back(asked);
        }
        qInfo("first piece %lld, last piece %lld", qlonglong(costs.front()), qlonglong(costs.back()));
        QVERIFY(costs.back() <= 2 * costs.front() + 20);
    }

    void unknownKindsAreKeptAndBadFactsAreSetAside()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"one.muster"_s), m_clock);
        ledger::DeviceKey key = ledger::DeviceKey::generate();
        ledger::HybridClock clock;
        ledger::ChainHead head;
        const std::vector<NewFact> wishes{{u"incident"_s,
                                           SubjectId::random(m_clock.now()),
                                           u"incident.declared"_s,
                                           3,
                                           m_clock.now(),
                                           {{u"sev"_s, 1}},
                                           {}},
                                          {u"ticket"_s,
                                           SubjectId::random(m_clock.now()),
                                           u"ticket.status"_s,
                                           1,
                                           m_clock.now(),
                                           {{u"status"_s, u"odd"_s}},
                                           {}}};
        std::vector<Fact> facts = ledger::seal(wishes, key.device(), {}, m_clock.now(), clock, head);
        Fact tampered = facts.front();
        tampered.id = FactId::random(m_clock.now());
        tampered.payload = "{\"sev\":2}";
        facts.push_back(tampered);
        Fact early = facts.front();
        early.id = FactId::random(m_clock.now());
        early.counter = 9;
        early.stamp = Stamp::at(m_clock.now() + std::chrono::hours(5));
        facts.push_back(early);
        const auto report = world.workspace->take(facts);
        QCOMPARE(report->taken, 1);
        QCOMPARE(report->quarantined, 2);
        QCOMPARE(report->held, 1);
        QCOMPARE(world.workspace->check()->facts, qint64(world.facts().size()) - 3);
        // What was set aside leaves with the export, and is judged again where it comes in.
        QBuffer lines;
        lines.open(QIODevice::ReadWrite);
        QVERIFY(world.workspace->exportLines(lines));
        lines.seek(0);
        const auto other = openAt(folder.filePath(u"two.muster"_s), m_clock);
        const auto taken = other->importLines(lines);
        QCOMPARE(taken->quarantined, 2);
        QCOMPARE(taken->held, 1);
        QCOMPARE(*other->stateHash(), *world.workspace->stateHash());
    }

    void anotherFactUnderAKnownIdIsSetAsideAndTheSameOneIsADuplicate()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"one.muster"_s), m_clock);
        const TicketId id = world.create();
        const auto note = [&] { return world.submit(id, ticket::AddNote{u"the password is hunter2"_s}); };
        QCOMPARE(note().saved, 1);
        const Fact before = world.facts().back();
        QVERIFY(world.workspace->redact(before.id, u"a secret"_s));
        QCOMPARE(world.workspace->take(std::span(&before, 1))->duplicates, 1); // with its payload still
        Fact forged = before;
        forged.payload = "{\"from\":\"Sam Rivera\",\"text\":\"all is well\"}";
        forged.payloadHash = ledger::sha256(forged.payload);
        const auto report = world.workspace->take(std::span(&forged, 1));
        QCOMPARE(report->duplicates, 0);
        QCOMPARE(report->quarantined, 1);
        QVERIFY(world.workspace->record()->setAside.front().reason.contains(u"another fact"));
        QVERIFY(world.workspace->check()->ok());
    }

    void anExportMakesTheWorkspaceThatItIsTakenInto()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"one.muster"_s), m_clock);
        live(world, m_clock, 12);
        QBuffer lines;
        lines.open(QIODevice::ReadWrite);
        lines.write("\xef\xbb\xbf\n\n");
        QVERIFY(world.workspace->exportLines(lines));
        lines.seek(0);
        const auto other = openAt(folder.filePath(u"two.muster"_s), m_clock);
        QCOMPARE(other->importLines(lines)->quarantined, 0);
        QCOMPARE(*other->stateHash(), *world.workspace->stateHash());
    }

    void aTicketStaysBoundToThePolicyItWasMadeUnder()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"one.muster"_s), m_clock);
        const TicketId old = world.create();
        QByteArray stricter = policy::presetText(u"playbook-p0-p3"_s);
        stricter.replace("first_response: {sla: 4h, slo: 2h}", "first_response: {sla: 2h, slo: 1h}");
        QVERIFY(world.workspace->adoptPolicy(stricter));
        const TicketId fresh = world.create();
        const auto dueOf = [&](TicketId id) {
            const auto queue = world.workspace->loadQueue();
            for (const views::TicketRow &row : queue->rows) {
                if (row.id == id)
                    return row.clocks[0].due;
            }
            return kNever;
        };
        QCOMPARE(dueOf(old), m_clock.now() + std::chrono::hours(4));
        QCOMPARE(dueOf(fresh), m_clock.now() + std::chrono::hours(2));
        world.submit(old, ticket::BindPolicy{world.workspace->loadTicket(fresh)->ticket.policy});
        QCOMPARE(dueOf(old), m_clock.now() + std::chrono::hours(2));
    }
};

QTEST_APPLESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
