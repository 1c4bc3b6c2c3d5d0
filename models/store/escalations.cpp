// SPDX-License-Identifier: GPL-3.0-or-later
// Escalations: folding, the derived rows, orders, questions.
#include "models/escalation/matrix.h"
#include "models/escalation/ticketcase.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

using escalation::Escalation;
using escalation::EscalationFact;

const QJsonObject &contentOf(const ledger::Effective &entry)
{
    return escalation::isOfApproval(entry.fact.type) && entry.struck ? *entry.struck : entry.payload;
}

std::optional<escalation::Recorded> recordedEntry(const ledger::Effective &entry, const KeptFields &kept)
{
    QJsonObject payload = contentOf(entry);
    if (entry.redacted) {
        payload = kept.value(entry.fact.id);
        payload.insert(u"text"_s, u"(redacted)"_s);
    }
    auto fact = escalation::fromPayload(entry.fact.type, entry.fact.version, payload);
    if (!fact)
        return std::nullopt;
    return escalation::Recorded{entry.fact.id, entry.fact.occurredAt, entry.fact.actor, std::move(*fact),
                                entry.redacted};
}

} // namespace

void Workspace::Parts::applyEntry(Escalation &state, const ledger::Effective &entry, const KeptFields &kept)
{
    const auto recorded = recordedEntry(entry, kept);
    if (!recorded)
        return;
    QString overruled;
    if (const auto *judged = std::get_if<escalation::ApprovalJudged>(&recorded->fact)) {
        judgedEscalations.insert(state.id);
        if (const auto who = whoWrote(entry.fact)) {
            const bool isUnderOne = !state.raised.policy.version.isNull();
            const auto policy = policyOf(isUnderOne ? state.raised.policy : policyInForce);
            overruled = policy ? escalation::whyOverruled(policy->policy().escalation, state, *judged, *who)
                               : u"the policy it was raised under is not here"_s;
        }
    }
    escalation::apply(state, *recorded, overruled);
}

std::optional<escalation::Who> Workspace::Parts::whoWrote(const Fact &fact)
{
    const bool isOfBefore = fact.device == roster.root && fact.counter <= roster.foundedAt;
    if (!roster.isTeam() || isOfBefore)
        return std::nullopt;
    if (fact.isDerived())
        return escalation::Who{}; // rules act at no level
    if (roster.member(fact.device) == nullptr)
        return std::nullopt; // of a device of before, brought along by the founder
    return escalation::Who{fact.actor, roster.roleAt(fact.device, fact.counter),
                           personBefore(fact.actor, fact).skills};
}

void Workspace::Parts::judgeApprovalsAgain()
{
    for (const EscalationId &id : judgedEscalations)
        changedEscalations.insert(id);
    escalations.clear();
}

std::vector<FactId> Workspace::Parts::approvalsBlankedByOthers(const std::vector<ledger::Effective> &entries)
{
    std::vector<FactId> blanked;
    for (const ledger::Effective &entry : entries) {
        if (entry.fact.type != ledger::kRedacted)
            continue;
        const auto target = FactId::parse(entry.payload.value("fact"_L1).toString());
        const bool isOfApproval =
            target && std::ranges::any_of(entries, [&](const ledger::Effective &each) {
                return each.fact.id == *target && escalation::isOfApproval(each.fact.type);
            });
        const auto who = isOfApproval ? whoWrote(entry.fact) : std::nullopt;
        if (who && who->role != u"lead" && who->role != u"admin")
            blanked.push_back(*target);
    }
    return blanked;
}

std::vector<Escalation> Workspace::Parts::foldEscalationsOf(TicketId ticket)
{
    std::vector<Escalation> all;
    for (const EscalationId &id : projections.escalationsOf(ticket))
        all.push_back(foldEscalation(id));
    return all;
}

Escalation Workspace::Parts::foldEscalation(EscalationId id)
{
    Escalation state;
    state.id = id;
    const auto entries = ledger::effective(facts.ofSubject(kEscalation, idCast<SubjectId>(id)));
    KeptFields kept = keptBy(entries);
    for (const FactId &blanked : approvalsBlankedByOthers(entries))
        kept.remove(blanked);
    for (const ledger::Effective &entry : entries)
        applyEntry(state, entry, kept);
    return state;
}

Escalation &Workspace::Parts::escalationOf(EscalationId id)
{
    constexpr size_t kKept = 32;
    if (const auto kept = escalations.find(id); kept != escalations.end())
        return kept->second;
    if (escalations.size() >= kKept)
        escalations.erase(escalations.begin());
    return escalations.emplace(id, foldEscalation(id)).first->second;
}

Result<void> Workspace::Parts::projectEscalation(EscalationId id)
{
    const Escalation &state = escalationOf(id);
    if (!state.exists)
        return {}; // known by later facts only, until its raising arrives
    changedEscalations.insert(id);
    noteTouched(state.raised.ticket);
    return projections.write(state);
}

escalation::Who Workspace::Parts::whoAmI()
{
    const people::Person person = foldPerson(me);
    const QString role = ownRole();
    return {me, role.isEmpty() ? person.role : role, person.skills, role.isEmpty()};
}

Result<void> Projections::write(const Escalation &state)
{
    Statement put = m_database.prepare(
        "INSERT INTO escalations (id, ticket, situation, rule, episode, level, status, raised, updated)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET ticket = excluded.ticket,"
        " situation = excluded.situation, rule = excluded.rule, episode = excluded.episode,"
        " level = excluded.level, status = excluded.status, raised = excluded.raised,"
        " updated = excluded.updated");
    put.bind(1, state.id).bind(2, state.raised.ticket).bind(3, state.raised.situation);
    put.bind(4, state.raised.rule).bind(5, state.raised.episode).bind(6, state.level().level);
    put.bind(7, int(state.status)).bind(8, toMillis(state.raisedAt));
    return put.bind(9, toMillis(state.updatedAt)).run();
}

Result<std::vector<EscalationId>> Projections::openEscalations()
{
    Statement query = m_database.prepare("SELECT id FROM escalations WHERE status < ? ORDER BY raised, id");
    query.bind(1, int(escalation::Status::Closed));
    std::vector<EscalationId> ids;
    while (query.next())
        ids.push_back(query.id<EscalationId>(0));
    if (query.failed())
        return query.error();
    return ids;
}

TicketId Projections::ticketOf(EscalationId escalation)
{
    Statement query = m_database.prepare("SELECT ticket FROM escalations WHERE id = ?");
    query.bind(1, escalation);
    return query.next() ? query.id<TicketId>(0) : TicketId();
}

std::vector<EscalationId> Projections::escalationsOf(TicketId ticket)
{
    Statement query = m_database.prepare("SELECT id FROM escalations WHERE ticket = ? ORDER BY raised, id");
    query.bind(1, ticket);
    std::vector<EscalationId> ids;
    while (query.next())
        ids.push_back(query.id<EscalationId>(0));
    return ids;
}

std::vector<TicketId> Projections::ticketsOf(CustomerId customer, Instant from, int limit)
{
    Statement query = m_database.prepare("SELECT id FROM tickets WHERE customer = ? AND created >= ?"
                                         " ORDER BY created DESC, id LIMIT ?");
    query.bind(1, customer).bind(2, toMillis(from)).bind(3, limit);
    std::vector<TicketId> ids;
    while (query.next())
        ids.push_back(query.id<TicketId>(0));
    return ids;
}

std::vector<escalation::Report> Workspace::Parts::reportsBeside(const ticket::Ticket &ticket, FactId policy,
                                                                const policy::EscalationRules &rules,
                                                                std::optional<Millis> within)
{
    constexpr int kMostLookedAt = 500;
    constexpr size_t kMostKept = 20'000;
    std::vector<escalation::Report> others;
    if (ticket.customer.isNull())
        return others;
    for (const TicketId &id : projections.ticketsOf(
             ticket.customer, ticket.createdAt - within.value_or(rules.repeats.within), kMostLookedAt)) {
        if (id == ticket.id)
            continue;
        auto kept = reports.find(id);
        if (kept == reports.end() || kept->second.first != policy) {
            if (reports.size() >= kMostKept)
                reports.clear();
            const std::pair made(policy, escalation::reportOf(foldTicket(id), rules.words.mail));
            kept = reports.insert_or_assign(id, made).first;
        }
        others.push_back(kept->second.second);
    }
    return others;
}

Result<escalation::Repeats> Workspace::repeatsOf(TicketId id)
{
    const ticket::Ticket ticket = m_parts->stateOf(id);
    if (!ticket.exists)
        return Error{Fault::NotFound, u"there is no such ticket"_s};
    const auto policy = m_parts->rulesFor(ticket.policy);
    if (!policy)
        return Error{Fault::NotAllowed, u"this workspace has no policy yet; choose a preset first"_s};
    const policy::EscalationRules &rules = policy->policy().escalation;
    const escalation::Report report = escalation::reportOf(ticket, rules.words.mail);
    const auto others = m_parts->reportsBeside(ticket, ticket.policy.version, rules);
    return escalation::repeatsOf(report, others, rules.repeats);
}

Result<views::EscalationReceipt> Workspace::submit(const escalation::EscalationOrder &ordered)
{
    Parts &parts = *m_parts;
    escalation::EscalationOrder order = ordered;
    if (order.escalation.isNull())
        order.escalation = EscalationId::random(parts.clock.now());
    Escalation &state = parts.escalationOf(order.escalation);
    const auto rules = parts.rulesFor(state.raised.policy);
    if (!rules)
        return Error{Fault::NotAllowed, u"this workspace has no policy yet; choose a preset first"_s};
    if (auto *raised = std::get_if<escalation::Raised>(&order.command);
        raised && raised->policy == policy::PolicyRef{})
        raised->policy = parts.policyInForce;
    const auto decided =
        escalation::decide(state, order, {rules->policy().escalation, parts.clock.now(), parts.whoAmI()});
    if (!decided)
        return decided.error();
    views::EscalationReceipt receipt{order.escalation, {}};
    if (decided->empty())
        return receipt;
    std::vector<NewFact> wishes;
    for (const auto &[at, fact] : *decided) {
        wishes.push_back({QString(kEscalation), idCast<SubjectId>(order.escalation),
                          escalation::typeName(fact), 1, at, escalation::toPayload(fact), std::nullopt});
        // What could not be read again must not get in.
        if (const auto back = escalation::fromPayload(wishes.back().type, 1, wishes.back().payload); !back)
            return back.error();
    }
    const auto done = parts.inTransaction([&]() -> Result<void> {
        const auto sealed = parts.seal(wishes);
        if (!sealed)
            return sealed.error();
        for (const Fact &fact : *sealed)
            receipt.facts.push_back(fact.id);
        return parts.mergeIntoSubject(*sealed);
    });
    if (!done) {
        parts.escalations.erase(order.escalation); // what was applied is not on disk
        return done.error();
    }
    return receipt;
}

Result<views::LedEscalation> Workspace::loadEscalation(EscalationId id)
{
    const Escalation &state = m_parts->escalationOf(id);
    if (!state.exists)
        return Error{Fault::NotFound, u"there is no such escalation"_s};
    auto rules = m_parts->rulesFor(state.raised.policy);
    if (!rules)
        return Error{Fault::NotAllowed, u"this workspace has no policy yet; choose a preset first"_s};
    const sla::ClockSummary clock = escalation::responseClock(state, *rules);
    return views::LedEscalation{state, std::move(rules), clock, m_parts->whoAmI()};
}

Result<std::vector<views::LedEscalation>> Workspace::openEscalations()
{
    const auto ids = m_parts->projections.openEscalations();
    if (!ids)
        return ids.error();
    std::vector<views::LedEscalation> open;
    for (const EscalationId &id : *ids) {
        if (auto led = loadEscalation(id))
            open.push_back(std::move(*led));
    }
    std::ranges::stable_sort(open, {}, [](const views::LedEscalation &led) {
        return std::pair(-led.rules().rankOfLevel(led.escalation.level().level), led.escalation.raisedAt);
    });
    return open;
}

std::vector<views::LedEscalation> Workspace::escalationsOf(TicketId ticket)
{
    std::vector<views::LedEscalation> all;
    for (const EscalationId &id : m_parts->projections.escalationsOf(ticket)) {
        if (auto led = loadEscalation(id))
            all.push_back(std::move(*led));
    }
    return all;
}

std::vector<views::LedEscalation> Workspace::takeChangedEscalations()
{
    std::vector<views::LedEscalation> changed;
    for (const EscalationId &id : std::as_const(m_parts->changedEscalations)) {
        if (auto led = loadEscalation(id))
            changed.push_back(std::move(*led));
    }
    m_parts->changedEscalations.clear();
    return changed;
}

} // namespace muster::store
