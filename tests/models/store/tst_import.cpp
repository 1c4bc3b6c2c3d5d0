// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/newentries.h"
#include "models/sla/clocks.h"
#include "tests/models/store/listreader.h"
#include "tests/models/store/worlds.h"

#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

class TestImport : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock;
    QTemporaryDir m_folder;
    const Instant m_earlier = m_clock.now() - std::chrono::hours(48);

    QString file(const QString &name) const { return m_folder.filePath(name); }
    static views::ImportProgress run(World &world, std::vector<intake::Incoming> list,
                                     const QString &source = {}, const store::ImportOptions &options = {})
    {
        ListReader reader(std::move(list));
        return *world.workspace->importTickets(reader, source, qint64(list.size()), options);
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void importingTwiceChangesNothing()
    {
        World world(file(u"twice.muster"_s), m_clock);
        const auto first = run(world, rows(30, m_earlier));
        QCOMPARE(first.created, 30);
        const QByteArray state = *world.workspace->stateHash();
        m_clock.advance(std::chrono::hours(1));
        const auto second = run(world, rows(30, m_earlier));
        QCOMPARE(second.created, 0);
        QCOMPARE(second.updated, 0);
        QCOMPARE(second.unchanged, 30);
        QCOMPARE(*world.workspace->stateHash(), state);
        QVERIFY(world.workspace->check()->ok());
    }

    void aLaterExportAddsWhatIsNew()
    {
        World world(file(u"later.muster"_s), m_clock);
        run(world, rows(3, m_earlier));
        auto row = incoming(1, m_earlier);
        row.entries.emplace_back(m_earlier + std::chrono::hours(2),
                                 ticket::StatusChanged{ticket::Status::Resolved, {}, u"old:1#2"_s});
        const auto progress = run(world, {row});
        QCOMPARE(progress.updated, 1);
        const TicketId id = world.workspace->search(u"word1"_s, 5)->hits.front().row.id;
        QCOMPARE(world.workspace->loadTicket(id)->ticket.status, ticket::Status::Resolved);
    }

    void aStatusThatMovesOnInTheSourceComesInWhateverItWasBefore()
    {
        using ticket::Status;
        World world(file(u"moves.muster"_s), m_clock);
        const auto stated = [&](Status status, int hours) {
            auto row = incoming(1, m_earlier);
            row.updatedAt = m_earlier + std::chrono::hours(hours);
            row.entries.emplace_back(
                *row.updatedAt,
                ticket::StatusChanged{status,
                                      {},
                                      intake::statedSource(row.source, u"status"_s, *row.updatedAt,
                                                           ticket::statusName(status))});
            return row;
        };
        run(world, {stated(Status::Waiting, 1)});
        const TicketId id = world.workspace->search(u"word1"_s, 5)->hits.front().row.id;
        const auto now = [&] {
            const auto detail = *world.workspace->loadTicket(id);
            const auto clocks =
                sla::evaluate(ticket::clocksInput(detail.ticket, *detail.policy), m_clock.now()).clocks;
            return std::pair(detail.ticket.status, clocks[size_t(sla::ClockKind::Resolution)].summary.phase);
        };
        using Phase = sla::ClockSummary::Phase;
        QCOMPARE(now(), std::pair(Status::Waiting, Phase::Paused));
        QCOMPARE(run(world, {stated(Status::Open, 2)}).updated, 1);
        QCOMPARE(now(), std::pair(Status::Open, Phase::Running));
        QCOMPARE(run(world, {stated(Status::Resolved, 3)}).updated, 1);
        QCOMPARE(now(), std::pair(Status::Resolved, Phase::Stopped));
        QCOMPARE(run(world, {stated(Status::Open, 4)}).updated, 1);
        QCOMPARE(now(), std::pair(Status::Reopened, Phase::Running));
        QCOMPARE(run(world, {stated(Status::Waiting, 5)}).updated, 1);
        QCOMPARE(now(), std::pair(Status::Waiting, Phase::Paused));
        QCOMPARE(run(world, {stated(Status::Waiting, 6)}).unchanged, 1); // something else was changed there
        QCOMPARE(run(world, {stated(Status::Open, 2)}).unchanged, 1);    // an export from before
        // Ours holds where it is later than theirs.
        world.submit(id, ticket::ChangeStatus{Status::OnHold, {}});
        QCOMPARE(run(world, {stated(Status::Resolved, 7)}).updated, 1);
        QCOMPARE(now().first, Status::OnHold);
        QVERIFY(world.workspace->check()->ok());
    }

    void aPriorityChangedInTheSourceComesInUnlessItWasChangedHere()
    {
        World world(file(u"priority.muster"_s), m_clock);
        const auto stated = [&](int number, const QString &priority, std::optional<int> hours) {
            auto row = incoming(number, m_earlier);
            row.fields.priority = priority;
            if (hours)
                row.updatedAt = m_earlier + std::chrono::hours(*hours);
            return row;
        };
        run(world, {stated(1, u"P2"_s, 1), stated(2, u"P2"_s, 1)});
        const auto idOf = [&](const QString &word) {
            return world.workspace->search(word, 5)->hits.front().row.id;
        };
        const auto priority = [&](const QString &word) {
            return world.workspace->loadTicket(idOf(word))->ticket.priority;
        };
        QCOMPARE(run(world, {stated(1, u"P1"_s, 2)}).updated, 1);
        QCOMPARE(priority(u"word1"_s), u"P1"_s);
        QCOMPARE(run(world, {stated(1, u"P1"_s, 3)}).unchanged, 1);
        QCOMPARE(run(world, {stated(1, u"P2"_s, 1)}).unchanged, 1); // an export from before
        QCOMPARE(run(world, {stated(1, u"P2"_s, std::nullopt)}).updated, 1);
        QCOMPARE(priority(u"word1"_s), u"P2"_s);
        world.submit(idOf(u"word2"_s), ticket::ChangePriority{u"P0"_s, {}});
        const auto kept = run(world, {stated(2, u"P1"_s, 4)}, file(u"kept.csv"_s));
        QCOMPARE(kept.unchanged, 1);
        QCOMPARE(kept.inPart, 1);
        QCOMPARE(priority(u"word2"_s), u"P0"_s);
        QFile notes(kept.noteFile);
        QVERIFY(notes.open(QIODevice::ReadOnly));
        QVERIFY(notes.readAll().contains("the priority differs (\"\"P1\"\" in the file, \"\"P0\"\" here)"));
    }

    void aSubjectChangedInTheSourceIsTold()
    {
        World world(file(u"subject.muster"_s), m_clock);
        run(world, {incoming(1, m_earlier)});
        auto row = incoming(1, m_earlier);
        row.fields.subject = u"Renamed there"_s;
        const auto progress = run(world, {row}, file(u"subject.csv"_s));
        QCOMPARE(progress.unchanged, 1);
        QFile notes(progress.noteFile);
        QVERIFY(notes.open(QIODevice::ReadOnly));
        QVERIFY(notes.readAll().contains("Renamed there"));
    }

    void badRowsGoToAFileBesideTheSourceAndTheGoodOnesComeIn()
    {
        World world(file(u"rejects.muster"_s), m_clock);
        auto list = rows(2, m_earlier);
        list.insert(list.begin() + 1,
                    intake::RejectedRow{7, u"old:7"_s, u"the time \"soon\" is none"_s, "7;\"soon\";x"});
        const auto progress = run(world, list, file(u"tickets.csv"_s));
        QCOMPARE(progress.created, 2);
        QCOMPARE(progress.rejected, 1);
        QCOMPARE(progress.rejectFile, file(u"tickets.csv.rejected.csv"_s));
        QFile rejected(progress.rejectFile);
        QVERIFY(rejected.open(QIODevice::ReadOnly));
        const QByteArray text = rejected.readAll();
        QVERIFY2(text.contains("7,\"the time \"\"soon\"\" is none\",\"7;\"\"soon\"\";x\""), text.constData());
    }

    void whatWasUnderstoodInPartStandsInAFileBesideTheSource()
    {
        World world(file(u"inpart.muster"_s), m_clock);
        auto list = rows(3, m_earlier);
        std::get<intake::IncomingTicket>(list[1]).notes = {u"status \"Deferred\" taken as open"_s,
                                                           u"the ARR \"lots\" was left out"_s};
        const auto progress = run(world, list, file(u"odd.csv"_s));
        QCOMPARE(progress.created, 3);
        QCOMPARE(progress.inPart, 1);
        QCOMPARE(progress.rejectFile, QString());
        QCOMPARE(progress.noteFile, file(u"odd.csv.notes.csv"_s));
        QFile notes(progress.noteFile);
        QVERIFY(notes.open(QIODevice::ReadOnly));
        const QByteArrayList lines = notes.readAll().split('\n');
        QCOMPARE(lines.size(), 4); // the heading, two notes, and the end of the last line
        QCOMPARE(lines[0], "line,ticket,note");
        QVERIFY2(lines[1].contains("\"old:1\",\"status \"\"Deferred\"\" taken as open\""),
                 lines[1].constData());
        // Nothing of it is told again where nothing comes in again.
        QCOMPARE(run(world, list, file(u"odd.csv"_s)).inPart, 0);
    }

    void aDryRunCountsAndWritesNothing()
    {
        World world(file(u"dry.muster"_s), m_clock);
        const QByteArray state = *world.workspace->stateHash();
        store::ImportOptions options;
        options.dryRun = true;
        auto list = rows(4, m_earlier);
        list.emplace_back(intake::RejectedRow{9, {}, u"no subject"_s, "x"});
        const auto progress = run(world, list, file(u"dry.csv"_s), options);
        QCOMPARE(progress.created, 4);
        QCOMPARE(progress.rejected, 1);
        QCOMPARE(*world.workspace->stateHash(), state);
        QVERIFY(!QFile::exists(file(u"dry.csv.rejected.csv"_s)));
        QVERIFY(world.workspace->check()->ok());
    }

    void stoppingKeepsWholeBatchesAndGoesOnFromThere()
    {
        World world(file(u"stop.muster"_s), m_clock);
        store::ImportOptions options;
        options.batch = 10;
        int asked = 0;
        options.cancelled = [&] { return ++asked == 2; };
        const auto stopped = run(world, rows(50, m_earlier), {}, options);
        QCOMPARE(stopped.created, 20);
        QVERIFY(!stopped.error.isEmpty());
        const auto rest = run(world, rows(50, m_earlier));
        QCOMPARE(rest.created, 30);
        QCOMPARE(rest.unchanged, 20);
    }

    void entriesBetweenTwoBatchesGoOnSideBySide()
    {
        World world(file(u"between.muster"_s), m_clock);
        store::ImportOptions options;
        options.batch = 5;
        int entered = 0;
        options.cancelled = [&] {
            world.create(u"Entered during the import %1"_s.arg(entered++));
            return false;
        };
        run(world, rows(20, m_earlier), {}, options);
        QVERIFY(entered >= 3);
        QCOMPARE(int(world.workspace->loadQueue()->rows.size()), 20 + entered);
        const QByteArray lived = *world.workspace->stateHash();
        QVERIFY(world.workspace->rebuild()->ok());
        QCOMPARE(*world.workspace->stateHash(), lived);
    }

    void customersAndPeopleAreFoundByNameWhateverItsCase()
    {
        World world(file(u"names.muster"_s), m_clock);
        auto row = incoming(1, m_earlier);
        row.customerName = u"  NORDWIND "_s;
        row.assigneeName = u"sam rivera"_s;
        run(world, {row});
        QCOMPARE(world.workspace->customers()->size(), size_t(1));
        QCOMPARE(world.workspace->people()->size(), size_t(1));
        const TicketId id = world.workspace->search(u"word1"_s, 5)->hits.front().row.id;
        QCOMPARE(world.workspace->loadTicket(id)->assigneeName, u"Sam Rivera"_s);
    }

    void aCustomerRenamedHereKeepsItsNameWhenTheOldOneIsImportedAgain()
    {
        World world(file(u"renamed.muster"_s), m_clock);
        run(world, {incoming(1, m_earlier)});
        const auto customers = *world.workspace->customers();
        const auto made = std::ranges::find(customers, u"Customer 1"_s, &customer::Customer::name);
        QVERIFY(made != customers.end());
        customer::CustomerChanged change;
        change.name = u"Renamed"_s;
        QVERIFY(world.workspace->saveCustomer(made->id, change));
        run(world, {incoming(6, m_earlier)}); // "Customer 1" again
        const auto after = *world.workspace->customers();
        QVERIFY(std::ranges::find(after, u"Renamed"_s, &customer::Customer::name) != after.end());
    }

    void whatAnImportedTicketLacksIsTagged()
    {
        World world(file(u"lacks.muster"_s), m_clock);
        auto row = incoming(1, m_earlier);
        row.fields.priority.clear();
        run(world, {row});
        const auto queue = world.workspace->loadQueue();
        QCOMPARE(queue->rows.size(), size_t(1));
        QVERIFY(queue->names.tagSets[queue->rows.front().tags].contains(u"incomplete"_s));
    }

    void aTicketThatThePolicyDoesNotKnowIsRejectedWithAReason()
    {
        World world(file(u"unknown.muster"_s), m_clock);
        auto row = incoming(1, m_earlier);
        row.fields.priority = u"Z9"_s;
        const auto progress = run(world, {row, incoming(2, m_earlier)}, file(u"unknown.csv"_s));
        QCOMPARE(progress.created, 1);
        QCOMPARE(progress.rejected, 1);
        QFile rejected(progress.rejectFile);
        QVERIFY(rejected.open(QIODevice::ReadOnly));
        QVERIFY(rejected.readAll().contains("Z9"));
    }
};

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
