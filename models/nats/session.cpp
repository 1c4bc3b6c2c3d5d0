// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/session.h"

#include "models/nats/nkey.h"
#include "models/nats/servererror.h"
#include "models/nats/wire.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

/// What a republished message may have beyond max_payload: the headers that the server adds.
constexpr qint64 kAddedHeaders = 64 * 1024;

} // namespace

Session::Session(const Attempt &attempt, const Options &options, const QNetworkProxy &proxy, QObject *parent)
    : QObject(parent), m_attempt(attempt), m_seed(options.nkeySeed), m_name(options.name),
      m_clusterName(options.clusterName), m_largestMessage(options.largestMessage),
      m_timings(options.timings), m_line(attempt, options.authorities, proxy)
{
    m_stage.setSingleShot(true);
    connect(&m_stage, &QTimer::timeout, this, &Session::onStageTimeout);
    connect(&m_ping, &QTimer::timeout, this, &Session::onPingTime);
    connect(&m_line, &Line::opened, this, [this] { enter(State::Greeting); });
    connect(&m_line, &Line::secured, this, &Session::logIn);
    connect(&m_line, &Line::received, this, &Session::onBytes);
    connect(&m_line, &Line::written, this, &Session::written);
    connect(&m_line, &Line::written, this, &Session::moved);
    connect(&m_line, &Line::failed, this, &Session::onLineFailed);
}

void Session::open()
{
    enter(State::Opening);
    m_line.open();
}

void Session::close()
{
    m_state = State::Over;
    m_stage.stop();
    m_ping.stop();
    m_line.close();
}

void Session::enter(State state)
{
    m_state = state;
    m_stage.start(m_timings.connect);
}

void Session::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    m_line.setPaused(isPaused);
    if (!isPaused)
        QMetaObject::invokeMethod(this, &Session::drain, Qt::QueuedConnection);
}

void Session::onBytes(const QByteArray &bytes)
{
    if (m_state == State::Over)
        return;
    if (m_state == State::Securing) {
        end({Trouble::Protocol, u"The server said more than its greeting before the line was secured."_s});
        return;
    }
    m_unanswered = 0;
    emit moved(bytes.size());
    m_parser.feed(bytes);
    drain();
}

void Session::drain()
{
    if (m_isDraining) // a receiver went on reading within its own message
        return;
    m_isDraining = true;
    while (m_state != State::Over && m_state != State::Securing && !m_isPaused) {
        const auto event = m_parser.next();
        if (!event)
            break;
        std::visit([this](const auto &what) { onEvent(what); }, *event);
    }
    m_isDraining = false;
}

void Session::onEvent(const ServerInfo &info)
{
    m_info = info;
    m_parser.setLargestMessage(std::min(info.maxPayload + kAddedHeaders, m_largestMessage));
    if (m_state == State::Greeting)
        onGreeting();
    else if (m_state == State::Up)
        emit infoChanged();
}

void Session::onGreeting()
{
    const bool wantsTls = m_attempt.isSecure() || m_info.isTlsRequired;
    if (m_attempt.isWebSocket() || !wantsTls) {
        logIn();
        return;
    }
    if (!m_info.isTlsRequired && !m_info.isTlsAvailable) {
        end({Trouble::Protocol, u"%1 offers no TLS. It has to."_s.arg(m_attempt.url.host())});
        return;
    }
    if (m_parser.heldBytes() > 0) {
        // A full server says so in clear text and closes.
        const bool isFull = m_parser.held(5) == QByteArrayView("-ERR ");
        end(isFull ? Failure{Trouble::Closed, u"%1 takes no more connections."_s.arg(m_attempt.url.host())}
                   : Failure{Trouble::Protocol,
                             u"The server said more than its greeting before the line was secured."_s});
        return;
    }
    enter(State::Securing);
    m_line.secure();
}

std::optional<Failure> Session::isWrong() const
{
    const QString &cluster = m_info.cluster.isEmpty() ? m_info.name : m_info.cluster;
    if (!m_clusterName.isEmpty() && cluster != m_clusterName)
        return Failure{Trouble::WrongServer, u"%1 belongs to \"%2\" and not to \"%3\"."_s.arg(
                                                 m_attempt.url.host(), harmless(cluster, 60), m_clusterName)};
    if (!m_info.hasHeaders)
        return Failure{
            Trouble::WrongServer,
            u"%1 is too old: it knows no headers. NATS 2.2 or newer is needed."_s.arg(m_attempt.url.host())};
    if (!m_seed.isEmpty() && m_info.nonce.isEmpty())
        return Failure{Trouble::WrongServer,
                       u"%1 does not log devices in by key."_s.arg(m_attempt.url.host())};
    return std::nullopt;
}

void Session::logIn()
{
    if (const auto failure = isWrong()) {
        end(*failure);
        return;
    }
    enter(State::LoggingIn);
    Login login;
    login.name = m_name;
    login.isTls = m_line.isSecured();
    if (!m_seed.isEmpty()) {
        login.nkey = nkeyPublic(nkeyPublicOfSeed(m_seed));
        login.signature = nkeySign(m_seed, m_info.nonce);
    }
    m_line.write(connectFrame(login) + "PING\r\n");
}

void Session::onEvent(Ping)
{
    m_line.write("PONG\r\n");
}

void Session::onEvent(Pong)
{
    if (m_state != State::LoggingIn)
        return;
    m_state = State::Up;
    m_stage.stop();
    m_ping.start(m_timings.ping);
    emit up();
}

void Session::onEvent(const Message &arrived)
{
    if (m_state == State::Up)
        emit message(arrived);
    else
        end({Trouble::Protocol, u"A message came before the login was answered."_s});
}

void Session::onEvent(const ServerError &error)
{
    const SaidError said = readServerError(error.text);
    if (said.kind == SaidError::RefusedPublish)
        emit refusedPublish(said.subject);
    else if (said.kind == SaidError::RefusedSubscription)
        emit refusedSubscription(said.subject);
    else
        m_lastWords = said.failure; // the server closes now, or it was not that bad
    if (said.failure.trouble == Trouble::LoginRejected)
        end(said.failure);
}

void Session::onPingTime()
{
    if (m_isPaused)
        return; // its answer would not be read
    if (m_unanswered >= m_timings.missedPings) {
        end({Trouble::TimedOut, u"%1 has not answered for %2 seconds."_s.arg(m_attempt.url.host())
                                    .arg(double(m_timings.ping.count() * (m_unanswered + 1)) / 1000)});
        return;
    }
    ++m_unanswered;
    m_line.write("PING\r\n");
}

void Session::onStageTimeout()
{
    const QString host = m_attempt.url.host();
    switch (m_state) {
    case State::Opening:
        end({Trouble::TimedOut, u"%1 could not be reached in time."_s.arg(host)});
        return;
    case State::Greeting:
        end({Trouble::TimedOut, u"%1 was reached and said nothing."_s.arg(host)});
        return;
    case State::Securing:
        end({Trouble::TimedOut, u"The line to %1 could not be secured in time."_s.arg(host)});
        return;
    case State::LoggingIn:
        end({Trouble::TimedOut, u"%1 did not answer the login in time."_s.arg(host)});
        return;
    case State::Up:
    case State::Over:
        return;
    }
}

void Session::onLineFailed(const Failure &failure)
{
    const bool hasSaidWhy = failure.trouble == Trouble::Closed && m_lastWords.trouble != Trouble::None;
    end(hasSaidWhy ? m_lastWords : failure);
}

void Session::end(const Failure &failure)
{
    if (m_state == State::Over)
        return;
    close();
    emit ended(failure);
}

} // namespace muster::nats
