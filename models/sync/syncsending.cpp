// SPDX-License-Identifier: GPL-3.0-or-later
// Sending, giving back, and what is due by time.
#include "models/sync/syncclient.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::sync {
namespace {

constexpr qsizetype kSendAtOnce = 512 * 1024; ///< bytes asked of the outbox
constexpr size_t kMaxInFlight = 256;
constexpr qsizetype kMaxUnanswered = 2 * 1024 * 1024; ///< bytes; what is more would fail at a slow line

} // namespace

void SyncClient::wrote()
{
    m_hasNews = true;
    m_restoreAt = std::min(m_restoreAt, m_now() + m_times.restoreLeast);
    settle();
    changed();
}

/// What was sent just before the last line broke may be at the hub: it is read first, so that nothing is sent
/// twice without need.
bool SyncClient::maySend() const
{
    const bool isReading = m_status.stage >= SyncStatus::Stage::Reading;
    return isReading && m_status.cursor >= m_inStepAt && m_now() >= m_sendAfter;
}

bool SyncClient::isLineFull() const
{
    qsizetype bytes = 0;
    for (const auto &[token, sent] : m_inFlight)
        bytes += sent.sequence ? 0 : sent.bytes;
    return m_inFlight.size() >= kMaxInFlight || bytes >= kMaxUnanswered;
}

void SyncClient::send()
{
    const bool isWanted = m_hasNews || (m_inFlight.empty() && m_status.toSend > 0);
    if (!isWanted || !maySend() || m_isAsking || isLineFull())
        return;
    m_isAsking = true;
    m_hasNews = false;
    m_ledger.askOutbox(m_sentTo, kSendAtOnce, [this, line = m_line](const Result<Outbox> &outbox) {
        if (line == m_line)
            sendAll(outbox, false);
    });
}

void SyncClient::sendAll(Result<Outbox> outbox, bool isRestore)
{
    m_isAsking = false;
    if (!outbox)
        return giveUpLine(outbox.error().detail);
    if (!isRestore)
        m_status.toSend = outbox->waiting;
    if (!maySend()) { // what went before failed meanwhile, and goes first
        m_hasNews = true;
        return changed();
    }
    for (const Outgoing &message : outbox->messages) {
        const quint64 token = m_nextToken++;
        m_inFlight[token] = {std::nullopt, m_now(), message.body.size()};
        m_sentTo = std::max(m_sentTo, message.lastCounter);
        m_link.publish(message, [this, line = m_line, token](const Published &fate) {
            if (line == m_line)
                published(token, fate);
        });
    }
    if (isRestore) {
        // The next ones once these were seen.
        m_restoreAt = m_now() + (outbox->messages.empty() ? m_times.restoreAgain : m_times.echo);
    } else if (!outbox->messages.empty()) {
        m_hasNews = true; // there may be more
    } else if (outbox->waiting > 0 && m_inFlight.empty()) {
        // Acknowledged, and yet not there: it was not ours that the hub spoke of.
        if (outbox->waiting < m_lastWaiting)
            m_backOff = Millis{0};
        m_lastWaiting = outbox->waiting;
        sendLater({}, false);
    } else if (outbox->waiting == 0) {
        m_backOff = Millis{0};
        m_status.trouble.clear();
        m_status.isRefused = false;
    }
    settle();
    changed();
}

void SyncClient::published(quint64 token, const Published &fate)
{
    const auto sent = m_inFlight.find(token);
    if (sent == m_inFlight.end())
        return;
    switch (fate.fate) {
    case Published::Fate::Stored:
        sent->second = {fate.sequence, m_now(), sent->second.bytes};
        m_status.isRefused = false;
        m_status.trouble.clear();
        if (fate.sequence <= m_status.cursor)
            m_inFlight.erase(sent);
        break;
    case Published::Fate::Refused:
    case Published::Fate::Full:
        sendLater(fate.why, true);
        break;
    case Published::Fate::Failed:
        sendLater(fate.why, false);
        break;
    }
    settle();
    changed();
}

/// Everything that was not seen is sent again, after a while.
void SyncClient::sendLater(const QString &trouble, bool isRefused)
{
    m_inFlight.clear();
    m_sentTo = 0;
    m_status.trouble = trouble;
    m_status.isRefused = isRefused;
    m_backOff = std::clamp(m_backOff * 2, m_times.retry, m_times.retryMost);
    const auto jitter =
        std::uniform_int_distribution<qint64>(m_backOff.count() / 2, m_backOff.count())(m_random);
    m_sendAfter = m_now() + Millis(jitter);
}

void SyncClient::restore()
{
    if (m_status.stage != SyncStatus::Stage::InStep || m_isAsking || !m_inFlight.empty() ||
        m_now() < m_restoreAt || !maySend())
        return;
    m_isAsking = true;
    m_ledger.askRestore(kSendAtOnce, [this, line = m_line](const Result<Outbox> &outbox) {
        if (line == m_line)
            sendAll(outbox, true);
    });
}

/// Whether the desk is in step now, and what may be sent.
void SyncClient::settle()
{
    if (m_status.stage < SyncStatus::Stage::Reading)
        return;
    m_status.stage =
        m_status.cursor >= m_status.hubLast ? SyncStatus::Stage::InStep : SyncStatus::Stage::Reading;
    send();
    restore();
}

void SyncClient::tick()
{
    const Millis now = m_now();
    std::vector<quint64> again;
    for (auto &[sequence, wait] : m_notThere) {
        if (wait.first <= now) {
            wait.first = now + m_times.retryMost; // until it is answered
            again.push_back(sequence);
        }
    }
    for (const quint64 sequence : again)
        fetchOne(sequence);
    if (m_placeAt && *m_placeAt <= now)
        fetchPlace();
    quint64 late = 0;
    for (const auto &[token, sent] : m_inFlight) {
        if (sent.sequence && sent.since + m_times.echo <= now)
            late = std::max(late, *sent.sequence);
    }
    if (late > m_status.hubLast) {
        m_status.hubLast = late;
        pump();
    }
    if (m_status.stage == SyncStatus::Stage::InStep && m_peekAt <= now) {
        m_peekAt = now + m_times.peek;
        m_link.askInfo(whileUp(&SyncClient::peeked));
    }
    settle();
    changed();
}

} // namespace muster::sync
