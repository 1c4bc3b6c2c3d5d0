// SPDX-License-Identifier: GPL-3.0-or-later
// What holds of entries whatever their order, clock or content.
#include "tests/models/store/listreader.h"
#include "tests/models/store/worlds.h"

#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

/// Another desk that writes notes on a ticket of ours, its clock ahead by some minutes.
std::vector<Fact> notesFromAhead(TicketId ticket, Instant at, int count)
{
    const auto key = ledger::DeviceKey::generate();
    ledger::HybridClock clock;
    ledger::ChainHead head;
    std::vector<NewFact> wishes;
    for (int i = 0; i < count; ++i) {
        NewFact wish;
        wish.subjectKind = u"ticket"_s;
        wish.subject = idCast<SubjectId>(ticket);
        wish.type = u"ticket.note"_s;
        wish.occurredAt = at;
        wish.payload = {{u"text"_s, u"from the other desk %1"_s.arg(i)}};
        wishes.push_back(wish);
    }
    return ledger::seal(wishes, key.device(), {}, at, clock, head);
}

FactId factOf(World &world, TicketId ticket, const QString &type)
{
    const auto history = world.workspace->loadTicket(ticket)->history;
    const auto found = std::ranges::find(history, type, &views::HistoryEntry::type);
    return found == history.end() ? FactId{} : found->fact;
}

} // namespace

class TestDeskRules : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock;
    QTemporaryDir m_folder;

    QString file(const QString &name) const { return m_folder.filePath(name); }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aFactFromTheFutureComesInWhenItsTimeHasCome()
    {
        World world(file(u"future.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const auto early = notesFromAhead(ticket, m_clock.now() + std::chrono::hours(3), 1);
        QCOMPARE(world.workspace->take(early)->held, 1);
        QVERIFY(world.workspace->loadTicket(ticket)->ticket.messages.empty());
        m_clock.advance(std::chrono::hours(3));
        world.workspace.reset();
        world.workspace = openAt(world.path, m_clock);
        QCOMPARE(world.workspace->loadTicket(ticket)->ticket.messages.size(), size_t(1));
        QCOMPARE(world.workspace->check()->quarantined, 0);
    }

    void aHeldFactComesInWithTheNextOnesTaken()
    {
        World world(file(u"held.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const auto early = notesFromAhead(ticket, m_clock.now() + std::chrono::hours(3), 1);
        QCOMPARE(world.workspace->take(early)->held, 1);
        m_clock.advance(std::chrono::hours(3));
        QVERIFY(world.workspace->take({}));
        QCOMPARE(world.workspace->loadTicket(ticket)->ticket.messages.size(), size_t(1));
    }

    void ownEntriesFollowThoseOfADeskWhoseClockIsAhead()
    {
        for (const bool reopened : {false, true}) {
            World world(file(u"ahead%1.muster"_s.arg(reopened)), m_clock);
            const TicketId ticket = world.create();
            QCOMPARE(world.workspace->take(notesFromAhead(ticket, m_clock.now() + std::chrono::minutes(9), 3))
                         ->taken,
                     3);
            if (reopened) {
                world.workspace.reset();
                world.workspace = openAt(world.path, m_clock);
            }
            world.submit(ticket, ticket::ChangePriority{u"P0"_s, {}});
            world.submit(ticket, ticket::SendReply{u"On it"_s, true, {}});
            const QByteArray lived = *world.workspace->stateHash();
            const auto entries = world.workspace->loadTicket(ticket)->history;
            QCOMPARE(entries.back().type,
                     u"ticket.status"_s); // the reply opened it, after all that came before
            QVERIFY(world.workspace->rebuild()->ok());
            QCOMPARE(*world.workspace->stateHash(), lived);
        }
    }

    void aRedactedEntryLosesItsTextAndKeepsItsEffect()
    {
        World world(file(u"effect.muster"_s), m_clock);
        const TicketId ticket = world.create(u"Subject with hunter2"_s);
        m_clock.advance(std::chrono::minutes(1));
        world.submit(ticket, ticket::ChangePriority{u"P0"_s, u"the password is hunter2"_s});
        world.submit(ticket, ticket::SendReply{u"hunter2 works here"_s, false, {}});
        const auto before = world.workspace->loadTicket(ticket)->ticket;
        for (const QString &type : {u"ticket.created"_s, u"ticket.priority"_s, u"ticket.reply"_s})
            QVERIFY(world.workspace->redact(factOf(world, ticket, type), u"a password"_s));
        const auto after = world.workspace->loadTicket(ticket)->ticket;
        QCOMPARE(after.caseNumber, before.caseNumber);
        QCOMPARE(after.customer, before.customer);
        QCOMPARE(after.priority, u"P0"_s);
        QCOMPARE(after.createdPriority, before.createdPriority);
        QVERIFY(after.policy == before.policy);
        QCOMPARE(after.status, ticket::Status::Open);
        QVERIFY(after.subject.isEmpty());
        QCOMPARE(after.events.size(), before.events.size());
        QVERIFY(world.workspace->search(u"hunter2"_s, 5)->hits.empty());
        const QByteArray lived = *world.workspace->stateHash();
        const auto report = world.workspace->rebuild();
        QVERIFY2(report->ok(), qPrintable(report->problems.join(u'\n')));
        QCOMPARE(*world.workspace->stateHash(), lived);
    }

    void importingAgainDoesNotBringARedactedTextBack()
    {
        World world(file(u"again.muster"_s), m_clock);
        const auto import = [&] {
            ListReader reader(rows(1, m_clock.now() - std::chrono::hours(30)));
            return *world.workspace->importTickets(reader, {}, 1, {});
        };
        const Instant start = m_clock.now();
        QCOMPARE(import().created, 1);
        const TicketId ticket = world.workspace->loadQueue()->rows.front().id;
        QVERIFY(world.workspace->redact(factOf(world, ticket, u"ticket.customer_message"_s), u"a name"_s));
        QCOMPARE(m_clock.now(), start);
        QCOMPARE(import().unchanged, 1);
        QVERIFY(world.workspace->search(u"word0"_s, 5)->hits.empty());
    }

    void aTextThatCouldNotBeReadBackIsRefused()
    {
        World world(file(u"long.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const auto receipt = world.submit(ticket, ticket::AddNote{QString(2'000'000, u'x')});
        QCOMPARE(receipt.saved, 0);
        QCOMPARE(receipt.failures.size(), size_t(1));
        QCOMPARE(receipt.failures.front().error.fault, Fault::BadInput);
        QVERIFY(world.workspace->check()->ok());
    }

    void wordsOfATicketAreFoundTogetherWhereverTheyStand()
    {
        World world(file(u"words.muster"_s), m_clock);
        const TicketId ticket = world.create(u"Export stuck"_s);
        world.create(u"Import stuck"_s);
        world.submit(ticket, ticket::AddNote{u"the pool was drained"_s});
        const auto hits = [&](const QString &words) { return world.workspace->search(words, 10)->hits; };
        QCOMPARE(hits(u"export drained"_s).size(), size_t(1)); // subject and note
        QCOMPARE(hits(u"nordwind drai"_s).size(), size_t(1));  // customer and the start of a word
        QCOMPARE(hits(u"nordwind"_s).size(), size_t(2));
        QCOMPARE(hits(u"export drained elsewhere"_s).size(), size_t(0));
        const QString number = world.workspace->loadTicket(ticket)->ticket.caseNumber;
        QCOMPARE(hits(number.toLower()).front().row.id, ticket);
    }

    void aSearchTakesWhateverIsTyped()
    {
        World world(file(u"hostile.muster"_s), m_clock);
        world.create(u"Export stuck"_s);
        for (const QString &words : {u"\""_s, u"\"\"\""_s, u"export\" OR \"x"_s, u"AND"_s, u"NEAR(a b)"_s,
                                     u"subject:export"_s, u"*"_s, u"^export"_s, u"-export"_s, u"(((("_s,
                                     u"export AND NOT"_s, QString(QChar::Null), u"'; DROP TABLE facts"_s,
                                     QString(5000, u'a'), QString(QChar(0xd800)), u"— … !"_s, u"{a b}: c"_s})
            QVERIFY2(world.workspace->search(words, 5), qPrintable(words));
        QCOMPARE(world.workspace->search(u"EXPORT"_s, 5)->hits.size(), size_t(1));
        QVERIFY(world.workspace->search(u"export"_s, 5)
                    ->hits.front()
                    .snippet.contains(u"\x02"
                                      u"Export"
                                      u"\x03"_s));
    }

    void theFileIsForItsOwnerAlone()
    {
        World world(file(u"private.muster"_s), m_clock);
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const QString &path : {world.path, *world.workspace->backup()})
            QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
    }
};

QTEST_GUILESS_MAIN(TestDeskRules)
#include "tst_deskrules.moc"
