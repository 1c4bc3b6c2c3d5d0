// SPDX-License-Identifier: GPL-3.0-or-later
// The log of deliveries: the newest first, filtered by what a person looks for, each line in plain words.
#include "models/views/deliverylog.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::notify;
using namespace muster::views;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kNow = parseRfc3339(u"2026-11-18T12:00:00Z").value();

policy::ChannelRules rules()
{
    policy::ChannelRules rules;
    policy::Channel channel;
    channel.key = u"chat"_s;
    channel.name = u"Support chat"_s;
    channel.kind = policy::ChannelKind::SlackWebhook;
    rules.channels = {channel};
    rules.otherwise.channels = {u"chat"_s};
    rules.otherwise.name = u"SLA breached"_s;
    rules.otherwise.roles = {u"lead"_s};
    return rules;
}

Notification made(int number, const std::vector<NotifyFact> &more = {})
{
    Wish wish;
    wish.cause = u"c:%1"_s.arg(number);
    wish.at = kNow - minutes(number);
    wish.title = u"Case %1"_s.arg(number);
    wish.text = u"first_response was due"_s;
    const NewFact fact = asked(wish, rules());
    Notification state;
    state.id = fact.subject;
    apply(state, {FactId::random(kNow),
                  fact.occurredAt,
                  {},
                  {},
                  fromPayload(fact.type, fact.version, fact.payload).value()});
    for (const NotifyFact &each : more)
        apply(state, {FactId::random(kNow), kNow, PersonId::random(kNow), {}, each});
    return state;
}

const NotifyFact kFailed = Failed{u"chat"_s, Phase::Told, 0, u"the address is not known there (404)"_s};
const NotifyFact kDelivered = Delivered{u"chat"_s, Phase::Told, 0, u"K"_s, {}, {}, {}, 1, false};

QString ana(PersonId)
{
    return u"Ana"_s;
}

} // namespace

class TestDeliveryLog final : public QObject
{
    Q_OBJECT

private slots:
    void theNewestComesFirstAndEachViewHoldsItsOwn()
    {
        DeliveryLog log;
        log.take({{made(3), made(1, {kFailed}), made(2, {kDelivered}), made(4, {kDelivered, Acknowledged{}})},
                  {},
                  rules()});
        const auto all = log.rows(DeliveryView::All, {}, kNow);
        QCOMPARE(all.size(), size_t(4));
        QCOMPARE(all[0].notification->asked.title, u"Case 1"_s);
        QCOMPARE(all[3].notification->asked.title, u"Case 4"_s);
        QCOMPARE(log.counts(), (DeliveryCounts{4, 1, 1, 3}));
        QCOMPARE(log.rows(DeliveryView::Failed, {}, kNow).size(), size_t(1));
        QCOMPARE(log.rows(DeliveryView::Pending, {}, kNow)[0].notification->asked.title, u"Case 3"_s);
        QCOMPARE(log.rows(DeliveryView::Unseen, {}, kNow).size(), size_t(3));
    }

    void everyWordHasToStandSomewhere()
    {
        DeliveryLog log;
        log.take({{made(12), made(21, {kDelivered})}, {}, rules()});
        QCOMPARE(log.rows(DeliveryView::All, u"case 12"_s, kNow).size(), size_t(1));
        QCOMPARE(log.rows(DeliveryView::All, u"breached CHAT"_s, kNow).size(), size_t(2));
        QVERIFY(log.rows(DeliveryView::All, u"case pigeon"_s, kNow).empty());
    }

    void whatIsGoneGoesAndWhatChangedTakesItsPlace()
    {
        DeliveryLog log;
        log.take({{made(1), made(2)}, {}, rules()});
        Notification gone;
        gone.id = made(1).id;
        log.take({{gone, made(2, {kFailed})}, {}, rules()});
        const auto all = log.rows(DeliveryView::All, {}, kNow);
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all[0].standing, Standing::Failed);
    }

    void aLineSaysInPlainWordsWhatBecameOfIt()
    {
        DeliveryLog log;
        Attempt attempt;
        attempt.channel = u"chat"_s;
        attempt.members = {{made(3).id, 0}};
        attempt.tries = 2;
        attempt.nextAt = kNow + minutes(5);
        attempt.trouble = u"it answered that it is in trouble (503)"_s;
        log.take({{made(1, {kFailed}), made(2, {kDelivered}), made(3)}, {attempt}, rules()});
        const auto all = log.rows(DeliveryView::All, {}, kNow);
        QCOMPARE(standingText(all[0], kNow), u"Failed"_s);
        QCOMPARE(channelText(all[0].channels[0], kNow),
                 u"Support chat: given up 12:00 UTC. The address is not known there (404)."_s);
        QCOMPARE(standingText(all[1], kNow), u"Delivered 12:00 UTC"_s);
        QCOMPARE(standingText(all[2], kNow), u"Next try 12:05 UTC"_s);
        QCOMPARE(
            channelText(all[2].channels[0], kNow),
            u"Support chat: tried again 12:05 UTC, after 2 tries. It answered that it is in trouble (503)."_s);
        QCOMPARE(log.nextChange(), std::optional(kNow + minutes(5)));
        QCOMPARE(seenText(made(1, {Acknowledged{}}), &ana, kNow), u"Acknowledged by Ana 12:00 UTC"_s);
        const auto parts = deliveryParts(
            all[0], &ana, [](Instant at) { return toRfc3339(at); }, kNow);
        QCOMPARE(parts[1].lines, QStringList{u"lead"_s});
        QVERIFY(parts.back().lines.contains(u"c:1"_s));
    }

    void tenThousandAreShownWithoutAStall()
    {
        DeliveryNews news;
        news.rules = rules();
        news.notifications.reserve(10'000);
        for (int i = 0; i < 10'000; ++i)
            news.notifications.push_back(made(i, {i % 50 == 0 ? kFailed : kDelivered}));
        DeliveryLog log;
        log.take(news);
        DeliveryModel model;
        QElapsedTimer timer;
        timer.start();
        model.setValues(log.rows(DeliveryView::All, {}, kNow));
        const qint64 first = timer.restart();
        log.take({{made(7, {kFailed})}, {}, rules()});
        model.setValues(log.rows(DeliveryView::All, {}, kNow));
        const qint64 one = timer.restart();
        model.setValues(log.rows(DeliveryView::Failed, u"case"_s, kNow));
        qInfo("10000 lines: shown in %lld ms, one changed in %lld ms, filtered in %lld ms", first, one,
              timer.elapsed());
        QCOMPARE(model.rowCount(), 201);
    }

    void whatFailedIsCountedWithoutMakingTheRows()
    {
        DeliveryLog log;
        log.take({{made(1, {kFailed}), made(2, {kFailed, Acknowledged{}}), made(3)}, {}, rules()});
        QCOMPARE(log.failed(), 1); // nobody has to do anything about what somebody has seen
        log.take({{made(3, {kFailed})}, {}, rules()});
        QCOMPARE(log.failed(), 2);
        log.take({{made(1, {kFailed, kDelivered})}, {}, rules()}); // the same round stays given up
        QCOMPARE(log.failed(), 2);
        Notification gone;
        gone.id = made(3).id;
        log.take({{gone, made(1, {kFailed, Settled{}})}, {}, rules()});
        QCOMPARE(log.failed(), 0);
        (void)log.rows(DeliveryView::All, {}, kNow);
        QCOMPARE(log.counts().failed, log.failed());
    }

    void aLineThatNothingTouchedReadsOtherwiseInItsTime()
    {
        DeliveryLog log;
        const Instant until = kNow + minutes(15);
        log.take({{made(1, {Snoozed{until}}), made(2)}, {}, rules()});
        const auto standings = [&](Instant now) {
            std::vector<Standing> all;
            for (const DeliveryRow &row : log.rows(DeliveryView::All, {}, now))
                all.push_back(row.standing);
            return all;
        };
        QCOMPARE(standings(kNow), (std::vector{Standing::Snoozed, Standing::Waiting}));
        QCOMPARE(log.nextChange(), std::optional(until));
        QCOMPARE(standings(until), (std::vector{Standing::Waiting, Standing::Waiting}));
        QCOMPARE(standings(kNow), (std::vector{Standing::Snoozed, Standing::Waiting})); // set back
        Attempt attempt;
        attempt.channel = u"chat"_s;
        attempt.members = {{made(2).id, 0}};
        log.take({{}, {attempt}, rules()});
        QCOMPARE(standings(kNow), (std::vector{Standing::Snoozed, Standing::Trying}));
        log.take({{}, {}, rules()});
        QCOMPARE(standings(kNow), (std::vector{Standing::Snoozed, Standing::Waiting}));
        policy::ChannelRules renamed = rules();
        renamed.channels.front().name = u"Room 2"_s;
        log.take({{}, {}, renamed});
        QCOMPARE(log.rows(DeliveryView::All, {}, kNow)[1].channels[0].name, u"Room 2"_s);
        sla::CalendarSpec nights;
        nights.zone = u"UTC"_s;
        nights.hours.fill({{22 * 60, 7 * 60}});
        policy::ChannelRules quiet = rules();
        quiet.channels.front().quiet = nights;
        log.take({{}, {}, quiet});
        const Instant night = kNow + hours(11);
        QCOMPARE(standings(kNow)[1], Standing::Waiting);
        QCOMPARE(standings(night)[1], Standing::Quiet);
        QCOMPARE(standings(night + hours(9))[1], Standing::Waiting);
    }

    void theModelKeepsItsPromises()
    {
        DeliveryModel model;
        const QAbstractItemModelTester tester(&model);
        DeliveryLog log;
        log.take({{made(1), made(2), made(3)}, {}, rules()});
        model.setNow(kNow);
        model.setValues(log.rows(DeliveryView::All, {}, kNow));
        QCOMPARE(model.index(0).data().toString(), u"Case 1. Waiting. Support chat. 11:59 UTC"_s);
        model.setValues(log.rows(DeliveryView::Failed, {}, kNow));
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDeliveryLog)
#include "tst_deliverylog.moc"
