// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the queue against the policy's limits while this console acts, and has told what is above one for
// long enough. Counts come from the queue's model, which keeps them up to date. Window thread (the main one
// of a headless console); what is told is written on the database thread.
#pragma once

#include "app/deskservice.h"
#include "models/views/queuemodel.h"

#include <QTimer>

namespace muster::app {

class LimitKeeper final : public QObject
{
    Q_OBJECT
public:
    /// `queue` lives longer and is loaded and ticked by whoever owns it.
    LimitKeeper(DeskService &desk, const views::QueueModel &queue, QObject *parent = nullptr);

    /// From false to true: what others told is asked for, and all else begins to be above its limit now.
    void setActing(bool isActing);
    void look(); ///< held against the limits now; does so by itself every few seconds

    static constexpr Millis kEvery{5'000};

signals:
    void told(); ///< that a limit was passed, or is not any more

private:
    void tell(std::vector<automation::Crossing> crossings);

    DeskService &m_desk;
    const views::QueueModel &m_queue;
    automation::ThresholdWatch m_watch;
    QTimer m_timer;
    bool m_isActing = false, m_isReady = false, m_isTelling = false;
};

} // namespace muster::app
