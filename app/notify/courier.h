// SPDX-License-Identifier: GPL-3.0-or-later
// Brings one message to one channel and says what came of it. Waits for the peer: on a thread of its own.
#pragma once

#include "app/notify/line.h"

#include <functional>
#include <optional>

namespace muster::app {

struct Parcel
{
    notify::Attempt attempt;
    notify::Message message;
    policy::Channel channel;
    std::vector<notify::MailName> mailTo; ///< of mail: everybody that it goes to
    QString threadReference;              ///< of Slack: where the matter was told first
    /// Of mail: what an address gets that is not meant to know all of `message`.
    QHash<QString, notify::Message> own{};
    /// Of mail: for each notification the addresses it is meant for, and for whom it is kept.
    struct Meant
    {
        QStringList to;
        std::vector<notify::Later> later;
    };
    QHash<SubjectId, Meant> meant{};
};

/// The value of a credential by its name.
using Credential = std::function<Result<QByteArray>(const QString &name)>;

/// Where an incident's channel was told of its room and the room is not there yet: the reference of that
/// post.
std::optional<QString> announcedBy(const notify::Attempt &attempt);

/// Desktop channels are none of a courier's.
notify::Outcome deliver(const Parcel &parcel, const Credential &credential, const Line &line, Instant now);

} // namespace muster::app
