// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/databasethread.h"

namespace muster::app {

DatabaseThread::~DatabaseThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Result<void> DatabaseThread::start(const QString &file, store::OpenMode mode, const Clock &clock)
{
    // Shared: the thread may still be inside set_value when the waiting side goes on.
    auto opened = std::make_shared<std::promise<Result<void>>>();
    auto outcome = opened->get_future();
    m_thread = std::thread([this, file, mode, &clock, opened] { run(file, mode, clock, *opened); });
    return outcome.get();
}

void DatabaseThread::post(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void DatabaseThread::setAfterJob(Job afterJob)
{
    // Changed by a job, so that none is under way.
    ask([this, afterJob = std::move(afterJob)](store::Workspace &) mutable {
        m_afterJob = std::move(afterJob);
        return true;
    }).waitForFinished();
}

void DatabaseThread::runWaiting(store::Workspace &workspace)
{
    std::deque<Job> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        waiting.swap(m_jobs);
    }
    for (Job &job : waiting)
        job(workspace);
    if (m_afterJob && !waiting.empty())
        m_afterJob(workspace);
}

void DatabaseThread::run(const QString &file, store::OpenMode mode, const Clock &clock,
                         std::promise<Result<void>> &opened)
{
    auto workspace = store::Workspace::open(file, mode, clock);
    if (!workspace) {
        opened.set_value(workspace.error());
        return;
    }
    const std::unique_ptr<store::Workspace> owned = std::move(*workspace);
    opened.set_value(Result<void>());
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
        // What was entered is written, also when the window closes at once afterwards.
        if (m_jobs.empty())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(*owned);
        if (m_afterJob)
            m_afterJob(*owned);
        lock.lock();
    }
}

} // namespace muster::app
