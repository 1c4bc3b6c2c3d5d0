// SPDX-License-Identifier: GPL-3.0-or-later
// A message as it arrives, and the reading of its headers. Values; any thread.
#pragma once

#include <QByteArray>

#include <vector>

namespace muster::nats {

struct Header
{
    QByteArray name, value;
    bool operator==(const Header &) const = default;
};

struct Message
{
    QByteArray subject, replyTo;
    std::vector<Header> headers; ///< in the order of the line
    int status = 0;              ///< of the line NATS/1.0, 100 to 999; 0 where it has none
    QByteArray statusText;
    QByteArray body;
    int subscription = 0;      ///< what Client::subscribe gave
    bool hasBadHeader = false; ///< a header line was unreadable and left out

    /// The LAST header of that name (of any case), for a server adds its own after a sender's; empty where
    /// none.
    QByteArray header(QByteArrayView name) const;

    /// Whether one name with this prefix (of any case) stands twice, or a header is unreadable: somebody
    /// forged it.
    bool hasDoubled(QByteArrayView prefix) const;

    bool operator==(const Message &) const = default;
};

/// Reads a block of headers, `NATS/1.0` to the empty line, into `message`. Servers hand on what a sender
/// wrote without a look at it, so bad lines are no fault of the connection: they are left out and
/// `hasBadHeader` is set.
void readHeaders(QByteArrayView block, Message &message);

} // namespace muster::nats
