// SPDX-License-Identifier: GPL-3.0-or-later
// A notification as its facts leave it: where it went, who has seen it, what is still to be sent. "Who was
// told what, when and how" follows from it alone. Pure; `now` is an argument.
#pragma once

#include "models/notify/notifyfacts.h"

namespace muster::notify {

/// What a rule wants told. Everything in it follows from facts, so that two consoles ask the same.
struct Wish
{
    QString cause;    ///< its key, of (rule, subject, episode, level): one cause is told once
    Instant at{};     ///< the due instant that it is about
    QString occasion; ///< a key of the policy's occasions
    QString title;    ///< one line, without the words of a customer where they may be redacted later
    QString text, link, thread;
    QString aboutKind; ///< "ticket", "incident", "escalation"
    SubjectId about;
    std::vector<PersonId> people; ///< who is written to beside the roles of the occasion
    QString room, roomTopic;      ///< of an incident: a channel of its own
};

/// The subject of a cause's notification.
SubjectId subjectOf(const QString &cause, Instant at);
/// The derived fact that asks. Its channels, roles and urgency are those of `rules`.
NewFact asked(const Wish &wish, const policy::ChannelRules &rules);
/// The derived fact that says that the cause is over, since `at`. `asked` as given to asked().
NewFact settled(const QString &cause, Instant asked, Instant at);

struct Delivery
{
    QString channel;
    Phase phase = Phase::Told;
    int round = 0;
    Instant at{};
    DeviceId device; ///< which console did it
    QString key, reference, note;
    QStringList to;
    int together = 1;
    bool isTracked = false; ///< the peer keeps it open until it hears what became of it
    bool hasFailed = false; ///< a dead letter; `note` says why
    std::vector<Later> later{};
    PersonId person{};        ///< for whom it had been kept; null: everybody else
    bool isTriedAgain{false}; ///< a dead letter to one person that somebody sent again
    bool operator==(const Delivery &) const = default;
};

struct SnoozeEntry
{
    PersonId person;
    Instant at{}, until{};
    bool operator==(const SnoozeEntry &) const = default;
};

struct Notification
{
    SubjectId id;
    bool exists = false; ///< it was asked for
    Instant at{};        ///< the due instant that it is about
    Asked asked;
    std::vector<Delivery> deliveries; ///< in the order of the ledger
    std::vector<SnoozeEntry> snoozes;
    std::vector<std::pair<QString, Instant>> resent; ///< channel, when
    std::optional<std::pair<PersonId, Instant>> acknowledged;
    std::optional<Instant> settledAt;
    bool operator==(const Notification &) const = default;
};

struct Recorded
{
    FactId id;
    Instant occurredAt{};
    PersonId actor;
    DeviceId device;
    NotifyFact fact;
};
void apply(Notification &state, const Recorded &recorded);

/// The round in which a channel is: each snooze that has run out and each sending again begins a new one.
int roundOf(const Notification &state, const QString &channel);
/// When it is to be told again, where somebody put it off until after `now`.
std::optional<Instant> heldUntil(const Notification &state, Instant now);
/// Nothing is sent of it any more: it was acknowledged or its cause is over.
bool isOver(const Notification &state);
/// The delivery that ends a channel's round in that phase, made or given up; null while there is none.
const Delivery *outcomeOf(const Notification &state, const QString &channel, Phase phase);
/// For whom a channel's message of this round is still kept, each once. Empty once the matter is over.
std::vector<Later> keptFor(const Notification &state, const QString &channel);
/// Whether it is kept for that one.
bool isKeptFor(const Notification &state, const QString &channel, PersonId person);
/// What was given up of this round: the message to everybody, or else the newest one to somebody for whom it
/// was kept. Null where nothing was.
const Delivery *failureOf(const Notification &state, const QString &channel);
/// The newest one that reached the channel; null while none did.
const Delivery *toldAt(const Notification &state, const QString &channel);
/// Whether anything may still have to be sent, now or later, by the facts alone.
bool isOpen(const Notification &state);

// What people do.
struct Acknowledge
{};
struct Snooze
{
    Instant until{};
};
struct Resend
{
    QString channel;
};
using Order = std::variant<Acknowledge, Snooze, Resend>;
/// NotFound where it was never asked for; NotAllowed for what has no use, with a sentence.
Result<NewFact> decide(const Notification &state, const Order &order, Instant now);

/// What the acting console says of a delivery.
NewFact newFact(SubjectId subject, Instant at, const NotifyFact &fact);

} // namespace muster::notify
