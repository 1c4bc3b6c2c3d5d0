// SPDX-License-Identifier: GPL-3.0-or-later
// The page and what is known already: beside the new ticket, and of the ticket in the panel.
#include "ui/intake/intakeform.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/detailpanel.h"
#include "ui/queue/queuecommands.h"
#include "ui/queue/queuepage.h"

#include <QStackedWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

void QueuePage::setKnowledge(views::KnowledgeDesk *knowledge)
{
    m_intake->setKnowledge(knowledge);
}

void QueuePage::connectIntake()
{
    connect(m_intake, &IntakeForm::left, this, &QueuePage::backToTable);
    connect(m_intake, &IntakeForm::created, this, &QueuePage::showCreated);
    connect(m_intake, &IntakeForm::ticketWanted, this, &QueuePage::openTicket);
    connect(m_intake, &IntakeForm::added, this, [this](TicketId ticket, const QString &caseNumber) {
        openTicket(ticket);
        m_detail->showNewest();
        m_commands->keepWithoutUndo(tr("Write on %1").arg(caseNumber));
        m_bar->tell(tr("It is written on %1; no new ticket was made.").arg(caseNumber), false, false);
    });
}

} // namespace muster::ui
