// SPDX-License-Identifier: GPL-3.0-or-later
// One try to be connected to one server, from the socket to the last word: greeting, TLS, login, then
// messages, and the look at whether the server is still there. Owned by a Client, on its thread; over once it
// has `ended`.
#pragma once

#include "models/nats/line.h"
#include "models/nats/parser.h"

#include <QObject>
#include <QTimer>

namespace muster::nats {

class Session final : public QObject
{
    Q_OBJECT
public:
    Session(const Attempt &attempt, const Options &options, const QNetworkProxy &proxy,
            QObject *parent = nullptr);

    void open();

    /// Ends it without a signal. What the system does not take at once is lost.
    void close();

    const Attempt &attempt() const { return m_attempt; }
    const ServerInfo &info() const { return m_info; }

    void write(QByteArrayView frame) { m_line.write(frame); }
    qint64 pendingBytes() const { return m_line.pendingBytes(); }
    void setPaused(bool isPaused);

signals:
    void up();
    void message(const muster::nats::Message &message);
    void infoChanged();
    void refusedPublish(const QByteArray &subject);
    void refusedSubscription(const QByteArray &subject);
    void written();
    void moved(qint64 bytes);                         ///< came or went, whole messages or not
    void ended(const muster::nats::Failure &failure); ///< the last

private:
    enum class State
    {
        Opening,
        Greeting,
        Securing,
        LoggingIn,
        Up,
        Over
    };

    void enter(State state);
    void onBytes(const QByteArray &bytes);
    void drain();
    void onEvent(const ServerInfo &info);
    void onEvent(const Message &arrived);
    void onEvent(Ping);
    void onEvent(Pong);
    void onEvent(Okay) {}
    void onEvent(const ServerError &error);
    void onEvent(const Failure &failure) { end(failure); }
    void onGreeting();
    void logIn();
    std::optional<Failure> isWrong() const;
    void onStageTimeout();
    void onPingTime();
    void onLineFailed(const Failure &failure);
    void end(const Failure &failure);

    Attempt m_attempt;
    QByteArray m_seed;
    QString m_name, m_clusterName;
    qint64 m_largestMessage;
    Timings m_timings;
    Line m_line;
    Parser m_parser;
    ServerInfo m_info;
    State m_state = State::Opening;
    QTimer m_stage, m_ping;
    int m_unanswered = 0; ///< pings since the last byte came
    Failure m_lastWords;  ///< what an -ERR said that ends the connection
    bool m_isPaused = false;
    bool m_isDraining = false;
};

} // namespace muster::nats
