// SPDX-License-Identifier: GPL-3.0-or-later
// What is told, when, and what is not: the outbox follows from facts, rules and now.
#include "tests/models/notify/outboxworld.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class TestOutbox final : public QObject
{
    Q_OBJECT

private slots:
    void twoConsolesThatNoticeTheSameAskTheSame()
    {
        const Wish wish{u"rule/ticket/1"_s, kNow, u"breach"_s, u"Breached"_s, {}, {}, {}, {}, {}, {}, {}, {}};
        const NewFact fact = asked(wish, outboxRules());
        QCOMPARE(fact, asked(wish, outboxRules()));
        QVERIFY(fact.derivedId && !fact.derivedId->isNull());
        QCOMPARE(fact.subject, subjectOf(wish.cause, kNow));
        QCOMPARE(fact.occurredAt, kNow);
        QVERIFY(subjectOf(wish.cause, kNow) != subjectOf(wish.cause, kNow + seconds(1)));
        const auto read = fromPayload(fact.type, 1, fact.payload);
        QVERIFY(read);
        QCOMPARE(std::get<Asked>(*read).channels, QStringList{u"chat"_s});
        QVERIFY(std::get<Asked>(*read).isOnDesktops);
    }

    void everyFactComesBackFromItsPayload()
    {
        const std::vector<NotifyFact> facts{
            Asked{u"c"_s,
                  u"breach"_s,
                  u"SLA breached"_s,
                  u"t"_s,
                  u"x"_s,
                  u"https://a"_s,
                  u"th"_s,
                  policy::Urgency::Critical,
                  true,
                  true,
                  {u"chat"_s},
                  {u"lead"_s},
                  {PersonId::random(kNow)},
                  u"ticket"_s,
                  SubjectId::random(kNow),
                  u"inc-1"_s,
                  u"topic"_s},
            Delivered{u"chat"_s, Phase::Acknowledged, 3, u"k"_s, u"C1:2"_s, {u"a@b.c"_s}, u"note"_s, 7, true},
            Delivered{u"mail"_s,
                      Phase::Told,
                      0,
                      u"k"_s,
                      {},
                      {},
                      {},
                      1,
                      false,
                      {{PersonId::random(kNow), kNow + hours(9)}},
                      {}},
            Delivered{u"mail"_s, Phase::Told, 0, u"k"_s, {}, {}, {}, 1, false, {}, PersonId::random(kNow)},
            Failed{u"chat"_s, Phase::Settled, 1, u"why"_s},
            Failed{u"mail"_s, Phase::Told, 1, u"why"_s, {{PersonId::random(kNow), kNow}}, {}},
            Failed{u"mail"_s, Phase::Told, 1, u"why"_s, {}, PersonId::random(kNow)},
            Resent{u"chat"_s},
            Resent{u"mail"_s, PersonId::random(kNow)},
            Acknowledged{},
            Snoozed{kNow},
            Settled{}};
        for (const NotifyFact &fact : facts) {
            const auto read = fromPayload(typeName(fact), 1, toPayload(fact));
            QVERIFY2(read, qPrintable(typeName(fact)));
            QVERIFY2(*read == fact, qPrintable(typeName(fact)));
        }
        QVERIFY(!fromPayload(u"notification.asked"_s, 1, {}));
        QCOMPARE(fromPayload(u"notification.later"_s, 1, {}).error().fault, Fault::NotFound);
        QJsonObject bad = toPayload(facts[1]);
        bad.insert(u"round"_s, -5);
        QCOMPARE(fromPayload(u"notification.delivered"_s, 1, bad).error().fault, Fault::BadInput);
    }

    void whatIsAskedGoesToEachChannelOnceAndTheDesktopIsNoneOfTheOutbox()
    {
        OutboxWorld world;
        world.ask(u"a"_s, kNow);
        const Plan first = world.planAt(kNow);
        QCOMPARE(first.send.size(), size_t(1));
        QCOMPARE(first.send[0].channel, u"chat"_s);
        QCOMPARE(first.send[0].key, world.planAt(kNow + minutes(1)).send[0].key);
        world.deliver(first.send[0], kNow);
        QVERIFY(world.planAt(kNow + hours(9)).send.empty());
    }

    void nothingIsToldBeforeItsTime()
    {
        OutboxWorld world;
        world.ask(u"a"_s, kNow + minutes(5));
        const Plan early = world.planAt(kNow);
        QVERIFY(early.send.empty());
        QCOMPARE(early.next, std::optional(kNow + minutes(5)));
        QCOMPARE(world.planAt(kNow + minutes(5)).send.size(), size_t(1));
    }

    void anAcknowledgementAnywhereStopsWhatIsUnsent()
    {
        OutboxWorld world;
        const SubjectId id = world.ask(u"a"_s, kNow);
        const Plan first = world.planAt(kNow);
        world.write(*decide(world.of(id), Acknowledge{}, kNow));
        QVERIFY(world.planAt(kNow).send.empty());
        // Also what was tried already and waits for its next try.
        const Plan after = world.planAt(kNow + minutes(1), first.send);
        QVERIFY(after.send.empty());
        QCOMPARE(after.drop, QStringList{first.send[0].key});
        QVERIFY(!isOpen(world.of(id)));
        QVERIFY(!decide(world.of(id), Acknowledge{}, kNow));
    }

    void aSnoozeHoldsItBackAndTellsItAgain()
    {
        OutboxWorld world;
        const SubjectId id = world.ask(u"a"_s, kNow);
        world.deliver(world.planAt(kNow).send[0], kNow);
        QVERIFY(!isOpen(world.of(id)));
        world.write(*decide(world.of(id), Snooze{kNow + minutes(30)}, kNow));
        const Plan held = world.planAt(kNow + minutes(1));
        QVERIFY(held.send.empty());
        QCOMPARE(held.next, std::optional(kNow + minutes(30)));
        const Plan again = world.planAt(kNow + minutes(30));
        QCOMPARE(again.send.size(), size_t(1));
        QCOMPARE(again.send[0].members[0].round, 1);
        world.deliver(again.send[0], kNow + minutes(30));
        QVERIFY(world.planAt(kNow + hours(3)).send.empty());
        QVERIFY(!decide(world.of(id), Snooze{kNow - minutes(1)}, kNow));
        QVERIFY(!decide(world.of(id), Snooze{kNow + hours(24 * 60)}, kNow));
    }

    void aDeadLetterIsSentAgainOnlyWhenSomebodyWantsIt()
    {
        OutboxWorld world;
        const SubjectId id = world.ask(u"a"_s, kNow);
        QVERIFY(!decide(world.of(id), Resend{u"chat"_s}, kNow));
        const Attempt first = world.planAt(kNow).send[0];
        world.fail(first, kNow);
        QVERIFY(world.planAt(kNow + hours(1)).send.empty());
        world.write(*decide(world.of(id), Resend{u"chat"_s}, kNow + hours(1)));
        const Plan again = world.planAt(kNow + hours(1));
        QCOMPARE(again.send.size(), size_t(1));
        QVERIFY(again.send[0].key != first.key);
        QVERIFY(!again.send[0].isDigest);
    }

    void quietHoursHoldBackAllButWhatIsAlwaysTold()
    {
        OutboxWorld world;
        sla::CalendarSpec nights;
        nights.zone = u"Europe/Berlin"_s; // one hour ahead in November
        for (auto &day : nights.hours)
            day.push_back({22 * 60, 7 * 60});
        for (const QString &key : {u"chat"_s, u"pager"_s})
            channelOf(world.rules, key).quiet = nights;
        const Instant night = parseRfc3339(u"2026-11-18T23:00:00Z").value();
        const Instant morning = parseRfc3339(u"2026-11-19T06:00:00Z").value();
        world.ask(u"a"_s, night);
        world.ask(u"b"_s, night + minutes(1));
        world.ask(u"p"_s, night, u"page"_s);
        const Plan atNight = world.planAt(night + minutes(1));
        QCOMPARE(atNight.send.size(), size_t(1));
        QCOMPARE(atNight.send[0].channel, u"pager"_s);
        QCOMPARE(atNight.next, std::optional(morning));
        world.deliver(atNight.send[0], night);
        const Plan later = world.planAt(morning);
        QCOMPARE(later.send.size(), size_t(1));
        QVERIFY(later.send[0].isDigest);
        QCOMPARE(later.send[0].members.size(), size_t(2));
    }

    void aTryAgainKeepsItsKeyAndWaitsForItsTime()
    {
        OutboxWorld world;
        world.ask(u"a"_s, kNow);
        Attempt attempt = world.planAt(kNow).send[0];
        attempt.tries = 1;
        attempt.nextAt = kNow + seconds(40);
        const Plan waits = world.planAt(kNow, {attempt});
        QVERIFY(waits.send.empty());
        QCOMPARE(waits.next, std::optional(kNow + seconds(40)));
        world.ask(u"b"_s, kNow + seconds(30));
        const Plan again = world.planAt(kNow + seconds(40), {attempt});
        QCOMPARE(again.send.size(), size_t(2));
        QCOMPARE(again.send[0].key, attempt.key);
        QCOMPARE(again.send[0].members.size(), size_t(1));
        QVERIFY(world.planAt(kNow + seconds(40), {attempt}, {}, {attempt.key}).send.size() == 1);
    }

    void theWaitGrowsHasAJitterAndIsNeverShorterThanThePeerAsked()
    {
        for (int tries = 1; tries < 30; ++tries) {
            const Millis wait = backOff(u"key"_s, tries, std::nullopt);
            const Millis whole = std::min<Millis>(Millis(5000) * (1 << std::min(tries - 1, 20)), minutes(15));
            QVERIFY2(wait <= whole && wait >= whole / 2, qPrintable(QString::number(tries)));
            QCOMPARE(wait, backOff(u"key"_s, tries, std::nullopt));
        }
        QVERIFY(backOff(u"key"_s, 3, std::nullopt) != backOff(u"yek"_s, 3, std::nullopt));
        QCOMPARE(backOff(u"key"_s, 1, Millis(hours(1))), Millis(hours(1)));
    }

    void aPeerThatAsksForAPauseIsLeftAloneWithWhateverComes()
    {
        OutboxWorld world;
        world.ask(u"a"_s, kNow);
        Attempt attempt = world.planAt(kNow).send[0];
        attempt.tries = 1;
        attempt.nextAt = kNow + hours(1);
        attempt.askedUntil = attempt.nextAt;
        QCOMPARE(attemptFromJson(toJson(attempt)).value(), attempt);
        world.ask(u"b"_s, kNow + minutes(1), u"other"_s);
        world.ask(u"c"_s, kNow + minutes(1), u"page"_s);
        world.rules.otherwise.channels = {u"chat"_s};
        world.ask(u"d"_s, kNow + minutes(1), u"other"_s);
        const Plan waits = world.planAt(kNow + minutes(2), {attempt});
        QCOMPARE(waits.send.size(), size_t(1));
        QCOMPARE(waits.send[0].channel, u"pager"_s); // nobody asked that of it
        QCOMPARE(waits.next, std::optional(attempt.nextAt));
        QCOMPARE(world.planAt(attempt.nextAt, {attempt}).send.size(), size_t(3));
        // A peer that says nothing of the kind holds back that message alone.
        attempt.askedUntil.reset();
        QCOMPARE(world.planAt(kNow + minutes(2), {attempt}).send.size(), size_t(2));
    }

    void thePagerHearsWhatBecameOfAllThatItHoldsAsOne()
    {
        OutboxWorld world;
        std::vector<SubjectId> ids;
        ids.reserve(4);
        for (int i = 0; i < 4; ++i)
            ids.push_back(world.ask(QString::number(i), kNow, u"page"_s));
        const Attempt told = world.planAt(kNow).send[0];
        QCOMPARE(told.members.size(), size_t(4));
        world.deliver(told, kNow, true);
        for (int i = 0; i < 3; ++i)
            world.write(*decide(world.of(ids[size_t(i)]), Acknowledge{}, kNow));
        QVERIFY(world.planAt(kNow).send.empty());
        world.write(*decide(world.of(ids[3]), Acknowledge{}, kNow));
        const Plan acknowledged = world.planAt(kNow);
        QCOMPARE(acknowledged.send.size(), size_t(1));
        QCOMPARE(acknowledged.send[0].phase, Phase::Acknowledged);
        QCOMPARE(acknowledged.send[0].peerKey, told.key);
        world.deliver(acknowledged.send[0], kNow);
        QVERIFY(world.planAt(kNow).send.empty());
        for (int i = 0; i < 4; ++i)
            world.write(settled(QString::number(i), kNow, kNow + minutes(9)));
        const Plan settledPlan = world.planAt(kNow + minutes(9));
        QCOMPARE(settledPlan.send.size(), size_t(1));
        QCOMPARE(settledPlan.send[0].phase, Phase::Settled);
        world.deliver(settledPlan.send[0], kNow + minutes(9));
        QVERIFY(std::ranges::none_of(world.all, &isOpen));
    }

    void whatWasPutOffIsTheSameMatterForThePager()
    {
        OutboxWorld world;
        const SubjectId id = world.ask(u"a"_s, kNow, u"page"_s);
        const Attempt told = world.planAt(kNow).send[0];
        world.deliver(told, kNow, true);
        world.write(*decide(world.of(id), Snooze{kNow + minutes(30)}, kNow));
        world.ask(u"b"_s, kNow + minutes(30), u"page"_s);
        const Plan again = world.planAt(kNow + minutes(30));
        QCOMPARE(again.send.size(), size_t(2)); // the new one is none of the matter that the pager holds
        for (const Attempt &attempt : again.send) {
            const bool isOld = attempt.members[0].notification == id;
            QCOMPARE(attempt.peerKey, isOld ? told.key : QString());
            const auto members = wanted(attempt, byId(world.all), kNow + minutes(30));
            QCOMPARE(messageOf(attempt, members).peerKey, isOld ? told.key : attempt.key);
            if (isOld)
                world.deliver(attempt, kNow + minutes(30), true);
        }
        world.write(settled(u"a"_s, kNow, kNow + hours(1)));
        const Plan ended = world.planAt(kNow + hours(1));
        const auto end = std::ranges::find(ended.send, Phase::Settled, &Attempt::phase);
        QVERIFY(end != ended.send.end());
        QCOMPARE(end->peerKey, told.key);
        world.deliver(*end, kNow + hours(1));
        QVERIFY(!isOpen(world.of(id)));
    }

    void whateverThePagerHoldsOfAMatterIsEnded()
    {
        OutboxWorld world;
        const SubjectId id = world.ask(u"a"_s, kNow, u"page"_s);
        Attempt told = world.planAt(kNow).send[0];
        world.deliver(told, kNow, true);
        told.key = u"by a console that had not heard of it"_s;
        world.deliver(told, kNow + seconds(20), true);
        world.write(settled(u"a"_s, kNow, kNow + minutes(9)));
        QStringList ended;
        while (isOpen(world.of(id)) && ended.size() < 5) {
            const Plan plan = world.planAt(kNow + minutes(9));
            QVERIFY(!plan.send.empty());
            for (const Attempt &attempt : plan.send) {
                QVERIFY(!ended.contains(attempt.peerKey));
                ended += attempt.peerKey;
                world.deliver(attempt, kNow + minutes(9));
            }
        }
        QCOMPARE(ended.size(), 2);
        QVERIFY(world.planAt(kNow + minutes(10)).send.empty());
    }

    void whatTwoConsolesDeliveredAsTheSameIsOneDelivery()
    {
        OutboxWorld world;
        world.ask(u"a"_s, kNow);
        const Plan plan = world.planAt(kNow);
        world.deliver(plan.send[0], kNow);
        world.deliver(plan.send[0], kNow + seconds(20)); // by another one that had not heard of it
        QCOMPARE(world.all[0].deliveries.size(), size_t(1));
        QCOMPARE(world.all[0].deliveries[0].at, kNow);
        Attempt other = plan.send[0];
        other.key = u"another message"_s;
        world.deliver(other, kNow + seconds(40));
        QCOMPARE(world.all[0].deliveries.size(), size_t(2));
    }

    void aChannelThatThePolicyDoesNotHaveAnyMoreIsGivenUpByTheSender()
    {
        OutboxWorld world;
        world.ask(u"a"_s, kNow);
        world.rules.channels.pop_back();
        world.rules.channels.pop_back();
        const Plan plan = world.planAt(kNow);
        QCOMPARE(plan.send.size(), size_t(1));
        QCOMPARE(plan.send[0].channel, u"chat"_s);
        world.fail(plan.send[0], kNow);
        QVERIFY(world.planAt(kNow).send.empty());
    }

    void noHistoryOfTriesLosesOrRepeatsAnything()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 60; ++round) {
            OutboxWorld world;
            channelOf(world.rules, u"chat"_s).rate = policy::RateLimit{3, minutes(1)};
            std::vector<Attempt> attempts;
            std::vector<Sending> sendings;
            Instant now = kNow;
            int asks = 0;
            const auto pass = [&](bool isKind) {
                const Plan plan = world.planAt(now, attempts, sendings);
                for (const QString &key : plan.drop)
                    std::erase_if(attempts, [&](const Attempt &each) { return each.key == key; });
                for (Attempt attempt : plan.send) {
                    sendings.push_back({attempt.channel, now});
                    std::erase_if(attempts, [&](const Attempt &each) { return each.key == attempt.key; });
                    if (isKind || random.bounded(3) == 0) {
                        world.deliver(attempt, now);
                        continue;
                    }
                    ++attempt.tries;
                    attempt.nextAt = now + backOff(attempt.key, attempt.tries, std::nullopt);
                    attempts.push_back(attempt);
                }
            };
            for (int step = 0; step < 40; ++step) {
                now += seconds(random.bounded(1, 90));
                for (int i = random.bounded(5); i > 0; --i)
                    world.ask(QString::number(++asks), now, i % 2 ? u"breach"_s : u"page"_s);
                if (!world.all.empty() && random.bounded(4) == 0) {
                    const auto &some = world.all[size_t(random.bounded(int(world.all.size())))];
                    if (const auto fact = decide(some, Acknowledge{}, now))
                        world.write(*fact);
                }
                pass(false);
            }
            for (int step = 0; step < 60; ++step) {
                now += minutes(16);
                pass(true);
            }
            QVERIFY(attempts.empty());
            for (const Notification &each : world.all) {
                const qsizetype told = std::ranges::count(each.deliveries, Phase::Told, &Delivery::phase);
                QVERIFY2(told == 1 || (told == 0 && each.acknowledged), qPrintable(u"seed %1"_s.arg(seed)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
