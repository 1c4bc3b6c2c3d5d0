// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/incidentservice.h"

namespace muster::app {

using store::Workspace;

IncidentService::IncidentService(DeskService &desk, QObject *parent) : IncidentDesk(parent), m_desk(desk) {}

QFuture<Result<std::vector<views::LedIncident>>> IncidentService::openIncidents()
{
    return m_desk.thread().ask([](Workspace &workspace) { return workspace.openIncidents(); });
}

QFuture<Result<std::vector<views::PastIncident>>> IncidentService::closedIncidents(int limit)
{
    return m_desk.thread().ask([limit](Workspace &workspace) { return workspace.closedIncidents(limit); });
}

QFuture<Result<views::LedIncident>> IncidentService::loadIncident(IncidentId incident)
{
    return m_desk.thread().ask([incident](Workspace &workspace) { return workspace.loadIncident(incident); });
}

template <typename T> QFuture<Result<T>> IncidentService::write(std::function<Result<T>(Workspace &)> work)
{
    return m_desk.thread().ask([this, work = std::move(work)](Workspace &workspace) {
        Result<T> outcome = work(workspace);
        announceChanges(workspace);
        return outcome;
    });
}

void IncidentService::announceChanges(Workspace &workspace)
{
    for (views::LedIncident &led : workspace.takeChangedIncidents())
        QMetaObject::invokeMethod(
            this, [this, led = std::move(led)] { emit incidentChanged(led); }, Qt::QueuedConnection);
}

QFuture<Result<views::IncidentReceipt>> IncidentService::submit(incident::IncidentOrder order)
{
    return write<views::IncidentReceipt>(
        [order = std::move(order)](Workspace &workspace) { return workspace.submit(order); });
}

QFuture<Result<void>> IncidentService::correctEntry(FactId entry, QString text, QString reason)
{
    return write<void>([entry, text = std::move(text), reason = std::move(reason)](Workspace &workspace) {
        const auto done = workspace.correctText(entry, text, reason);
        return done ? Result<void>() : Result<void>(done.error());
    });
}

QFuture<Result<void>> IncidentService::redactEntry(FactId entry, QString reason)
{
    return write<void>([entry, reason = std::move(reason)](Workspace &workspace) {
        const auto done = workspace.redact(entry, reason);
        return done ? Result<void>() : Result<void>(done.error());
    });
}

QFuture<Result<views::Affected>> IncidentService::affectedBy(IncidentId incident)
{
    return m_desk.thread().ask([incident](Workspace &workspace) { return workspace.affectedBy(incident); });
}

} // namespace muster::app
