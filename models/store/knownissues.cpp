// SPDX-License-Identifier: GPL-3.0-or-later
// Known issues and the causes of tickets: folding, the derived rows, orders.
#include "models/escalation/ticketcase.h"
#include "models/store/workspaceparts.h"

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

using knowledge::KnownIssue;
using knowledge::KnownIssueFact;
using knowledge::KnownIssueId;

constexpr auto kIssueCounter = "knownissue.counter";

std::optional<knowledge::Entry> entryOf(const ledger::Effective &entry, const KeptFields &kept)
{
    QJsonObject payload = entry.payload;
    if (entry.redacted) {
        payload = kept.value(entry.fact.id);
        payload.insert(u"title"_s, u"(redacted)"_s);
    }
    auto fact = knowledge::fromPayload(entry.fact.type, entry.fact.version, payload);
    if (!fact)
        return std::nullopt;
    return knowledge::Entry{entry.fact.occurredAt, entry.fact.actor, std::move(*fact)};
}

Result<void> number(Workspace::Parts &parts, KnownIssueFact &fact)
{
    auto *recorded = std::get_if<knowledge::Recorded>(&fact);
    if (recorded == nullptr || !recorded->number.isEmpty())
        return {};
    const qint64 counter = parts.facts.setting(QString::fromLatin1(kIssueCounter)).toLongLong() + 1;
    recorded->number = knowledge::issueNumber(parts.device, counter);
    return parts.facts.setSetting(QString::fromLatin1(kIssueCounter), QByteArray::number(counter));
}

} // namespace

Result<void> Projections::write(const KnownIssue &issue)
{
    Statement put = m_database.prepare(
        "INSERT INTO known_issues (id, number, title, symptoms, workaround, origin_kind, origin, state,"
        " fixed_in, recorded_by, recorded, updated) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
        " ?12) ON CONFLICT (id) DO UPDATE SET number = ?2, title = ?3, symptoms = ?4, workaround = ?5,"
        " origin_kind = ?6, origin = ?7, state = ?8, fixed_in = ?9, recorded_by = ?10, recorded = ?11,"
        " updated = ?12");
    put.bind(1, issue.id).bind(2, issue.number).bind(3, issue.title).bind(4, issue.symptoms);
    put.bind(5, issue.workaround).bind(6, issue.origin.kind).bind(7, issue.origin.id);
    put.bind(8, int(issue.state)).bind(9, issue.fixedIn).bind(10, issue.recordedBy);
    return put.bind(11, toMillis(issue.recordedAt)).bind(12, toMillis(issue.updatedAt)).run();
}

std::vector<KnownIssue> Projections::knownIssues()
{
    Statement query = m_database.prepare(
        "SELECT id, number, title, symptoms, workaround, origin_kind, origin, state, fixed_in, recorded_by,"
        " recorded, updated FROM known_issues ORDER BY state, recorded DESC, id");
    std::vector<KnownIssue> all;
    while (query.next()) {
        KnownIssue each;
        each.id = query.id<KnownIssueId>(0);
        each.exists = true;
        each.number = query.text(1);
        each.title = query.text(2);
        each.symptoms = query.text(3);
        each.workaround = query.text(4);
        each.origin = {query.text(5), query.id<SubjectId>(6)};
        each.state = query.number(7) == 0 ? knowledge::State::Open : knowledge::State::Fixed;
        each.fixedIn = query.text(8);
        each.recordedBy = query.id<PersonId>(9);
        each.recordedAt = fromMillis(query.number(10));
        each.updatedAt = fromMillis(query.number(11));
        all.push_back(std::move(each));
    }
    return all;
}

Result<void> Projections::writeCauses(const ticket::Ticket &ticket, bool isNew)
{
    if (!isNew) {
        if (holdsCauses(ticket))
            return {};
        Statement remove = m_database.prepare("DELETE FROM ticket_causes WHERE ticket = ?");
        if (const auto done = remove.bind(1, ticket.id).run(); !done)
            return done.error();
    }
    for (const SubjectId &cause : escalation::causesOf(ticket)) {
        Statement add = m_database.prepare("INSERT INTO ticket_causes (cause, ticket) VALUES (?, ?)");
        if (const auto done = add.bind(1, cause).bind(2, ticket.id).run(); !done)
            return done.error();
    }
    return {};
}

bool Projections::holdsCauses(const ticket::Ticket &ticket)
{
    Statement query = m_database.prepare("SELECT cause FROM ticket_causes WHERE ticket = ? ORDER BY cause");
    query.bind(1, ticket.id);
    std::vector<SubjectId> held;
    while (query.next())
        held.push_back(query.id<SubjectId>(0));
    return held == escalation::causesOf(ticket);
}

KnownIssue Workspace::Parts::foldKnownIssue(SubjectId id)
{
    KnownIssue state;
    state.id = idCast<KnownIssueId>(id);
    const auto entries = ledger::effective(facts.ofSubject(kKnownIssue, id));
    const KeptFields kept = keptBy(entries);
    for (const ledger::Effective &entry : entries) {
        if (const auto known = entryOf(entry, kept))
            knowledge::apply(state, *known);
    }
    return state;
}

Result<void> Workspace::Parts::projectKnownIssue(SubjectId id)
{
    ++knowledgeChanges;
    const KnownIssue state = foldKnownIssue(id);
    return state.exists ? projections.write(state) : forgetSubject(kKnownIssue, id);
}

Result<knowledge::Receipt> Workspace::submit(const knowledge::Order &order)
{
    Parts &parts = *m_parts;
    const Instant now = parts.clock.now();
    const SubjectId id = order.issue.isNull() ? SubjectId::random(now) : idCast<SubjectId>(order.issue);
    auto decided = knowledge::decide(parts.foldKnownIssue(id), order.command);
    if (!decided)
        return decided.error();
    const auto done = parts.inTransaction([&]() -> Result<void> {
        for (KnownIssueFact &fact : *decided) {
            if (const auto numbered = number(parts, fact); !numbered)
                return numbered.error();
            const NewFact wish{QString(kKnownIssue),       id,          knowledge::typeName(fact), 1, now,
                               knowledge::toPayload(fact), std::nullopt};
            // What could not be read again must not get in.
            if (const auto back = knowledge::fromPayload(wish.type, 1, wish.payload); !back)
                return back.error();
            if (const auto written = parts.writeToSubject(wish); !written)
                return written.error();
        }
        return {};
    });
    if (!done)
        return done.error();
    return knowledge::Receipt{idCast<KnownIssueId>(id), parts.foldKnownIssue(id).number, !decided->empty()};
}

qint64 Workspace::knowledgeChanges() const
{
    return m_parts->knowledgeChanges;
}

} // namespace muster::store
