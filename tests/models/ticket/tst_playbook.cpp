// SPDX-License-Identifier: GPL-3.0-or-later
// Where a ticket stands in the playbook of its priority, at any time and after any history.
#include "models/ticket/playbook.h"
#include "tests/models/ticket/ticketworld.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::ticket;
using Place = StepState::Place;

namespace {

std::shared_ptr<const policy::CompiledPolicy> compiled(policy::Policy policy = TicketWorld::policy())
{
    return *policy::CompiledPolicy::make(std::move(policy));
}

/// A ticket whose facts come at times of their own.
struct Story
{
    explicit Story(const QString &priority = u"P0"_s)
    {
        TicketCreated created = TicketWorld::created();
        created.priority = priority;
        at(0min, created);
    }
    Story &at(Millis after, const TicketFact &fact)
    {
        Recorded recorded;
        recorded.id = FactId::derived(TicketWorld::start() + after, {u"fact"_s, QString::number(m_count++)});
        recorded.occurredAt = recorded.recordedAt = TicketWorld::start() + after;
        recorded.fact = fact;
        apply(ticket, recorded);
        return *this;
    }
    StepState step(const QString &key, Millis after, std::optional<Millis> room = {}) const
    {
        std::optional<Instant> since;
        if (room)
            since = TicketWorld::start() + *room;
        for (const StepState &state : playbookOf(ticket, *policy, since, TicketWorld::start() + after)) {
            if (state.step.key == key)
                return state;
        }
        qFatal("there is no step %s", qPrintable(key));
    }
    QStringList keys() const
    {
        QStringList keys;
        for (const StepState &state : playbookOf(ticket, *policy, {}, TicketWorld::start()))
            keys += state.step.key;
        return keys;
    }

    Ticket ticket;
    std::shared_ptr<const policy::CompiledPolicy> policy = compiled();

private:
    int m_count = 0;
};

Instant in(Millis after)
{
    return TicketWorld::start() + after;
}

const ReplySent kReply{u"Sam"_s, u"We look into it"_s, {}, false, false};
const ReplySent kRobot{u"Bot"_s, u"We got your message"_s, {}, true, false};

} // namespace

class TestPlaybook : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aStepIsDueFromThePriorityAndOverdueAtItsTime()
    {
        const Story it;
        QCOMPARE(it.step(u"war_room"_s, 14min).place, Place::Open);
        QCOMPARE(it.step(u"war_room"_s, 14min).due, in(15min));
        QCOMPARE(it.step(u"war_room"_s, 15min).place, Place::Overdue);
    }

    void aStepWithoutATimeIsNeverOverdue()
    {
        const Story it(u"P2"_s);
        const StepState state = it.step(u"resolve"_s, 24h * 365);
        QCOMPARE(state.place, Place::Open);
        QVERIFY(!state.due);
    }

    void aChangeOfPriorityShowsTheOtherPlaybookFromThatInstant()
    {
        Story it(u"P2"_s);
        QCOMPARE(it.keys(), (QStringList{u"backlog"_s, u"acknowledge"_s, u"resolve"_s}));
        it.at(3h, PriorityChanged{u"P0"_s, {}, {}});
        QCOMPARE(it.keys(), (QStringList{u"page_lead"_s, u"war_room"_s, u"update"_s, u"post_mortem"_s}));
        QCOMPARE(it.step(u"war_room"_s, 3h).due, in(3h + 15min));
        it.at(4h, PriorityChanged{u"P1"_s, {}, {}}).at(5h, PriorityChanged{u"P0"_s, {}, {}});
        QCOMPARE(it.step(u"war_room"_s, 5h).due, in(5h + 15min)); // it has this one since then
    }

    void aTickStaysWhereBothPlaybooksHaveTheStep()
    {
        Story it(u"P2"_s);
        it.at(1h, StepMarked{u"acknowledge"_s, {}, true, false})
            .at(1h, StepMarked{u"resolve"_s, {}, true, false});
        it.at(2h, PriorityChanged{u"P1"_s, {}, {}});
        QCOMPARE(it.step(u"acknowledge"_s, 2h).place, Place::Done);
        QCOMPARE(it.step(u"workaround"_s, 2h).place, Place::Open);
        it.at(3h, PriorityChanged{u"P2"_s, {}, {}});
        QCOMPARE(it.step(u"resolve"_s, 3h).place, Place::Done); // and nothing is forgotten meanwhile
    }

    void theFirstAnswerOfAPersonAcknowledges()
    {
        Story it(u"P1"_s);
        it.at(1min, kRobot).at(2min, NoteAdded{u"Sam"_s, u"hm"_s, {}});
        QCOMPARE(it.step(u"acknowledge"_s, 5min).place, Place::Open);
        it.at(10min, kReply).at(20min, kReply);
        const StepState state = it.step(u"acknowledge"_s, 30min);
        QCOMPARE(state.place, Place::Done);
        QCOMPARE(state.deed->how, StepDeed::How::Reply);
        QCOMPARE(state.deed->at, in(10min));
        QCOMPARE(state.deed->fact, it.ticket.messages[2].fact);
        QVERIFY(!state.isLate);
    }

    void whatIsDoneAfterItsTimeIsLate()
    {
        Story it(u"P1"_s);
        it.at(5h, kReply);
        QVERIFY(it.step(u"acknowledge"_s, 6h).isLate);
    }

    void anIncidentIsTheRoomAndTheTagTheBacklog()
    {
        Story it;
        QCOMPARE(it.step(u"war_room"_s, 1h, 12min).place, Place::Done);
        QCOMPARE(it.step(u"war_room"_s, 1h, 12min).deed->how, StepDeed::How::Room);
        Story low(u"P3"_s);
        low.at(1h, TagsChanged{{u"backlog"_s}, {}});
        QCOMPARE(low.step(u"backlog"_s, 2h).deed,
                 (StepDeed{StepDeed::How::Backlog, in(1h), low.ticket.tagged.front().fact}));
        low.at(3h, TagsChanged{{}, {u"backlog"_s}});
        QCOMPARE(low.step(u"backlog"_s, 4h).place, Place::Open);
    }

    void aTickIsTakenBackAndOfARepeatedStepTheNewest()
    {
        Story it(u"P1"_s);
        it.at(1h, StepMarked{u"workaround"_s, {}, true, false});
        QCOMPARE(it.step(u"workaround"_s, 2h).place, Place::Done);
        it.at(2h, StepMarked{u"workaround"_s, {}, false, false});
        QCOMPARE(it.step(u"workaround"_s, 2h).place, Place::Open);
        it.at(3h, StepMarked{u"update"_s, {}, true, false}).at(4h, StepMarked{u"update"_s, {}, true, false});
        it.at(5h, StepMarked{u"update"_s, {}, false, false});
        QCOMPARE(it.step(u"update"_s, 5h).deed->at, in(3h));
    }

    void ofSeveralTicksTheFirstCountsAndAllGoAtOnce()
    {
        Story it(u"P1"_s);
        policy::Policy own = TicketWorld::policy();
        own.priorities[1].playbook[2].due = sla::parseTarget(u"2h").value();
        it.policy = compiled(own);
        it.at(1h, StepMarked{u"workaround"_s, {}, true, false});
        it.at(5h, StepMarked{u"workaround"_s, {}, true, false}); // another desk, which did not know
        QCOMPARE(it.step(u"workaround"_s, 6h).deed->at, in(1h));
        QVERIFY(!it.step(u"workaround"_s, 6h).isLate);
        it.at(6h, StepMarked{u"workaround"_s, {}, false, false});
        QCOMPARE(it.step(u"workaround"_s, 6h).place, Place::Overdue);
        it.at(7h, StepMarked{u"workaround"_s, {}, true, false});
        QCOMPARE(it.step(u"workaround"_s, 7h).deed->at, in(7h));
        QVERIFY(it.step(u"workaround"_s, 7h).isLate);
    }

    void aRepeatedStepIsDueAgainAfterEachDeedUntilTheResolution()
    {
        Story it;
        QCOMPARE(it.step(u"update"_s, 29min).due, in(30min));
        QCOMPARE(it.step(u"update"_s, 30min).place, Place::Overdue);
        it.at(40min, kReply);
        QCOMPARE(it.step(u"update"_s, 41min).place, Place::Open);
        QCOMPARE(it.step(u"update"_s, 41min).due, in(70min));
        it.at(60min, StepMarked{u"update"_s, {}, true, false}); // told on the phone
        QCOMPARE(it.step(u"update"_s, 61min).due, in(90min));
        it.at(80min, StatusChanged{Status::Resolved, {}, {}});
        QCOMPARE(it.step(u"update"_s, 48h).place, Place::Done);
        it.at(10h, StatusChanged{Status::Reopened, {}, {}});
        QCOMPARE(it.step(u"update"_s, 10h).place, Place::Overdue);
    }

    void anAnswerBeforeThePriorityDoesNotPutTheFirstUpdateOff()
    {
        Story it(u"P2"_s);
        it.at(50min, kReply).at(60min, PriorityChanged{u"P0"_s, {}, {}});
        QCOMPARE(it.step(u"update"_s, 60min).due, in(90min));
    }

    void whatComesAfterTheResolutionWaitsForIt()
    {
        Story it;
        QCOMPARE(it.step(u"post_mortem"_s, 100h).place, Place::Waiting);
        it.at(2h, StatusChanged{Status::Resolved, {}, {}}).at(3h, StatusChanged{Status::Closed, {}, {}});
        QCOMPARE(it.step(u"post_mortem"_s, 3h).place, Place::Open);
        QCOMPARE(it.step(u"post_mortem"_s, 3h).due, in(2h + 24h * 5));
        QCOMPARE(it.step(u"post_mortem"_s, 123h).place, Place::Overdue);
        it.at(4h, StatusChanged{Status::Reopened, {}, {}});
        QCOMPARE(it.step(u"post_mortem"_s, 200h).place, Place::Waiting);
    }

    void whatIsLeftAtTheResolutionIsEndedAndNotOverdue()
    {
        Story it;
        it.at(5min, StatusChanged{Status::Resolved, {}, {}});
        QCOMPARE(it.step(u"war_room"_s, 24h).place, Place::Ended);
        QCOMPARE(it.step(u"update"_s, 24h).place, Place::Ended);
    }

    void businessTimeIsCountedByTheCalendarOfTheTier()
    {
        Story it(u"P1"_s);
        policy::Policy own = TicketWorld::policy();
        own.priorities[1].playbook[2].due = sla::parseTarget(u"2bh").value();
        it.policy = compiled(own);
        // Friday 09:00 in Berlin; the office opens then.
        QCOMPARE(it.step(u"workaround"_s, 0min).due, in(2h));
        it.at(7h, PriorityChanged{u"P2"_s, {}, {}}).at(8h, PriorityChanged{u"P1"_s, {}, {}});
        // 17:00: half an hour on Friday, the rest from Monday 09:00 on.
        QCOMPARE(toRfc3339(*it.step(u"workaround"_s, 8h).due), u"2026-11-23T09:30:00Z"_s);
    }

    void alertsAreAskedForEachTimeATicketGetsThePriority()
    {
        Story it;
        const auto asked = alertsOf(it.ticket, it.policy->policy());
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked.front().step, u"page_lead"_s);
        QVERIFY(asked.front().automatic);
        it.at(0min, asked.front());
        QVERIFY(alertsOf(it.ticket, it.policy->policy()).empty());
        it.at(1h, PriorityChanged{u"P1"_s, {}, {}});
        QCOMPARE(alertsOf(it.ticket, it.policy->policy()).front().step, u"tell_lead"_s);
        QCOMPARE(it.step(u"tell_lead"_s, 1h).due, in(90min));
        it.at(2h, PriorityChanged{u"P0"_s, {}, {}});
        QCOMPARE(alertsOf(it.ticket, it.policy->policy()).front().step, u"page_lead"_s);
        QCOMPARE(it.step(u"page_lead"_s, 2h).place, Place::Open);
        QCOMPARE(it.step(u"page_lead"_s, 2h).due, in(2h + 5min));
        it.at(2h + 6min, asked.front());
        QVERIFY(alertsOf(it.ticket, it.policy->policy()).empty());
        QCOMPARE(it.step(u"page_lead"_s, 3h).deed->how, StepDeed::How::Automatic);
        QVERIFY(it.step(u"page_lead"_s, 3h).isLate);
        Story low(u"P2"_s);
        QVERIFY(alertsOf(low.ticket, low.policy->policy()).empty());
        Story closed;
        closed.at(1h, StatusChanged{Status::Resolved, {}, {}});
        QVERIFY(alertsOf(closed.ticket, closed.policy->policy()).empty());
    }

    void aSlipThatIsPutRightAsksForNoAlertAgain()
    {
        Story it;
        it.at(0min, StepMarked{u"page_lead"_s, {}, true, true});
        it.at(24h, PriorityChanged{u"P2"_s, {}, {}}).at(24h + kSlip, PriorityChanged{u"P0"_s, {}, {}});
        QVERIFY(alertsOf(it.ticket, it.policy->policy()).empty());
        QCOMPARE(it.step(u"page_lead"_s, 25h).place, Place::Done);
        QVERIFY(!it.step(u"page_lead"_s, 25h).isLate);
        it.at(26h, StatusChanged{Status::Resolved, {}, {}});
        it.at(26h + kSlip, StatusChanged{Status::Reopened, {}, {}});
        QVERIFY(alertsOf(it.ticket, it.policy->policy()).empty());
        it.at(30h, PriorityChanged{u"P2"_s, {}, {}});
        it.at(30h + kSlip + 1ms, PriorityChanged{u"P0"_s, {}, {}});
        QCOMPARE(alertsOf(it.ticket, it.policy->policy()).size(), size_t(1));
    }

    void aTicketThatIsOpenedAgainAsksForItsAlertsAgain()
    {
        Story it;
        it.at(0min, StepMarked{u"page_lead"_s, {}, true, true});
        it.at(2h, StatusChanged{Status::Resolved, {}, {}}).at(3h, StatusChanged{Status::Closed, {}, {}});
        QCOMPARE(it.step(u"page_lead"_s, 24h * 20).place, Place::Done);
        it.at(24h * 20, StatusChanged{Status::Reopened, {}, {}});
        QCOMPARE(alertsOf(it.ticket, it.policy->policy()).size(), size_t(1));
        QCOMPARE(it.step(u"page_lead"_s, 24h * 20).due, in(24h * 20 + 5min));
        it.at(24h * 20, StepMarked{u"page_lead"_s, {}, true, true});
        QVERIFY(alertsOf(it.ticket, it.policy->policy()).empty());
    }

    void anAlertOfTheSameKeyIsGivenForTheHigherPriorityToo()
    {
        Story it(u"P1"_s);
        policy::Policy own = TicketWorld::policy();
        own.priorities[0].playbook[0].key = own.priorities[1].playbook[0].key;
        it.policy = compiled(own);
        it.at(0min, StepMarked{u"tell_lead"_s, {}, true, true});
        it.at(1min, PriorityChanged{u"P0"_s, {}, {}});
        QCOMPARE(alertsOf(it.ticket, it.policy->policy()).size(), size_t(1));
        QCOMPARE(it.step(u"tell_lead"_s, 2min).place, Place::Open);
    }

    void aPriorityThatThePolicyDoesNotKnowHasNoPlaybook()
    {
        const Story it(u"P9"_s);
        QVERIFY(it.keys().isEmpty());
        QVERIFY(alertsOf(it.ticket, it.policy->policy()).empty());
    }

    void anyHistoryHoldsTheRules()
    {
        constexpr quint32 kSeed = 20261121;
        qInfo("seed %u", kSeed);
        QRandomGenerator random(kSeed);
        const QStringList priorities{u"P0"_s, u"P1"_s, u"P2"_s, u"P3"_s};
        const QStringList steps{u"update"_s, u"acknowledge"_s, u"workaround"_s, u"war_room"_s,
                                u"page_lead"_s};
        for (int round = 0; round < 300; ++round) {
            Story it(priorities[random.bounded(4)]);
            Millis at{};
            for (int i = random.bounded(20); i > 0; --i) {
                at += 1min * random.bounded(90);
                switch (random.bounded(4)) {
                case 0:
                    it.at(at, PriorityChanged{priorities[random.bounded(4)], {}, {}});
                    break;
                case 1:
                    it.at(at, StatusChanged{Status(random.bounded(7)), {}, {}});
                    break;
                case 2:
                    it.at(at, kReply);
                    break;
                default:
                    it.at(at, StepMarked{steps[random.bounded(5)], {}, random.bounded(3) != 0, false});
                }
            }
            const auto now = playbookOf(it.ticket, *it.policy, {}, in(at));
            const auto later = playbookOf(it.ticket, *it.policy, {}, in(at + 24h * 400));
            const bool isResolved = resolvedSince(it.ticket).has_value();
            QCOMPARE(isResolved, !isOpen(it.ticket.status));
            for (size_t i = 0; i < now.size(); ++i) {
                // Time alone makes a step overdue and nothing else; what it is due at stands still.
                QCOMPARE(later[i].due, now[i].due);
                QCOMPARE(later[i].deed, now[i].deed);
                if (later[i].place != now[i].place)
                    QVERIFY(now[i].place == Place::Open && later[i].place == Place::Overdue);
                QCOMPARE(now[i].place == Place::Overdue,
                         now[i].due && *now[i].due <= in(at) && now[i].place != Place::Done);
                if (now[i].place == Place::Done)
                    QVERIFY(now[i].deed);
                if (isResolved && now[i].step.start == policy::StepStart::Priority)
                    QVERIFY(now[i].place == Place::Done || now[i].place == Place::Ended);
                const bool isAlert = now[i].step.action == policy::StepAction::Alert;
                if (now[i].due)
                    QVERIFY(*now[i].due >
                            (isAlert ? alertsSince(it.ticket, kNever) : prioritySince(it.ticket)));
                if (isAlert && now[i].deed)
                    QVERIFY(now[i].deed->at >= alertsSince(it.ticket, kNever));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPlaybook)
#include "tst_playbook.moc"
