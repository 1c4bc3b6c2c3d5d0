// SPDX-License-Identifier: GPL-3.0-or-later
// What people do: orders on tickets, customers, people. Each call is one transaction.
#include "models/store/workspaceparts.h"
#include "models/ticket/playbook.h"

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr auto kCaseCounter = "case.counter";

/// What a creation leaves open is filled in by the workspace.
void complete(Workspace::Parts &parts, ticket::TicketOrder &order)
{
    auto *creation = std::get_if<ticket::CreateTicket>(&order.command);
    if (!creation)
        return;
    ticket::TicketCreated &fields = creation->fields;
    if (order.ticket.isNull())
        order.ticket = TicketId::random(parts.clock.now());
    if (fields.policy == policy::PolicyRef{})
        fields.policy = parts.policyInForce;
    if (fields.tier.isEmpty() && !fields.customer.isNull()) {
        if (const auto customer = parts.projections.customer(fields.customer))
            fields.tier = customer->tier;
    }
}

Result<void> numberCase(Workspace::Parts &parts, ticket::TicketFact &fact)
{
    auto *created = std::get_if<ticket::TicketCreated>(&fact);
    if (!created || !created->caseNumber.isEmpty())
        return {};
    const qint64 counter = parts.facts.setting(QString::fromLatin1(kCaseCounter)).toLongLong() + 1;
    created->caseNumber = ticket::caseNumber(parts.device, counter);
    return parts.facts.setSetting(QString::fromLatin1(kCaseCounter), QByteArray::number(counter));
}

/// One order, decided and written. A refusal is the order's own; a failure to write ends the batch.
struct Outcome
{
    std::optional<Error> refusal;
    bool isChanged = false;
};

/// Seals and writes facts of one ticket. The refusal of one that could not be read again, or why it could not
/// be written.
Result<Outcome> writeFacts(Workspace::Parts &parts, ticket::Ticket &state,
                           std::vector<std::pair<Instant, ticket::TicketFact>> &facts)
{
    std::vector<ticket::TicketFact> ticketFacts;
    std::vector<NewFact> wishes;
    for (auto &[at, fact] : facts) {
        if (const auto numbered = numberCase(parts, fact); !numbered)
            return numbered.error();
        wishes.push_back(newTicketFact(state.id, at, fact));
        // Applied as it will be read from the file; what could not be read must not get in.
        auto read = ticket::fromPayload(wishes.back().type, wishes.back().version, wishes.back().payload);
        if (!read)
            return Outcome{read.error(), false};
        ticketFacts.push_back(std::move(*read));
    }
    const auto sealed = parts.seal(wishes);
    if (!sealed)
        return Outcome{sealed.error(), false};
    if (const auto written =
            parts.appendToTicket(state, *sealed, ticketFacts, Workspace::Parts::Words::BeforeSearch);
        !written)
        return written.error();
    return Outcome{std::nullopt, true};
}

/// A ticket that just got its priority, or was opened again: the alerts of that playbook are given, in the
/// same transaction.
Result<void> giveAlerts(Workspace::Parts &parts, ticket::Ticket &state, const policy::Policy &policy)
{
    const std::vector<ticket::StepMarked> alerts = ticket::alertsOf(state, policy);
    if (alerts.empty())
        return {};
    const Instant at = std::max(parts.clock.now(), state.updatedAt);
    std::vector<std::pair<Instant, ticket::TicketFact>> facts;
    facts.reserve(alerts.size());
    for (const ticket::StepMarked &alert : alerts)
        facts.emplace_back(at, alert);
    const auto written = writeFacts(parts, state, facts);
    if (!written || written->refusal)
        return written ? *written->refusal : written.error();
    for (const ticket::StepMarked &alert : alerts)
        parts.alerts.push_back({state.id, state.caseNumber, state.subject, state.priority, alert.words,
                                policy.priority(state.priority)->step(alert.step)->role});
    return {};
}

Result<Outcome> carryOut(Workspace::Parts &parts, ticket::TicketOrder order, views::Receipt &receipt)
{
    complete(parts, order);
    ticket::Ticket &state = parts.stateOf(order.ticket);
    const auto policy = parts.rulesFor(state.policy);
    if (!policy)
        return Outcome{Error{Fault::NotAllowed, u"this workspace has no policy yet; choose a preset first"_s},
                       false};
    const QString actor = parts.names.names().people[parts.names.person(parts.me)].name;
    const Instant now = parts.clock.now();
    auto decided = ticket::decide(state, order, {policy->policy(), now, parts.me, actor});
    if (!decided)
        return Outcome{decided.error(), false};
    if (decided->empty())
        return Outcome{};
    const auto back = ticket::inverse(state, order.command);
    const QString priorityBefore = state.priority;
    const bool wasOpen = ticket::isOpen(state.status);
    auto outcome = writeFacts(parts, state, *decided);
    if (!outcome || outcome->refusal)
        return outcome;
    if (state.priority != priorityBefore || (ticket::isOpen(state.status) && !wasOpen)) {
        if (const auto given = giveAlerts(parts, state, policy->policy()); !given)
            return given.error();
    }
    if (back)
        receipt.undo.push_back({order.ticket, *back, std::nullopt});
    receipt.tickets.push_back(order.ticket);
    receipt.caseNumbers.push_back(state.caseNumber);
    return outcome;
}

} // namespace

Result<views::Receipt> Workspace::submit(std::span<const ticket::TicketOrder> orders)
{
    Parts &parts = *m_parts;
    views::Receipt receipt;
    const auto done = parts.inTransaction([&]() -> Result<void> {
        for (const ticket::TicketOrder &order : orders) {
            const auto outcome = carryOut(parts, order, receipt);
            if (!outcome)
                return outcome.error();
            if (outcome->refusal)
                receipt.failures.push_back(
                    {order.ticket, parts.stateOf(order.ticket).caseNumber, *outcome->refusal});
            receipt.saved += outcome->isChanged ? 1 : 0;
        }
        return {};
    });
    if (!done)
        return done.error();
    std::ranges::reverse(receipt.undo);
    return receipt;
}

Result<CustomerId> Workspace::saveCustomer(std::optional<CustomerId> id,
                                           const customer::CustomerChanged &change)
{
    Parts &parts = *m_parts;
    const CustomerId subject = id.value_or(CustomerId::random(parts.clock.now()));
    const auto decided =
        customer::decide(parts.projections.customer(subject).value_or(customer::Customer{}), change);
    if (!decided)
        return decided.error();
    const NewFact wish{QString(kCustomer), idCast<SubjectId>(subject),    u"customer.changed"_s, 1,
                       parts.clock.now(),  customer::toPayload(*decided), std::nullopt};
    const auto done = parts.inTransaction([&] { return parts.writeToSubject(wish); });
    if (!done)
        return done.error();
    return subject;
}

Result<PersonId> Workspace::savePerson(std::optional<PersonId> id, const people::PersonChanged &change)
{
    Parts &parts = *m_parts;
    const PersonId subject = id.value_or(PersonId::random(parts.clock.now()));
    const auto decided = people::decide(parts.projections.person(subject).value_or(people::Person{}), change);
    if (!decided)
        return decided.error();
    const NewFact wish{QString(kPerson),  idCast<SubjectId>(subject),  u"person.changed"_s, 1,
                       parts.clock.now(), people::toPayload(*decided), std::nullopt};
    const auto done = parts.inTransaction([&] { return parts.writeToSubject(wish); });
    if (!done)
        return done.error();
    return subject;
}

} // namespace muster::store
