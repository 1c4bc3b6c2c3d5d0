// SPDX-License-Identifier: GPL-3.0-or-later
// The hub thread's side of the team: the line, the sync client, presence. Lives on a thread with an event
// loop of its own; the window has copies of what it says.
#pragma once

#include "app/team/dutylease.h"
#include "app/team/ledgerlink.h"
#include "app/team/newcomer.h"
#include "app/team/presence.h"
#include "app/team/snapshotmaker.h"
#include "models/sync/natshub.h"
#include "models/sync/syncclient.h"
#include "models/views/teamdesk.h"

#include <QElapsedTimer>
#include <QTimer>

namespace muster::app {

class TeamWorker final : public QObject
{
    Q_OBJECT
public:
    /// `afterTaking` runs on the database thread.
    TeamWorker(DatabaseThread &database, const Clock &clock, QString file,
               std::function<void(store::Workspace &)> afterTaking);

    // On the worker's thread.
    /// `isNew`: this desk has read nothing of the hub yet.
    void start(std::vector<sync::HubAccess> logins, bool isNew);
    void makeSnapshot();
    void setRole(const QString &role) { m_role = role; }
    void stop();
    /// This desk competes for the duty from now on.
    /// `isFirst`: asks for it much more often than others do.
    void takeDuty(DeviceId device, bool isFirst);
    /// It may not act any more: what it holds runs out at the hub by itself.
    void giveUpDuty();
    void tryNow();
    void wrote();
    void lookAt(TicketId ticket, IncidentId incident, bool isWriting);
    void setRoster(const team::Roster &roster, const QHash<PersonId, QString> &names)
    {
        m_presence.setRoster(roster, names);
    }

signals:
    void statusChanged(const muster::views::LinkStatus &status);
    void hereChanged(const std::vector<muster::views::Here> &here);
    /// The hub knows this device's own key by now.
    void cameInByItself(DeviceId device);
    void tookTeam(); ///< facts of the team came in
    void dutyChanged(bool isHeld);
    void snapshotMade(const QString &trouble);

private:
    void tryLogin(size_t login);
    void onUp();
    void onDown(nats::Trouble trouble, const QString &detail);
    void onClientStatus();
    void onTaken(const sync::TakeOutcome &outcome);
    views::LinkState stateInReading(const sync::SyncStatus &now);
    void onTick();
    void onBootstrapped();
    void makeSnapshotIfDue();
    void tell();
    void tellHere();
    void describeOffline(nats::Trouble trouble, const QString &detail);

    const Clock &m_clock;
    sync::NatsHub m_hub;
    LedgerLink m_ledger;
    Newcomer m_newcomer;
    SnapshotMaker m_snapshots;
    bool m_isNew = false;
    QString m_role, m_file; ///< what this desk may do; its workspace
    std::optional<ledger::DeviceKey> m_key;
    std::optional<quint64> m_snapshotAt; ///< of the hub, when the newest snapshot of this desk was made
    QElapsedTimer m_sinceStart;
    sync::SyncClient m_client;
    Presence m_presence;
    DutyLease *m_duty = nullptr; ///< of a desk that may act for the team
    std::vector<sync::HubAccess> m_logins;
    Millis m_afterRejection{};
    size_t m_login = 0; ///< the one that is tried
    views::LinkStatus m_status, m_told;
    QTimer m_tick;
    QTimer m_again; ///< no login was good
    DatabaseThread &m_database;
    std::function<void(store::Workspace &)> m_afterTaking;
    Instant m_tookDue{};
    std::optional<Millis> m_unsentSince;
};

} // namespace muster::app
