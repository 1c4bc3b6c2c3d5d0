// SPDX-License-Identifier: GPL-3.0-or-later
// Questions: the queue, one ticket, the search.
#include "models/store/historytext.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr int kHitsRead = 4000;
constexpr qsizetype kSnippet = 120;

/// A piece of the text around the first hit, each hit between \x02 and \x03.
QString snippetOf(const QString &text, const QString &words)
{
    const QString flat = text.simplified();
    const QStringList each = words.simplified().split(u' ', Qt::SkipEmptyParts);
    qsizetype first = -1;
    for (const QString &word : each) {
        const qsizetype at = flat.indexOf(word, 0, Qt::CaseInsensitive);
        if (at >= 0 && (first < 0 || at < first))
            first = at;
    }
    const qsizetype from = std::max<qsizetype>(0, first - 30);
    QString piece = flat.mid(from, kSnippet);
    for (const QString &word : each) {
        for (qsizetype at = piece.indexOf(word, 0, Qt::CaseInsensitive); at >= 0 && !word.isEmpty();
             at = piece.indexOf(word, at + word.size() + 2, Qt::CaseInsensitive)) {
            piece.insert(at + word.size(), QChar(3));
            piece.insert(at, QChar(2));
        }
    }
    return (from > 0 ? u"…"_s : QString()) + piece + (from + kSnippet < flat.size() ? u"…"_s : QString());
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
    snapshot.closedCount = m_parts->projections.closedCount();
    return snapshot;
}

Result<views::TicketDetail> Workspace::loadTicket(TicketId id)
{
    Parts &parts = *m_parts;
    const auto entries = ledger::effective(parts.facts.ofSubject(idCast<SubjectId>(id)));
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
        line.text = entry.redacted ? u"Redacted"_s
                    : recorded     ? describe(recorded->fact, detail.ticket, personName)
                                   : describeOther(entry.fact.type, entry.payload);
        if (recorded)
            ticket::apply(detail.ticket, *recorded);
        detail.history.push_back(std::move(line));
    }
    detail.customer = parts.projections.customer(detail.ticket.customer).value_or(customer::Customer{});
    detail.policy = parts.rulesFor(detail.ticket.policy);
    detail.assigneeName = personName(detail.ticket.assignee);
    return detail;
}

Result<TicketId> Workspace::findCase(const QString &caseNumber)
{
    const auto found = m_parts->projections.ticketOfCase(caseNumber.trimmed());
    if (!found)
        return Error{Fault::NotFound, u"there is no case %1"_s.arg(caseNumber)};
    return *found;
}

Result<views::SearchResult> Workspace::search(const QString &words, int limit)
{
    Parts &parts = *m_parts;
    views::SearchResult result;
    QSet<TicketId> seen;
    const auto add = [&](TicketId id, const QString &snippet) {
        if (seen.contains(id) || int(result.hits.size()) >= limit)
            return;
        seen.insert(id);
        if (auto row = parts.projections.row(id, parts.names))
            result.hits.push_back({std::move(*row), snippet});
    };
    if (const auto exact = parts.projections.ticketOfCase(words.trimmed()))
        add(*exact, words.trimmed());
    const auto seqs = parts.projections.findText(words, kHitsRead);
    if (!seqs)
        return seqs.error();
    for (const qint64 seq : *seqs) {
        Statement query = parts.database->prepare("SELECT subject, type, payload FROM facts WHERE seq = ?");
        query.bind(1, seq);
        if (!query.next())
            continue;
        const auto id = query.id<TicketId>(0);
        if (seen.contains(id))
            continue;
        if (int(result.hits.size()) >= limit) {
            result.more = true;
            break;
        }
        const auto payload = parseJsonObject(query.blob(2));
        add(id, payload ? snippetOf(searchableText(query.text(1), *payload), words) : QString());
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
