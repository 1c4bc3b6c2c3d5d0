// SPDX-License-Identifier: GPL-3.0-or-later
// What a window asks of what is known already: read on a thread of its own beside the database thread, which
// writes. Window thread; owned by main; ends before the DeskService whose thread it uses.
#pragma once

#include "app/deskservice.h"
#include "models/store/knowledgereader.h"
#include "models/views/knowledgedesk.h"

#include <QThreadPool>
#include <QTimer>

namespace muster::app {

class KnowledgeService final : public views::KnowledgeDesk
{
    Q_OBJECT
public:
    explicit KnowledgeService(DeskService &desk, QObject *parent = nullptr);
    ~KnowledgeService() override;

    QFuture<Result<views::SimilarAnswer>> similarTo(views::SimilarQuestion question) override;
    QFuture<Result<std::vector<views::CauseGroup>>> oneCause(TicketId ticket) override;
    QFuture<Result<std::vector<views::TicketCauses>>> causesOfOpen() override;
    QFuture<Result<std::vector<knowledge::KnownIssue>>> knownIssues() override;
    QFuture<Result<views::CauseGroup>> ticketsOf(knowledge::KnownIssueId issue) override;
    QFuture<Result<knowledge::Receipt>> submit(knowledge::Order order) override;

private:
    template <typename Function> auto ask(Function question);
    void look(); ///< whether known issues changed, by whomever

    DeskService &m_desk;
    QTimer m_timer;
    qint64 m_changes = 0;
    std::unique_ptr<store::KnowledgeReader> m_reader; ///< used on the one thread of m_threads
    QThreadPool m_threads;
};

} // namespace muster::app
