// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the rules, each as a JSON line: how soon a queue is looked at after a change of the policy,
// and what promises that many tickets miss at one instant ask of the file, of the window and of a peer. Not a
// test: times depend on the machine.
#include "app/notify/credentials.h"
#include "app/team/hubaccess.h"
#include "models/policy/policyreader.h"
#include "tests/app/notify/httppeer.h"
#include "tests/app/notify/senderworld.h"
#include "tests/bench/store/madetickets.h"
#include "tests/bench/window/openwindow.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::bench;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 200'000; ///< ms, behind which a figure is given up
constexpr int kPeople = 40;

/// Asks the database thread for nothing again and again: the longest wait is what an entry would wait.
class Probe
{
public:
    explicit Probe(app::DatabaseThread &database) : m_database(database) {}
    double takeLongest() { return m_longest.exchange(0); }

private:
    void run(const std::stop_token &stop)
    {
        QElapsedTimer since;
        while (!stop.stop_requested()) {
            since.start();
            m_database.ask([](store::Workspace &) { return true; }).waitForFinished();
            m_longest = std::max(m_longest.load(), milliseconds(since));
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    app::DatabaseThread &m_database;
    std::atomic<double> m_longest = 0;
    std::jthread m_thread{[this](const std::stop_token &stop) { run(stop); }};
};

void waitFor(const char *what, const std::function<bool()> &isSo)
{
    if (!QTest::qWaitFor(isSo, kPatience))
        qFatal("%s: not within %d s", what, kPatience / 1000);
}

QByteArray policyText(const HttpPeer &peer, const QByteArray &rest = {})
{
    return policyWith("    - {key: peer, kind: webhook, url: \"" + peer.url().toUtf8() +
                          "\"}\n    - {key: desk, kind: desktop}\n",
                      "peer, desk", rest);
}

std::unique_ptr<store::Workspace> freshWorkspace(const QString &file, const Clock &clock,
                                                 const QByteArray &policy)
{
    auto workspace = must(store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock));
    must(workspace->adoptPolicy(policy));
    must(must(app::secretsOf(file))->write(app::credentialKey(u"peer"_s), "secret"));
    people::PersonChanged person;
    person.name = u"Bench"_s;
    person.role = u"agent"_s;
    must(workspace->setMe(must(workspace->savePerson(std::nullopt, person))));
    return workspace;
}

/// A real window over the file, its clock in our hand; it looks at everything once.
struct Watched
{
    SharedClock &clock;
    app::Console console;
    Heart heart;
    BareHeart bare;
    std::unique_ptr<Probe> probe;
    int looks = 0;

    Watched(QApplication &application, const QString &file, SharedClock &sharedClock) : clock(sharedClock)
    {
        app::prepareApplication(application);
        console.desk = std::make_unique<app::DeskService>(clock);
        must(console.desk->start(file, store::OpenMode::ReadWrite));
        app::buildConsole(console, {});
        console.window->resize(1280, 800);
        console.window->show();
        QObject::connect(console.rules.get(), &app::RulesKeeper::rested, console.rules.get(),
                         [this] { ++looks; });
        probe = std::make_unique<Probe>(console.desk->thread());
    }
    ~Watched() { probe.reset(); }

    template <typename Question> auto ask(Question question)
    {
        auto answer = console.desk->thread().ask(std::move(question));
        waitFor("an answer", [&] { return answer.isFinished(); });
        return answer.takeResult();
    }
    void begin()
    {
        heart.start();
        (void)probe->takeLongest();
        (void)bare.takeLongest();
    }
    void tell(const QString &of)
    {
        print({u"the window's longest wait "_s + of, share(heart.gaps, 1), u"ms"_s, u"<= 50"_s,
               u"a thread with nothing to do"_s, std::max(0.01, bare.takeLongest())});
        print({u"the longest that an entry would wait "_s + of, probe->takeLongest(), u"ms"_s, u"~30"_s});
    }
    /// Seconds until the rules looked at all there was to look at.
    double untilRested(int before)
    {
        QElapsedTimer timer;
        timer.start();
        waitFor("the rules", [&] { return looks > before; });
        return seconds(timer);
    }
};

void measurePolicyChange(QApplication &application, const QString &folder, qint64 open)
{
    const HttpPeer peer([](const Received &) { return Reply{}; });
    SharedClock clock(app::SystemClock(std::nullopt).now());
    const QString file = folder + u"/queue.muster"_s;
    {
        const auto workspace = freshWorkspace(file, clock, policyText(peer));
        MadeTickets reader(open, open, clock.now());
        (void)must(workspace->importTickets(reader, QString(), open, {}));
    }
    clock.advance(std::chrono::seconds(1));
    Watched watched(application, file, clock);
    watched.begin();
    QElapsedTimer timer;
    timer.start();
    (void)watched.untilRested(0);
    const double first = seconds(timer);
    timer.start();
    (void)watched.ask([](store::Workspace &workspace) { return must(workspace.loadQueue()).rows.size(); });
    const double rows = seconds(timer);
    print({u"the rules look at %1 open tickets for the first time"_s.arg(open),
           first,
           u"s"_s,
           {},
           u"reading their rows alone"_s,
           rows});
    watched.tell(u"meanwhile"_s);
    const QByteArray changed =
        policyText(peer, "  list_from: 5\n")
            .replace("first_response: {sla: 4h, slo: 2h}", "first_response: {sla: 3h, slo: 2h}");
    QTest::qWait(1000);
    const int before = watched.looks;
    watched.begin();
    timer.start();
    auto adopted = watched.console.desk->adoptPolicy(changed);
    waitFor("the policy", [&] { return adopted.isFinished(); });
    must(adopted.result());
    (void)watched.untilRested(before);
    print({u"the rules over %1 open tickets after a change of the policy"_s.arg(open), seconds(timer), u"s"_s,
           u"<= 1"_s, u"reading their rows alone"_s, rows});
    watched.tell(u"meanwhile"_s);
}

void makeMany(const QString &file, const Clock &clock, const QByteArray &policy, qint64 count)
{
    const auto workspace = freshWorkspace(file, clock, policy);
    customer::CustomerChanged customer;
    customer.name = u"Nordwind"_s;
    customer.tier = u"enterprise"_s;
    std::vector<CustomerId> customers;
    for (int i = 0; i < 100; ++i) {
        customer.name = u"Customer %1"_s.arg(i);
        customers.push_back(must(workspace->saveCustomer(std::nullopt, customer)));
    }
    std::vector<PersonId> people;
    for (int i = 0; i < kPeople; ++i) {
        people::PersonChanged person;
        person.name = u"Agent %1"_s.arg(i);
        person.role = u"agent"_s;
        people.push_back(must(workspace->savePerson(std::nullopt, person)));
    }
    MadeTickets texts(count, count, clock.now());
    std::vector<ticket::TicketOrder> orders;
    for (qint64 i = 0; i < count; ++i) {
        const auto text = std::get<intake::IncomingTicket>(texts.next());
        ticket::CreateTicket create;
        create.fields = text.fields;
        create.fields.customer = customers[size_t(i) % customers.size()];
        create.fields.tier.clear();
        create.fields.priority = u"P1"_s;
        create.fields.impact = u"A main function fails"_s;
        create.fields.environment = u"web"_s;
        create.fields.steps = u"1. export"_s;
        const TicketId id = TicketId::random(clock.now());
        orders.push_back({id, create, std::nullopt});
        if (i % 4 != 0)
            orders.push_back({id, ticket::Assign{people[size_t(i) % people.size()]}, std::nullopt});
    }
    const auto receipt = must(workspace->submit(orders));
    if (!receipt.failures.empty())
        qFatal("%s", qPrintable(receipt.failures.front().error.detail));
}

/// Messages that tell of that occasion.
size_t messagesOf(const HttpPeer &peer, const QString &occasion)
{
    const auto all = peer.received();
    return size_t(std::ranges::count_if(all, [&](const Received &each) {
        const auto body = parseJsonObject(each.body);
        return body && body->value(u"occasion"_s).toString() == occasion;
    }));
}

/// One step of the clock at which many promises come to be at risk or missed.
void measureStep(Watched &watched, const HttpPeer &peer, Millis step, const QString &occasion,
                 const QString &what, double folding)
{
    const size_t before = messagesOf(peer, occasion), others = peer.received().size() - before;
    watched.begin();
    watched.clock.advance(step);
    QElapsedTimer timer;
    timer.start();
    watched.console.rules->lookSoon();
    waitFor("a message", [&] { return messagesOf(peer, occasion) > before; });
    const double told = seconds(timer);
    waitFor("the deliveries", [&] {
        return watched.ask([](store::Workspace &workspace) { return workspace.openNotifications().empty(); });
    });
    const double all = seconds(timer);
    QTest::qWait(3000); // whatever else would come
    const QString baseline = u"folding the same tickets alone"_s;
    print({what + u": until the peer knows"_s, told, u"s"_s, {}, baseline, folding});
    print({what + u": until each delivery is recorded"_s, all, u"s"_s, {}, baseline, folding});
    const size_t messages = messagesOf(peer, occasion) - before;
    print({what + u": messages of it at the peer"_s, double(messages), u"messages"_s, u"1"_s});
    print({what + u": messages of what follows, escalations"_s,
           double(peer.received().size() - messages - before - others), u"messages"_s});
    watched.tell(u"meanwhile"_s);
}

void measureMassBreach(QApplication &application, const QString &folder, qint64 breached)
{
    const HttpPeer peer([](const Received &) { return Reply{}; });
    SharedClock clock(app::SystemClock(std::nullopt).now());
    const QString file = folder + u"/breach.muster"_s;
    {
        // The rules were switched on before there was a ticket.
        const auto workspace = freshWorkspace(file, clock, policyText(peer));
        must(workspace->setSetting(u"automation.since"_s, toRfc3339(clock.now()).toLatin1()));
    }
    clock.advance(std::chrono::seconds(1));
    makeMany(file, clock, policyText(peer), breached);
    clock.advance(std::chrono::seconds(1));
    Watched watched(application, file, clock);
    (void)watched.untilRested(0);
    QTest::qWait(2000);
    QElapsedTimer timer;
    timer.start();
    (void)watched.ask([](store::Workspace &workspace) {
        for (const TicketId &ticket : workspace.openTickets())
            (void)must(workspace.loadTicket(ticket));
        return true;
    });
    const double folding = seconds(timer);
    const QString of = u"%1 promises "_s.arg(breached);
    measureStep(watched, peer, std::chrono::hours(3) + std::chrono::minutes(1), u"sla_at_risk"_s,
                of + u"come to be at risk"_s, folding);
    measureStep(watched, peer, std::chrono::hours(1), u"sla_breached"_s, of + u"are missed at one instant"_s,
                folding);
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("MUSTER_SECRETS", "file");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QTemporaryDir folder;
    measurePolicyChange(application, folder.path(), arguments.value(1, u"100000"_s).toLongLong());
    measureMassBreach(application, folder.path(), arguments.value(2, u"10000"_s).toLongLong());
    return 0;
}
