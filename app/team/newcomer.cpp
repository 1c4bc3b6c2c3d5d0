// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/newcomer.h"

#include "models/base/log.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr size_t kPartsAtOnce = 8;
constexpr quint64 kHistoryWindow = 500;

bool mayVouch(const QString &role)
{
    return role == u"admin" || role == u"lead" || role == u"automation";
}

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
    m_isReading = m_isHistoryAsked = false;
    m_parts.clear();
    m_messages.clear();
}

void Newcomer::begin()
{
    lineDown();
    m_manifests.clear();
    m_hub.askInfo(whileUp([this](const Result<sync::HubInfo> &info) {
        if (!info)
            return emit done();
        m_created = info->created;
        m_hub.askSnapshots(whileUp([this](const Result<QList<QByteArray>> &subjects) {
            chooseFrom(subjects.value_or(QList<QByteArray>()));
        }));
    }));
}

void Newcomer::chooseFrom(const QList<QByteArray> &subjects)
{
    m_awaited = int(subjects.size());
    if (m_awaited == 0)
        return emit done();
    for (const QByteArray &subject : subjects)
        m_hub.fetchPart(subject,
                        whileUp([this](const Result<sync::HubMessage> &message) { consider(message); }));
}

void Newcomer::consider(const Result<sync::HubMessage> &message)
{
    if (message) {
        const auto manifest = sync::decodeManifest(message->body);
        // One of an earlier hub says nothing about this one; one in another's name is forged.
        if (manifest && manifest->place.created == m_created &&
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
    m_asked = m_taken = m_storing = 0;
    m_parts.clear();
    fetchParts();
}

void Newcomer::fetchParts()
{
    while (m_asked < m_manifest.parts.size() && m_asked < m_taken + 2 * kPartsAtOnce) {
        const size_t part = m_asked++;
        m_hub.fetchPart(
            sync::partSubject(m_manifest.maker(), m_manifest.slot, part),
            whileUp([this, part](const Result<sync::HubMessage> &message) { fetched(part, message); }));
    }
    if (m_manifest.parts.empty())
        end();
}

void Newcomer::fetched(size_t part, const Result<sync::HubMessage> &message)
{
    if (!message || ledger::sha256(message->body) != m_manifest.parts[part].digest) {
        log::warning(u"part %1 of the snapshot is not as its maker made it"_s.arg(part));
        m_asked = 0;
        return takeBest();
    }
    m_parts[part] = message->body;
    store();
}

void Newcomer::store()
{
    if (m_storing > 0)
        return;
    std::vector<QByteArray> next;
    // The team alone first: it says whether the maker is to be believed.
    while (!m_parts.empty() && m_parts.begin()->first == m_taken + next.size() &&
           next.size() < kPartsAtOnce) {
        const bool isSameKind = (m_manifest.parts[m_taken].stage == sync::Stage::Team) ==
                                (m_manifest.parts[m_taken + next.size()].stage == sync::Stage::Team);
        if (!isSameKind)
            break;
        next.push_back(std::move(m_parts.begin()->second));
        m_parts.erase(m_parts.begin());
    }
    if (next.empty())
        return;
    m_storing = next.size();
    ask(
        [next = std::move(next), maker = m_manifest.maker(), sequence = m_manifest.place.sequence,
         afterTaking = m_afterTaking, isTeam = m_manifest.parts[m_taken].stage == sync::Stage::Team](
            store::Workspace &workspace) -> std::pair<Result<store::TakeReport>, bool> {
            const bool isBelieved = isTeam || mayVouch(workspace.roster().roleOf(maker));
            if (!isBelieved)
                return {store::TakeReport{}, false};
            auto report = workspace.takeSnapshotParts(next, maker, sequence);
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
        m_asked = 0;
        return takeBest();
    }
    if (m_manifest.parts[m_taken].stage == sync::Stage::Team)
        emit tookTeam();
    m_taken += m_storing;
    m_storing = 0;
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
    ask([place =
             m_manifest.place](store::Workspace &workspace) { return workspace.goOnBehindSnapshot(place); },
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
    while (m_historyAsked < m_history.last && m_historyAsked < m_history.next + kHistoryWindow) {
        const quint64 sequence = ++m_historyAsked;
        m_hub.fetch(sequence, whileUp([this, sequence](const Result<sync::HubMessage> &message) {
                        if (!message && message.error().fault != Fault::NotFound) {
                            m_isReading = m_isHistoryAsked = false; // the next round goes on here
                            m_messages.clear();
                            return;
                        }
                        m_messages[sequence] = message.value_or(sync::HubMessage{sequence, {}, {}});
                        storeHistory();
                    }));
    }
}

void Newcomer::storeHistory()
{
    const bool isWhole = m_messages.size() == m_historyAsked - m_history.next + 1;
    if (!m_isReading || !isWhole)
        return;
    std::vector<sync::HubMessage> messages;
    messages.reserve(m_messages.size());
    for (auto &[sequence, message] : m_messages)
        messages.push_back(std::move(message));
    m_messages.clear();
    ask(
        [messages = std::move(messages), next = m_historyAsked + 1,
         afterTaking = m_afterTaking](store::Workspace &workspace) {
            auto taken = workspace.takeHistory(messages, next);
            afterTaking(workspace);
            return taken;
        },
        [this](const Result<void> &taken) {
            if (!taken) {
                log::warning(u"the history was not read on: "_s + taken.error().detail);
                m_isReading = m_isHistoryAsked = false;
                return;
            }
            m_history.next = m_historyAsked + 1;
            emit historyLeft(qint64(m_history.last + 1 - m_history.next));
            if (m_history.isEmpty())
                m_isReading = false;
            else
                fetchHistory();
        });
}

} // namespace muster::app
