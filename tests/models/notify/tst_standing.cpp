// SPDX-License-Identifier: GPL-3.0-or-later
// Where a notification stands with its channels, as a person reads it in the log of deliveries.
#include "models/notify/standing.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::notify;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kNow = parseRfc3339(u"2026-11-18T23:00:00Z").value();

policy::ChannelRules rules()
{
    policy::ChannelRules rules;
    for (const QString &key : {u"chat"_s, u"mail"_s, u"desk"_s}) {
        policy::Channel channel;
        channel.key = key;
        channel.name = u"The "_s + key;
        channel.kind = key == u"desk" ? policy::ChannelKind::Desktop : policy::ChannelKind::SlackWebhook;
        rules.channels.push_back(channel);
    }
    rules.otherwise.channels = {u"chat"_s, u"mail"_s, u"desk"_s};
    return rules;
}

/// Its open hours are those in which nothing is sent: every night.
sla::CalendarSpec nights()
{
    sla::CalendarSpec spec;
    spec.zone = u"UTC"_s;
    spec.hours.fill({{22 * 60, 7 * 60}});
    return spec;
}

Notification made(const policy::ChannelRules &by)
{
    const NewFact fact =
        asked({u"a"_s, kNow - minutes(5), u"any"_s, u"Title"_s, {}, {}, {}, {}, {}, {}, {}, {}}, by);
    Notification state;
    state.id = fact.subject;
    apply(state, {FactId::random(kNow),
                  fact.occurredAt,
                  {},
                  {},
                  fromPayload(fact.type, fact.version, fact.payload).value()});
    return state;
}

void add(Notification &state, const NotifyFact &fact, Instant at = kNow)
{
    apply(state, {FactId::random(at), at, PersonId::random(at), {}, fact});
}

std::vector<ChannelStanding> standings(const Notification &state, const policy::ChannelRules &by,
                                       const std::vector<Attempt> &attempts = {})
{
    return Standings(by, attempts, kNow).of(state);
}

} // namespace

class TestStanding final : public QObject
{
    Q_OBJECT

private slots:
    void whatNobodyTriedWaitsAndDesktopsComeLast()
    {
        const auto all = standings(made(rules()), rules());
        QCOMPARE(all.size(), size_t(3));
        QCOMPARE(all[0].name, u"The chat"_s);
        QCOMPARE(all[0].standing, Standing::Waiting);
        QCOMPARE(all[2].standing, Standing::Desktops);
        QCOMPARE(worstOf(all), Standing::Waiting);
    }

    void aTryThatFailedNamesTheNextOneAndWhy()
    {
        const Notification state = made(rules());
        Attempt attempt;
        attempt.key = u"K"_s;
        attempt.channel = u"chat"_s;
        attempt.members = {{state.id, 0}};
        attempt.nextAt = kNow + minutes(2);
        attempt.tries = 3;
        attempt.trouble = u"it answered 503"_s;
        const auto all = standings(state, rules(), {attempt});
        QCOMPARE(all[0].standing, Standing::Trying);
        QCOMPARE(all[0].at, std::optional(kNow + minutes(2)));
        QCOMPARE(all[0].tries, 3);
        QCOMPARE(all[0].why, u"it answered 503"_s);
        QCOMPARE(all[1].standing, Standing::Waiting); // the other channel is not concerned
    }

    void whatIsGivenUpComesFirstUntilSomebodySendsItAgainOrHasSeenIt()
    {
        Notification state = made(rules());
        add(state, Delivered{u"mail"_s, Phase::Told, 0, u"K"_s, {}, {u"ana@example.org"_s}, {}, 4, false});
        add(state, Failed{u"chat"_s, Phase::Told, 0, u"there is no such webhook (404)"_s});
        auto all = standings(state, rules());
        QCOMPARE(worstOf(all), Standing::Failed);
        QCOMPARE(all[0].why, u"there is no such webhook (404)"_s);
        QCOMPARE(all[1].standing, Standing::Delivered);
        QCOMPARE(all[1].to, QStringList{u"ana@example.org"_s});
        QCOMPARE(all[1].together, 4);
        Notification again = state;
        add(again, Resent{u"chat"_s});
        QCOMPARE(standings(again, rules())[0].standing, Standing::Waiting);
        add(state, Acknowledged{});
        all = standings(state, rules());
        QCOMPARE(all[0].standing, Standing::Unneeded);
        QCOMPARE(all[1].standing, Standing::Delivered);
    }

    void quietHoursSilenceUntilTheyEndUnlessThePolicySaysAlways()
    {
        policy::ChannelRules quiet = rules();
        quiet.channels[0].quiet = nights();
        const auto all = standings(made(quiet), quiet);
        QCOMPARE(all[0].standing, Standing::Quiet);
        QCOMPARE(all[0].at, parseRfc3339(u"2026-11-19T07:00:00Z").value());
        QCOMPARE(all[1].standing, Standing::Waiting);
        quiet.otherwise.isAlways = true;
        QCOMPARE(standings(made(quiet), quiet)[0].standing, Standing::Waiting);
    }

    void whatWasPutOffSaysUntilWhenOnDesktopsToo()
    {
        Notification state = made(rules());
        add(state, Snoozed{kNow + hours(1)});
        for (const ChannelStanding &each : standings(state, rules())) {
            QCOMPARE(each.standing, Standing::Snoozed);
            QCOMPARE(each.at, std::optional(kNow + hours(1)));
        }
    }

    void aChannelThatThePolicyHasNoMoreKeepsItsKey()
    {
        policy::ChannelRules later = rules();
        later.channels.erase(later.channels.begin());
        QCOMPARE(standings(made(rules()), later)[0].name, u"chat"_s);
    }
};

QTEST_GUILESS_MAIN(TestStanding)
#include "tst_standing.moc"
