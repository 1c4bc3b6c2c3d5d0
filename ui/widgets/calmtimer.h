// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a burst of changes once, and the more seldom the longer that takes: a list of ten thousand that
// changes all the time leaves the window to the person. Window thread.
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

namespace muster::ui {

class CalmTimer final : public QObject
{
    Q_OBJECT
public:
    /// `shown` is run `leastMs` behind the first change; where it took long, no sooner after its last end
    /// than eight times that long, two seconds at most.
    CalmTimer(int leastMs, std::function<void()> shown, QObject *parent = nullptr);

    /// Something changed.
    void want();
    /// What changed is shown already.
    void stop() { m_timer.stop(); }

private:
    void run();

    int m_leastMs;
    qint64 m_rest = 0; ///< ms
    QElapsedTimer m_sinceShown;
    std::function<void()> m_shown;
    QTimer m_timer;
};

} // namespace muster::ui
