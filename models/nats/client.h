// SPDX-License-Identifier: GPL-3.0-or-later
// A NATS client for one desk: keeps one line to one of several servers up, by whatever way works, with TLS
// and a login by key; subscriptions outlive the line, requests do not. Lives on one thread with an event loop
// and never blocks it, but for asking the system for its proxies where no direct line works. Receivers may
// call everything here, stop() too.
#pragma once

#include "models/nats/attempts.h"
#include "models/nats/message.h"
#include "models/nats/options.h"
#include "models/nats/requests.h"
#include "models/nats/serverinfo.h"
#include "models/nats/trouble.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>

namespace muster::nats {

class Session;

class Client final : public QObject
{
    Q_OBJECT
public:
    using Receiver = std::function<void(const Message &)>;

    explicit Client(QObject *parent = nullptr);
    ~Client() override;

    /// Tries for as long as it is not stopped; nothing ends it for good. A second start begins anew.
    void start(const Options &options);

    /// Requests end with a sentence; what was not yet handed to the system is lost. Subscriptions stay.
    void stop();

    bool isUp() const;
    Way way() const { return m_way; } ///< of the line that is up, or of the last one
    ServerInfo server() const;        ///< of the line that is up
    QUrl url() const;                 ///< the same; empty where none is

    /// Counts from now on and on every line to come; may be called before the line is up. `subject` may have
    /// wildcards. 0 where it is no subject.
    int subscribe(const QByteArray &subject, Receiver receiver);
    void unsubscribe(int subscription);

    /// False: not up, no subject, bad headers, larger than the server takes, or maxPending bytes wait already
    /// (then `drained` tells when to go on). True says only that it will be sent.
    bool publish(const QByteArray &subject, const QByteArray &body, const std::vector<Header> &headers = {},
                 const QByteArray &replyTo = {});
    qint64 pendingBytes() const;

    /// Answers exactly once, never before it returns: the message, or why there is none, at once where nobody
    /// listens there, it was refused or the line went down. `timeout` counts while nothing moves on the line:
    /// see Requests::endThoseDue.
    void request(const QByteArray &subject, const QByteArray &body, const std::vector<Header> &headers,
                 std::chrono::milliseconds timeout, Requests::Answer answer);

    /// While paused nothing is read and the server comes to wait; for less than its ping_interval, or it
    /// hangs up.
    void pauseReading(bool isPaused);

signals:
    void up();
    /// The line that was up is lost, or a round of attempts brought none; comes again with every round.
    void down(muster::nats::Trouble trouble, const QString &detail);
    /// One attempt failed; for people who look for the reason.
    void tried(const muster::nats::Attempt &attempt, const muster::nats::Failure &failure);
    void refused(const QString &subject); ///< by the server's permissions, of a publish or a subscription
    void lameDuck();                      ///< the server goes down; another is tried where there is one
    void drained();

private:
    struct Subscription
    {
        QByteArray subject;
        std::shared_ptr<Receiver> receiver;
    };

    void startRound();
    void tryNext();
    void tryOne(const Attempt &attempt);
    Timings::Ms waitAfterRound();
    void tellRound();
    void onUp();
    void learnServers();
    void onEnded(const Failure &failure);
    void onAttemptFailed(const Failure &failure);
    void onLost(const Failure &failure);
    void onMessage(const Message &message);
    void onInfoChanged();
    void onRefusedPublish(const QByteArray &subject);
    void onWritten();
    void onMoved(qint64 bytes);
    void leaveLameDuck();
    void dropSession();
    void onAnswer(const Message &message);
    void onRequestsDue();
    void armRequestTimer();
    std::optional<QString> whyNot(const QByteArray &subject, const QByteArray &body,
                                  const std::vector<Header> &headers, const QByteArray &replyTo);

    Options m_options;
    std::mt19937 m_random;
    Backoff m_backoff;
    Timings::Ms m_loginWait{}; ///< the last one; doubled with each rejection in a row
    Known m_known;
    std::deque<Attempt> m_attempts; ///< of the round, still to be tried
    Failure m_roundFailure;
    QTimer m_next; ///< to the next attempt or round
    QTimer m_lameDuck, m_requestTimer;
    Session *m_session = nullptr; ///< a child; deleted later, for it may be the one that calls
    bool m_isUp = false;
    QElapsedTimer m_upFor;
    Way m_way = Way::Tcp;
    std::map<int, Subscription> m_subscriptions;
    int m_lastSubscription = 0;
    Requests m_requests;
    Requests::Clock::time_point m_moved{}; ///< when the line was last seen busy
    Requests::Clock::time_point m_movedFrom{};
    qint64 m_movedBytes = 0; ///< since `m_movedFrom`
    QByteArray m_inbox;
    int m_inboxSubscription = 0;
    bool m_isPaused = false;
    bool m_isFull = false; ///< a publish was sent away
};

} // namespace muster::nats
