// SPDX-License-Identifier: GPL-3.0-or-later
// What is chosen from a small list over the room: a closed incident, what the step asks.
#include "models/views/casetext.h"
#include "ui/incident/flowpanel.h"
#include "ui/incident/warroompage.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/picker.h"

#include <QLineEdit>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostPast = 500;

} // namespace

Picker &WarRoomPage::picker()
{
    if (m_picker == nullptr) {
        m_picker = new Picker(this);
        if (auto *line = m_picker->findChild<QLineEdit *>())
            line->setObjectName(u"warroom.pickerText"_s);
    }
    return *m_picker;
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
            picker().open(tr("Open a closed incident"), std::move(entries), [this](const QString &key) {
                if (const auto id = IncidentId::parse(key))
                    openIncident(*id);
            });
        });
}

/// Each ask of the present step: one that is ticked off is ticked or unticked, another one is opened.
void WarRoomPage::chooseAsk()
{
    std::vector<PickerEntry> entries;
    for (const incident::AskState &each : m_flow->asks()) {
        const bool isTick = each.ask.kind == policy::Ask::Kind::Check;
        if (isTick || !each.isMet)
            entries.push_back({each.ask.key, each.ask.text,
                               !isTick      ? each.missing
                               : each.isMet ? tr("ticked off; takes it back")
                                            : tr("ticks it off"),
                               each.isMet});
    }
    if (entries.empty())
        entries.push_back({{},
                           tr("This step asks for nothing more. Press g to go on."),
                           {},
                           false,
                           PickerEntry::Kind::Told});
    picker().open(tr("What this step asks"), std::move(entries), [this](const QString &key) {
        for (const incident::AskState &each : m_flow->asks()) {
            if (each.ask.key != key)
                continue;
            if (each.ask.kind == policy::Ask::Kind::Check)
                order(incident::AskTicked{key, !each.isMet});
            else
                doAsk(each.ask);
            return;
        }
    });
}

} // namespace muster::ui
