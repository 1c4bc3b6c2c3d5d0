// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/escalationservice.h"

namespace muster::app {

using store::Workspace;

EscalationService::EscalationService(DeskService &desk, IncidentService &incidents, QObject *parent)
    : EscalationDesk(parent), m_desk(desk), m_incidents(incidents)
{}

QFuture<Result<std::vector<views::LedEscalation>>> EscalationService::openEscalations()
{
    return m_desk.thread().ask([](Workspace &workspace) { return workspace.openEscalations(); });
}

QFuture<Result<std::vector<views::LedEscalation>>> EscalationService::escalationsOf(TicketId ticket)
{
    return m_desk.thread().ask([ticket](Workspace &workspace) {
        return Result<std::vector<views::LedEscalation>>(workspace.escalationsOf(ticket));
    });
}

QFuture<Result<std::vector<views::LedEscalation>>> EscalationService::closedEscalations(int limit)
{
    return m_desk.thread().ask([limit](Workspace &workspace) { return workspace.closedEscalations(limit); });
}

QFuture<Result<views::LedEscalation>> EscalationService::loadEscalation(escalation::EscalationId escalation)
{
    return m_desk.thread().ask(
        [escalation](Workspace &workspace) { return workspace.loadEscalation(escalation); });
}

QFuture<Result<views::EscalationReceipt>> EscalationService::submit(escalation::EscalationOrder order)
{
    return m_desk.thread().ask([this, order = std::move(order)](Workspace &workspace) {
        auto receipt = workspace.submit(order);
        announceChanges(workspace);
        return receipt;
    });
}

QFuture<Result<views::EscalationReceipt>> EscalationService::tell(escalation::EscalationId escalation,
                                                                  escalation::Told told)
{
    return m_desk.thread().ask([this, escalation, told = std::move(told)](Workspace &workspace) {
        auto receipt = workspace.tell(escalation, told);
        m_desk.announceChange(workspace);
        announceChanges(workspace);
        return receipt;
    });
}

QFuture<Result<views::IncidentReceipt>>
EscalationService::raiseToIncident(escalation::EscalationId escalation, incident::Declare declare)
{
    return m_desk.thread().ask([this, escalation, declare = std::move(declare)](Workspace &workspace) {
        auto receipt = workspace.raiseToIncident(escalation, declare);
        m_incidents.announceChanges(workspace);
        announceChanges(workspace);
        return receipt;
    });
}

void EscalationService::announceChanges(Workspace &workspace)
{
    for (views::LedEscalation &led : workspace.takeChangedEscalations())
        QMetaObject::invokeMethod(
            this, [this, led = std::move(led)] { emit escalationChanged(led); }, Qt::QueuedConnection);
}

} // namespace muster::app
