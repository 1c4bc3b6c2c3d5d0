// SPDX-License-Identifier: GPL-3.0-or-later
// A client with what it told, and options that do not make a test wait.
#pragma once

#include "models/nats/client.h"
#include "models/nats/nkey.h"

#include <QTest>

namespace muster::test {

inline nats::Options quickOptions(const QList<QUrl> &servers)
{
    using namespace std::chrono_literals;
    nats::Options options;
    options.servers = servers;
    options.mayUseProxy = false;
    options.timings = {.connect = 3s,
                       .ping = 20s,
                       .missedPings = 2,
                       .firstWait = 10ms,
                       .longestWait = 200ms,
                       .loginWait = 100ms,
                       .steady = 5s,
                       .lameDuckSpread = 0ms};
    return options;
}

struct NatsDesk
{
    nats::Client client;
    int ups = 0, lameDucks = 0, drains = 0;
    QList<nats::Trouble> downs;
    QString detail; ///< of the last down
    QStringList refused;
    QList<QPair<nats::Way, nats::Trouble>> tried;

    explicit NatsDesk(const nats::Options &options)
    {
        using nats::Client;
        QObject::connect(&client, &Client::up, &client, [this] { ++ups; });
        QObject::connect(&client, &Client::lameDuck, &client, [this] { ++lameDucks; });
        QObject::connect(&client, &Client::drained, &client, [this] { ++drains; });
        QObject::connect(&client, &Client::down, &client, [this](nats::Trouble trouble, const QString &why) {
            downs += trouble;
            detail = why;
        });
        QObject::connect(&client, &Client::refused, &client,
                         [this](const QString &subject) { refused += subject; });
        QObject::connect(&client, &Client::tried, &client,
                         [this](const nats::Attempt &attempt, const nats::Failure &failure) {
                             tried.append({attempt.way, failure.trouble});
                         });
        client.start(options);
    }

    nats::Trouble lastTrouble() const { return downs.isEmpty() ? nats::Trouble::None : downs.last(); }
};

/// What came of a request.
struct Asked
{
    int answers = 0;
    std::optional<nats::Message> message;
    QString why;

    nats::Requests::Answer receiver()
    {
        return [this](const std::optional<nats::Message> &answer, const QString &reason) {
            ++answers;
            message = answer;
            why = reason;
        };
    }
};

} // namespace muster::test
