// SPDX-License-Identifier: GPL-3.0-or-later
// What is said over the line that is up: subscriptions, messages, requests and their answers.
#include "models/nats/client.h"
#include "models/nats/session.h"
#include "models/nats/wire.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::nats {

int Client::subscribe(const QByteArray &subject, Receiver receiver)
{
    if (!isSubject(subject, Subject::Pattern))
        return 0;
    const int number = ++m_lastSubscription;
    m_subscriptions[number] = {subject, std::make_shared<Receiver>(std::move(receiver))};
    if (m_isUp)
        m_session->write(subscribeFrame(subject, number));
    return number;
}

void Client::unsubscribe(int subscription)
{
    if (m_subscriptions.erase(subscription) > 0 && m_isUp)
        m_session->write(unsubscribeFrame(subscription));
}

void Client::onMessage(const Message &message)
{
    const auto found = m_subscriptions.find(message.subscription);
    if (found == m_subscriptions.end())
        return; // on its way when the subscription ended
    const std::shared_ptr<Receiver> receiver = found->second.receiver; // it may end its own subscription
    (*receiver)(message);
}

/// A sentence where it cannot be sent now.
std::optional<QString> Client::whyNot(const QByteArray &subject, const QByteArray &body,
                                      const std::vector<Header> &headers, const QByteArray &replyTo)
{
    if (!m_isUp)
        return u"There is no connection to the hub."_s;
    if (!isSubject(subject, Subject::Literal) ||
        (!replyTo.isEmpty() && !isSubject(replyTo, Subject::Literal)) || !areHeaders(headers))
        return u"The message has no valid subject or headers."_s;
    const qint64 bytes = headerBytes(headers) + body.size();
    if (bytes > m_session->info().maxPayload)
        return u"The message has %1 bytes; the server takes %2."_s.arg(bytes).arg(
            m_session->info().maxPayload);
    const qint64 pending = m_session->pendingBytes();
    if (pending > 0 && pending + bytes > m_options.maxPending) {
        m_isFull = true;
        return u"Too much waits to be sent already."_s;
    }
    return std::nullopt;
}

bool Client::publish(const QByteArray &subject, const QByteArray &body, const std::vector<Header> &headers,
                     const QByteArray &replyTo)
{
    if (whyNot(subject, body, headers, replyTo))
        return false;
    m_session->write(publishFrame(subject, replyTo, headers, body));
    return true;
}

qint64 Client::pendingBytes() const
{
    return m_isUp ? m_session->pendingBytes() : 0;
}

/// A few words now and then, such as pings, say nothing of whether an answer is on its way.
void Client::onMoved(qint64 bytes)
{
    constexpr qint64 kBusy = 16 * 1024;
    constexpr std::chrono::seconds kSpan{2};
    const auto now = Requests::Clock::now();
    if (now - m_movedFrom > kSpan) {
        m_movedFrom = now;
        m_movedBytes = 0;
    }
    m_movedBytes += bytes;
    if (m_movedBytes >= kBusy)
        m_moved = now;
}

void Client::onWritten()
{
    if (!m_isFull || m_session->pendingBytes() > m_options.maxPending / 2)
        return;
    m_isFull = false;
    emit drained();
}

void Client::pauseReading(bool isPaused)
{
    if (m_isPaused == isPaused)
        return;
    m_isPaused = isPaused;
    if (m_isUp)
        m_session->setPaused(isPaused);
}

void Client::request(const QByteArray &subject, const QByteArray &body, const std::vector<Header> &headers,
                     std::chrono::milliseconds timeout, Requests::Answer answer)
{
    if (const auto why = whyNot(subject, body, headers, {})) {
        QMetaObject::invokeMethod(
            this, [answer = std::move(answer), why = *why] { answer(std::nullopt, why); },
            Qt::QueuedConnection);
        return;
    }
    const QByteArray token = m_requests.add(subject, Requests::Clock::now(), timeout, std::move(answer));
    m_session->write(publishFrame(subject, m_inbox + '.' + token, headers, body));
    armRequestTimer();
}

void Client::onAnswer(const Message &message)
{
    if (message.subject.startsWith(m_inbox + '.')) // whatever else a server sends under that number
        m_requests.answer(message.subject.sliced(m_inbox.size() + 1), message);
}

void Client::onRefusedPublish(const QByteArray &subject)
{
    m_requests.endThoseTo(
        subject, u"The hub does not let this device send to \"%1\"."_s.arg(QString::fromUtf8(subject)));
    emit refused(QString::fromUtf8(subject));
}

void Client::onRequestsDue()
{
    m_requests.endThoseDue(Requests::Clock::now(), m_moved);
    armRequestTimer();
}

void Client::armRequestTimer()
{
    const auto due = m_requests.nextDue();
    if (!due)
        return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - Requests::Clock::now());
    if (!m_requestTimer.isActive() || m_requestTimer.remainingTimeAsDuration() > left)
        m_requestTimer.start(std::max(left, std::chrono::milliseconds(0)));
}

} // namespace muster::nats
