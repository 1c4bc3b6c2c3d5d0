// SPDX-License-Identifier: GPL-3.0-or-later
// Which lines are tried in which order, and how long to wait between the rounds. Values and pure functions.
#pragma once

#include "models/nats/options.h"
#include "models/nats/trouble.h"

#include <optional>
#include <random>
#include <vector>

namespace muster::nats {

struct Attempt
{
    QUrl url;
    Way way = Way::Tcp;
    QString verifyName; ///< the name that the certificate has to carry
    bool isIpv4Only = false;

    bool isSecure() const; ///< tls:// or wss://
    bool isWebSocket() const;
    bool isByProxy() const;
    int port() const; ///< the usual one where the address says none
    bool operator==(const Attempt &) const = default;
};

/// Whether that host is this machine by its name alone.
bool isLoopback(const QString &host);

bool isSameServer(const QUrl &a, const QUrl &b);

struct Known
{
    std::optional<Way> lastWay; ///< what worked before is tried first
    QUrl leaving;               ///< the server that goes down is tried last
    /// Names are tried by IPv4 alone, after a round in which IPv6 may have swallowed the time.
    bool isIpv4Only = false;
    /// host:port of servers that the cluster told, and the server that did: they are tried by direct tcp
    /// only, and have to carry the certificate of that one's name.
    QStringList discovered;
    Attempt teller;
};

/// One round. Hosts stand in random order, within a host tcp, WebSocket, and both of them through a proxy.
std::vector<Attempt> attemptsFor(const Options &options, const Known &known, std::mt19937 &random);

/// Waits that double from `firstWait` to `longestWait`, each between a half and the whole of it.
class Backoff final
{
public:
    explicit Backoff(const Timings &timings = {}) : m_timings(timings), m_next(timings.firstWait) {}
    Timings::Ms next(std::mt19937 &random);
    void reset() { m_next = m_timings.firstWait; }

private:
    Timings m_timings;
    Timings::Ms m_next;
};

} // namespace muster::nats
