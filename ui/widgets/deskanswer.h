// SPDX-License-Identifier: GPL-3.0-or-later
// Continues a desk's answer on the window thread, as long as `context` lives; a cancelled question says
// nothing.
#pragma once

#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace muster::ui {

/// QFuture::then of Qt 6.4 asserts when its context is gone by the time the answer comes; a watcher goes with
/// it.
template <typename T, typename Then> void whenAnswered(const QFuture<T> &future, QObject *context, Then then)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            then(watcher->future().takeResult());
    });
    watcher->setFuture(future);
}

} // namespace muster::ui
