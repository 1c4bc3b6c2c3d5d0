// SPDX-License-Identifier: GPL-3.0-or-later
// The team as a window sees it, over a worker on the hub thread and the workspace on the database thread.
// Window thread; ends before the desk service whose database it uses.
#pragma once

#include "app/deskservice.h"
#include "app/escalationservice.h"
#include "app/incidentservice.h"
#include "app/team/teamworker.h"
#include "models/secrets/secrets.h"

#include <QThread>
#include <QThreadPool>
#include <QTimer>

#include <atomic>

namespace muster::app {

class TeamService final : public views::TeamDesk
{
    Q_OBJECT
public:
    TeamService(DeskService &desk, IncidentService &incidents, EscalationService &escalations,
                QObject *parent = nullptr);
    ~TeamService() override;

    /// Looks whether this desk is in a team and, where it is, connects. Returns at once.
    void start();
    /// This desk competes for acting in the team's name, where its role lets it; `dutyChanged` says when it
    /// does.
    void takeDuty();
    /// For new desks; one is made by itself now and then. `snapshotMade` says what became of it.
    void makeSnapshot();
    bool isOnDuty() const { return m_isOnDuty; }

    views::LinkStatus status() const override { return m_status; }
    std::vector<views::Here> here() const override { return m_here; }
    QFuture<Result<views::TeamPage>> loadTeam() override;
    void tryNow() override;
    void lookAt(TicketId ticket, IncidentId incident, bool isWriting) override;
    QFuture<Result<views::BundleOutcome>> exportBundle(QString file) override;
    QFuture<Result<views::BundleOutcome>> importBundle(QString file) override;
    QFuture<Result<void>> join(QString invitation) override;
    QFuture<Result<QString>> invite(QString name, QString role) override;
    QFuture<Result<void>> setRole(DeviceId device, QString role, QString reason) override;
    QFuture<Result<void>> serversWereTold() override;

signals:
    void dutyChanged(bool isHeld);
    void snapshotMade(const QString &trouble); ///< empty where it was made
    /// The secrets are not to be had, so that the hub is not even asked; tryNow() looks again.
    void locked(const muster::Error &why);

private:
    /// On a thread of its own, for secrets may take a while; then the line is opened.
    void readSecrets(DeviceId device);
    void open(store::Workspace &workspace, secrets::Secrets &secrets); ///< on the database thread
    void tellUnreachable(const Error &error);                          ///< any thread
    void connectWorker();
    void tellWindow(store::Workspace &workspace);
    void followRoster(store::Workspace &workspace);
    void letIn(store::Workspace &workspace);
    void teamWasChanged(store::Workspace &workspace); ///< by this desk
    void tellTeamChanged();                           ///< any thread
    template <typename Work> void onWorker(Work work);

    DeskService &m_desk;
    IncidentService &m_incidents;
    EscalationService &m_escalations;
    views::LinkStatus m_status;
    std::vector<views::Here> m_here;
    bool m_isOnDuty = false;
    bool m_isLocked = false; ///< see locked()
    QThread m_thread;
    QThreadPool m_secretsThread, m_filesThread;
    std::atomic_bool m_isEnding = false; ///< of the program: what is being written is left
    QTimer m_hourly;                     ///< invitations expire
    TeamWorker *m_worker = nullptr;      ///< lives on m_thread
    qint64 m_written = -1; ///< this desk's newest entry number that the worker knows of; database thread
};

} // namespace muster::app
