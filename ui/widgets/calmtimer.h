// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a burst of changes once, and the more seldom the longer that takes: a list of ten thousand that
// changes all the time leaves the window to the person. Window thread.
#pragma once

#include <QTimer>

#include <functional>

namespace muster::ui {

class CalmTimer final : public QObject
{
    Q_OBJECT
public:
    /// `shown` is run `leastMs` behind the first change, and no sooner than eight times what it took last.
    CalmTimer(int leastMs, std::function<void()> shown, QObject *parent = nullptr);

    /// Something changed.
    void want();
    /// What changed is shown already.
    void stop() { m_timer.stop(); }

private:
    void run();

    int m_leastMs;
    std::function<void()> m_shown;
    QTimer m_timer;
};

} // namespace muster::ui
