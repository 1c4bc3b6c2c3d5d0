// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recordservice.h"

#include "app/exporting.h"
#include "models/store/backup.h"

#include <QtConcurrent/QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace muster::app {

using store::Workspace;

RecordService::RecordService(QString file, const Clock &clock, QObject *parent)
    : RecordKeeper(parent), m_file(std::move(file)), m_clock(clock)
{
    m_threads.setMaxThreadCount(1);
}

RecordService::~RecordService()
{
    m_isEnding = true;
    m_threads.waitForDone();
}

template <typename Function> auto RecordService::ask(Function question)
{
    return QtConcurrent::run(
        &m_threads, [this, question = std::move(question)]() -> std::invoke_result_t<Function, Workspace &> {
            auto workspace = Workspace::open(m_file, store::OpenMode::ReadOnly, m_clock);
            if (!workspace)
                return workspace.error();
            (*workspace)->stopWhen([this] { return m_isEnding.load(); });
            return question(**workspace);
        });
}

QFuture<Result<views::Record>> RecordService::record()
{
    return ask([](Workspace &workspace) { return workspace.record(); });
}

QFuture<Result<views::RecordCheck>> RecordService::check()
{
    return ask([](Workspace &workspace) -> Result<views::RecordCheck> {
        auto report = workspace.check();
        if (!report)
            return report.error();
        return views::RecordCheck{report->facts, report->devices, report->redacted,
                                  std::move(report->problems), std::move(report->notes)};
    });
}

QFuture<Result<QString>> RecordService::backUp()
{
    return QtConcurrent::run(&m_threads, [this] {
        return store::backUp(m_file, m_clock.now(), [this] { return m_isEnding.load(); });
    });
}

QFuture<Result<qint64>> RecordService::exportTo(const QString &file)
{
    return ask([file](Workspace &workspace) { return app::exportTo(workspace, file); });
}

} // namespace muster::app
