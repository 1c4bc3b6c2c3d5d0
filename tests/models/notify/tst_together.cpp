// SPDX-License-Identifier: GPL-3.0-or-later
// What goes together: many become one message, and late ones a digest.
#include "tests/models/notify/outboxworld.h"

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

/// Eight breaches, half of them for one person, half for another.
void askForTwoPeople(OutboxWorld &world)
{
    for (int i = 0; i < 8; ++i)
        world.ask(QString::number(i), kNow, u"breach"_s,
                  [&](Wish &wish) { wish.people = {PersonId::derived(kNow, {i % 2 ? u"odd" : u"even"})}; });
}

} // namespace

class TestTogether final : public QObject
{
    Q_OBJECT

private slots:
    void manyOfOneOccasionBecomeOneMessageWithAList()
    {
        OutboxWorld world;
        for (int i = 0; i < 3; ++i)
            world.ask(QString::number(i), kNow - seconds(i));
        QCOMPARE(world.planAt(kNow).send.size(), size_t(3));
        for (int i = 3; i < 10'000; ++i)
            world.ask(QString::number(i), kNow - seconds(i % 60));
        const Plan storm = world.planAt(kNow);
        QCOMPARE(storm.send.size(), size_t(1));
        QCOMPARE(storm.send[0].members.size(), size_t(10'000));
        const Message message = messageOf(storm.send[0], wanted(storm.send[0], byId(world.all), kNow));
        QCOMPARE(message.items.size(), kMostItems);
        QCOMPARE(message.more, 10'000 - int(kMostItems));
        QCOMPARE(message.title, u"SLA breached: 10000 at once"_s);
    }

    void theWordsOfTheOldestAreTheFirstAndOthersOccasionsStayApart()
    {
        OutboxWorld world;
        for (int i = 0; i < 4; ++i)
            world.ask(QString::number(i), kNow - seconds(i));
        world.ask(u"p"_s, kNow, u"page"_s);
        const Plan plan = world.planAt(kNow);
        QCOMPARE(plan.send.size(), size_t(2));
        const Attempt &list = plan.send[0].members.size() == 4 ? plan.send[0] : plan.send[1];
        const Message message = messageOf(list, wanted(list, byId(world.all), kNow));
        QVERIFY(message.items[0].endsWith(u"Title of 3"_s));
        QCOMPARE(message.items[0].left(16), u"2026-11-18 11:59"_s);
    }

    void afterALongAbsenceThereIsOneDigest()
    {
        OutboxWorld world;
        for (int i = 0; i < 20; ++i)
            world.ask(QString::number(i), kNow - hours(8) + minutes(20 * i),
                      i % 2 ? u"breach"_s : u"other"_s);
        for (Notification &each : world.all)
            each.asked.channels = {u"chat"_s};
        const Plan plan = world.planAt(kNow);
        QCOMPARE(plan.send.size(), size_t(1));
        QVERIFY(plan.send[0].isDigest);
        const Message message = messageOf(plan.send[0], wanted(plan.send[0], byId(world.all), kNow));
        QVERIFY(message.title.contains(u"20 notifications"_s));
        world.deliver(plan.send[0], kNow);
        QVERIFY(world.planAt(kNow + hours(8)).send.empty());
    }

    void whileTheRulesAreAtItTicketsWaitAndAnIncidentDoesNot()
    {
        OutboxWorld world;
        const auto about = [](const QString &kind) { return [kind](Wish &wish) { wish.aboutKind = kind; }; };
        world.ask(u"ticket"_s, kNow, u"breach"_s, about(u"ticket"_s));
        world.ask(u"escalation"_s, kNow, u"page"_s, about(u"escalation"_s));
        world.ask(u"late"_s, kNow - hours(8), u"breach"_s, about(u"incident"_s));
        const SubjectId incident = world.ask(u"incident"_s, kNow, u"breach"_s, about(u"incident"_s));
        const Plan during = plan(world.all, world.rules, {}, {}, {}, kNow, MoreToCome::OfTickets);
        QCOMPARE(during.send.size(), size_t(1));
        QCOMPARE(during.send[0].members, (std::vector<Member>{{incident, 0}}));
        // What was begun goes on: it is in the peer's hands already.
        const std::vector<Attempt> begun = world.planAt(kNow).send;
        QCOMPARE(begun.size(), size_t(4));
        QCOMPARE(plan(world.all, world.rules, begun, {}, {}, kNow, MoreToCome::OfTickets).send.size(),
                 size_t(4));
    }

    void aRateLimitBoundsMessagesAndLosesNothing()
    {
        OutboxWorld world;
        channelOf(world.rules, u"chat"_s).rate = policy::RateLimit{2, minutes(1)};
        for (int i = 0; i < 3; ++i)
            world.ask(QString::number(i), kNow);
        // Three messages, room for two: they become one.
        const Plan plan = world.planAt(kNow);
        QCOMPARE(plan.send.size(), size_t(1));
        QCOMPARE(plan.send[0].members.size(), size_t(3));
        const Plan full =
            world.planAt(kNow, {}, {{u"chat"_s, kNow - seconds(50)}, {u"chat"_s, kNow - seconds(10)}});
        QVERIFY(full.send.empty());
        QCOMPARE(full.next, std::optional(kNow + seconds(10)));
    }

    /// Which is parted by address when it goes: see tst_recipients.
    void aMailToDifferentPeopleIsOneAttempt()
    {
        OutboxWorld world;
        channelOf(world.rules, u"chat"_s).kind = ChannelKind::Email;
        askForTwoPeople(world);
        const Plan plan = world.planAt(kNow);
        QCOMPARE(plan.send.size(), size_t(1));
        QCOMPARE(plan.send[0].members.size(), size_t(8));
        const Plan digests = world.planAt(kNow + hours(8));
        QCOMPARE(digests.send.size(), size_t(1));
        QVERIFY(digests.send[0].isDigest);
    }

    void aChannelThatWritesToNobodyByNameGetsOneMessageOfAll()
    {
        OutboxWorld world;
        askForTwoPeople(world);
        const Plan plan = world.planAt(kNow);
        QCOMPARE(plan.send.size(), size_t(1));
        QCOMPARE(plan.send[0].members.size(), size_t(8));
        const Plan digest = world.planAt(kNow + hours(8));
        QCOMPARE(digest.send.size(), size_t(1));
        QVERIFY(digest.send[0].isDigest);
    }
};

QTEST_APPLESS_MAIN(TestTogether)
#include "tst_together.moc"
