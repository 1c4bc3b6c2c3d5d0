// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/notificationservice.h"

#include "ui/widgets/deskanswer.h"

namespace muster::app {
namespace {

constexpr Millis kLookAgain{3'000};

policy::ChannelRules rulesOf(const store::Workspace &workspace)
{
    const auto policy = workspace.policy();
    return policy ? policy->policy().notifications : policy::ChannelRules();
}

} // namespace

NotificationService::NotificationService(DeskService &desk, QObject *parent)
    : NotificationDesk(parent), m_desk(desk)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NotificationService::look);
    m_timer.start(kLookAgain);
}

NotificationService::~NotificationService()
{
    // What it posted refers to this.
    m_desk.thread().ask([](store::Workspace &) { return true; }).waitForFinished();
}

QFuture<Result<views::DeliveryNews>> NotificationService::loadDeliveries(int from)
{
    return m_desk.thread().ask([from](store::Workspace &workspace) {
        return Result<views::DeliveryNews>(views::DeliveryNews{workspace.notifications(kAtOnce, from),
                                                               workspace.attempts(), rulesOf(workspace)});
    });
}

QFuture<Result<void>> NotificationService::submit(SubjectId notification, notify::Order order)
{
    return m_desk.thread().ask([this, notification, order = std::move(order)](store::Workspace &workspace) {
        auto done = workspace.submit(notification, order);
        QMetaObject::invokeMethod(this, &NotificationService::look, Qt::QueuedConnection);
        return done;
    });
}

void NotificationService::look()
{
    if (std::exchange(m_isLooking, true)) {
        m_isAskedAgain = true;
        return;
    }
    auto answer = m_desk.thread().ask(
        [changes = m_changes, attempts = m_attempts, policy = m_policy](store::Workspace &workspace) {
            Looked looked;
            looked.changes = changes;
            looked.policy = workspace.policy();
            looked.news.attempts = workspace.attempts();
            looked.isNew = workspace.notificationChanges() != changes || looked.policy != policy ||
                           looked.news.attempts != attempts;
            if (looked.isNew) {
                auto changed = workspace.notificationsChangedSince(changes, kAtOnce);
                looked.news.notifications = std::move(changed.notifications);
                looked.news.rules = rulesOf(workspace);
                looked.changes = changed.mark;
                looked.isMore = changed.mark != workspace.notificationChanges();
            }
            return looked;
        });
    ui::whenAnswered(answer, this, [this](const Looked &looked) { took(looked); });
}

void NotificationService::took(const Looked &looked)
{
    m_isLooking = false;
    m_changes = looked.changes;
    m_policy = looked.policy;
    m_attempts = looked.news.attempts;
    if (looked.isNew)
        emit deliveriesChanged(looked.news);
    m_timer.start(std::exchange(m_isAskedAgain, false) || looked.isMore ? Millis{0} : kLookAgain);
}

} // namespace muster::app
