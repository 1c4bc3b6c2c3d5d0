// SPDX-License-Identifier: GPL-3.0-or-later
// The escalations of a window over the workspace on the database thread. Window thread; owned by main; ends
// before the services that it uses.
#pragma once

#include "app/deskservice.h"
#include "app/incidentservice.h"
#include "models/views/escalationdesk.h"

namespace muster::app {

class EscalationService final : public views::EscalationDesk
{
    Q_OBJECT
public:
    EscalationService(DeskService &desk, IncidentService &incidents, QObject *parent = nullptr);

    QFuture<Result<std::vector<views::LedEscalation>>> openEscalations() override;
    QFuture<Result<std::vector<views::LedEscalation>>> escalationsOf(TicketId ticket) override;
    QFuture<Result<std::vector<views::LedEscalation>>> closedEscalations(int limit) override;
    QFuture<Result<views::LedEscalation>> loadEscalation(escalation::EscalationId escalation) override;
    QFuture<Result<views::EscalationReceipt>> submit(escalation::EscalationOrder order) override;
    QFuture<Result<views::EscalationReceipt>> tell(escalation::EscalationId escalation,
                                                   escalation::Told told) override;
    QFuture<Result<views::IncidentReceipt>> raiseToIncident(escalation::EscalationId escalation,
                                                            incident::Declare declare) override;

    /// Tells the window of escalations that another writer on the database thread changed. On that thread.
    void announceChanges(store::Workspace &workspace);

private:
    DeskService &m_desk;
    IncidentService &m_incidents;
};

} // namespace muster::app
