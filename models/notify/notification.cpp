// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/notification.h"

#include "models/base/overloaded.h"
#include "models/notify/tracked.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr auto kLongestSnooze = std::chrono::hours(24 * 31);

bool isDue(const Notification &state, const QString &channel, Phase phase)
{
    return outcomeOf(state, channel, phase) == nullptr;
}

/// Two consoles sent it, for the first one could not say so before it ended: the peer shows it as one, and so
/// does the record.
bool wasDelivered(const Notification &state, const Delivered &fact)
{
    return std::ranges::any_of(state.deliveries, [&](const Delivery &each) {
        return !each.hasFailed && each.channel == fact.channel && each.phase == fact.phase &&
               each.round == fact.round && each.key == fact.key;
    });
}

} // namespace

SubjectId subjectOf(const QString &cause, Instant at)
{
    return SubjectId::derived(at, {u"notification", cause});
}

NewFact newFact(SubjectId subject, Instant at, const NotifyFact &fact)
{
    return {QString(kNotification), subject, typeName(fact), 1, at, toPayload(fact), std::nullopt};
}

NewFact asked(const Wish &wish, const policy::ChannelRules &rules)
{
    const policy::Occasion &occasion = rules.occasion(wish.occasion);
    Asked fact;
    fact.cause = wish.cause;
    fact.occasion = wish.occasion;
    fact.name = occasion.name.isEmpty() ? wish.occasion : occasion.name;
    fact.title = wish.title;
    fact.text = wish.text;
    fact.link = wish.link;
    fact.thread = wish.thread;
    fact.urgency = occasion.urgency;
    fact.isAlways = occasion.isAlways;
    for (const QString &key : occasion.channels) {
        const policy::Channel *channel = rules.channel(key);
        if (channel != nullptr && channel->kind == policy::ChannelKind::Desktop)
            fact.isOnDesktops = true;
        else
            fact.channels += key;
    }
    fact.roles = occasion.roles;
    fact.people = wish.people;
    fact.aboutKind = wish.aboutKind;
    fact.about = wish.about;
    fact.room = wish.room;
    fact.roomTopic = wish.roomTopic;
    NewFact made = newFact(subjectOf(wish.cause, wish.at), wish.at, fact);
    made.derivedId = FactId::derived(wish.at, {u"notification.asked", wish.cause});
    return made;
}

NewFact settled(const QString &cause, Instant asked, Instant at)
{
    NewFact made = newFact(subjectOf(cause, asked), at, Settled{});
    made.derivedId = FactId::derived(at, {u"notification.settled", cause, toRfc3339(asked)});
    return made;
}

void apply(Notification &state, const Recorded &recorded)
{
    const Instant at = recorded.occurredAt;
    std::visit(Overloaded{
                   [&](const Asked &fact) {
                       if (state.exists)
                           return; // the first one holds
                       state.exists = true;
                       state.at = at;
                       state.asked = fact;
                   },
                   [&](const Delivered &fact) {
                       if (!wasDelivered(state, fact))
                           state.deliveries.push_back({fact.channel, fact.phase, fact.round, at,
                                                       recorded.device, fact.key, fact.reference, fact.note,
                                                       fact.to, fact.together, fact.isTracked, false,
                                                       fact.later, fact.person});
                   },
                   [&](const Failed &fact) {
                       Delivery given;
                       given.channel = fact.channel;
                       given.phase = fact.phase;
                       given.round = fact.round;
                       given.at = at;
                       given.device = recorded.device;
                       given.note = fact.why;
                       given.hasFailed = true;
                       given.later = fact.later;
                       given.person = fact.person;
                       state.deliveries.push_back(std::move(given));
                   },
                   [&](const Resent &fact) {
                       if (fact.person.isNull()) {
                           state.resent.emplace_back(fact.channel, at);
                           return;
                       }
                       for (Delivery &each : state.deliveries)
                           each.isTriedAgain =
                               each.isTriedAgain ||
                               (each.hasFailed && each.channel == fact.channel && each.person == fact.person);
                   },
                   [&](const Acknowledged &) {
                       if (!state.acknowledged)
                           state.acknowledged = std::pair(recorded.actor, at);
                   },
                   [&](const Snoozed &fact) {
                       state.snoozes.push_back({recorded.actor, at, fact.until});
                   },
                   [&](const Settled &) { state.settledAt = std::min(state.settledAt.value_or(at), at); },
               },
               recorded.fact);
}

int roundOf(const Notification &state, const QString &channel)
{
    return int(state.snoozes.size()) +
           int(std::ranges::count(state.resent, channel, &std::pair<QString, Instant>::first));
}

std::optional<Instant> heldUntil(const Notification &state, Instant now)
{
    if (state.snoozes.empty() || state.snoozes.back().until <= now)
        return std::nullopt;
    return state.snoozes.back().until;
}

bool isOver(const Notification &state)
{
    return state.acknowledged || state.settledAt;
}

const Delivery *outcomeOf(const Notification &state, const QString &channel, Phase phase)
{
    // What became of the matter is told once; that it is there, once a round.
    const int round = phase == Phase::Told ? roundOf(state, channel) : 0;
    const auto ends = [&](const Delivery &each) {
        return each.channel == channel && each.phase == phase && each.round >= round && each.person.isNull();
    };
    const auto found = std::ranges::find_if(state.deliveries, ends);
    return found == state.deliveries.end() ? nullptr : &*found;
}

bool isKeptFor(const Notification &state, const QString &channel, PersonId person)
{
    if (isOver(state))
        return false;
    const int round = roundOf(state, channel);
    bool isKept = false;
    for (const Delivery &each : state.deliveries) {
        if (each.channel != channel || each.phase != Phase::Told || each.round < round)
            continue;
        if (each.person == person && !each.isTriedAgain)
            return false;
        isKept = isKept || std::ranges::count(each.later, person, &Later::person) > 0;
    }
    return isKept;
}

std::vector<Later> keptFor(const Notification &state, const QString &channel)
{
    std::vector<Later> kept;
    for (const Delivery &each : state.deliveries) {
        for (const Later &later : each.later) {
            if (each.channel == channel && std::ranges::count(kept, later.person, &Later::person) == 0 &&
                isKeptFor(state, channel, later.person))
                kept.push_back(later);
        }
    }
    return kept;
}

const Delivery *failureOf(const Notification &state, const QString &channel)
{
    const Delivery *outcome = outcomeOf(state, channel, Phase::Told);
    if (outcome == nullptr || outcome->hasFailed)
        return outcome;
    const int round = roundOf(state, channel);
    const Delivery *newest = nullptr;
    for (const Delivery &each : state.deliveries) {
        if (each.hasFailed && !each.isTriedAgain && !each.person.isNull() && each.channel == channel &&
            each.round >= round)
            newest = &each;
    }
    return newest;
}

const Delivery *toldAt(const Notification &state, const QString &channel)
{
    const Delivery *newest = nullptr;
    for (const Delivery &each : state.deliveries) {
        if (each.channel == channel && each.phase == Phase::Told && !each.hasFailed)
            newest = &each;
    }
    return newest;
}

bool isOpen(const Notification &state)
{
    if (!state.exists)
        return false;
    return std::ranges::any_of(state.asked.channels, [&](const QString &channel) {
        if (!isOver(state))
            return isDue(state, channel, Phase::Told) || !keptFor(state, channel).empty();
        const Phase end = state.settledAt ? Phase::Settled : Phase::Acknowledged;
        return std::ranges::any_of(trackedKeys(state, channel),
                                   [&](const QString &key) { return !hasHeard(state, channel, end, key); });
    });
}

Result<NewFact> decide(const Notification &state, const Order &order, Instant now)
{
    if (!state.exists)
        return Error{Fault::NotFound, u"there is no such notification"_s};
    return std::visit(
        Overloaded{
            [&](const Acknowledge &) -> Result<NewFact> {
                if (state.acknowledged)
                    return Error{Fault::NotAllowed, u"it was acknowledged already"_s};
                return newFact(state.id, now, Acknowledged{});
            },
            [&](const Snooze &snooze) -> Result<NewFact> {
                if (isOver(state))
                    return Error{Fault::NotAllowed, u"it is over; nothing of it is told any more"_s};
                if (snooze.until <= now || snooze.until > now + kLongestSnooze)
                    return Error{Fault::BadInput, u"choose a time within the next 31 days"_s};
                return newFact(state.id, now, Snoozed{snooze.until});
            },
            [&](const Resend &resend) -> Result<NewFact> {
                if (isOver(state))
                    return Error{Fault::NotAllowed, u"it is over; nothing of it is told any more"_s};
                const Delivery *last = failureOf(state, resend.channel);
                if (last == nullptr || !last->hasFailed)
                    return Error{
                        Fault::NotAllowed,
                        u"%1 has not given it up; there is nothing to send again"_s.arg(resend.channel)};
                return newFact(state.id, now, Resent{resend.channel, last->person});
            },
        },
        order);
}

} // namespace muster::notify
