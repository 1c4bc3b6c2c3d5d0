// SPDX-License-Identifier: GPL-3.0-or-later
// Answers what is known already about a text or a ticket, over a connection of its own that only reads: so
// that neither an entry nor the queue waits for it. Used by one thread, beside a Workspace on another.
#pragma once

#include "models/knowledge/fitting.h"
#include "models/store/facttable.h"
#include "models/store/projections.h"
#include "models/views/knowledgedesk.h"

#include <map>

namespace muster::store {

class KnowledgeReader
{
public:
    /// Faults as of Database::open: NotFound, Damaged, …
    static Result<std::unique_ptr<KnowledgeReader>> open(const QString &file);

    Result<views::SimilarAnswer> similarTo(const views::SimilarQuestion &question);
    Result<std::vector<views::CauseGroup>> oneCause(TicketId ticket);
    Result<std::vector<views::TicketCauses>> causesOfOpen();
    std::vector<knowledge::KnownIssue> knownIssues();
    Result<views::CauseGroup> ticketsOf(knowledge::KnownIssueId issue);

private:
    explicit KnowledgeReader(std::unique_ptr<Database> database);

    struct Kept ///< what a ticket reports, as of its newest entry here
    {
        qint64 newest = 0;
        bool isMerged = false; ///< work goes on elsewhere
        escalation::Report report;
    };
    const Kept &reportOf(TicketId ticket);
    void useMarks(const policy::MailMarks &marks);
    /// By its row; nothing where it is not among those either.
    std::optional<views::KnownTicket> ticketAt(qint64 number, views::SimilarQuestion::Among among);
    std::optional<views::KnownTicket> ticketBy(TicketId id);
    std::vector<TicketId> wordsDue(); ///< tickets whose newest words the index has not yet
    views::CauseGroup groupOf(SubjectId cause);
    views::CauseGroup namedCause(SubjectId cause);
    std::vector<SubjectId> causesOf(TicketId ticket);

    std::optional<views::SimilarTicket> weighed(const views::SimilarQuestion &question,
                                                const escalation::Fingerprint &own,
                                                views::KnownTicket ticket);
    Result<std::vector<views::SimilarTicket>> weigh(const views::SimilarQuestion &question);
    std::vector<views::FittingIssue> fitting(const views::SimilarQuestion &question);
    escalation::Repeats repeats(const views::SimilarQuestion &question);

    std::unique_ptr<Database> m_database;
    FactTable m_facts;
    Projections m_projections;
    std::map<TicketId, Kept> m_reports;
    policy::MailMarks m_marks; ///< that m_reports and m_prints were made by
    std::vector<knowledge::KnownIssue> m_issues;
    std::vector<knowledge::Prints> m_prints; ///< of m_issues
};

} // namespace muster::store
