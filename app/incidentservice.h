// SPDX-License-Identifier: GPL-3.0-or-later
// The incidents of a window over the workspace on the database thread. Window thread; owned by main; ends
// before the DeskService whose thread it uses.
#pragma once

#include "app/deskservice.h"
#include "models/views/incidentdesk.h"

namespace muster::app {

class IncidentService final : public views::IncidentDesk
{
    Q_OBJECT
public:
    explicit IncidentService(DeskService &desk, QObject *parent = nullptr);

    QFuture<Result<std::vector<views::LedIncident>>> openIncidents() override;
    QFuture<Result<std::vector<views::PastIncident>>> closedIncidents(int limit) override;
    QFuture<Result<views::LedIncident>> loadIncident(IncidentId incident) override;
    QFuture<Result<views::IncidentReceipt>> submit(incident::IncidentOrder order) override;
    QFuture<Result<void>> correctEntry(FactId entry, QString text, QString reason) override;
    QFuture<Result<void>> redactEntry(FactId entry, QString reason) override;
    QFuture<Result<views::Affected>> affectedBy(IncidentId incident) override;

    /// Tells the window of incidents that another writer on the database thread changed. On that thread.
    void announceChanges(store::Workspace &workspace);

private:
    /// `work` on the database thread; what it changed is told afterwards.
    template <typename T> QFuture<Result<T>> write(std::function<Result<T>(store::Workspace &)> work);

    DeskService &m_desk;
};

} // namespace muster::app
