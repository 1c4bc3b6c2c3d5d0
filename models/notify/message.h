// SPDX-License-Identifier: GPL-3.0-or-later
// What a message says, whichever channel takes it: one matter, a list of many, or a digest. Pure.
#pragma once

#include "models/notify/outbox.h"

namespace muster::notify {

inline constexpr qsizetype kMostItems = 20;

struct Message
{
    QString key;     ///< what the peer tells repetitions by
    QString peerKey; ///< what the peer calls the matter; that of the first message of it
    Phase phase = Phase::Told;
    QString occasion, name; ///< key, and as people read it; of a digest the one of all, or empty
    policy::Urgency urgency = policy::Urgency::Normal; ///< the loudest of all
    QString title, text, link, thread;
    QStringList items; ///< of a list or digest, at most kMostItems
    int more = 0;      ///< further ones that are not listed
    int together = 1;  ///< how many notifications it tells of
    bool isDigest = false;
    Instant at{}; ///< of the oldest
    QString aboutKind;
    SubjectId about;
    QString room, roomTopic;
    QStringList roles;
    std::vector<PersonId> people;
    bool isAlways = false; ///< one of them is told whatever people wish
    bool operator==(const Message &) const = default;
};

/// `notifications`: those that still want it, at least one.
Message messageOf(const Attempt &attempt, const std::vector<const Notification *> &notifications);

/// "2026-11-21 14:05 UTC"
QString timeText(Instant at);

/// `text` with at most `most` characters; what was cut is told: " … (1200 more characters)". Never ends
/// within a character of two units.
QString cutTo(const QString &text, qsizetype most);

/// Without line ends and other control characters, each run of them a blank.
QString oneLine(const QString &text);

/// Whether a link may be made one that is clicked: https: without a name or password in it.
bool isLink(const QString &link);

} // namespace muster::notify
