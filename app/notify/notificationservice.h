// SPDX-License-Identifier: GPL-3.0-or-later
// The log of deliveries of a window over the workspace on the database thread. What other consoles write is
// seen within seconds, what this one sends at once. Window thread; owned by main; ends before the DeskService
// whose thread it uses.
#pragma once

#include "app/deskservice.h"
#include "models/views/notificationdesk.h"

#include <QTimer>

namespace muster::app {

class NotificationService final : public views::NotificationDesk
{
    Q_OBJECT
public:
    explicit NotificationService(DeskService &desk, QObject *parent = nullptr);
    ~NotificationService() override;

    QFuture<Result<views::DeliveryNews>> loadDeliveries(int from) override;
    QFuture<Result<void>> submit(SubjectId notification, notify::Order order) override;

    /// Something may have changed.
    void look();

private:
    struct Looked
    {
        views::DeliveryNews news;
        qint64 changes = 0;
        std::shared_ptr<const policy::CompiledPolicy> policy;
        bool isNew = false, isMore = false;
    };
    void took(const Looked &looked);

    DeskService &m_desk;
    QTimer m_timer;
    qint64 m_changes = 0; ///< of the workspace, up to which they were looked at
    std::vector<notify::Attempt> m_attempts;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    bool m_isLooking = false, m_isAskedAgain = false;
};

} // namespace muster::app
