// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing with the hub and reading from it; sending is in syncsending.cpp.
#include "models/sync/syncclient.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::sync {
namespace {

constexpr qint64 kWindow = 1000; ///< messages asked for at once, at most
constexpr qint64 kLeastWindow = 16;
constexpr qint64 kAhead = 4 * 1024 * 1024;        ///< about so many bytes are asked for at once
constexpr qint64 kMaxBuffered = 16 * 1024 * 1024; ///< bytes that wait for the ledger
constexpr size_t kHandOverMessages = 100;         ///< a transaction, behind which an entry may have to wait
constexpr qsizetype kHandOverBytes = 64 * 1024;
const QString kOtherStore = u"the hub's store is not the one that it was"_s;

} // namespace

Hash256 digestOf(const HubMessage &message)
{
    return ledger::sha256(QByteArray(message.subject + '\n' + message.body));
}

SyncClient::SyncClient(HubLink &link, DeskLedger &ledger, std::function<Millis()> monotonic, quint64 seed,
                       SyncTimes times)
    : m_link(link), m_ledger(ledger), m_now(std::move(monotonic)), m_times(times), m_random(seed)
{}

void SyncClient::lineUp()
{
    lineDown();
    m_status.trouble.clear();
    m_status.isRefused = false;
    m_status.hubLast = 0; // what an earlier line heard of may be gone
    m_backOff = m_sendAfter = Millis{0};
    setStage(SyncStatus::Stage::Comparing);
    m_link.askInfo(whileUp(&SyncClient::compare));
}

void SyncClient::lineDown()
{
    ++m_line;
    m_buffer.clear();
    m_notThere.clear();
    m_placeAt.reset();
    m_placeTries = 0;
    m_inFlight.clear();
    m_fetching = m_bufferedBytes = m_sentTo = 0;
    m_isStoring = m_isAsking = false;
    m_hasNews = true;
    m_status.received = 0;
    setStage(SyncStatus::Stage::Down);
}

void SyncClient::compare(Result<HubInfo> info)
{
    if (!info)
        return giveUpLine(info.error().detail);
    m_info = *info;
    m_inStepAt = m_info.last;
    m_status.hubLast = std::max(m_status.hubLast, m_info.last);
    m_ledger.askPlace(whileUp(&SyncClient::compareWith));
}

/// The same hub, a while later.
void SyncClient::peeked(Result<HubInfo> info)
{
    if (!info)
        return giveUpLine(info.error().detail);
    if (info->created != m_info.created || info->last < m_status.cursor || info->lost != m_info.lost)
        return giveUpLine(kOtherStore);
    m_info.last = info->last;
    m_status.hubLast = std::max(m_status.hubLast, info->last);
    pump();
}

void SyncClient::compareWith(Result<Place> place)
{
    if (!place)
        return giveUpLine(place.error().detail);
    m_place = *place;
    if (m_place.created != m_info.created || m_place.sequence > m_info.last || m_place.lost < m_info.lost ||
        m_place.isStale)
        return readAnew();
    if (m_place.sequence < m_info.first)
        return startReading(m_info.first); // nothing was read yet
    fetchPlace();
}

void SyncClient::fetchPlace()
{
    m_placeAt.reset();
    m_link.fetch(m_place.sequence, whileUp(&SyncClient::compareMessage));
}

void SyncClient::compareMessage(Result<HubMessage> message)
{
    if (!message && message.error().fault != Fault::NotFound)
        return giveUpLine(message.error().detail);
    if (message && digestOf(*message) == m_place.digest)
        return startReading(m_place.sequence + 1);
    if (!message && ++m_placeTries <= m_times.notThereTries) { // a replica may lag behind
        m_placeAt = m_now() + m_times.notThereYet;
        return;
    }
    readAnew();
}

void SyncClient::readAnew()
{
    m_ledger.forgetHub(m_info.created, whileUp(&SyncClient::forgotten));
}

void SyncClient::forgotten(Result<void> done)
{
    if (!done)
        return giveUpLine(done.error().detail);
    startReading(m_info.first);
}

void SyncClient::startReading(quint64 next)
{
    m_next = next;
    m_asked = next - 1;
    m_status.cursor = next - 1;
    m_place.created = m_info.created;
    const auto wait = std::uniform_int_distribution<qint64>(m_times.restoreLeast.count(),
                                                            m_times.restoreMost.count())(m_random);
    m_restoreAt = m_now() + Millis(wait);
    m_peekAt = m_now() + m_times.peek;
    setStage(SyncStatus::Stage::Reading);
    pump();
}

void SyncClient::live(HubMessage message)
{
    m_peekAt = m_now() + m_times.peek;
    m_status.hubLast = std::max(m_status.hubLast, message.sequence);
    const bool isReading = m_status.stage >= SyncStatus::Stage::Reading;
    if (!isReading || message.sequence < m_next)
        return changed();
    // What does not fit is fetched once there is room.
    if (m_bufferedBytes + message.body.size() <= kMaxBuffered && !m_buffer.contains(message.sequence)) {
        m_bufferedBytes += message.body.size();
        const quint64 sequence = message.sequence;
        m_notThere.erase(sequence);
        m_buffer.emplace(sequence, std::move(message));
    }
    pump();
}

void SyncClient::pump()
{
    handOver();
    fetchMissing();
    settle();
    changed();
}

void SyncClient::fetchMissing()
{
    m_asked = std::max(m_asked, m_next - 1);
    const qint64 most = window();
    while (m_asked < m_status.hubLast && m_fetching < most && m_bufferedBytes < kMaxBuffered) {
        ++m_asked;
        if (!m_buffer.contains(m_asked))
            fetchOne(m_asked);
    }
}

/// On a slow line what was asked for has to come before anybody loses patience.
qint64 SyncClient::window() const
{
    return std::clamp(kAhead / std::max<qint64>(1, m_typical), kLeastWindow, kWindow);
}

void SyncClient::fetchOne(quint64 sequence)
{
    ++m_fetching;
    m_link.fetch(sequence, [this, line = m_line, sequence](const Result<HubMessage> &message) {
        if (line == m_line)
            fetched(sequence, message);
    });
}

void SyncClient::fetched(quint64 sequence, Result<HubMessage> message)
{
    --m_fetching;
    if (!message && message.error().fault != Fault::NotFound)
        return giveUpLine(message.error().detail);
    if (message)
        m_typical = (7 * m_typical + message->body.size()) / 8;
    if (sequence >= m_next && !m_buffer.contains(sequence)) {
        if (!message) {
            auto &[at, tries] = m_notThere[sequence];
            at = m_now() + m_times.notThereYet;
            if (++tries <= m_times.notThereTries)
                return changed();
            if (sequence > m_info.last)
                return doubt(sequence);
            message = HubMessage{sequence, {}, {}}; // a hole: somebody took it out of the hub's store
        }
        m_notThere.erase(sequence);
        m_bufferedBytes += message->body.size();
        m_buffer.emplace(sequence, std::move(*message));
    }
    pump();
}

/// The hub spoke of a message under that number and does not give it: a hole, or its end was lost since, and
/// then the number will be another message's.
void SyncClient::doubt(quint64 sequence)
{
    m_link.askInfo([this, line = m_line, sequence](const Result<HubInfo> &info) {
        if (line != m_line)
            return;
        if (info && info->last < sequence)
            return giveUpLine(kOtherStore);
        peeked(info);
    });
    changed();
}

void SyncClient::handOver()
{
    if (m_isStoring || m_buffer.empty() || m_buffer.begin()->first > m_next)
        return;
    std::vector<HubMessage> messages;
    qsizetype bytes = 0;
    Hash256 digest{};
    while (!m_buffer.empty() && messages.size() < kHandOverMessages && bytes < kHandOverBytes) {
        const auto first = m_buffer.begin();
        if (first->first > m_next)
            break;
        HubMessage message = std::move(first->second);
        m_buffer.erase(first);
        m_bufferedBytes -= message.body.size();
        if (message.sequence < m_next)
            continue;
        bytes += message.body.size();
        ++m_next;
        if (messages.size() + 1 >= kHandOverMessages || bytes >= kHandOverBytes || m_buffer.empty() ||
            m_buffer.begin()->first != m_next)
            digest = digestOf(message);
        messages.push_back(std::move(message));
    }
    if (messages.empty())
        return;
    m_isStoring = true;
    m_status.received += qint64(messages.size());
    const quint64 upTo = m_next - 1;
    m_ledger.take(std::move(messages), {m_info.created, upTo, digest, m_info.lost},
                  [this, line = m_line, upTo](const Result<TakeOutcome> &outcome) {
                      if (line == m_line)
                          taken(outcome, upTo);
                      else if (outcome && onTaken)
                          onTaken(*outcome);
                  });
}

void SyncClient::taken(Result<TakeOutcome> outcome, quint64 upTo)
{
    m_isStoring = false;
    if (!outcome)
        return giveUpLine(outcome.error().detail);
    m_status.cursor = upTo;
    m_status.toSend = outcome->waiting;
    std::erase_if(m_inFlight,
                  [upTo](const auto &each) { return each.second.sequence && *each.second.sequence <= upTo; });
    if (onTaken)
        onTaken(*outcome);
    if (outcome->isPlaceLost)
        return giveUpLine(u"everything is read again"_s);
    pump();
}

void SyncClient::setStage(SyncStatus::Stage stage)
{
    m_status.stage = stage;
    changed();
}

void SyncClient::giveUpLine(const QString &why)
{
    m_status.trouble = why;
    lineDown();
    m_link.renew(why);
}

void SyncClient::changed()
{
    if (m_told == m_status)
        return;
    m_told = m_status;
    if (onStatus)
        onStatus();
}

} // namespace muster::sync
