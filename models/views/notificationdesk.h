// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask about notifications: who was told what, when and how. As with Desk: answers come as
// futures and are continued on the window's thread; what was ordered is on disk before its future ends.
#pragma once

#include "models/notify/outbox.h"

#include <QFuture>
#include <QObject>

namespace muster::views {

/// Some of the log, and what is needed to say where each stands.
struct DeliveryNews
{
    std::vector<notify::Notification> notifications; ///< one without `exists` is gone
    std::vector<notify::Attempt> attempts;           ///< all that this desk is sending
    policy::ChannelRules rules;                      ///< in force
};

class NotificationDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The newest, the newest first, `from` of them left out in front; at most kAtOnce.
    virtual QFuture<Result<DeliveryNews>> loadDeliveries(int from) = 0;
    /// NotAllowed with a sentence for what has no use.
    virtual QFuture<Result<void>> submit(SubjectId notification, notify::Order order) = 0;

    static constexpr int kAtOnce = 500;

signals:
    /// After each commit that changed one, also from elsewhere, and when a try ended.
    void deliveriesChanged(const muster::views::DeliveryNews &news);
};

} // namespace muster::views
