// SPDX-License-Identifier: GPL-3.0-or-later
// What a client is started with. Values.
#pragma once

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

namespace muster::nats {

struct Timings
{
    using Ms = std::chrono::milliseconds;
    Ms connect{5'000};   ///< for each stage: connection, greeting, TLS, login
    Ms ping{20'000};     ///< between two looks at whether the server is there
    int missedPings = 2; ///< so many in a row without a word from it, and the line is down
    Ms firstWait{100};   ///< before the servers are tried again; doubled each time, with jitter
    Ms longestWait{30'000};
    Ms loginWait{30'000};     ///< at most, after the login was rejected; a second after the first time
    Ms steady{5'000};         ///< a line that was up for so long makes the wait short again
    Ms lameDuckSpread{2'000}; ///< a server that goes down is left at a random instant within this
};

struct Options
{
    /// nats:// and ws:// (to this machine only), tls:// and wss://, each with its port. Those of one host are
    /// tried one after another; the hosts in random order.
    QList<QUrl> servers;
    QByteArray nkeySeed;                ///< 32 bytes; empty for a server without logins
    QList<QSslCertificate> authorities; ///< only these count; where empty, those of the system
    QByteArray inboxPrefix = "_INBOX";  ///< answers come to PREFIX.random.random
    QString name;                       ///< shown in the server's own lists
    QString clusterName; ///< where not empty, no other cluster's (or lone server's) name will do
    bool mayUseProxy = true;
    /// The proxies for an address, best first; where empty, the system's. Called on the client's thread.
    std::function<QList<QNetworkProxy>(const QUrl &)> proxies;
    qint64 maxPending = 4 * 1024 * 1024;     ///< bytes that may wait to be sent
    qint64 largestMessage = 8 * 1024 * 1024; ///< no larger one is taken, whatever the server says
    Timings timings;
};

} // namespace muster::nats
