// SPDX-License-Identifier: GPL-3.0-or-later
// A new desk: takes the newest snapshot that somebody of the team made, running incidents first, then lets
// the stream be followed from there, and reads the history behind it in the background. Without a snapshot,
// or with none that can be believed, the stream is simply read from its beginning. Hub thread.
#pragma once

#include "app/databasethread.h"
#include "models/sync/natshub.h"
#include "models/sync/snapshot.h"

#include <QObject>

#include <map>
#include <memory>

namespace muster::app {

class Newcomer final : public QObject
{
    Q_OBJECT
public:
    Newcomer(DatabaseThread &database, sync::NatsHub &hub,
             std::function<void(store::Workspace &)> afterTaking, QObject *parent);

    ~Newcomer() override;

    /// Over a line that just came up; ends with done() in any case, unless the line goes.
    void begin();
    /// Reads on in what lies before the snapshot; to be called when the desk is in step.
    void readHistory();
    void lineDown();
    bool isReadingHistory() const { return m_isReading; }

signals:
    void progress(const QString &stage, int percent);
    void done();
    void tookTeam();

private:
    template <typename Question, typename Then> void ask(Question question, Then then);
    template <typename Then> auto whileUp(Then then);
    void askHub(int tries);
    /// After a while, over the same line.
    void later(Millis wait, const std::function<void()> &then);
    void fetchManifest(const QByteArray &subject, int tries);
    void fetchPart(size_t part, int tries);
    void chooseFrom(const QList<QByteArray> &subjects);
    void consider(const Result<sync::HubMessage> &manifest);
    void takeBest();
    void fetchParts();
    void fetched(size_t part, const Result<sync::HubMessage> &message, int tries);
    void store();
    void stored(const Result<store::TakeReport> &report, bool isMakerBelieved);
    void end();
    void fetchHistory();
    void fetchHistoryOf(quint64 sequence, int tries);
    void storeHistory();
    void storedHistory(const Result<void> &taken, quint64 next);
    QString stageName() const;

    DatabaseThread &m_database;
    sync::NatsHub &m_hub;
    std::function<void(store::Workspace &)> m_afterTaking;
    std::shared_ptr<quint64> m_line =
        std::make_shared<quint64>(0); ///< answers of an earlier one are not heard
    sync::HubInfo m_hubInfo;
    int m_awaited = 0;                       ///< manifests
    std::vector<sync::Manifest> m_manifests; ///< the best last
    sync::Manifest m_manifest;
    size_t m_asked = 0, m_taken = 0;
    bool m_isStoring = false;
    std::map<size_t, QByteArray> m_parts; ///< fetched and not handed over yet
    bool m_isReading = false, m_isHistoryAsked = false, m_isStoringHistory = false;
    store::HistoryToRead m_history;
    quint64 m_historyAsked = 0;
    std::map<quint64, sync::HubMessage> m_messages;
    qsizetype m_piece = 32 * 1024; ///< bytes; follows how long the last one took
};

} // namespace muster::app
