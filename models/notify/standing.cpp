// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/standing.h"

#include <algorithm>

namespace muster::notify {
namespace {

/// Those for whom it was kept: who has it by now, for whom it failed, who still waits.
void addKept(ChannelStanding &standing, const Notification &notification, const QString &channel)
{
    standing.later = keptFor(notification, channel);
    const int round = roundOf(notification, channel);
    for (const Delivery &each : notification.deliveries) {
        if (!each.person.isNull() && each.channel == channel && each.round >= round && !each.hasFailed)
            standing.to += each.to;
    }
    const Delivery *failure = failureOf(notification, channel);
    if (failure == nullptr || failure->person.isNull() || isOver(notification))
        return;
    standing.standing = Standing::Failed;
    standing.at = failure->at;
    standing.why = failure->note;
}

} // namespace

Standings::Standings(const policy::ChannelRules &rules, const std::vector<Attempt> &attempts, Instant now)
    : m_rules(rules), m_now(now)
{
    for (const Attempt &attempt : attempts) {
        for (const Member &member : attempt.members)
            m_attempts[member.notification].push_back(&attempt);
    }
    for (const policy::Channel &channel : rules.channels) {
        if (const auto until = quietUntil(channel, now))
            m_quietUntil.insert(channel.key, *until);
    }
}

std::vector<ChannelStanding> Standings::of(const Notification &notification) const
{
    std::vector<ChannelStanding> all;
    all.reserve(size_t(notification.asked.channels.size()) + 1);
    for (const QString &channel : notification.asked.channels)
        all.push_back(ofChannel(notification, channel));
    if (notification.asked.isOnDesktops) {
        ChannelStanding desktops;
        const auto held = heldUntil(notification, m_now);
        desktops.standing = held ? Standing::Snoozed : Standing::Desktops;
        desktops.at = held;
        all.push_back(std::move(desktops));
    }
    return all;
}

ChannelStanding Standings::ofChannel(const Notification &notification, const QString &key) const
{
    const policy::Channel *channel = m_rules.channel(key);
    ChannelStanding standing;
    standing.channel = key;
    standing.name = channel != nullptr ? channel->name : key;
    const Delivery *outcome = outcomeOf(notification, key, Phase::Told);
    if (outcome == nullptr && isOver(notification))
        outcome = toldAt(notification, key); // of an earlier round
    if (outcome != nullptr) {
        standing.standing = outcome->hasFailed ? Standing::Failed : Standing::Delivered;
        if (outcome->hasFailed && isOver(notification))
            standing.standing = Standing::Unneeded; // nobody has to do anything about it any more
        standing.at = outcome->at;
        standing.why = outcome->note;
        standing.to = outcome->to;
        standing.together = outcome->together;
        addKept(standing, notification, key);
        return standing;
    }
    if (isOver(notification)) {
        standing.standing = Standing::Unneeded;
        return standing;
    }
    if (const auto held = heldUntil(notification, m_now)) {
        standing.standing = Standing::Snoozed;
        standing.at = held;
        return standing;
    }
    const auto attempts = m_attempts.value(notification.id);
    const auto attempt = std::ranges::find_if(attempts, [&](const Attempt *each) {
        return each->channel == key && each->phase == Phase::Told && each->person.isNull();
    });
    if (attempt != attempts.end()) {
        standing.standing = Standing::Trying;
        standing.at = (*attempt)->nextAt;
        standing.tries = (*attempt)->tries;
        standing.why = (*attempt)->trouble;
        standing.to = (*attempt)->reached;
    }
    if (const auto quiet = m_quietUntil.constFind(key);
        quiet != m_quietUntil.cend() && !notification.asked.isAlways) {
        standing.standing = Standing::Quiet;
        standing.at = *quiet;
    }
    return standing;
}

Standing worstOf(const std::vector<ChannelStanding> &channels)
{
    Standing worst = Standing::Unneeded;
    for (const ChannelStanding &each : channels)
        worst = std::min(worst, each.standing);
    return worst;
}

} // namespace muster::notify
