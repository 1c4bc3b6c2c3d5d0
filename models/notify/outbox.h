// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be sent now: a pure function of the notifications, the policy's channels, what this desk is
// sending already, and now. Many at once become one message with a list; what is late becomes one digest.
#pragma once

#include "models/notify/notification.h"

#include <QHash>
#include <QSet>

namespace muster::notify {

struct Member
{
    SubjectId notification;
    int round = 0;
    bool operator==(const Member &) const = default;
};

/// One message that is being sent to one channel. Kept on the disk of the desk before it is sent, so that
/// after a crash it is sent again under the same key.
struct Attempt
{
    QString key; ///< what the peer tells repetitions by
    QString channel;
    Phase phase = Phase::Told;
    bool isDigest = false;
    std::vector<Member> members; ///< at least one; the oldest first
    PersonId person{};           ///< for whom it was kept; null: everybody else who is meant
    QString peerKey;             ///< of an earlier message that this one speaks of; empty: `key`
    Instant firstAt{};
    Instant nextAt{};                    ///< not before
    int tries = 0;                       ///< begun so far
    QStringList reached;                 ///< addresses that have it already
    QString trouble;                     ///< why the last try did not do it
    std::optional<Instant> askedUntil{}; ///< the peer takes nothing at all before, as it said
    Millis asleep{0}; ///< time in which nobody could try: it does not count towards giving up
    bool operator==(const Attempt &) const = default;
};

/// As it is kept on the disk. BadInput for what is none.
QJsonObject toJson(const Attempt &attempt);
Result<Attempt> attemptFromJson(const QJsonObject &json);

/// When a channel was sent to, for its rate limit: one of each address.
struct Sending
{
    QString channel;
    Instant at{};
};

struct Plan
{
    std::vector<Attempt> send;   ///< new ones, and those to be tried again
    QStringList drop;            ///< keys of attempts of which nothing is left to be sent
    std::optional<Instant> next; ///< when there may be more to do, as things stand
};

/// Whether the rules are still at it: what they tell of tickets and escalations waits then, to be one
/// message, and what is late, to be one digest.
enum class MoreToCome : quint8
{
    Nothing,
    OfTickets,
};

/// `under`: the keys of those that are on their way. Desktop channels are none of the outbox: each console
/// shows them itself.
Plan plan(const std::vector<Notification> &notifications, const policy::ChannelRules &rules,
          const std::vector<Attempt> &attempts, const std::vector<Sending> &sendings,
          const QSet<QString> &under, Instant now, MoreToCome more = MoreToCome::Nothing);

/// What an attempt that was due at `due` and is gone on with at `now` lost of its time to sleep: all of it
/// where that is longer than a desk that is awake ever waits.
Millis sleptBetween(Instant due, Instant now);
/// Whether it was tried so often and for so long, sleep left out, that it is given up.
bool isOutOfPatience(const Attempt &attempt, Millis patience, Instant now);

/// How long to wait behind a try that failed: doubled each time up to a quarter of an hour, less up to a half
/// by a jitter that follows from the key; never less than the peer asked for.
Millis backOff(const QString &key, int tries, std::optional<Millis> asked);

/// The end of the quiet hours that hold at `now`; nothing where a channel may send.
std::optional<Instant> quietUntil(const policy::Channel &channel, Instant now);

using ById = QHash<SubjectId, const Notification *>;
/// Points into `notifications`.
ById byId(const std::vector<Notification> &notifications);
/// The notifications of an attempt that still want it.
std::vector<const Notification *> wanted(const Attempt &attempt, const ById &notifications, Instant now);

} // namespace muster::notify
