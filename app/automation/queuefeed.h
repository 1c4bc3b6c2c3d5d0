// SPDX-License-Identifier: GPL-3.0-or-later
// The queue of a console without a window: read once, then kept up to date by what changes. Main thread.
#pragma once

#include "app/deskservice.h"
#include "models/views/queuemodel.h"

#include <QTimer>

namespace muster::app {

class QueueFeed final : public QObject
{
    Q_OBJECT
public:
    explicit QueueFeed(DeskService &desk, QObject *parent = nullptr);

    void start();
    const views::QueueModel &model() const { return m_model; }

private:
    void load();
    void apply(const views::QueueChange &change);

    DeskService &m_desk;
    views::QueueModel m_model;
    QTimer m_ticker;
    bool m_isLoading = false;
    std::vector<views::QueueChange> m_early; ///< came while the queue was read
};

} // namespace muster::app
