// SPDX-License-Identifier: GPL-3.0-or-later
// The store's figures, each as a JSON line with its baseline from the same run. Not a test: times depend on
// the machine, the ratios less so.
#include "models/policy/policyreader.h"
#include "models/store/workspace.h"
#include "tests/bench/store/madetickets.h"
#include "tests/bench/support/figures.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <malloc.h>
#include <sqlite3.h>

using namespace muster;
using namespace muster::bench;
using namespace Qt::StringLiterals;

namespace {

class RealClock final : public Clock
{
public:
    Instant now() const override
    {
        return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
    }
};

double median(std::vector<double> values)
{
    return share(std::move(values), 0.5);
}

/// One row and a commit in a plain table of its own file, with the same pragmas and the size of one entry.
class BareTable
{
public:
    explicit BareTable(const QString &file)
    {
        sqlite3_open(file.toUtf8().constData(), &m_handle);
        sqlite3_exec(m_handle,
                     "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                     "CREATE TABLE entries (number INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT",
                     nullptr, nullptr, nullptr);
        sqlite3_prepare_v2(m_handle, "INSERT INTO entries (entry) VALUES (randomblob(350))", -1, &m_insert,
                           nullptr);
    }
    ~BareTable()
    {
        sqlite3_finalize(m_insert);
        sqlite3_close(m_handle);
    }
    BareTable(const BareTable &) = delete;
    BareTable &operator=(const BareTable &) = delete;

    void insert()
    {
        sqlite3_step(m_insert);
        sqlite3_reset(m_insert);
    }

private:
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

class Bench
{
public:
    Bench(qint64 tickets, qint64 open)
        : m_tickets(tickets), m_open(open), m_file(m_folder.filePath(u"desk.muster"_s))
    {}

    void run()
    {
        importing();
        reopening();
        loading();
        oneEntry();
        bulkChange();
        searching();
    }

private:
    void importing()
    {
        auto workspace = must(store::Workspace::open(m_file, store::OpenMode::CreateIfMissing, m_clock));
        must(workspace->adoptPolicy(policy::presetText(u"playbook-p0-p3"_s)));
        MadeTickets reader(m_tickets, m_open, m_clock.now());
        QElapsedTimer timer;
        timer.start();
        const auto done = must(workspace->importTickets(reader, QString(), m_tickets, {}));
        const double took = seconds(timer);
        print({u"import, %1 tickets of 3 to 4 facts"_s.arg(done.created), double(done.created) / took,
               u"tickets/s"_s, u">= 5000"_s});
        print({u"file after the import"_s, double(QFileInfo(m_file).size()) / 1e6, u"MB"_s});
    }

    void reopening()
    {
        QElapsedTimer timer;
        timer.start();
        m_workspace = must(store::Workspace::open(m_file, store::OpenMode::ReadWrite, m_clock));
        print({u"open the file"_s, milliseconds(timer), u"ms"_s, u"<= 100"_s});
    }

    void loading()
    {
        malloc_trim(0);
        const double before = residentMegabytes("VmRSS:");
        QElapsedTimer timer;
        timer.start();
        m_queue = must(m_workspace->loadQueue());
        print({u"load the queue, %1 open of %2"_s.arg(m_queue.rows.size()).arg(m_tickets),
               milliseconds(timer), u"ms"_s, u"<= 600 at 100,000 of 1,000,000"_s});
        print({u"memory with the queue loaded"_s, residentMegabytes("VmRSS:"), u"MB"_s,
               u"<= 300 with the window"_s});
        print({u"memory a row of the queue"_s,
               (residentMegabytes("VmRSS:") - before) * 1e6 / double(m_queue.rows.size()), u"bytes"_s});
    }

    void oneEntry()
    {
        BareTable bare(m_folder.filePath(u"bare.db"_s));
        std::vector<double> ours, theirs;
        for (size_t i = 0; i < 400; ++i) {
            const TicketId ticket = m_queue.rows[i * 37 % m_queue.rows.size()].id;
            // As in the window: the ticket is on view when something is entered into it.
            (void)m_workspace->loadTicket(ticket);
            const ticket::TicketOrder order{
                ticket, ticket::AddNote{u"Looked into it, the log shows a timeout."_s}, {}};
            QElapsedTimer timer;
            timer.start();
            if (must(m_workspace->submit({&order, 1})).saved != 1)
                qFatal("the entry was not saved");
            ours.push_back(milliseconds(timer));
            timer.start();
            bare.insert();
            theirs.push_back(milliseconds(timer));
        }
        print({u"one entry saved, median"_s, median(ours), u"ms"_s, u"ratio <= 1.5"_s,
               u"a bare SQLite commit"_s, median(theirs)});
    }

    void bulkChange()
    {
        std::vector<ticket::TicketOrder> orders;
        for (size_t i = 0; orders.size() < 1000 && i < m_queue.rows.size(); ++i) {
            if (m_queue.rows[i].status != ticket::Status::Waiting)
                orders.push_back({m_queue.rows[i].id, ticket::ChangeStatus{ticket::Status::Waiting, {}}, {}});
        }
        QElapsedTimer timer;
        timer.start();
        const auto receipt = must(m_workspace->submit(orders));
        const auto change = m_workspace->takeChange();
        print({u"status of %1 tickets changed, saved, rows at hand"_s.arg(change.rows.size()),
               milliseconds(timer), u"ms"_s, u"<= 500 for 1,000 of 100,000"_s});
        if (receipt.saved != int(orders.size()))
            qFatal("%d of %zu saved", receipt.saved, orders.size());
    }

    void searching()
    {
        const std::pair<QString, QString> questions[]{
            {u"a word of nearly every ticket"_s, u"timeout"_s},
            {u"a rare number"_s, u"31415"_s},
            {u"two words and the start of one"_s, u"invoice printer sess"_s}};
        for (const auto &[name, words] : questions) {
            std::vector<double> times;
            for (int i = 0; i < 7; ++i) {
                QElapsedTimer timer;
                timer.start();
                (void)must(m_workspace->search(words, 50));
                times.push_back(milliseconds(timer));
            }
            print({u"search: "_s + name, median(times), u"ms"_s, u"<= 50"_s});
        }
    }

    RealClock m_clock;
    qint64 m_tickets, m_open;
    QTemporaryDir m_folder;
    QString m_file;
    std::unique_ptr<store::Workspace> m_workspace;
    views::QueueSnapshot m_queue;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 tickets = std::max<qint64>(1000, arguments.value(1, u"200000"_s).toLongLong());
    const qint64 open =
        std::clamp<qint64>(arguments.value(2, QString::number(tickets / 10)).toLongLong(), 100, tickets);
    Bench(tickets, open).run();
    return 0;
}
