// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/incidentservice.h"

namespace muster::app {

using store::Workspace;

IncidentService::IncidentService(DeskService &desk, QObject *parent) : IncidentDesk(parent), m_desk(desk) {}

QFuture<Result<std::vector<views::LedIncident>>> IncidentService::openIncidents()
{
    return m_desk.thread().ask([](Workspace &workspace) { return workspace.openIncidents(); });
}

QFuture<Result<views::LedIncident>> IncidentService::loadIncident(IncidentId incident)
{
    return m_desk.thread().ask([incident](Workspace &workspace) { return workspace.loadIncident(incident); });
}

QFuture<Result<views::IncidentReceipt>> IncidentService::submit(incident::IncidentOrder order)
{
    return m_desk.thread().ask([this, order = std::move(order)](Workspace &workspace) {
        auto receipt = workspace.submit(order);
        for (views::LedIncident &led : workspace.takeChangedIncidents())
            QMetaObject::invokeMethod(
                this, [this, led = std::move(led)] { emit incidentChanged(led); }, Qt::QueuedConnection);
        return receipt;
    });
}

QFuture<Result<views::Affected>> IncidentService::affectedBy(IncidentId incident)
{
    return m_desk.thread().ask([incident](Workspace &workspace) { return workspace.affectedBy(incident); });
}

} // namespace muster::app
