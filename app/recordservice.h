// SPDX-License-Identifier: GPL-3.0-or-later
// The care of the record for a window: each job on a thread and a read-only connection of its own. What still
// runs when this goes away is stopped and waited for. Window thread; owned by main.
#pragma once

#include "models/base/clock.h"
#include "models/store/workspace.h"
#include "models/views/recordkeeper.h"

#include <QThreadPool>

#include <atomic>

namespace muster::app {

class RecordService final : public views::RecordKeeper
{
    Q_OBJECT
public:
    RecordService(QString file, const Clock &clock, QObject *parent = nullptr);
    ~RecordService() override;

    QFuture<Result<views::Record>> record() override;
    QFuture<Result<views::RecordCheck>> check() override;
    QFuture<Result<QString>> backUp() override;
    QFuture<Result<qint64>> exportTo(const QString &file) override;

private:
    /// The answer of `question`, asked on a thread of the pool with a workspace to read.
    template <typename Function> auto ask(Function question);

    QString m_file;
    const Clock &m_clock;
    std::atomic<bool> m_isEnding = false;
    QThreadPool m_threads;
};

} // namespace muster::app
