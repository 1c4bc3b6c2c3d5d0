// SPDX-License-Identifier: GPL-3.0-or-later
// A window over a workspace, and what a person waits for it: gaps between beats of its thread.
#pragma once

#include "app/systemclock.h"
#include "app/wiring.h"
#include "tests/bench/support/figures.h"
#include "ui/queue/queuetable.h"

#include <QApplication>
#include <QEvent>
#include <QTimer>

#include <atomic>
#include <functional>
#include <thread>

namespace muster::bench {

/// Calls `painted` after the first paint of the table that follows the queue's being there.
class PaintWatch final : public QObject
{
public:
    PaintWatch(ui::QueuePage &page, std::function<void()> painted)
        : QObject(&page), m_table(page.findChild<ui::QueueTable *>()), m_painted(std::move(painted))
    {
        m_table->viewport()->installEventFilter(this);
        connect(&page, &ui::QueuePage::ready, this, [this] { m_isReady = true; });
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (m_isReady && event->type() == QEvent::Paint) {
            m_isReady = false;
            QMetaObject::invokeMethod(
                this, [this] { m_painted(); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    ui::QueueTable *m_table;
    std::function<void()> m_painted;
    bool m_isReady = false;
};

struct OpenWindow
{
    app::SystemClock clock{std::nullopt};
    app::Console console;

    OpenWindow(QApplication &application, const QString &file, const std::function<void()> &painted)
    {
        app::prepareApplication(application);
        console.desk = std::make_unique<app::DeskService>(clock);
        must(console.desk->start(file, store::OpenMode::ReadWrite));
        app::buildConsole(console, {});
        new PaintWatch(*console.queue, painted);
        console.window->resize(1280, 800);
        console.window->show();
    }
};

/// Beats on the thread that made it; how much later than wanted each came is what a key would have waited.
class Heart final : public QObject
{
public:
    static constexpr int kBeat = 5; ///< ms
    Heart()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            gaps.push_back(milliseconds(m_since) - kBeat);
            m_since.start();
        });
    }
    void start()
    {
        gaps.clear();
        m_since.start();
        m_timer.start(kBeat);
    }
    std::vector<double> gaps; ///< ms

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

/// The same of a thread with nothing to do: what the machine lets everybody wait. Longest so far, ms.
class BareHeart
{
public:
    double takeLongest() { return m_longest.exchange(0); }

private:
    void beat(const std::stop_token &stop)
    {
        QElapsedTimer since;
        while (!stop.stop_requested()) {
            since.start();
            std::this_thread::sleep_for(std::chrono::milliseconds(Heart::kBeat));
            m_longest = std::max(m_longest.load(), milliseconds(since) - Heart::kBeat);
        }
    }
    std::atomic<double> m_longest = 0;
    std::jthread m_thread{[this](const std::stop_token &stop) { beat(stop); }};
};

} // namespace muster::bench
