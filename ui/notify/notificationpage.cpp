// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/notificationpage.h"

#include "models/views/casetext.h"
#include "models/views/desk.h"
#include "ui/notify/deliverydelegate.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/partstext.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tonelabel.h"

#include <QEvent>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kRefreshMs = 50;
constexpr int kMany = 200;

} // namespace

NotificationPage::NotificationPage(views::Desk &desk, views::NotificationDesk &notifications, QWidget *parent)
    : Page(parent), m_desk(desk), m_notifications(notifications), m_model(new views::DeliveryModel(this)),
      m_delegate(new DeliveryDelegate(*m_model, this)), m_list(new QListView(this)),
      m_split(new QSplitter(Qt::Horizontal, this)), m_wait(kRefreshMs, [this] { refresh(); })
{
    setObjectName(u"notifications"_s);
    build();
    m_delegate->setNames([this](PersonId person) { return nameOf(person); });
    connect(&m_notifications, &views::NotificationDesk::deliveriesChanged, this, &NotificationPage::take);
    present();
}

QString NotificationPage::pageKey() const
{
    return u"notifications"_s;
}
QString NotificationPage::pageTitle() const
{
    return tr("Notifications");
}
QString NotificationPage::pageIcon() const
{
    return u"bell"_s;
}

void NotificationPage::takeFocus()
{
    QWidget *front = m_stack->currentWidget() == m_list ? static_cast<QWidget *>(m_list) : m_search;
    front->setFocus(Qt::OtherFocusReason);
}

QByteArray NotificationPage::saveLayout() const
{
    return m_split->saveState();
}

void NotificationPage::restoreLayout(const QByteArray &saved)
{
    m_split->restoreState(saved);
}

void NotificationPage::load()
{
    loadPeople();
    loadFrom(0, ++m_question);
}

/// Some at a time: an entry of a person never waits for all of them.
void NotificationPage::loadFrom(int from, quint64 question)
{
    whenAnswered(
        m_notifications.loadDeliveries(from), this,
        [this, from, question](const Result<views::DeliveryNews> &news) {
            if (question != m_question)
                return;
            if (!news) {
                emit notice(
                    tr("The notifications cannot be read: %1").arg(views::sentence(news.error().detail)), {});
                return;
            }
            take(*news);
            const int next = from + views::NotificationDesk::kAtOnce;
            if (int(news->notifications.size()) == views::NotificationDesk::kAtOnce && next < kMost)
                loadFrom(next, question);
        });
}

void NotificationPage::loadPeople()
{
    whenAnswered(m_desk.people(), this, [this](const Result<std::vector<people::Person>> &people) {
        if (!people || *people == m_people)
            return;
        m_people = *people;
        m_list->viewport()->update();
        showChosen();
    });
}

QString NotificationPage::nameOf(PersonId person) const
{
    const auto found = std::ranges::find(m_people, person, &people::Person::id);
    return found == m_people.end() ? tr("Somebody") : found->name;
}

void NotificationPage::take(const views::DeliveryNews &news)
{
    m_log.take(news);
    m_wait.want();
}

/// Nobody who is on another page waits for a long list.
void NotificationPage::refresh()
{
    m_isStale = !isVisible() && m_log.size() > kMany;
    if (m_isStale)
        countFailed();
    else
        present();
}

void NotificationPage::showEvent(QShowEvent *event)
{
    if (std::exchange(m_isStale, false))
        present();
    Page::showEvent(event);
}

void NotificationPage::present()
{
    m_wait.stop();
    const Instant now = m_desk.now();
    const views::DeliveryRow *before = chosen();
    const FactId kept = before ? before->fact : FactId();
    const int keptRow = m_list->currentIndex().row();
    m_delegate->setNow(now);
    m_model->setNow(now);
    m_model->setValues(m_log.rows(m_view, m_search->text(), now));
    int row = m_model->rowOf(kept);
    if (row < 0)
        row = std::clamp(keptRow, 0, std::max(0, m_model->rowCount() - 1));
    if (m_list->currentIndex().row() != row)
        m_list->setCurrentIndex(m_model->index(row));
    showCounts();
    showChosen();
}

void NotificationPage::showCounts()
{
    const views::DeliveryCounts &counts = m_log.counts();
    for (const auto &[view, button] : m_views) {
        switch (view) {
        case views::DeliveryView::All:
            button->setText(tr("All %1").arg(counts.all));
            break;
        case views::DeliveryView::Failed:
            button->setText(tr("Failed %1").arg(counts.failed));
            break;
        case views::DeliveryView::Pending:
            button->setText(tr("On their way %1").arg(counts.pending));
            break;
        case views::DeliveryView::Unseen:
            button->setText(tr("Not acknowledged %1").arg(counts.unseen));
            break;
        }
    }
    const bool hadFocus = m_list->hasFocus();
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    if (hadFocus && m_model->rowCount() == 0)
        takeFocus();
    if (counts.all == 0)
        m_empty->setContent(u"bell"_s, tr("Nobody was told anything yet"),
                            tr("What rules tell stands here: to whom, on which channel, and whether it got "
                               "there. The policy's section notifications names the channels."));
    else
        m_empty->setContent(u"filter"_s, tr("None of %1 is like that").arg(counts.all),
                            tr("Another view or fewer words show more of them."));
    countFailed();
}

void NotificationPage::countFailed()
{
    const int failed = m_log.failed();
    if (failed > m_failed)
        emit notice(
            failed == 1
                ? tr("A notification could not be delivered and is not tried any more.")
                : tr("%1 notifications could not be delivered and are not tried any more.").arg(failed),
            u"notify.show_failed"_s);
    if (failed != std::exchange(m_failed, failed))
        emit badgeChanged(m_failed, true);
}

void NotificationPage::setView(views::DeliveryView view)
{
    m_view = view;
    for (const auto &[each, button] : m_views)
        button->setChecked(each == view);
    present();
    takeFocus();
}

void NotificationPage::showNotification(SubjectId notification)
{
    m_search->clear();
    setView(views::DeliveryView::All);
    const auto &rows = m_model->values();
    const auto row = std::ranges::find(rows, notification,
                                       [](const views::DeliveryRow &each) { return each.notification->id; });
    if (row == rows.end())
        emit told(tr("It is older than the %1 newest, which stand here.").arg(kMost));
    else
        m_list->setCurrentIndex(m_model->index(int(row - rows.begin())));
}

const views::DeliveryRow *NotificationPage::chosen() const
{
    return m_model->at(m_list->currentIndex().row());
}

void NotificationPage::showChosen()
{
    const views::DeliveryRow *row = chosen();
    const Instant now = m_desk.now();
    const bool isOver = row == nullptr || notify::isOver(*row->notification);
    m_acknowledge->setEnabled(row != nullptr && !row->notification->acknowledged);
    m_snooze->setEnabled(!isOver);
    m_again->setEnabled(row != nullptr && views::isIn(views::DeliveryView::Failed, *row));
    m_open->setEnabled(row != nullptr && !row->notification->asked.about.isNull());
    m_title->setText(row == nullptr ? QString() : row->notification->asked.title);
    const auto parts = row == nullptr
                           ? std::vector<views::TextPart>()
                           : views::deliveryParts(
                                 *row, [this](PersonId person) { return nameOf(person); },
                                 [now](Instant at) { return views::utcAndLocal(at, now, localZone()); }, now);
    showParts(*m_text, parts);
}

void NotificationPage::moveBy(int rows)
{
    const int row = m_list->currentIndex().row() + rows;
    if (m_model->at(row))
        m_list->setCurrentIndex(m_model->index(row));
}

void NotificationPage::tick(Instant now)
{
    if (m_log.nextChange() && *m_log.nextChange() <= now)
        refresh();
}

void NotificationPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showChosen();
}

} // namespace muster::ui
