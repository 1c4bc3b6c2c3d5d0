// SPDX-License-Identifier: GPL-3.0-or-later
// bench_newdesk [TICKETS [OPEN]]: a person joins a team with a long history, the window open from the first
// moment: how long until the running incidents and the queue are there, and everything; how long the window
// and an entry wait meanwhile. The desk that joins is a process of its own, which is this program again; the
// hub is a real server. One JSON line a figure, its baseline from the same run. Not a test: times depend on
// the machine.
#include "models/store/workspace.h"
#include "tests/bench/sync/hubline.h"
#include "tests/bench/sync/typist.h"
#include "tests/bench/window/openwindow.h"

#include <QProcess>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::bench;
using namespace muster::test;

namespace {

constexpr int kRest = 10'000;         // ms
constexpr qint64 kInIncident = 100;   // tickets
constexpr qint64 kStore = 16LL << 30; // bytes, of the hub

/// What the new desk's process says, one line each: a word and a number.
void say(const char *what, double value)
{
    std::printf("%s %f\n", what, value);
    std::fflush(stdout);
}

void pauseFor(int milliseconds)
{
    QElapsedTimer pause;
    pause.start();
    waitUntil([&] { return pause.elapsed() > milliseconds; });
}

/// The window of the new desk, from its first line to the hub on.
class NewDesk
{
public:
    NewDesk(QApplication &application, const QString &file)
    {
        m_since.start();
        m_opened = std::make_unique<OpenWindow>(application, file, [] {});
        m_heart.start(); // opening is a figure of its own, of bench_window
    }

    void run()
    {
        catchUp();
        tell("busy");
        m_heart.start();
        QElapsedTimer rest;
        rest.start();
        waitUntil([&] {
            m_typist.type();
            return rest.elapsed() > kRest;
        });
        tell("rest");
        say("memory", residentMegabytes("VmHWM:"));
        say("hash", hashAtRest());
    }

    /// Of the state, as far as it can be said in a number.
    static double hashOf(app::DatabaseThread &thread)
    {
        auto hash = thread.ask(
            [](store::Workspace &workspace) { return must(workspace.stateHash()).toHex().first(12); });
        waitUntil([&] { return hash.isFinished(); });
        return double(hash.result().toULongLong(nullptr, 16));
    }

private:
    views::TeamDesk &team() { return *m_opened->console.team; }

    /// Its rules act on what was entered last, and that is sent, too.
    double hashAtRest()
    {
        double before = 0, now = -1;
        while (now != before) {
            before = now;
            pauseFor(3000);
            waitUntil([this] { return team().status().toSend == 0; });
            now = hashOf(m_opened->console.desk->thread());
        }
        return now;
    }

    void catchUp()
    {
        const views::Desk *desk = m_opened->console.desk.get();
        QObject context;
        bool hasIncident = false, wasNew = false, isProductive = false;
        QObject::connect(desk, &views::Desk::queueChanged, &context, [&](const views::QueueChange &change) {
            if (m_rows == 0 && !change.rows.empty())
                say("first", seconds(m_since));
            m_rows += change.rows.size();
        });
        QObject::connect(m_opened->console.incidents.get(), &views::IncidentDesk::incidentChanged, &context,
                         [&] {
                             if (!std::exchange(hasIncident, true))
                                 say("incident", seconds(m_since));
                         });
        QElapsedTimer asked;
        asked.start();
        waitUntil([&] {
            m_typist.type();
            const views::LinkStatus status = team().status();
            wasNew = wasNew || status.isBootstrapping;
            if (wasNew && !status.isBootstrapping && !std::exchange(isProductive, true))
                say("productive", seconds(m_since));
            return status.state == views::LinkState::InStep && isHistoryHere(asked);
        });
        say("whole", seconds(m_since));
    }

    /// Asked every half second; it goes on behind being in step.
    bool isHistoryHere(QElapsedTimer &asked)
    {
        constexpr int kBetween = 500;
        if (m_history.isValid() && m_history.isFinished()) {
            const bool isHere = m_history.takeResult();
            m_history = {};
            if (isHere)
                return true;
        }
        if (!m_history.isValid() && asked.elapsed() > kBetween) {
            asked.start();
            m_history = m_opened->console.desk->thread().ask(
                [](store::Workspace &workspace) { return workspace.historyToRead().isEmpty(); });
        }
        return false;
    }

    void tell(const QByteArray &when)
    {
        const std::vector<double> entries = m_typist.takeWaits();
        say(when + ".entries", double(entries.size()));
        say(when + ".entry99", share(entries, 0.99));
        say(when + ".entry", share(entries, 1));
        say(when + ".gap99", share(m_heart.gaps, 0.99));
        say(when + ".gap", share(m_heart.gaps, 1));
        say(when + ".bare", m_bare.takeLongest());
    }

    static CustomerId aCustomer(store::Workspace &workspace)
    {
        const auto customers = must(workspace.customers());
        return customers.empty() ? CustomerId() : customers.front().id;
    }
    QFuture<bool> enter()
    {
        return m_opened->console.desk->thread().ask([this](store::Workspace &workspace) {
            if (m_customer.isNull())
                m_customer = aCustomer(workspace);
            if (m_customer.isNull() || !workspace.policy())
                return bool(workspace.setSetting(u"bench"_s, QByteArray::number(++m_entered)));
            ticket::CreateTicket create;
            create.fields.subject = u"Export stuck"_s;
            create.fields.customer = m_customer;
            create.fields.contactName = u"Ada"_s;
            create.fields.priority = u"P1"_s;
            create.fields.impact = u"A main function fails"_s;
            create.fields.environment = u"web"_s;
            create.fields.steps = u"1. export"_s;
            const ticket::TicketOrder order{TicketId::random(m_opened->clock.now()), create, std::nullopt};
            return must(workspace.submit(std::span(&order, 1))).saved == 1;
        });
    }

    std::unique_ptr<OpenWindow> m_opened;
    QElapsedTimer m_since;
    Heart m_heart;
    BareHeart m_bare;
    Typist m_typist{[this] { return enter(); }};
    QFuture<bool> m_history;
    size_t m_rows = 0;
    int m_entered = 0;
    CustomerId m_customer; ///< of the entries
};

class Bench
{
public:
    Bench(qint64 tickets, qint64 open) : m_tickets(tickets), m_open(open) {}

    void run()
    {
        FoundersHistory history(m_team);
        m_facts = history.write(m_tickets, m_open);
        declare();
        (void)history.send();
        makeSnapshot();
        const double parts = readParts();
        const BareRead stream = readBare(m_team, false);
        join();
        const auto said = [this](const char *what) { return m_said.value(what); };
        awaitEqual(said("hash"));
        const QString world = u"%1 tickets, %2 open, %3 facts: "_s.arg(m_tickets).arg(m_open).arg(m_facts);
        const QString bare = u"all parts fetched by the bare client"_s;
        print({world + u"running incident in the window"_s, said("incident"), u"s"_s, {}, bare, parts});
        print(
            {world + u"queue and incidents there"_s, said("productive"), u"s"_s, u"seconds"_s, bare, parts});
        print({world + u"everything there"_s,
               said("whole"),
               u"s"_s,
               {},
               u"the stream fetched by the bare client"_s,
               stream.seconds});
        print({u"facts of the history a second, window open"_s,
               double(m_facts) / said("whole"),
               u"1/s"_s,
               {},
               u"fetched by the bare client"_s,
               double(m_facts) / stream.seconds});
        const QString rest = u"the same at rest"_s;
        print({u"the window's longest wait meanwhile, 99 of 100"_s, said("busy.gap99"), u"ms"_s, u"<= 50"_s,
               rest, said("rest.gap99")});
        print({u"the window's longest wait meanwhile"_s, said("busy.gap"), u"ms"_s, u"<= 50"_s, rest,
               said("rest.gap")});
        print({u"the window's longest wait meanwhile"_s, said("busy.gap"), u"ms"_s, u"<= 50"_s,
               u"a thread with nothing to do, meanwhile"_s, said("busy.bare")});
        print({u"a person's entry meanwhile, p99 of %1"_s.arg(said("busy.entries")),
               said("busy.entry99"),
               u"ms"_s,
               {},
               rest,
               said("rest.entry99")});
        print({u"a person's entry meanwhile, longest"_s,
               said("busy.entry"),
               u"ms"_s,
               {},
               rest,
               said("rest.entry")});
        print({u"most memory of the new desk"_s, said("memory"), u"MB"_s, u"<= 300"_s});
    }

private:
    RealDesk &founder() { return *m_team.desks[0]; }

    /// The hub has all that the newcomer wrote; the founder takes a moment more.
    void awaitEqual(double hash)
    {
        constexpr int kPatience = 60; // s
        QElapsedTimer timer;
        timer.start();
        while (hash != NewDesk::hashOf(founder().desk->thread())) {
            if (seconds(timer) > kPatience)
                qFatal("the desks differ");
            pauseFor(200);
        }
    }

    /// An incident that is running when the newcomer comes.
    void declare()
    {
        founder().with([](store::Workspace &workspace) {
            incident::Declare declare;
            declare.fields.title = u"Checkout is down"_s;
            declare.fields.severity = u"SEV-1"_s;
            const IncidentId id = must(workspace.submit({{}, declare, {}})).incident;
            std::vector<TicketId> tickets;
            const auto queue = must(workspace.loadQueue());
            for (const views::TicketRow &row : queue.rows) {
                if (tickets.size() < kInIncident)
                    tickets.push_back(row.id);
            }
            (void)must(workspace.submit({id, incident::TicketsLinked{tickets, {}}, {}}));
            return true;
        });
    }

    void makeSnapshot()
    {
        std::optional<QString> trouble;
        QObject context;
        QObject::connect(founder().team.get(), &app::TeamService::snapshotMade, &context,
                         [&](const QString &what) { trouble = what; });
        QElapsedTimer timer;
        timer.start();
        founder().team->makeSnapshot();
        waitUntil([&] { return trouble.has_value(); });
        if (!trouble->isEmpty())
            qFatal("%s", qPrintable(*trouble));
        print({u"snapshot made and published"_s, seconds(timer), u"s"_s});
    }

    /// Seconds that the client alone takes for the snapshot.
    double readParts()
    {
        const ledger::DeviceKey key = keyOf(founder());
        const auto line = lineOf(m_team, key);
        std::optional<sync::Manifest> manifest;
        line->fetchPart(sync::manifestSubject(key.device()), [&](const Result<sync::HubMessage> &message) {
            manifest = must(sync::decodeManifest(must(message).body));
        });
        waitUntil([&] { return manifest.has_value(); });
        constexpr size_t kWindow = 16;
        size_t asked = 0, here = 0;
        qint64 bytes = 0;
        QElapsedTimer timer;
        timer.start();
        const auto ask = [&](auto &self) -> void {
            if (asked == manifest->parts.size())
                return;
            line->fetchPart(sync::partSubject(key.device(), manifest->slot, asked++),
                            [&](const Result<sync::HubMessage> &message) {
                                bytes += must(message).body.size();
                                ++here;
                                self(self);
                            });
        };
        for (size_t i = 0; i < kWindow; ++i)
            ask(ask);
        waitUntil([&] { return here == manifest->parts.size(); });
        print({u"snapshot in %1 parts"_s.arg(here), double(bytes) / 1e6, u"MB"_s});
        return seconds(timer);
    }

    /// In a process of its own; the founder lets it in by its own key once it knows it.
    void join()
    {
        const auto invitation = founder().with([this](store::Workspace &workspace) {
            return must(app::invite(workspace, u"Newcomer"_s, u"agent"_s,
                                    m_team.hub.clock.now() + std::chrono::hours(24)));
        });
        m_team.hub.admit(m_team.roster());
        const QString file = m_folder.filePath(u"new.muster"_s);
        joinIn(file, invitation);
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {u"--desk"_s, file});
        bool isAdmitted = false;
        QObject::connect(founder().team.get(), &views::TeamDesk::teamChanged, &process, [&] {
            if (!std::exchange(isAdmitted, m_team.roster().members.size() > 1) && isAdmitted)
                m_team.hub.admit(m_team.roster());
        });
        waitUntil([&] {
            while (process.canReadLine()) {
                const QList<QByteArray> words = process.readLine().trimmed().split(' ');
                m_said.insert(words.value(0), words.value(1).toDouble());
            }
            return process.state() == QProcess::NotRunning;
        });
        if (process.exitCode() != 0 || process.exitStatus() != QProcess::NormalExit)
            qFatal("the new desk failed");
    }

    void joinIn(const QString &file, const hub::Invitation &invitation)
    {
        const auto workspace =
            must(store::Workspace::open(file, store::OpenMode::CreateIfMissing, m_team.hub.clock));
        const auto secrets = must(app::secretsOf(file));
        must(app::join(*workspace, *secrets, invitation));
    }

    qint64 m_tickets, m_open, m_facts = 0;
    RealTeam m_team{0, 1, kStore};
    QTemporaryDir m_folder;
    QHash<QByteArray, double> m_said;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("MUSTER_SECRETS", "file");
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--desk") {
        NewDesk(application, arguments.value(2)).run();
        return 0;
    }
    const qint64 tickets = arguments.value(1, u"200000"_s).toLongLong();
    const qint64 open = arguments.value(2, QString::number(tickets / 50)).toLongLong();
    if (open < 1 || open > tickets || !NatsServer::isInstalled()) {
        std::fprintf(stderr, "bench_newdesk [TICKETS [OPEN]], with nats-server installed\n");
        return 2;
    }
    Bench(tickets, open).run();
    return 0;
}
