// SPDX-License-Identifier: GPL-3.0-or-later
// Makes events of the bytes that a server sends. Everything in them is hostile until checked: lines and
// messages have bounds, what cannot come from a server ends the line, and no byte is looked at twice while a
// frame is incomplete. A value; one thread.
#pragma once

#include "models/nats/message.h"
#include "models/nats/serverinfo.h"
#include "models/nats/trouble.h"

#include <QByteArray>

#include <optional>
#include <variant>

namespace muster::nats {

struct Ping
{
    bool operator==(const Ping &) const = default;
};
struct Pong
{
    bool operator==(const Pong &) const = default;
};
struct Okay
{
    bool operator==(const Okay &) const = default;
};
struct ServerError
{
    QByteArray text; ///< without its quotes
    bool operator==(const ServerError &) const = default;
};

using Event = std::variant<ServerInfo, Message, Ping, Pong, Okay, ServerError, Failure>;

class Parser final
{
public:
    static constexpr qsizetype kLongestInfo = 64 * 1024;
    /// A server bounds a client's line to 4 kB; what it hands on has its own prefix and number added to that,
    /// and a team mate's longest subject must not end everybody's line.
    static constexpr qsizetype kLongestMessageLine = 8 * 1024;
    static constexpr qsizetype kLongestLine = 4 * 1024;

    /// Takes bytes as they come, cut anywhere.
    void feed(QByteArrayView bytes);

    /// The next complete event; nothing where bytes are missing. Before the first INFO anything else is a
    /// Failure (Blocked). After a Failure (the last event) there is nothing more.
    std::optional<Event> next();

    /// The most bytes of headers and body together, from now on.
    void setLargestMessage(qint64 bytes) { m_largest = bytes; }

    /// Bytes that are held: fed, and not yet part of an event.
    qsizetype heldBytes() const { return m_buffer.size() - m_at; }

    /// The same, at most `most` of them.
    QByteArrayView held(qsizetype most) const;

private:
    struct Awaited ///< a message whose line was read
    {
        Message message;
        qsizetype headerBytes = 0, allBytes = 0;
    };

    std::optional<Event> nextLine();
    std::optional<Event> nextMessage();
    std::optional<Event> onLine(QByteArrayView line);
    std::optional<Event> onInfo(QByteArrayView line);
    std::optional<Event> onMessageLine(QByteArrayView arguments, bool hasHeaders);
    std::optional<Failure> notAGreeting() const;
    qsizetype longestLine() const;
    Event fail(Trouble trouble, const QString &detail);

    QByteArray m_buffer;
    qsizetype m_at = 0;      ///< where the next frame begins
    qsizetype m_scanned = 0; ///< up to where it has no end of line
    qint64 m_largest = 1024 * 1024;
    std::optional<Awaited> m_awaited;
    bool m_isGreeted = false;
    bool m_isBroken = false;
};

} // namespace muster::nats
