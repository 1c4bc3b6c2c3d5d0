// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/outbox.h"

#include "models/base/base32.h"
#include "models/notify/tracked.h"
#include "models/sla/calendar.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

using policy::Channel;
using policy::ChannelKind;
using policy::ChannelRules;

constexpr Millis kFirstWait{5'000};
constexpr Millis kLongestWait{std::chrono::minutes(15)};
constexpr int kMostDoublings = 10;
constexpr int kFewestTries = 4; ///< before something is given up for its age

struct Item
{
    const Notification *notification = nullptr;
    int round = 0;
    Instant since{}; ///< when it became due
};

/// What goes out as one message when there is much of it. Of a mail each person reads what they are meant to
/// know; a peer that holds a matter already hears more of that alone.
struct Bundle
{
    std::vector<Item> items;
    bool isDigest = false;
};

void earlier(std::optional<Instant> &next, Instant at)
{
    next = std::min(next.value_or(at), at);
}

Instant dueSince(const Notification &state, const QString &channel)
{
    Instant since = state.at;
    for (const SnoozeEntry &snooze : state.snoozes)
        since = std::max(since, snooze.until);
    for (const auto &[again, at] : state.resent) {
        if (again == channel)
            since = std::max(since, at);
    }
    return since;
}

/// The key of a message follows from what is in it, so that two desks that make the same one use the same.
QString keyOf(const Attempt &attempt)
{
    QString words = attempt.channel + u'/' + phaseName(attempt.phase);
    if (!attempt.person.isNull())
        words += u"/for."_s + attempt.person.toString();
    if (attempt.phase != Phase::Told)
        words += u"/of."_s + attempt.peerKey;
    for (const Member &member : attempt.members)
        words += u'/' + member.notification.toString() + u'.' + QString::number(member.round);
    return toBase32(derivedIdBytes(Instant{}, {u"notification.message", words}));
}

Attempt attemptOf(const QString &channel, Phase phase, const std::vector<Item> &items, bool isDigest,
                  Instant now, PersonId person = {}, const QString &peerKey = {})
{
    Attempt attempt;
    attempt.channel = channel;
    attempt.phase = phase;
    attempt.isDigest = isDigest;
    attempt.person = person;
    attempt.peerKey = peerKey;
    attempt.members.reserve(items.size());
    for (const Item &item : items)
        attempt.members.push_back({item.notification->id, item.round});
    attempt.key = keyOf(attempt);
    attempt.firstAt = attempt.nextAt = now;
    return attempt;
}

/// How many addresses one message goes to, as far as the policy alone says that.
int weightOf(const Channel &channel)
{
    return channel.kind == ChannelKind::Sms ? std::max(1, int(channel.to.size())) : 1;
}

/// What the channel's peer calls it already; empty where it was not told yet.
QString peerKeyOf(const Channel &channel, const Notification &state)
{
    return trackedKeys(state, channel.key).value(0);
}

/// Whether whom the attempt is for has it, or was given up.
bool isDone(const Attempt &attempt, const Notification &state)
{
    if (attempt.phase != Phase::Told)
        return hasHeard(state, attempt.channel, attempt.phase, attempt.peerKey);
    if (attempt.person.isNull())
        return outcomeOf(state, attempt.channel, attempt.phase) != nullptr;
    return !isKeptFor(state, attempt.channel, attempt.person);
}

class Planner
{
public:
    Planner(const std::vector<Notification> &notifications, const ChannelRules &rules,
            const std::vector<Attempt> &attempts, const std::vector<Sending> &sendings,
            const QSet<QString> &under, Instant now, MoreToCome more)
        : m_notifications(notifications), m_byId(byId(notifications)), m_rules(rules), m_attempts(attempts),
          m_sendings(sendings), m_under(under), m_now(now), m_more(more)
    {}

    Plan make()
    {
        for (const Attempt &attempt : m_attempts) {
            if (attempt.askedUntil && *attempt.askedUntil > m_now)
                m_heldUntil[attempt.channel] =
                    std::max(*attempt.askedUntil, m_heldUntil.value(attempt.channel));
            for (const Member &member : attempt.members)
                m_taken[takenBy(attempt)].insert(member.notification);
        }
        for (const Attempt &attempt : m_attempts)
            goOn(attempt);
        for (const Channel &channel : m_rules.channels) {
            if (channel.kind != ChannelKind::Desktop) {
                tell(channel);
                tellEnds(channel);
            }
            if (channel.kind == ChannelKind::Email)
                tellKept(channel);
        }
        tellUnknown();
        return std::move(m_plan);
    }

private:
    using Taker = std::tuple<QString, Phase, PersonId>; ///< a channel, for everybody or for one person
    static Taker takenBy(const Attempt &attempt) { return {attempt.channel, attempt.phase, attempt.person}; }
    bool isTaken(const QString &channel, Phase phase, const SubjectId &id, PersonId person = {}) const
    {
        const auto taken = m_taken.find({channel, phase, person});
        return taken != m_taken.end() && taken->second.contains(id);
    }
    /// What is one of many, perhaps, of which not all are here yet.
    bool waitsForMore(const Notification &each, const QString &channel) const
    {
        return m_more == MoreToCome::OfTickets &&
               (each.asked.aboutKind == u"ticket" || each.asked.aboutKind == u"escalation" ||
                isLate(dueSince(each, channel)));
    }
    bool isLate(Instant since) const { return m_now - since > m_rules.digestAfter; }

    void goOn(const Attempt &attempt)
    {
        if (m_under.contains(attempt.key))
            return;
        const auto left = wanted(attempt, m_byId, m_now);
        if (left.empty()) {
            m_plan.drop += attempt.key;
            for (const Member &member : attempt.members)
                m_taken[takenBy(attempt)].remove(member.notification);
            return;
        }
        const Channel *channel = m_rules.channel(attempt.channel);
        Instant from = attempt.nextAt;
        const bool isAlways =
            std::ranges::any_of(left, [](const Notification *each) { return each->asked.isAlways; });
        if (channel != nullptr && !isAlways && attempt.phase == Phase::Told)
            from = std::max(from, quietUntil(*channel, m_now).value_or(from));
        if (channel != nullptr && from <= m_now && allowance(*channel) <= 0)
            from = freeAgain(*channel);
        if (from > m_now) {
            earlier(m_plan.next, from);
            return;
        }
        m_spent[attempt.channel] += channel != nullptr ? weightOf(*channel) : 1;
        m_plan.send.push_back(attempt);
    }

    /// What is new, and what was put off and comes again.
    void tell(const Channel &channel)
    {
        std::vector<Item> due;
        const auto quiet = quietUntil(channel, m_now);
        for (const Notification &each : m_notifications) {
            if (!each.exists || isOver(each) || !each.asked.channels.contains(channel.key) ||
                outcomeOf(each, channel.key, Phase::Told) != nullptr ||
                isTaken(channel.key, Phase::Told, each.id) || waitsForMore(each, channel.key))
                continue;
            const Instant from = std::max({each.at, heldUntil(each, m_now).value_or(each.at),
                                           each.asked.isAlways ? each.at : quiet.value_or(each.at)});
            if (from > m_now)
                earlier(m_plan.next, from);
            else
                due.push_back({&each, roundOf(each, channel.key), dueSince(each, channel.key)});
        }
        std::ranges::stable_sort(due, [](const Item &left, const Item &right) {
            return std::pair(left.since, left.notification->id) <
                   std::pair(right.since, right.notification->id);
        });
        send(channel, bundlesOf(channel, due));
    }

    std::vector<Bundle> bundlesOf(const Channel &channel, const std::vector<Item> &due) const
    {
        std::map<QString, Bundle> late, together;
        std::vector<Bundle> bundles;
        for (const Item &item : due) {
            const QString peerKey = peerKeyOf(channel, *item.notification);
            if (!item.notification->asked.room.isEmpty())
                bundles.push_back({{item}, false}); // each has a room of its own
            else if (isLate(item.since))
                late[peerKey].items.push_back(item);
            else
                together[item.notification->asked.occasion + u'/' + peerKey].items.push_back(item);
        }
        for (auto &[peerKey, bundle] : late) {
            bundle.isDigest = bundle.items.size() > 1;
            bundles.push_back(std::move(bundle));
        }
        for (auto &[words, bundle] : together) {
            if (bundle.items.size() >= size_t(m_rules.listFrom)) {
                bundles.push_back(std::move(bundle));
                continue;
            }
            for (const Item &item : bundle.items)
                bundles.push_back({{item}, false});
        }
        return bundles;
    }

    void send(const Channel &channel, std::vector<Bundle> bundles)
    {
        if (bundles.empty())
            return;
        const qsizetype free = allowance(channel);
        if (free <= 0) {
            earlier(m_plan.next, freeAgain(channel));
            return;
        }
        if (qsizetype(bundles.size()) * weightOf(channel) > free)
            bundles = merged(channel, std::move(bundles));
        for (const Bundle &bundle : bundles) {
            if (allowance(channel) <= 0) {
                earlier(m_plan.next, freeAgain(channel));
                return;
            }
            m_spent[channel.key] += weightOf(channel);
            m_plan.send.push_back(attemptOf(channel.key, Phase::Told, bundle.items, bundle.isDigest, m_now,
                                            {}, peerKeyOf(channel, *bundle.items.front().notification)));
        }
    }
    /// More messages than the channel takes become one.
    static std::vector<Bundle> merged(const Channel &channel, std::vector<Bundle> bundles)
    {
        std::map<QString, Bundle> byPeerKey;
        std::vector<Bundle> fewer;
        for (Bundle &bundle : bundles) {
            if (!bundle.items.front().notification->asked.room.isEmpty()) {
                fewer.push_back(std::move(bundle));
                continue;
            }
            Bundle &into = byPeerKey[peerKeyOf(channel, *bundle.items.front().notification)];
            into.isDigest = into.isDigest || bundle.isDigest;
            into.items.insert(into.items.end(), bundle.items.begin(), bundle.items.end());
        }
        for (auto &[peerKey, bundle] : byPeerKey)
            fewer.push_back(std::move(bundle));
        return fewer;
    }

    /// To each person what was kept for them, as one message.
    void tellKept(const Channel &channel)
    {
        std::map<PersonId, std::vector<Item>> due;
        const Instant quiet = quietUntil(channel, m_now).value_or(m_now);
        for (const Notification &each : m_notifications) {
            for (const Later &later : keptFor(each, channel.key)) {
                const Instant from = std::max({later.at, quiet, heldUntil(each, m_now).value_or(m_now)});
                if (from > m_now)
                    earlier(m_plan.next, from);
                else if (!isTaken(channel.key, Phase::Told, each.id, later.person))
                    due[later.person].push_back({&each, roundOf(each, channel.key), later.at});
            }
        }
        for (const auto &[person, items] : due) {
            if (allowance(channel) <= 0) {
                earlier(m_plan.next, freeAgain(channel));
                return;
            }
            m_spent[channel.key] += weightOf(channel);
            m_plan.send.push_back(
                attemptOf(channel.key, Phase::Told, items, items.size() > 1, m_now, person));
        }
    }

    /// A peer that keeps the matter open hears what became of it, once all that it holds as one is over.
    void tellEnds(const Channel &channel)
    {
        std::map<QString, std::vector<const Notification *>> byPeerKey;
        for (const Notification &each : m_notifications) {
            for (const QString &key : trackedKeys(each, channel.key))
                byPeerKey[key].push_back(&each);
        }
        for (const auto &[peerKey, together] : byPeerKey) {
            const bool allOver =
                std::ranges::all_of(together, [](const Notification *each) { return isOver(*each); });
            const bool allSettled = std::ranges::all_of(
                together, [](const Notification *each) { return each->settledAt.has_value(); });
            const Phase phase = allSettled ? Phase::Settled : Phase::Acknowledged;
            std::vector<Item> items;
            for (const Notification *each : together) {
                if (!hasHeard(*each, channel.key, phase, peerKey) && !isTaken(channel.key, phase, each->id))
                    items.push_back({each, 0, m_now});
            }
            if (!allOver || items.empty())
                continue;
            if (m_heldUntil.contains(channel.key))
                earlier(m_plan.next, m_heldUntil.value(channel.key));
            else
                m_plan.send.push_back(attemptOf(channel.key, phase, items, false, m_now, {}, peerKey));
        }
    }

    /// Channels that the policy does not have any more, or that write to nobody by name any more: the sender
    /// says so and gives it up.
    void tellUnknown()
    {
        for (const Notification &each : m_notifications) {
            if (!each.exists || isOver(each))
                continue;
            for (const QString &key : each.asked.channels) {
                const Channel *channel = m_rules.channel(key);
                if (channel == nullptr && outcomeOf(each, key, Phase::Told) == nullptr)
                    giveUp(key, each, {});
                if (channel != nullptr && channel->kind == ChannelKind::Email)
                    continue;
                for (const Later &later : keptFor(each, key))
                    giveUp(key, each, later.person);
            }
        }
    }
    void giveUp(const QString &channel, const Notification &each, PersonId person)
    {
        if (!isTaken(channel, Phase::Told, each.id, person))
            m_plan.send.push_back(attemptOf(channel, Phase::Told, {{&each, roundOf(each, channel), m_now}},
                                            false, m_now, person));
    }

    /// How much more the channel takes now; nothing while its peer asked to be left alone.
    qsizetype allowance(const Channel &channel) const
    {
        return m_heldUntil.contains(channel.key) ? 0 : leftOfRate(channel);
    }
    qsizetype leftOfRate(const Channel &channel) const
    {
        if (!channel.rate)
            return std::numeric_limits<int>::max();
        const auto within = std::ranges::count_if(m_sendings, [&](const Sending &each) {
            return each.channel == channel.key && each.at > m_now - channel.rate->within;
        });
        return channel.rate->most - qsizetype(within) - m_spent.value(channel.key);
    }
    Instant freeAgain(const Channel &channel) const
    {
        const Instant held = m_heldUntil.value(channel.key, m_now);
        if (leftOfRate(channel) > 0)
            return held;
        Instant oldest = m_now;
        for (const Sending &each : m_sendings) {
            if (each.channel == channel.key && each.at > m_now - channel.rate->within)
                oldest = std::min(oldest, each.at);
        }
        return std::max(held, oldest + channel.rate->within);
    }

    const std::vector<Notification> &m_notifications;
    ById m_byId;
    const ChannelRules &m_rules;
    const std::vector<Attempt> &m_attempts;
    const std::vector<Sending> &m_sendings;
    const QSet<QString> &m_under;
    Instant m_now;
    MoreToCome m_more;
    std::map<Taker, QSet<SubjectId>> m_taken;
    QHash<QString, int> m_spent;         ///< messages of this pass, by channel
    QHash<QString, Instant> m_heldUntil; ///< the channels whose peers take nothing now
    Plan m_plan;
};

} // namespace

Plan plan(const std::vector<Notification> &notifications, const ChannelRules &rules,
          const std::vector<Attempt> &attempts, const std::vector<Sending> &sendings,
          const QSet<QString> &under, Instant now, MoreToCome more)
{
    return Planner(notifications, rules, attempts, sendings, under, now, more).make();
}

Millis sleptBetween(Instant due, Instant now)
{
    return now - due > kLongestWait ? now - due : Millis{0};
}

bool isOutOfPatience(const Attempt &attempt, Millis patience, Instant now)
{
    return attempt.tries >= kFewestTries && now - attempt.firstAt - attempt.asleep >= patience;
}

Millis backOff(const QString &key, int tries, std::optional<Millis> asked)
{
    const int doublings = std::clamp(tries - 1, 0, kMostDoublings);
    const Millis whole = std::min(kFirstWait * (1 << doublings), kLongestWait);
    const Bytes16 hash = derivedIdBytes(Instant{}, {key, QString::number(tries)});
    const qint64 jitter = whole.count() * hash.back() / 512;
    return std::max(whole - Millis(jitter), asked.value_or(Millis{0}));
}

std::optional<Instant> quietUntil(const Channel &channel, Instant now)
{
    if (!channel.quiet)
        return std::nullopt;
    const auto calendar = sla::Calendar::make(*channel.quiet);
    if (!calendar || !calendar->isOpen(now))
        return std::nullopt;
    return calendar->closesAt(now);
}

ById byId(const std::vector<Notification> &notifications)
{
    ById index;
    index.reserve(qsizetype(notifications.size()));
    for (const Notification &each : notifications)
        index.insert(each.id, &each);
    return index;
}

std::vector<const Notification *> wanted(const Attempt &attempt, const ById &notifications, Instant now)
{
    std::vector<const Notification *> left;
    left.reserve(attempt.members.size());
    for (const Member &member : attempt.members) {
        const Notification *found = notifications.value(member.notification);
        if (found == nullptr || !found->exists)
            continue;
        const bool isToTell = attempt.phase == Phase::Told
                                  ? !isOver(*found) && !heldUntil(*found, now) &&
                                        roundOf(*found, attempt.channel) == member.round
                                  : isOver(*found);
        if (isToTell && !isDone(attempt, *found))
            left.push_back(found);
    }
    return left;
}

} // namespace muster::notify
