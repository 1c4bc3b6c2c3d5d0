// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the log with their keys, and what they do.
#include "models/views/casetext.h"
#include "models/views/desk.h"
#include "ui/notify/notificationpage.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/pageactions.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/searchfield.h"

#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr std::array kSnoozes{std::chrono::minutes(15), std::chrono::minutes(30), std::chrono::minutes(60),
                              std::chrono::minutes(240), std::chrono::minutes(24 * 60)};

} // namespace

void NotificationPage::registerActions(ActionRegistry &registry)
{
    const PageActions actions(registry, this, u"notify"_s, tr("Notifications"));
    actions.addMove(u"next"_s, tr("Next notification"), Qt::Key_J, [this] { moveBy(1); });
    actions.addMove(u"previous"_s, tr("Previous notification"), Qt::Key_K, [this] { moveBy(-1); });
    press(m_acknowledge, actions.add(u"acknowledge"_s, tr("Acknowledge"), {Qt::Key_A},
                                     tr("You have seen it: nothing of it is sent any more, anywhere."),
                                     [this] { onceSeen([this] { acknowledge(); }); }));
    press(m_snooze,
          actions.add(u"snooze"_s, tr("Snooze"), {Qt::Key_S}, tr("It is told again at the time you choose."),
                      [this] { onceSeen([this] { snooze(); }); }));
    press(m_again, actions.add(u"again"_s, tr("Send again"), {Qt::Key_R},
                               tr("The channels that gave it up get it once more."),
                               [this] { onceSeen([this] { sendAgain(); }); }));
    press(m_open, actions.add(u"open"_s, tr("Open what it is about"), {Qt::Key_Return, Qt::Key_Enter}, {},
                              [this] { onceSeen([this] { open(); }); }));
    const std::vector<std::tuple<QString, QString, Qt::Key, views::DeliveryView>> views{
        {u"all"_s, tr("Show all notifications"), Qt::Key_1, views::DeliveryView::All},
        {u"failed"_s, tr("Show what failed for good"), Qt::Key_2, views::DeliveryView::Failed},
        {u"pending"_s, tr("Show what is on its way"), Qt::Key_3, views::DeliveryView::Pending},
        {u"unseen"_s, tr("Show what nobody acknowledged"), Qt::Key_4, views::DeliveryView::Unseen}};
    for (const auto &[id, text, key, view] : views) {
        actions.add(u"show_"_s + id, text, {key}, {}, [this, view = view] {
            emit raiseWanted();
            setView(view);
        });
    }
    actions.add(u"filter"_s, tr("Filter the notifications"), {Qt::Key_Slash}, {},
                [this] { onceSeen([this] { m_search->setFocus(Qt::ShortcutFocusReason); }); });
    actions.add(u"reload"_s, tr("Read the notifications again"), {Qt::Key_F5}, {}, [this] { load(); });
}

void NotificationPage::submit(SubjectId notification, const notify::Order &order, const QString &done)
{
    whenAnswered(m_notifications.submit(notification, order), this, [this, done](const Result<void> &answer) {
        emit told(answer ? done : views::sentence(answer.error().detail));
    });
}

void NotificationPage::acknowledge()
{
    if (const views::DeliveryRow *row = chosen())
        submit(row->notification->id, notify::Acknowledge{},
               tr("Acknowledged: %1").arg(row->notification->asked.title));
}

void NotificationPage::snooze()
{
    const views::DeliveryRow *row = chosen();
    if (row == nullptr)
        return;
    if (m_picker == nullptr)
        m_picker = new Picker(window());
    std::vector<PickerEntry> entries;
    entries.reserve(kSnoozes.size());
    for (const std::chrono::minutes length : kSnoozes)
        entries.push_back({QString::number(length.count()), views::spokenLength(length)});
    m_picker->open(tr("Tell it again in"), std::move(entries),
                   [this, id = row->notification->id](const QString &minutes) {
                       const Instant until = m_desk.now() + std::chrono::minutes(minutes.toInt());
                       submit(id, notify::Snooze{until},
                              tr("Snoozed until %1").arg(views::utcText(until, m_desk.now())));
                   });
}

void NotificationPage::sendAgain()
{
    const views::DeliveryRow *row = chosen();
    if (row == nullptr)
        return;
    for (const notify::ChannelStanding &each : row->channels) {
        if (each.standing == notify::Standing::Failed)
            submit(row->notification->id, notify::Resend{each.channel},
                   tr("Sent again to %1").arg(each.name));
    }
}

void NotificationPage::open()
{
    if (const views::DeliveryRow *row = chosen(); row && !row->notification->asked.about.isNull())
        emit opened(row->notification->asked.aboutKind, row->notification->asked.about);
}

} // namespace muster::ui
