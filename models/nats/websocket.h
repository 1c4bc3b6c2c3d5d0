// SPDX-License-Identifier: GPL-3.0-or-later
// The client's side of a WebSocket (RFC 6455) as bytes in and bytes out, so that the socket below, its TLS,
// its proxy and its back-pressure are the same for both kinds of line. No extensions; binary frames only. A
// value; one thread.
#pragma once

#include "models/nats/trouble.h"

#include <QByteArray>

#include <optional>

namespace muster::nats {

class WebSocket final
{
public:
    static constexpr qsizetype kLongestAnswer = 8 * 1024; ///< the server's HTTP lines

    WebSocket();

    /// The HTTP request that opens it. `host` with its port where that is not the usual one.
    QByteArray request(const QByteArray &host, const QByteArray &path) const;

    struct Taken
    {
        QByteArray data;                ///< of binary frames, as far as they came
        QByteArray toSend;              ///< answers to pings
        std::optional<Failure> failure; ///< the last
    };
    /// Takes bytes as they come, cut anywhere.
    Taken take(QByteArrayView bytes);

    /// Whether the server agreed; before that nothing but `request` may be sent.
    bool isOpen() const { return m_isOpen; }

    /// One binary frame, masked as a client has to.
    static QByteArray frame(QByteArrayView data);

private:
    std::optional<Failure> takeAnswer();
    std::optional<Failure> checkAnswer(QByteArrayView answer) const;
    std::optional<Failure> takeFrames(Taken &taken);
    std::optional<Failure> takeFrameHead(bool &isMissing);
    std::optional<Failure> takeControl(Taken &taken);

    QByteArray m_key;
    QByteArray m_held; ///< an answer or the head of a frame that is incomplete
    bool m_isOpen = false;
    bool m_isOver = false;
    bool m_isWithin = false;    ///< within a message of several frames
    std::optional<int> m_frame; ///< opcode of the frame whose data comes
    quint64 m_left = 0;         ///< of its data
};

} // namespace muster::nats
