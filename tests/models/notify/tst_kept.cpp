// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept for somebody until they are at work again: told then as one message, unless it is over.
#include "models/notify/standing.h"
#include "tests/models/notify/outboxworld.h"

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const PersonId kBo = PersonId::derived(kNow, {u"Bo"});
const PersonId kCy = PersonId::derived(kNow, {u"Cy"});
const Instant kMorning = kNow + hours(9);

/// Two matters that everybody else was told of, kept for Bo, the first of them for Cy as well.
struct Kept : OutboxWorld
{
    Kept()
    {
        channelOf(rules, u"chat"_s).kind = ChannelKind::Email;
        for (const auto &[id, later] :
             {std::pair(first, std::vector<Later>{{kBo, kMorning}, {kCy, kMorning}}),
              std::pair(second, std::vector<Later>{{kBo, kMorning}})})
            write(newFact(id, kNow,
                          Delivered{u"chat"_s, Phase::Told, 0, u"key"_s, {}, {}, {}, 1, false, later, {}}));
    }
    const Attempt *forWhom(const Plan &plan, PersonId person) const
    {
        const auto found = std::ranges::find(plan.send, person, &Attempt::person);
        return found == plan.send.end() ? nullptr : &*found;
    }
    void delivered(const Attempt &attempt, Instant at)
    {
        for (const Member &member : attempt.members)
            write(newFact(member.notification, at,
                          Delivered{u"chat"_s,
                                    Phase::Told,
                                    member.round,
                                    attempt.key,
                                    {},
                                    {u"a@b.c"_s},
                                    {},
                                    1,
                                    false,
                                    {},
                                    attempt.person}));
    }
    SubjectId first = ask(u"first"_s, kNow), second = ask(u"second"_s, kNow);
};

} // namespace

class TestKept final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsKeptGoesToEachAsOneMessageWhenTheirHoursBegin()
    {
        Kept world;
        QVERIFY(isOpen(world.of(world.first)));
        const Plan evening = world.planAt(kNow + minutes(1));
        QVERIFY(evening.send.empty());
        QCOMPARE(evening.next, std::optional(kMorning));

        const Plan morning = world.planAt(kMorning);
        QCOMPARE(morning.send.size(), size_t(2));
        const Attempt *bo = world.forWhom(morning, kBo), *cy = world.forWhom(morning, kCy);
        QVERIFY(bo && cy);
        QCOMPARE(bo->members.size(), size_t(2));
        QCOMPARE(cy->members.size(), size_t(1));
        QVERIFY(bo->key != cy->key);
        const Message mail = messageOf(*bo, wanted(*bo, byId(world.all), kMorning));
        QCOMPARE(mail.title, u"Outside of your working hours: 2 notifications"_s);
        QCOMPARE(mail.items.size(), 2);
        // On its way it is not planned anew, and goes on where a try failed.
        QVERIFY(world.planAt(kMorning, morning.send, {}, {bo->key, cy->key}).send.empty());
        QCOMPARE(world.planAt(kMorning, morning.send).send.size(), size_t(2));

        world.delivered(*bo, kMorning);
        const Plan rest = world.planAt(kMorning + minutes(1));
        QCOMPARE(rest.send.size(), size_t(1));
        QCOMPARE(rest.send.front().person, kCy);
        QVERIFY(!isOpen(world.of(world.second)));
        world.delivered(rest.send.front(), kMorning);
        QVERIFY(!isOpen(world.of(world.first)));
    }

    void whatIsOverByThenIsNotTold()
    {
        Kept world;
        world.write(newFact(world.first, kNow + hours(1), Acknowledged{}), kCy);
        const Plan morning = world.planAt(kMorning);
        QCOMPARE(morning.send.size(), size_t(1));
        QCOMPARE(morning.send.front().members.size(), size_t(1));
        // It ends while it is tried.
        world.write(newFact(world.second, kMorning, Settled{}));
        QCOMPARE(world.planAt(kMorning, morning.send).drop, QStringList{morning.send.front().key});
    }

    void whatIsPutOffOrSentAgainGoesToEverybodyAnew()
    {
        Kept world;
        world.write(newFact(world.first, kNow + hours(1), Snoozed{kMorning + hours(1)}), kCy);
        world.write(newFact(world.second, kNow + hours(1), Resent{u"chat"_s}));
        QCOMPARE(world.planAt(kNow + hours(1)).send.size(), size_t(1)); // the second, to everybody
        const Plan later = world.planAt(kMorning + hours(1));
        QVERIFY(std::ranges::all_of(later.send, [](const Attempt &each) { return each.person.isNull(); }));
    }

    void whereTheChannelIsGoneItIsGivenUp()
    {
        Kept world;
        std::erase_if(world.rules.channels, [](const policy::Channel &each) { return each.key == u"chat"; });
        const Plan plan = world.planAt(kNow + minutes(1));
        QCOMPARE(plan.send.size(), size_t(3)); // two for Bo, one for Cy
        QVERIFY(std::ranges::none_of(plan.send, [](const Attempt &each) { return each.person.isNull(); }));
        // One that posts for everybody does not get what was for one.
        Kept other;
        channelOf(other.rules, u"chat"_s).kind = ChannelKind::SlackWebhook;
        QCOMPARE(other.planAt(kNow + minutes(1)).send.size(), size_t(3));
    }

    void whatFailedForOneIsSentAgainToThatOne()
    {
        Kept world;
        world.write(
            newFact(world.first, kMorning, Failed{u"chat"_s, Phase::Told, 0, u"no such box"_s, {}, kCy}));
        QVERIFY(world.forWhom(world.planAt(kMorning), kCy) == nullptr);
        const auto again = decide(world.of(world.first), Resend{u"chat"_s}, kMorning);
        QVERIFY(again);
        world.write(*again, kBo);
        QVERIFY(failureOf(world.of(world.first), u"chat"_s) == nullptr);
        const Plan plan = world.planAt(kMorning);
        QVERIFY(world.forWhom(plan, kCy) != nullptr);
        QVERIFY(world.forWhom(plan, PersonId()) == nullptr); // the others have it
    }

    void whereItFailsForThoseAtWorkTheOthersStillGetIt()
    {
        OutboxWorld world;
        const SubjectId id = world.ask(u"a"_s, kNow);
        channelOf(world.rules, u"chat"_s).kind = ChannelKind::Email;
        world.write(
            newFact(id, kNow, Failed{u"chat"_s, Phase::Told, 0, u"refused"_s, {{kBo, kMorning}}, {}}));
        const Plan morning = world.planAt(kMorning);
        QCOMPARE(morning.send.size(), size_t(1));
        QCOMPARE(morning.send.front().person, kBo);
    }

    void whatTwoConsolesKeptIsKeptOnce()
    {
        Kept world;
        world.write(newFact(
            world.first, kNow,
            Delivered{u"chat"_s, Phase::Told, 0, u"other"_s, {}, {}, {}, 2, false, {{kBo, kMorning}}, {}}));
        QCOMPARE(world.forWhom(world.planAt(kMorning), kBo)->members.size(), size_t(2));
    }

    void theRateOfAChannelHoldsForIt()
    {
        Kept world;
        channelOf(world.rules, u"chat"_s).rate = policy::RateLimit{1, hours(1)};
        const Plan morning = world.planAt(kMorning);
        QCOMPARE(morning.send.size(), size_t(1));
        QVERIFY(morning.next);
    }

    void theLogSaysForWhomItIsKeptAndForWhomItFailed()
    {
        Kept world;
        const auto standing = [&](Instant now) {
            const auto all = Standings(world.rules, {}, now).of(world.of(world.first));
            return *std::ranges::find(all, u"chat"_s, &ChannelStanding::channel);
        };
        QCOMPARE(standing(kNow).standing, Standing::Delivered);
        QCOMPARE(standing(kNow).later.size(), size_t(2));
        world.write(
            newFact(world.first, kMorning, Failed{u"chat"_s, Phase::Told, 0, u"no such box"_s, {}, kCy}));
        QCOMPARE(standing(kMorning).standing, Standing::Failed);
        QCOMPARE(standing(kMorning).why, u"no such box"_s);
        QCOMPARE(standing(kMorning).later.size(), size_t(1));
        world.delivered(*world.forWhom(world.planAt(kMorning), kBo), kMorning);
        QCOMPARE(standing(kMorning).to, QStringList{u"a@b.c"_s});
        world.write(newFact(world.first, kMorning, Acknowledged{}), kBo);
        QCOMPARE(standing(kMorning).standing, Standing::Delivered); // nobody has to do anything any more
    }
};

QTEST_GUILESS_MAIN(TestKept)
#include "tst_kept.moc"
