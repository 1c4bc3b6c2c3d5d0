// SPDX-License-Identifier: GPL-3.0-or-later
// The database thread: owns the Workspace and runs jobs on it in order. Jobs go in as values, answers come
// back as futures. A plain std::thread, so that nothing of it depends on an event loop.
#pragma once

#include "models/store/workspace.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace muster::app {

class DatabaseThread
{
public:
    using Job = std::function<void(store::Workspace &)>;

    DatabaseThread() = default;
    ~DatabaseThread();
    Q_DISABLE_COPY_MOVE(DatabaseThread)

    /// Opens the workspace on the new thread and waits for the outcome; called once, before any window.
    Result<void> start(const QString &file, store::OpenMode mode, const Clock &clock);

    void post(Job job);

    /// Runs after each job, on the database thread. Returns when no job runs that does not know of it.
    void setAfterJob(Job afterJob);

    /// Runs the jobs that wait, on the database thread; a long job calls it between its transactions so that
    /// a person's entry never waits for an import.
    void runWaiting(store::Workspace &workspace);

    /// The answer of `question` as a future; cancelled where the program ends first.
    template <typename Function>
    auto ask(Function question) -> QFuture<std::invoke_result_t<Function, store::Workspace &>>
    {
        using Answer = std::invoke_result_t<Function, store::Workspace &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        post([promise, question = std::move(question)](store::Workspace &workspace) mutable {
            promise->addResult(question(workspace));
            promise->finish();
        });
        return promise->future();
    }

private:
    void run(const QString &file, store::OpenMode mode, const Clock &clock,
             std::promise<Result<void>> &opened);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    Job m_afterJob;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace muster::app
