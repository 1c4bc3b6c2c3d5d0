// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in the place of the room: credits and recovery plans. Opening, ordering, and the way back.
#include "models/views/casetext.h"
#include "ui/incident/creditform.h"
#include "ui/incident/entrybar.h"
#include "ui/incident/recoveryform.h"
#include "ui/incident/warroompage.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/picker.h"

#include <QLineEdit>
#include <QStackedWidget>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostPast = 500;

} // namespace

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
    whenAnswered(m_incidents.submit({m_current, command, {}}), this,
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
    whenAnswered(m_incidents.submit({m_current, command, {}}), this,
                 [this](const Result<views::IncidentReceipt> &receipt) {
                     if (!receipt)
                         m_recovery->fail(tr("Not written: %1").arg(views::sentence(receipt.error().detail)));
                     else
                         m_recovery->done();
                 });
}

/// A closed incident is out of the way, not gone: what follows it is done here.
void WarRoomPage::choosePast()
{
    whenAnswered(
        m_incidents.closedIncidents(kMostPast), this,
        [this](const Result<std::vector<views::PastIncident>> &past) {
            if (!past)
                return emit notice(
                    tr("The closed incidents cannot be read: %1").arg(views::sentence(past.error().detail)),
                    {});
            std::vector<PickerEntry> entries;
            for (const views::PastIncident &each : *past)
                entries.push_back({each.id.toString(),
                                   u"%1 %2 %3"_s.arg(each.number, each.severity, each.title),
                                   views::absoluteText(each.declared, QTimeZone::utc())});
            if (entries.empty())
                entries.push_back({{}, tr("No incident is closed yet."), {}, false, PickerEntry::Kind::Told});
            if (m_past == nullptr) {
                m_past = new Picker(this);
                if (auto *line = m_past->findChild<QLineEdit *>())
                    line->setObjectName(u"warroom.pickerText"_s);
            }
            m_past->open(tr("Open a closed incident"), std::move(entries), [this](const QString &key) {
                if (const auto id = IncidentId::parse(key))
                    openIncident(*id);
            });
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
