// SPDX-License-Identifier: GPL-3.0-or-later
// A console that slept for hours while promises were missed tells of it once: rules, outbox, sender and a
// peer, all real but the clock.
#include "app/ruleswiring.h"
#include "tests/app/notify/httppeer.h"
#include "tests/app/notify/senderworld.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;

namespace {

/// The services of a console without a window, their clock in our hand.
class Sleeper
{
public:
    template <typename Question> auto ask(Question question)
    {
        auto answer = m_desk.thread().ask(std::move(question));
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000))
            qFatal("the desk does not answer");
        return answer.takeResult();
    }
    Sleeper(const QString &file, const HttpPeer &peer)
        : m_desk(clock), m_incidents(m_desk), m_escalations(m_desk, m_incidents),
          m_rules(m_desk, [this](store::Workspace &workspace) { m_desk.announceChange(workspace); })
    {
        if (!m_desk.start(file, store::OpenMode::CreateIfMissing))
            throw std::runtime_error("the desk does not open");
        ask([&](store::Workspace &workspace) {
            if (!workspace.adoptPolicy(policyWith(hook("peer", peer.url()), "peer")))
                throw std::runtime_error("policy");
            for (const QString &name : {u"Ada"_s, u"Bo"_s, u"Cem"_s}) {
                people::PersonChanged person;
                person.name = name;
                person.role = u"agent"_s;
                m_people.push_back(*workspace.savePerson(std::nullopt, person));
            }
            customer::CustomerChanged customer;
            customer.name = u"Nordwind"_s;
            customer.tier = u"enterprise"_s;
            m_customer = *workspace.saveCustomer(std::nullopt, customer);
            return workspace.setMe(m_people.front()).has_value();
        });
        app::followMatters(m_rules, m_incidents, m_escalations);
        m_sender = std::make_unique<app::Sender>(
            m_desk.thread(), clock, plainCredential(), [] { return false; },
            app::LineLimits{Millis(2000), Millis(2000), 4096, {}});
        m_sender->waitWhile([this] { return m_rules.isBehind(); });
        QObject::connect(&m_rules, &app::RulesKeeper::fired, m_sender.get(), &app::Sender::look);
        m_rules.setActing(true);
        m_sender->start();
    }
    ~Sleeper() { m_sender.reset(); }

    /// Each third one of another owner, one in four without any.
    void create(int count, const QString &priority)
    {
        std::vector<ticket::TicketOrder> orders;
        for (int i = 0; i < count; ++i) {
            ticket::CreateTicket create;
            create.fields.subject = u"Export stuck %1"_s.arg(i);
            create.fields.customer = m_customer;
            create.fields.contactName = u"Ada"_s;
            create.fields.priority = priority;
            create.fields.impact = u"A main function fails"_s;
            create.fields.environment = u"web"_s;
            create.fields.steps = u"1. export"_s;
            const TicketId id = TicketId::random(clock.now());
            orders.push_back({id, create, std::nullopt});
            if (i % 4 != 0)
                orders.push_back({id, ticket::Assign{m_people[size_t(i) % 3]}, std::nullopt});
        }
        auto saved = m_desk.submit(orders);
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }) || saved.result()->saved == 0)
            qFatal("the tickets are not saved");
    }
    void declare()
    {
        incident::Declare command;
        command.fields.title = u"Checkout is down"_s;
        command.fields.severity = u"SEV-1"_s;
        auto saved = m_incidents.submit({{}, command, std::nullopt});
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }) || !saved.result())
            qFatal("the incident is not declared");
    }
    void sleep(Millis time)
    {
        clock.advance(time);
        m_rules.lookSoon();
    }
    int told(const QString &occasion)
    {
        return ask([occasion](store::Workspace &workspace) {
            const auto all = workspace.notifications(10'000);
            return int(std::ranges::count_if(all, [&](const notify::Notification &each) {
                return each.asked.occasion == occasion && !notify::isOpen(each);
            }));
        });
    }
    bool isAllTold()
    {
        return ask([](store::Workspace &workspace) { return workspace.openNotifications().empty(); });
    }

    SharedClock clock{parseRfc3339(u"2026-11-18T12:00:00Z").value()};

private:
    app::DeskService m_desk;
    app::IncidentService m_incidents;
    app::EscalationService m_escalations;
    app::RulesKeeper m_rules;
    std::unique_ptr<app::Sender> m_sender;
    std::vector<PersonId> m_people;
    CustomerId m_customer;
};

} // namespace

class TestSleep final : public QObject
{
    Q_OBJECT

private slots:
    void eightHoursOfSleepAreOneDigestAndThenAllIsAsBefore()
    {
        const QTemporaryDir folder;
        const HttpPeer peer([](const Received &) { return Reply{}; });
        Sleeper console(folder.filePath(u"desk.muster"_s), peer);
        console.create(12, u"P1"_s); // due in four hours, at risk an hour before
        console.declare();
        QTRY_VERIFY_WITH_TIMEOUT(console.told(u"incident_declared"_s) == 1 && console.isAllTold(), 20'000);
        const size_t before = peer.received().size();

        console.sleep(8h);
        QTRY_VERIFY_WITH_TIMEOUT(console.told(u"sla_breached"_s) == 12, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.isAllTold(), 30'000);
        QVERIFY(console.told(u"update_overdue"_s) > 0);
        QTest::qWait(1500); // nothing comes behind it
        const auto received = peer.received();
        QCOMPARE(received.size(), before + 1);
        const auto digest = parseJsonObject(received.back().body);
        QVERIFY(digest);
        QVERIFY2(digest->value("digest"_L1).toBool(), received.back().body.constData());
        QVERIFY(digest->value("together"_L1).toInt() > 12);

        console.create(1, u"P0"_s); // a top-tier outage: told at once, as ever
        QTRY_VERIFY_WITH_TIMEOUT(peer.received().size() > before + 1, 20'000);
        const auto next = parseJsonObject(peer.received().back().body);
        QVERIFY(next && !next->value("digest"_L1).toBool());
    }
};

QTEST_GUILESS_MAIN(TestSleep)
#include "tst_sleep.moc"
