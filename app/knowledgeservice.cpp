// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/knowledgeservice.h"

#include "ui/widgets/deskanswer.h"

#include <QtConcurrent/QtConcurrentRun>

namespace muster::app {
namespace {

constexpr Millis kLookAgain{3'000};

} // namespace

KnowledgeService::KnowledgeService(DeskService &desk, QObject *parent) : KnowledgeDesk(parent), m_desk(desk)
{
    m_threads.setMaxThreadCount(1);
    m_threads.setExpiryTimeout(-1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &KnowledgeService::look);
    m_timer.start(kLookAgain);
}

KnowledgeService::~KnowledgeService()
{
    m_threads.waitForDone();
    // What it posted refers to this.
    m_desk.thread().ask([](store::Workspace &) { return true; }).waitForFinished();
}

template <typename Function> auto KnowledgeService::ask(Function question)
{
    using Answer = std::invoke_result_t<Function, store::KnowledgeReader &>;
    return QtConcurrent::run(&m_threads,
                             [this, file = m_desk.fileName(), question = std::move(question)]() -> Answer {
                                 if (!m_reader) {
                                     auto opened = store::KnowledgeReader::open(file);
                                     if (!opened)
                                         return opened.error();
                                     m_reader = std::move(*opened);
                                 }
                                 return question(*m_reader);
                             });
}

QFuture<Result<views::SimilarAnswer>> KnowledgeService::similarTo(views::SimilarQuestion question)
{
    return ask([question = std::move(question)](store::KnowledgeReader &reader) {
        return reader.similarTo(question);
    });
}

QFuture<Result<std::vector<views::CauseGroup>>> KnowledgeService::oneCause(TicketId ticket)
{
    return ask([ticket](store::KnowledgeReader &reader) { return reader.oneCause(ticket); });
}

QFuture<Result<std::vector<views::TicketCauses>>> KnowledgeService::causesOfOpen()
{
    return ask([](store::KnowledgeReader &reader) { return reader.causesOfOpen(); });
}

QFuture<Result<std::vector<knowledge::KnownIssue>>> KnowledgeService::knownIssues()
{
    return ask([](store::KnowledgeReader &reader) {
        return Result<std::vector<knowledge::KnownIssue>>(reader.knownIssues());
    });
}

QFuture<Result<views::CauseGroup>> KnowledgeService::ticketsOf(knowledge::KnownIssueId issue)
{
    return ask([issue](store::KnowledgeReader &reader) { return reader.ticketsOf(issue); });
}

QFuture<Result<knowledge::Receipt>> KnowledgeService::submit(knowledge::Order order)
{
    return m_desk.thread().ask([this, order = std::move(order)](store::Workspace &workspace) {
        auto done = workspace.submit(order);
        QMetaObject::invokeMethod(this, &KnowledgeService::look, Qt::QueuedConnection);
        return done;
    });
}

void KnowledgeService::look()
{
    const auto changes =
        m_desk.thread().ask([](store::Workspace &workspace) { return workspace.knowledgeChanges(); });
    ui::whenAnswered(changes, this, [this](qint64 count) {
        if (std::exchange(m_changes, count) != count)
            emit knowledgeChanged();
        m_timer.start(kLookAgain);
    });
}

} // namespace muster::app
