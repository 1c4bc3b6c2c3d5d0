// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in the place of the room: credits and recovery plans. Opening, ordering, and the way back.
#include "models/views/casetext.h"
#include "ui/incident/creditform.h"
#include "ui/incident/entrybar.h"
#include "ui/incident/recoveryform.h"
#include "ui/incident/warroompage.h"
#include "ui/widgets/deskanswer.h"

#include <QStackedWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

void WarRoomPage::openCredits()
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    closeOverlays();
    m_stack->setCurrentWidget(m_credits);
    m_credits->open(viewOf(*shown), m_hit);
    countAgain();
    whenAnswered(m_desk.customers(), this, [this](const Result<std::vector<customer::Customer>> &customers) {
        if (customers)
            m_credits->setAllArr(views::arrByCurrency(*customers));
    });
}

void WarRoomPage::orderCredit(const incident::IncidentCommand &command)
{
    whenAnswered(m_incidents.submit({m_credits->incident(), command, {}}), this,
                 [this](const Result<views::IncidentReceipt> &receipt) {
                     if (!receipt)
                         m_credits->fail(tr("Not written: %1").arg(views::sentence(receipt.error().detail)));
                     else
                         m_credits->done();
                 });
}

void WarRoomPage::openRecovery()
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    closeOverlays();
    m_stack->setCurrentWidget(m_recovery);
    m_recovery->setPeople(m_names);
    m_recovery->open(viewOf(*shown), m_hit);
    countAgain();
    whenAnswered(m_desk.customers(), this, [this](const Result<std::vector<customer::Customer>> &customers) {
        if (customers)
            m_recovery->setCustomers(*customers);
    });
}

void WarRoomPage::orderRecovery(const incident::IncidentCommand &command)
{
    whenAnswered(m_incidents.submit({m_recovery->incident(), command, {}}), this,
                 [this](const Result<views::IncidentReceipt> &receipt) {
                     if (!receipt)
                         m_recovery->fail(tr("Not written: %1").arg(views::sentence(receipt.error().detail)));
                     else
                         m_recovery->done();
                 });
}

void WarRoomPage::backToRoom()
{
    m_stack->setCurrentWidget(m_room);
    if (m_middle->currentIndex() == 0)
        m_entry->takeFocus();
}

void WarRoomPage::closeOverlays()
{
    if (m_credits->isOpen())
        m_credits->close();
    if (m_recovery->isOpen())
        m_recovery->close();
}

} // namespace muster::ui
