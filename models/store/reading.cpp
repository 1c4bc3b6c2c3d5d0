// SPDX-License-Identifier: GPL-3.0-or-later
// Questions: the queue, one ticket, the search.
#include "models/store/historytext.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

/// A case number may be looked for from this many characters on.
constexpr qsizetype kCaseStart = 4;

/// ": MSTR-7F3K-0042" of what a ticket is linked to; empty where that is not here.
QString numberOf(Database &database, SubjectId id)
{
    Statement query = database.prepare("SELECT case_number FROM tickets WHERE id = ?1"
                                       " UNION ALL SELECT number FROM incidents WHERE id = ?1"
                                       " UNION ALL SELECT number FROM known_issues WHERE id = ?1");
    query.bind(1, id);
    return query.next() ? u": "_s + query.text(0) : QString();
}

} // namespace

Result<views::QueueSnapshot> Workspace::loadQueue()
{
    views::QueueSnapshot snapshot;
    auto rows = m_parts->projections.openRows(m_parts->names);
    if (!rows)
        return rows.error();
    snapshot.rows = std::move(*rows);
    snapshot.names = m_parts->names.names();
    snapshot.policy = policy();
    snapshot.policyInForce = m_parts->policyInForce;
    snapshot.closedCount = m_parts->projections.closedCount();
    return snapshot;
}

Result<views::TicketDetail> Workspace::loadTicket(TicketId id)
{
    Parts &parts = *m_parts;
    const auto entries = ledger::effective(parts.facts.ofSubject(kTicket, idCast<SubjectId>(id)));
    if (entries.empty())
        return Error{Fault::NotFound, u"there is no such ticket"_s};
    const auto personName = [&](PersonId person) {
        return parts.names.names().people[parts.names.person(person)].name;
    };
    const KeptFields kept = keptBy(entries);
    views::TicketDetail detail;
    detail.ticket.id = id;
    for (const ledger::Effective &entry : entries) {
        const auto recorded = recordedOf(entry, kept);
        views::HistoryEntry line{entry.fact.id,
                                 entry.fact.occurredAt,
                                 entry.fact.stamp.instant(),
                                 personName(entry.fact.actor),
                                 entry.fact.type,
                                 {},
                                 entry.struck.has_value(),
                                 entry.redacted};
        const auto *linked = recorded ? std::get_if<ticket::TicketLinked>(&recorded->fact) : nullptr;
        line.text = entry.redacted ? u"Redacted"_s
                    : recorded     ? describe(recorded->fact, detail.ticket, recorded->occurredAt, personName)
                                   : describeOther(entry.fact.type, entry.payload);
        if (linked != nullptr && !entry.redacted)
            line.text += numberOf(*parts.database, linked->other);
        if (recorded)
            ticket::apply(detail.ticket, *recorded);
        detail.history.push_back(std::move(line));
    }
    detail.customer = parts.projections.customer(detail.ticket.customer).value_or(customer::Customer{});
    detail.policy = parts.rulesFor(detail.ticket.policy);
    detail.assigneeName = personName(detail.ticket.assignee);
    detail.incidents = parts.projections.incidentsOf(id);
    return detail;
}

Result<views::SearchResult> Workspace::search(const QString &words, int limit)
{
    Parts &parts = *m_parts;
    if (parts.lock) { // beside a running console, the words of its last entries may be missing
        if (const auto written = parts.inTransaction([&] { return parts.writeDueWords(); }); !written)
            return written.error();
    }
    auto hits = parts.words.search(words, limit + 1);
    if (!hits)
        return hits.error();
    const QString start = words.trimmed();
    if (start.size() >= kCaseStart && !start.contains(u' ')) {
        auto place = hits->begin();
        for (const TicketId &id : parts.projections.casesFrom(start, limit + 1))
            place = hits->insert(place, {id, {}}) + 1;
    }
    views::SearchResult result;
    QSet<TicketId> seen;
    for (TextIndex::Hit &hit : *hits) {
        if (seen.contains(hit.ticket))
            continue;
        seen.insert(hit.ticket);
        result.more = int(result.hits.size()) >= limit;
        if (result.more)
            break;
        if (auto row = parts.projections.row(hit.ticket, parts.names))
            result.hits.push_back({std::move(*row), std::move(hit.snippet)});
    }
    result.names = parts.names.names();
    return result;
}

Result<std::vector<customer::Customer>> Workspace::customers()
{
    return m_parts->projections.customers();
}

Result<std::vector<people::Person>> Workspace::people()
{
    return m_parts->projections.people();
}

} // namespace muster::store
