// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the queue against the policy's limits, and while this console acts has told what is above one for
// long enough. It looks while another one acts, too, so that a duty that moves begins nothing anew. Counts
// come from the queue's model, which keeps them up to date. Window thread (the main one of a headless
// console); what is told is written on the database thread.
#pragma once

#include "app/deskservice.h"
#include "models/views/queuemodel.h"

#include <QTimer>

#include <optional>

namespace muster::app {

class LimitKeeper final : public QObject
{
    Q_OBJECT
public:
    /// `queue` lives longer and is loaded and ticked by whoever owns it.
    LimitKeeper(DeskService &desk, const views::QueueModel &queue, QObject *parent = nullptr);

    void setActing(bool isActing);
    void look(); ///< held against the limits now; does so by itself every few seconds

    static constexpr Millis kEvery{5'000};

signals:
    void told(); ///< that a limit was passed, or is not any more

private:
    /// What one job on the database thread found.
    struct Asked
    {
        qint64 mark = 0; ///< of the notifications, as of `told`
        std::optional<QStringList> told;
        Result<qint64> written = qint64(0);
    };
    void took(const Asked &asked);

    DeskService &m_desk;
    const views::QueueModel &m_queue;
    automation::ThresholdWatch m_watch;
    QTimer m_timer;
    qint64 m_mark = -1;
    bool m_isActing = false, m_isAsking = false;
};

} // namespace muster::app
