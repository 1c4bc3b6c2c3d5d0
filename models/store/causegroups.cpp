// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets of one cause.
#include "models/store/knowledgereader.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

using views::CauseGroup;
using Kind = CauseGroup::Kind;

constexpr int kMostOfGroup = 500;

std::vector<SubjectId> idsOf(Statement query)
{
    std::vector<SubjectId> ids;
    while (query.next())
        ids.push_back(query.id<SubjectId>(0));
    return ids;
}

} // namespace

std::vector<SubjectId> KnowledgeReader::causesOf(TicketId ticket)
{
    // A ticket is a cause where others name it.
    Statement query = m_database->prepare("SELECT cause FROM ticket_causes WHERE ticket = ?1"
                                          " UNION SELECT cause FROM ticket_causes WHERE cause = ?1"
                                          " UNION SELECT incident FROM incident_tickets WHERE ticket = ?1");
    query.bind(1, ticket);
    return idsOf(std::move(query));
}

CauseGroup KnowledgeReader::namedCause(SubjectId cause)
{
    Statement query =
        m_database->prepare("SELECT 0, case_number, subject FROM tickets WHERE id = ?1"
                            " UNION ALL SELECT 1, number, title FROM incidents WHERE id = ?1"
                            " UNION ALL SELECT 2, number, title FROM known_issues WHERE id = ?1");
    query.bind(1, cause);
    CauseGroup group;
    group.cause = cause;
    if (!query.next())
        return group;
    group.kind = query.number(0) == 0   ? Kind::Ticket
                 : query.number(0) == 1 ? Kind::Incident
                                        : Kind::KnownIssue;
    group.number = query.text(1);
    group.title = query.text(2);
    return group;
}

CauseGroup KnowledgeReader::groupOf(SubjectId cause)
{
    CauseGroup group = namedCause(cause);
    Statement query = m_database->prepare(
        "SELECT t.id FROM (SELECT ticket FROM ticket_causes WHERE cause = ?1"
        " UNION SELECT ticket FROM incident_tickets WHERE incident = ?1 UNION SELECT ?1) AS g"
        " JOIN tickets AS t ON t.id = g.ticket ORDER BY t.created DESC, t.id LIMIT ?2");
    query.bind(1, cause).bind(2, kMostOfGroup + 1);
    for (const SubjectId &id : idsOf(std::move(query))) {
        if (auto ticket = ticketBy(idCast<TicketId>(id)))
            group.tickets.push_back(std::move(*ticket));
    }
    group.isComplete = group.tickets.size() <= size_t(kMostOfGroup);
    if (!group.isComplete)
        group.tickets.pop_back();
    return group;
}

Result<std::vector<CauseGroup>> KnowledgeReader::oneCause(TicketId ticket)
{
    std::vector<CauseGroup> groups;
    for (const SubjectId &cause : causesOf(ticket))
        groups.push_back(groupOf(cause));
    std::ranges::stable_sort(groups, std::greater(),
                             [](const CauseGroup &each) { return each.tickets.size(); });
    return groups;
}

Result<CauseGroup> KnowledgeReader::ticketsOf(knowledge::KnownIssueId issue)
{
    return groupOf(idCast<SubjectId>(issue));
}

Result<std::vector<views::TicketCauses>> KnowledgeReader::causesOfOpen()
{
    Statement query = m_database->prepare(
        "SELECT t.id, c.cause FROM ticket_causes AS c JOIN tickets AS t ON t.id = c.ticket WHERE t.closed = 0"
        " UNION SELECT t.id, c.cause FROM ticket_causes AS c JOIN tickets AS t ON t.id = c.cause"
        " WHERE t.closed = 0 ORDER BY 1, 2");
    std::vector<views::TicketCauses> all;
    QHash<SubjectId, QString> names;
    while (query.next()) {
        const auto ticket = query.id<TicketId>(0);
        const auto cause = query.id<SubjectId>(1);
        if (!names.contains(cause)) {
            const CauseGroup named = namedCause(cause);
            names.insert(cause, QString(named.number + u' ' + named.title));
        }
        if (all.empty() || all.back().ticket != ticket)
            all.push_back({ticket, {}});
        all.back().names += names.value(cause);
    }
    if (query.failed())
        return query.error();
    return all;
}

} // namespace muster::store
