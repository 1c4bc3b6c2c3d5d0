// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that look only at what may have changed come to the same as rules that look at everything, over
// random tickets, entries, policies and jumps of the clock.
#include "tests/models/store/worlds.h"

#include <QTest>

#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;

namespace {

constexpr int kSteps = 160;

/// The preset with or without channels for what is told, and with or without assignment by rules.
QByteArray policyText(bool tells, bool gives, int variant)
{
    QByteArray text = policy::presetText(u"playbook-p0-p3"_s) + "\nassignment:\n  key: ours\n  automatic: ";
    text += gives ? "true" : "false";
    text += "\n  after: " + QByteArray::number(5 + variant) + "m\n  roles: [agent, lead]\n  most: 1000\n";
    text += "\nnotifications:\n  key: ours\n  channels:\n    - {key: desk, kind: desktop}\n";
    return text + (tells ? "  otherwise: {channels: [desk]}\n"
                         : "  occasions:\n    - {key: escalation, name: Escalation, channels: [desk]}\n"
                           "  otherwise: {channels: []}\n");
}

void adopt(store::Workspace &workspace, const QByteArray &text)
{
    const auto adopted = workspace.adoptPolicy(text);
    QVERIFY2(adopted, adopted ? "" : qPrintable(adopted.error().detail));
}

using Plans = std::map<SubjectId, Instant>;

/// A desk whose rules look as the program has them look: at what was touched and at what is due.
class Keeper
{
public:
    Keeper(store::Workspace &workspace, Instant since) : m_workspace(workspace), m_since(since) {}

    /// How many tickets were looked at until nothing was left.
    int lookAtDue(Instant now)
    {
        int looked = 0;
        while (true) {
            const store::Touched touched = *m_workspace.touchedSince(m_mark);
            m_mark = touched.mark;
            std::set<TicketId> left(touched.tickets.begin(), touched.tickets.end());
            for (const auto &[subject, due] : plans) {
                if (due <= now)
                    left.insert(idCast<TicketId>(subject));
            }
            if (left.empty())
                return looked;
            looked += int(left.size());
            run({left.begin(), left.end()});
        }
    }
    int lookAtAll()
    {
        const store::Touched all = *m_workspace.everythingForRules();
        m_mark = all.mark;
        run(all.tickets);
        return int(all.tickets.size());
    }

    Plans plans;
    int acted = 0;

private:
    void run(const std::vector<TicketId> &tickets)
    {
        for (const TicketId &ticket : tickets)
            plans.erase(idCast<SubjectId>(ticket));
        const store::RulesRound round = *m_workspace.runRules(tickets, m_since);
        for (const auto &[subject, due] : round.next)
            plans[subject] = due;
        acted += int(round.fired.size()) + round.told + round.given;
    }
    store::Workspace &m_workspace;
    Instant m_since;
    qint64 m_mark = 0;
};

} // namespace

class TestJudging final : public QObject
{
    Q_OBJECT

private slots:
    void lookingAtWhatChangedComesToTheSameAsLookingAtAll()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        m_random.seed(seed);
        const QTemporaryDir folder(u"/dev/shm/muster-XXXXXX"_s);
        TestClock clock;
        World world(folder.filePath(u"desk.muster"_s), clock);
        const Instant since = clock.now();
        Keeper keeper(*world.workspace, since);
        std::vector<TicketId> tickets;
        int acted = 0, looked = 0, skipped = 0;
        for (int step = 0; step < kSteps; ++step) {
            change(world, tickets);
            clock.advance(std::chrono::minutes(m_random.bounded(40U)));
            looked += m_random.bounded(5U) == 0 ? keeper.lookAtAll() : 0;
            looked += keeper.lookAtDue(clock.now());
            if (step % 8 != 7)
                continue;
            // Another program over the same facts that knows nothing yet.
            const QString copy = folder.filePath(u"copy%1.muster"_s.arg(step));
            const auto whole = openAt(copy, clock);
            QVERIFY(whole->take(world.facts()));
            Keeper fresh(*whole, since);
            skipped += fresh.lookAtAll();
            acted += keeper.acted;
            QCOMPARE(fresh.acted, 0);
            QCOMPARE(fresh.plans, keeper.plans);
        }
        qInfo("%d looks and %d in whole ones, rules acted %d times over %d tickets", looked, skipped, acted,
              int(tickets.size()));
        QVERIFY(acted > 0);
    }

    void aChangeOfThePolicyHasOnlyThoseLookedAtThatItConcerns()
    {
        const QTemporaryDir folder(u"/dev/shm/muster-XXXXXX"_s);
        TestClock clock;
        World world(folder.filePath(u"desk.muster"_s), clock);
        adopt(*world.workspace, policyText(false, false, 0));
        Keeper keeper(*world.workspace, clock.now());
        const TicketId late = world.create(u"Export stuck"_s);
        clock.advance(5h);
        for (int i = 0; i < 20; ++i)
            world.create(u"Import stuck %1"_s.arg(i));
        keeper.lookAtDue(clock.now());
        QVERIFY(world.workspace->everythingForRules()->tickets.empty()); // it knows all of them
        // Promises change for those to come: nothing is to be looked at.
        QByteArray other = policyText(false, false, 0);
        adopt(*world.workspace, other.replace("first_response: {sla: 4h", "first_response: {sla: 3h"));
        QVERIFY(world.workspace->everythingForRules()->tickets.empty());
        // What was missed has a channel from now on.
        adopt(*world.workspace, policyText(true, false, 0));
        const auto concerned = world.workspace->everythingForRules()->tickets;
        QVERIFY(std::ranges::find(concerned, late) != concerned.end());
        const int before = keeper.acted;
        QVERIFY(keeper.lookAtAll() > 0);
        QVERIFY(keeper.acted > before);
        QVERIFY(world.workspace->everythingForRules()->tickets.empty());
        // Nobody owns any of them.
        adopt(*world.workspace, policyText(true, true, 0));
        QCOMPARE(world.workspace->everythingForRules()->tickets.size(), size_t(21));
    }

private:
    TicketId any(const std::vector<TicketId> &tickets)
    {
        return tickets[m_random.bounded(unsigned(tickets.size()))];
    }
    void make(World &world, std::vector<TicketId> &tickets)
    {
        static const QStringList subjects{u"Export stuck at 98 percent again"_s,
                                          u"Export stuck at 99 percent again"_s, u"Our data was leaked"_s,
                                          u"[URGENT] we lose money"_s, u"Login page is slow"_s};
        auto order = world.creation(subjects[qsizetype(m_random.bounded(5U))]);
        std::get<ticket::CreateTicket>(order.command).fields.priority = u"P%1"_s.arg(m_random.bounded(4U));
        const auto receipt = world.workspace->submit(std::span(&order, 1));
        QVERIFY(receipt && receipt->saved == 1);
        tickets.push_back(order.ticket);
    }
    void change(World &world, std::vector<TicketId> &tickets)
    {
        if (tickets.size() < 3)
            return make(world, tickets);
        const TicketId one = any(tickets);
        switch (m_random.bounded(12U)) {
        case 0:
        case 1:
        case 2:
            return make(world, tickets);
        case 3:
            (void)world.submit(one, ticket::SendReply{u"We look at it."_s, false, {}});
            return;
        case 4:
            (void)world.submit(one, ticket::AddNote{u"Looked at it"_s});
            return;
        case 5:
            (void)world.submit(one, ticket::ChangePriority{u"P%1"_s.arg(m_random.bounded(4U)), u"So"_s});
            return;
        case 6:
            (void)world.submit(one, ticket::ChangeStatus{ticket::Status::Waiting, {}});
            return;
        case 7:
            (void)world.submit(one, ticket::ChangeStatus{ticket::Status::Resolved, {}});
            return;
        case 8:
            (void)world.submit(one, ticket::ChangeStatus{ticket::Status::Open, {}});
            return;
        case 9:
            (void)world.submit(
                one, ticket::Assign{m_random.bounded(2U) == 0 ? world.workspace->me() : PersonId{}});
            return;
        case 10:
            return closeOne(*world.workspace, one);
        default:
            adopt(*world.workspace, policyText(m_random.bounded(2U) == 0, m_random.bounded(2U) == 0,
                                               int(m_random.bounded(3U))));
        }
    }
    /// Takes an escalation of the ticket, where there is one, and closes it: its rule may fire again then.
    static void closeOne(store::Workspace &workspace, TicketId ticket)
    {
        for (const views::LedEscalation &led : workspace.escalationsOf(ticket)) {
            const auto id = led.escalation.id;
            (void)workspace.submit(escalation::EscalationOrder{id, escalation::Accepted{}, std::nullopt});
            (void)workspace.submit(escalation::EscalationOrder{
                id, escalation::Closed{u"None."_s, {}, u"It was none."_s}, std::nullopt});
        }
    }
    QRandomGenerator m_random;
};

QTEST_GUILESS_MAIN(TestJudging)
#include "tst_judging.moc"
