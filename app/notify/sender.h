// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the outbox of a workspace while this console may act for its team, and has what is due brought to the
// channels. Lives on the thread of the program's event loop; reads and writes on the database thread, talks
// to peers on the couriers'.
#pragma once

#include "app/databasethread.h"
#include "app/notify/couriers.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <memory>

namespace muster::app {

class Sender final : public QObject
{
    Q_OBJECT
public:
    /// `isOnDuty` is asked on this thread before each pass: whether this console holds the duty of its team.
    /// Ends before the database thread does.
    Sender(DatabaseThread &database, const Clock &clock, Credential credential,
           std::function<bool()> isOnDuty, LineLimits limits = {}, QObject *parent = nullptr);
    ~Sender() override;

    /// From now on; to be called once.
    void start();
    /// There may be something to send: to be called when a notification was asked for, acknowledged or put
    /// off here, and when the duty came. What came from elsewhere is seen within seconds without it.
    void look();
    /// While it says so more of the same is about to be asked for: notify::MoreToCome::OfTickets.
    void waitWhile(std::function<bool()> isMoreToCome) { m_isMoreToCome = std::move(isMoreToCome); }

signals:
    /// What the log of deliveries shows has changed.
    void changed();

private:
    void pass();
    Result<std::optional<Instant>> sendDue(store::Workspace &workspace, notify::MoreToCome more);
    void passed(Millis wait);
    void returned(const Parcel &parcel, const notify::Outcome &outcome);
    void forget(const QString &key); ///< what was on its way is not any more; database thread
    /// Some of its members at a time; `rest` holds those that are left.
    void record(const std::shared_ptr<Parcel> &rest, const notify::Outcome &outcome, Instant at);

    DatabaseThread &m_database;
    const Clock &m_clock;
    std::function<bool()> m_isOnDuty, m_isMoreToCome;
    QTimer m_timer;
    QElapsedTimer m_sincePass;
    bool m_isPassing = false, m_isAskedAgain = false;
    // Of the database thread.
    std::atomic<int> m_recording = 0; ///< jobs that are under way or wait
    QSet<QString> m_under;            ///< keys of what is on its way
    struct Seen ///< by the last pass: without a change there is nothing to do before `next`
    {
        qint64 changes = -1;
        std::shared_ptr<const policy::CompiledPolicy> policy;
        notify::MoreToCome more = notify::MoreToCome::Nothing;
        std::optional<Instant> next;
    };
    Seen m_seen;
    std::unique_ptr<Couriers> m_couriers;
};

} // namespace muster::app
