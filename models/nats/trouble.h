// SPDX-License-Identifier: GPL-3.0-or-later
// How the line to a server is up, and why it is not. Values; any thread.
#pragma once

#include <QString>

namespace muster::nats {

enum class Way
{
    Tcp,
    TcpByProxy,
    WebSocket,
    WebSocketByProxy,
};

enum class Trouble
{
    None,
    HostNotFound,
    Unreachable,
    TimedOut,
    Blocked, ///< something answers that is no NATS server: a captive portal, an inspecting firewall
    CertificateRejected, ///< not from an authority that counts, or for another name
    CertificateExpired,
    LoginRejected,
    WrongServer, ///< another cluster than expected, or one that cannot do what is needed
    Protocol,    ///< the server sent what it never may
    Closed,      ///< by the server: it goes down, or found this client too slow
};

/// "tcp", "wss through the proxy": for people who ask how this desk is connected.
QString words(Way way);

/// One short sentence without detail.
QString words(Trouble trouble);

struct Failure
{
    Trouble trouble = Trouble::None;
    QString detail; ///< a sentence or two, for people
    bool operator==(const Failure &) const = default;
};

/// Words of somebody else, fit to stand in a sentence: printable, nothing that a label could take for markup,
/// and at most `most` characters.
QString harmless(const QString &text, qsizetype most);

/// Of two that happened in one round of attempts, whether `a` tells people more than `b`: a server that was
/// reached and refused says more than one that was not reached.
bool tellsMore(Trouble a, Trouble b);

} // namespace muster::nats
