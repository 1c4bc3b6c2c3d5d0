// SPDX-License-Identifier: GPL-3.0-or-later
// The client's life: rounds of attempts, and what holds while a line is up. clienttalk.cpp has what is said
// over it.
#include "models/nats/client.h"

#include "models/nats/proxies.h"
#include "models/nats/session.h"
#include "models/nats/wire.h"

#include <algorithm>
#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

constexpr Timings::Ms kFirstLoginWait{1'000};

std::mt19937 seededRandom()
{
    if (sodium_init() < 0)
        qFatal("libsodium cannot be used");
    return std::mt19937(randombytes_random());
}

} // namespace

Client::Client(QObject *parent) : QObject(parent), m_random(seededRandom())
{
    for (QTimer *timer : {&m_next, &m_lameDuck, &m_requestTimer}) {
        timer->setParent(this); // they move to another thread together
        timer->setSingleShot(true);
    }
    connect(&m_next, &QTimer::timeout, this, &Client::tryNext);
    connect(&m_lameDuck, &QTimer::timeout, this, &Client::leaveLameDuck);
    connect(&m_requestTimer, &QTimer::timeout, this, &Client::onRequestsDue);
    m_inbox = randomToken();
}

Client::~Client()
{
    dropSession();
}

void Client::start(const Options &options)
{
    stop();
    m_options = options;
    m_backoff = Backoff(options.timings);
    m_loginWait = {};
    m_known = {};
    m_roundFailure = {};
    if (m_inboxSubscription != 0)
        m_subscriptions.erase(m_inboxSubscription);
    m_inbox = options.inboxPrefix + '.' + randomToken();
    m_inboxSubscription = subscribe(m_inbox + ".*", [this](const Message &message) { onAnswer(message); });
    startRound();
}

void Client::stop()
{
    m_next.stop();
    m_lameDuck.stop();
    m_attempts.clear();
    dropSession();
    m_requests.endAll(u"The connection to the hub was ended."_s);
}

bool Client::isUp() const
{
    return m_isUp;
}

ServerInfo Client::server() const
{
    return m_isUp ? m_session->info() : ServerInfo();
}

QUrl Client::url() const
{
    return m_isUp ? m_session->attempt().url : QUrl();
}

void Client::startRound()
{
    // The socket tries a name's addresses one after another and is patient with each, more than we are.
    if (m_roundFailure.trouble != Trouble::None)
        m_known.isIpv4Only = m_roundFailure.trouble == Trouble::TimedOut && !m_known.isIpv4Only;
    const std::vector<Attempt> attempts = attemptsFor(m_options, m_known, m_random);
    m_attempts.assign(attempts.begin(), attempts.end());
    m_known.leaving.clear();
    m_roundFailure = {};
    if (m_attempts.empty())
        m_roundFailure = {Trouble::Unreachable, u"No server is named."_s};
    m_next.start(m_attempts.empty() ? waitAfterRound() : Timings::Ms(0));
    if (m_attempts.empty())
        tellRound();
}

void Client::tryNext()
{
    if (m_session)
        return;
    if (m_attempts.empty()) {
        startRound();
        return;
    }
    const Attempt attempt = m_attempts.front();
    m_attempts.pop_front();
    tryOne(attempt);
}

void Client::tryOne(const Attempt &attempt)
{
    std::optional<QNetworkProxy> proxy(QNetworkProxy::NoProxy);
    if (attempt.isByProxy())
        proxy = proxyFor(attempt, m_options);
    if (!proxy) { // this network has none
        const bool isLast = m_attempts.empty();
        m_next.start(isLast ? waitAfterRound() : Timings::Ms(0));
        if (isLast)
            tellRound();
        return;
    }
    m_session = new Session(attempt, m_options, *proxy, this);
    connect(m_session, &Session::up, this, &Client::onUp);
    connect(m_session, &Session::ended, this, &Client::onEnded);
    connect(m_session, &Session::message, this, &Client::onMessage);
    connect(m_session, &Session::infoChanged, this, &Client::onInfoChanged);
    connect(m_session, &Session::refusedPublish, this, &Client::onRefusedPublish);
    connect(m_session, &Session::refusedSubscription, this,
            [this](const QByteArray &subject) { emit refused(QString::fromUtf8(subject)); });
    connect(m_session, &Session::written, this, &Client::onWritten);
    connect(m_session, &Session::moved, this, &Client::onMoved);
    m_session->open();
}

void Client::dropSession()
{
    m_isUp = m_isFull = false;
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_session->close();
    m_session->deleteLater();
    m_session = nullptr;
}

void Client::onEnded(const Failure &failure)
{
    if (m_isUp)
        onLost(failure);
    else
        onAttemptFailed(failure);
}

void Client::onAttemptFailed(const Failure &failure)
{
    const Attempt attempt = m_session->attempt();
    dropSession();
    if (tellsMore(failure.trouble, m_roundFailure.trouble))
        m_roundFailure = failure;
    if (failure.trouble == Trouble::LoginRejected) // the same by any other way
        std::erase_if(m_attempts,
                      [&](const Attempt &other) { return other.url.host() == attempt.url.host(); });
    const bool isLast = m_attempts.empty();
    m_next.start(isLast ? waitAfterRound() : Timings::Ms(0));
    emit tried(attempt, failure);
    if (isLast && m_next.isActive()) // nobody has stopped it meanwhile
        tellRound();
}

Timings::Ms Client::waitAfterRound()
{
    const Timings::Ms wait = m_backoff.next(m_random);
    if (m_roundFailure.trouble != Trouble::LoginRejected)
        return wait;
    // Somebody may be letting this login in just now; later on it is not to be asked for without end.
    m_loginWait = std::min(m_options.timings.loginWait, std::max(kFirstLoginWait, m_loginWait * 2));
    return std::max(wait, m_loginWait);
}

void Client::tellRound()
{
    const Failure failure = m_roundFailure;
    emit down(failure.trouble, failure.detail);
}

void Client::onUp()
{
    m_isUp = true;
    m_upFor.start();
    m_attempts.clear();
    m_roundFailure = {};
    m_way = m_session->attempt().way;
    m_known.lastWay = m_way;
    m_loginWait = {};
    learnServers();
    QByteArray frames;
    for (const auto &[number, subscription] : m_subscriptions)
        frames += subscribeFrame(subscription.subject, number);
    m_session->write(frames);
    if (m_isPaused) // the login had to be read
        m_session->setPaused(true);
    emit up();
}

void Client::learnServers()
{
    m_known.teller = m_session->attempt();
    m_known.discovered = m_way == Way::Tcp ? m_session->info().connectUrls : QStringList();
}

void Client::onInfoChanged()
{
    learnServers();
    if (!m_session->info().isLameDuck || m_lameDuck.isActive())
        return;
    // The only one is kept for as long as it lasts.
    const std::vector<Attempt> attempts = attemptsFor(m_options, m_known, m_random);
    const bool hasOther = std::ranges::any_of(attempts, [this](const Attempt &other) {
        return !isSameServer(other.url, m_session->attempt().url);
    });
    if (hasOther) {
        std::uniform_int_distribution<Timings::Ms::rep> within(0, m_options.timings.lameDuckSpread.count());
        m_lameDuck.start(Timings::Ms(within(m_random)));
    }
    emit lameDuck();
}

void Client::leaveLameDuck()
{
    if (!m_isUp)
        return;
    m_known.leaving = m_session->attempt().url;
    onLost({Trouble::Closed, u"The server goes down; another one is tried."_s});
}

void Client::onLost(const Failure &failure)
{
    if (Timings::Ms(m_upFor.elapsed()) >= m_options.timings.steady)
        m_backoff.reset();
    dropSession();
    m_lameDuck.stop();
    m_next.start(m_backoff.next(m_random));
    m_requests.endAll(u"The connection to the hub was lost before an answer came."_s);
    emit down(failure.trouble, failure.detail);
}

} // namespace muster::nats
