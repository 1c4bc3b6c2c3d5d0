// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/newcomer.h"

#include "models/base/log.h"
#include "models/team/authority.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr size_t kPartsAhead = 16;     ///< fetched while one is stored
constexpr quint64 kHistoryAhead = 200; ///< messages, likewise
/// Of the history in one transaction, behind which an entry may have to wait: as much as takes so long here.
constexpr qint64 kWait = 40; ///< ms
constexpr int kTries = 5;
constexpr Millis kBetweenTries{1'000};
/// A replica may lag behind: what is not there after so many tries was taken out.
constexpr int kNotThereTries = 40;
constexpr Millis kNotThereYet{250};
constexpr qsizetype kLeastPiece = 8 * 1024, kMostPiece = 256 * 1024;

} // namespace

Newcomer::Newcomer(DatabaseThread &database, sync::NatsHub &hub,
                   std::function<void(store::Workspace &)> afterTaking, QObject *parent)
    : QObject(parent), m_database(database), m_hub(hub), m_afterTaking(std::move(afterTaking))
{}

Newcomer::~Newcomer()
{
    ++*m_line;
}

/// The worker ends only after the database thread has answered everything.
template <typename Question, typename Then> void Newcomer::ask(Question question, Then then)
{
    m_database.post([this, question = std::move(question),
                     heard = whileUp(std::move(then))](store::Workspace &workspace) mutable {
        auto answer = question(workspace);
        QMetaObject::invokeMethod(
            this, [heard = std::move(heard), answer = std::move(answer)] { heard(answer); },
            Qt::QueuedConnection);
    });
}

template <typename Then> auto Newcomer::whileUp(Then then)
{
    return [line = m_line, was = *m_line, then = std::move(then)](const auto &answer) {
        if (*line == was)
            then(answer);
    };
}

void Newcomer::lineDown()
{
    ++*m_line;
    m_isReading = m_isHistoryAsked = m_isStoringHistory = false;
    m_isStoring = false;
    m_parts.clear();
    m_messages.clear();
}

void Newcomer::begin()
{
    lineDown();
    m_manifests.clear();
    askHub(1);
}

/// An answer may get lost: it is asked for some times.
void Newcomer::askHub(int tries)
{
    const auto again = [this, tries] {
        if (tries >= kTries)
            return emit done();
        later(kBetweenTries, [this, tries] { askHub(tries + 1); });
    };
    m_hub.askInfo(whileUp([this, again](const Result<sync::HubInfo> &info) {
        if (!info)
            return again();
        m_hubInfo = *info;
        m_hub.askSnapshots(whileUp([this, again](const Result<QList<QByteArray>> &subjects) {
            if (!subjects && subjects.error().fault != Fault::NotFound)
                return again();
            chooseFrom(subjects.value_or(QList<QByteArray>()));
        }));
    }));
}

void Newcomer::later(Millis wait, const std::function<void()> &then)
{
    QTimer::singleShot(wait, this, [line = m_line, was = *m_line, then] {
        if (*line == was)
            then();
    });
}

void Newcomer::chooseFrom(const QList<QByteArray> &subjects)
{
    m_awaited = int(subjects.size());
    if (m_awaited == 0)
        return emit done();
    for (const QByteArray &subject : subjects)
        fetchManifest(subject, 1);
}

void Newcomer::fetchManifest(const QByteArray &subject, int tries)
{
    m_hub.fetchPart(subject, whileUp([this, subject, tries](const Result<sync::HubMessage> &message) {
                        if (message || message.error().fault == Fault::NotFound || tries >= kTries)
                            return consider(message);
                        later(kBetweenTries, [this, subject, tries] { fetchManifest(subject, tries + 1); });
                    }));
}

void Newcomer::consider(const Result<sync::HubMessage> &message)
{
    if (message) {
        const auto manifest = sync::decodeManifest(message->body);
        // One of an earlier hub says nothing about this one; one in another's name is forged.
        if (manifest && manifest->place.created == m_hubInfo.created &&
            manifest->place.sequence <= m_hubInfo.last && !manifest->parts.empty() &&
            message->subject == sync::manifestSubject(manifest->maker()))
            m_manifests.push_back(*manifest);
    }
    if (--m_awaited > 0)
        return;
    std::ranges::sort(m_manifests, {}, [](const sync::Manifest &each) { return each.place.sequence; });
    takeBest();
}

/// Answers about a snapshot that was given up are not heard any more.
void Newcomer::takeBest()
{
    ++*m_line;
    if (m_manifests.empty())
        return emit done();
    m_manifest = std::move(m_manifests.back());
    m_manifests.pop_back();
    m_asked = m_taken = 0;
    m_isStoring = false;
    m_parts.clear();
    fetchParts();
}

void Newcomer::fetchParts()
{
    while (m_asked < m_manifest.parts.size() && m_asked < m_taken + kPartsAhead)
        fetchPart(m_asked++, 1);
}

void Newcomer::fetchPart(size_t part, int tries)
{
    m_hub.fetchPart(sync::partSubject(m_manifest.maker(), m_manifest.slot, part),
                    whileUp([this, part, tries](const Result<sync::HubMessage> &message) {
                        fetched(part, message, tries);
                    }));
}

void Newcomer::fetched(size_t part, const Result<sync::HubMessage> &message, int tries)
{
    const bool isLost = !message && message.error().fault != Fault::NotFound;
    if (isLost && tries < kTries)
        return later(kBetweenTries, [this, part, tries] { fetchPart(part, tries + 1); });
    if (!message || ledger::sha256(message->body) != m_manifest.parts[part].digest) {
        // Or a newer one is being written over it.
        log::warning(u"part %1 of the snapshot: %2"_s.arg(part).arg(
            isLost ? message.error().detail : u"it is not as its maker made it"_s));
        return takeBest();
    }
    m_parts[part] = message->body;
    store();
}

/// One part at a time: what a person enters meanwhile waits for no more than that.
void Newcomer::store()
{
    if (m_isStoring || m_parts.empty() || m_parts.begin()->first != m_taken)
        return;
    m_isStoring = true;
    // The team's parts come first: they say whether the maker is to be believed.
    ask(
        [part = m_parts.extract(m_taken).mapped(), maker = m_manifest.maker(),
         sequence = m_manifest.place.sequence, afterTaking = m_afterTaking,
         isTeam = m_manifest.parts[m_taken].stage == sync::Stage::Team](
            store::Workspace &workspace) -> std::pair<Result<store::TakeReport>, bool> {
            const bool isBelieved = isTeam || team::mayVouch(workspace.roster().roleOf(maker));
            if (!isBelieved)
                return {store::TakeReport{}, false};
            auto report = workspace.takeSnapshotParts(std::span(&part, 1), maker, sequence);
            afterTaking(workspace);
            return {std::move(report), true};
        },
        [this](const std::pair<Result<store::TakeReport>, bool> &answer) {
            stored(answer.first, answer.second);
        });
}

void Newcomer::stored(const Result<store::TakeReport> &report, bool isMakerBelieved)
{
    if (!report || !isMakerBelieved) {
        log::warning(u"a snapshot was not taken: "_s +
                     (report ? u"its maker may not speak for the team"_s : report.error().detail));
        return takeBest();
    }
    if (m_manifest.parts[m_taken].stage == sync::Stage::Team)
        emit tookTeam();
    ++m_taken;
    m_isStoring = false;
    emit progress(stageName(), int(m_taken * 100 / std::max<size_t>(1, m_manifest.parts.size())));
    if (m_taken == m_manifest.parts.size())
        return end();
    fetchParts();
    store();
}

QString Newcomer::stageName() const
{
    switch (m_manifest.parts[std::min(m_taken, m_manifest.parts.size() - 1)].stage) {
    case sync::Stage::Team:
        return u"The team"_s;
    case sync::Stage::Basics:
        return u"People, customers and policy"_s;
    case sync::Stage::Incidents:
        return u"Running incidents"_s;
    case sync::Stage::Queue:
        return u"The queue"_s;
    }
    return {};
}

void Newcomer::end()
{
    sync::Place place = m_manifest.place;
    place.lost = m_hubInfo.lost;
    ask([place](store::Workspace &workspace) { return workspace.goOnBehindSnapshot(place); },
        [this](const Result<void> &kept) {
            if (!kept)
                log::warning(u"the snapshot's place was not kept: "_s + kept.error().detail);
            emit done();
        });
}

void Newcomer::readHistory()
{
    if (m_isReading || m_isHistoryAsked)
        return;
    m_isHistoryAsked = true;
    ask([](store::Workspace &workspace) { return workspace.historyToRead(); },
        [this](const store::HistoryToRead &history) {
            m_history = history;
            m_historyAsked = history.next - 1;
            m_isReading = !history.isEmpty();
            if (m_isReading)
                fetchHistory();
        });
}

void Newcomer::fetchHistory()
{
    while (m_historyAsked < m_history.last && m_historyAsked < m_history.next + kHistoryAhead) {
        const quint64 sequence = ++m_historyAsked;
        if (sequence < m_hubInfo.first)
            m_messages[sequence] = {sequence, {}, {}}; // the hub says itself that it is gone
        else
            fetchHistoryOf(sequence, 1);
    }
    storeHistory();
}

void Newcomer::fetchHistoryOf(quint64 sequence, int tries)
{
    m_hub.fetch(sequence, whileUp([this, sequence, tries](const Result<sync::HubMessage> &message) {
                    if (!message && message.error().fault != Fault::NotFound) {
                        m_isReading = m_isHistoryAsked = false; // the next round goes on here
                        m_messages.clear();
                        return;
                    }
                    if (!message && tries < kNotThereTries)
                        return later(kNotThereYet, [this, sequence, tries] {
                            if (m_isReading)
                                fetchHistoryOf(sequence, tries + 1);
                        });
                    m_messages[sequence] = message.value_or(sync::HubMessage{sequence, {}, {}});
                    storeHistory();
                }));
}

void Newcomer::storeHistory()
{
    if (!m_isReading || m_isStoringHistory)
        return;
    std::vector<sync::HubMessage> messages;
    quint64 next = m_history.next;
    for (qsizetype bytes = 0; bytes < m_piece && !m_messages.empty() && m_messages.begin()->first == next;
         ++next) {
        messages.push_back(m_messages.extract(next).mapped());
        bytes += messages.back().body.size();
    }
    if (messages.empty())
        return;
    m_isStoringHistory = true;
    ask(
        [messages = std::move(messages), next, afterTaking = m_afterTaking](store::Workspace &workspace) {
            QElapsedTimer timer;
            timer.start();
            auto taken = workspace.takeHistory(messages, next);
            afterTaking(workspace);
            return std::pair(std::move(taken), timer.elapsed());
        },
        [this, next](const std::pair<Result<void>, qint64> &answer) {
            const qint64 took = std::max<qint64>(1, answer.second);
            m_piece = std::clamp(std::min(m_piece * kWait / took, 2 * m_piece), kLeastPiece, kMostPiece);
            storedHistory(answer.first, next);
        });
}

void Newcomer::storedHistory(const Result<void> &taken, quint64 next)
{
    m_isStoringHistory = false;
    if (!taken) {
        log::warning(u"the history was not read on: "_s + taken.error().detail);
        m_isReading = m_isHistoryAsked = false;
        return;
    }
    m_history.next = next;
    if (!m_isReading) // a message was not to be had meanwhile
        return;
    m_isReading = !m_history.isEmpty();
    fetchHistory();
    storeHistory();
}

} // namespace muster::app
