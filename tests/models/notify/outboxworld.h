// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications as their facts make them, and what the outbox plans of them.
#pragma once

#include "models/notify/message.h"

#include <QTest>

#include <algorithm>

namespace muster::test {

using namespace notify;
using policy::ChannelKind;

inline const Instant kNow = parseRfc3339(u"2026-11-18T12:00:00Z").value(); // a Wednesday

inline policy::ChannelRules outboxRules()
{
    policy::ChannelRules rules;
    for (const auto &[key, kind] : {std::pair(QStringLiteral("desk"), ChannelKind::Desktop),
                                    std::pair(QStringLiteral("chat"), ChannelKind::SlackWebhook),
                                    std::pair(QStringLiteral("pager"), ChannelKind::PagerDuty)}) {
        policy::Channel channel;
        channel.key = channel.name = key;
        channel.kind = kind;
        rules.channels.push_back(channel);
    }
    policy::Occasion breach;
    breach.key = QStringLiteral("breach");
    breach.name = QStringLiteral("SLA breached");
    breach.channels = {QStringLiteral("desk"), QStringLiteral("chat")};
    policy::Occasion page = breach;
    page.key = QStringLiteral("page");
    page.name = QStringLiteral("Page");
    page.channels = {QStringLiteral("pager")};
    page.isAlways = true;
    rules.occasions = {breach, page};
    rules.otherwise.channels = {QStringLiteral("desk")};
    return rules;
}

inline policy::Channel &channelOf(policy::ChannelRules &rules, const QString &key)
{
    return *std::ranges::find(rules.channels, key, &policy::Channel::key);
}

/// A notification as its facts make it: each goes through the payload that would be on the disk.
class OutboxWorld
{
public:
    policy::ChannelRules rules = outboxRules();
    std::vector<Notification> all;

    SubjectId ask(const QString &cause, Instant at, const QString &occasion = QStringLiteral("breach"),
                  const std::function<void(Wish &)> &change = {})
    {
        Wish wish{cause, at, occasion, QStringLiteral("Title of ") + cause, {}, {}, {}, {}, {}, {}, {}, {}};
        if (change)
            change(wish);
        const NewFact fact = asked(wish, rules);
        write(fact);
        return fact.subject;
    }
    void write(const NewFact &fact, PersonId actor = {})
    {
        const auto read = fromPayload(fact.type, fact.version, fact.payload);
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        auto found = std::ranges::find(all, fact.subject, &Notification::id);
        if (found == all.end()) {
            Notification fresh;
            fresh.id = fact.subject;
            found = all.insert(all.end(), fresh);
        }
        apply(*found, {fact.derivedId.value_or(FactId{}), fact.occurredAt, actor, {}, *read});
    }
    Notification &of(SubjectId id) { return *std::ranges::find(all, id, &Notification::id); }
    void deliver(const Attempt &attempt, Instant at, bool isTracked = false)
    {
        for (const Member &member : attempt.members) {
            const QString key = attempt.peerKey.isEmpty() ? attempt.key : attempt.peerKey;
            Delivered fact{attempt.channel, attempt.phase, member.round, key, {}, {}, {}, 1, isTracked};
            write(newFact(member.notification, at, fact));
        }
    }
    void fail(const Attempt &attempt, Instant at)
    {
        for (const Member &member : attempt.members)
            write(newFact(member.notification, at,
                          Failed{attempt.channel, attempt.phase, member.round, QStringLiteral("no")}));
    }
    Plan planAt(Instant now, const std::vector<Attempt> &attempts = {},
                const std::vector<Sending> &sendings = {}, const QSet<QString> &under = {}) const
    {
        return plan(all, rules, attempts, sendings, under, now);
    }
};

} // namespace muster::test
