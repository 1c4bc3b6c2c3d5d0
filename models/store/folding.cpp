// SPDX-License-Identifier: GPL-3.0-or-later
// From facts to states and derived rows: forward where a fact follows all others of its subject, again from
// the beginning where it does not.
#include "models/ledger/acted.h"
#include "models/store/workspaceparts.h"
#include "models/team/authority.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr size_t kKeptStates = 64;

template <typename Change>
std::optional<Change> changeOf(const ledger::Effective &entry, QStringView type,
                               Result<Change> (*read)(const QJsonObject &))
{
    if (entry.redacted || entry.fact.type != type)
        return std::nullopt;
    auto change = read(entry.payload);
    return change ? std::optional(std::move(*change)) : std::nullopt;
}

people::Person personOf(PersonId id, const std::vector<ledger::Effective> &entries)
{
    people::Person state;
    state.id = id;
    for (const ledger::Effective &entry : entries) {
        if (const auto change =
                changeOf<people::PersonChanged>(entry, u"person.changed", &people::personFromPayload))
            state = people::apply(std::move(state), *change);
    }
    return state;
}

/// Whether facts come behind everything of their subject and change nothing of it, sorted among themselves.
bool followsAll(std::span<const Fact> added, const std::optional<FactTable::Order> &last)
{
    std::optional<FactTable::Order> before = last;
    return std::ranges::all_of(added, [&](const Fact &fact) {
        const FactTable::Order own{fact.stamp, fact.device, fact.id};
        const bool isNext = !before || *before < own;
        before = own;
        return isNext && !fact.isRedacted() && fact.type != ledger::kCorrected &&
               fact.type != ledger::kRedacted;
    });
}

} // namespace

bool isMessage(const QString &type)
{
    return type == "ticket.customer_message"_L1 || type == "ticket.reply"_L1 || type == "ticket.note"_L1;
}

NewFact newTicketFact(TicketId id, Instant at, const ticket::TicketFact &fact)
{
    return {QString(kTicket),        idCast<SubjectId>(id), ticket::typeName(fact), 1, at,
            ticket::toPayload(fact), std::nullopt};
}

QJsonObject keptFields(const QJsonObject &payload)
{
    static const QStringList keys{
        u"case"_s, u"customer"_s, u"tier"_s, u"priority"_s, u"channel"_s, u"policy"_s, u"source"_s,
        u"policy_version"_s, u"status"_s, u"person"_s, u"other"_s, u"kind"_s, u"automatic"_s,
        u"acknowledgement"_s, u"into"_s, u"removed"_s, u"resolve_by"_s,
        // of incidents
        u"number"_s, u"severity"_s, u"drill"_s, u"ask"_s, u"step"_s, u"role"_s, u"audience"_s, u"next_by"_s,
        u"given"_s, u"entry"_s, u"state"_s, u"milestone"_s, u"due"_s, u"task"_s, u"done"_s, u"pinned"_s,
        u"owner"_s, u"by"_s, u"needs_acknowledgement"_s, u"first_report_at"_s, u"side"_s, u"amount"_s,
        u"currency"_s, u"arr"_s, u"computed"_s, u"down_from"_s, u"down_to"_s, u"hit"_s, u"terms"_s,
        u"credit"_s, u"approved"_s, u"level"_s, u"level_name"_s,
        // of escalations
        u"ticket"_s, u"situation"_s, u"trigger"_s, u"manual_reason"_s, u"de_escalation"_s, u"rule"_s,
        u"path"_s, u"since"_s, u"hand_over"_s, u"authority"_s, u"asked"_s, u"follow_up"_s, u"incident"_s,
        u"via"_s};
    QJsonObject kept;
    for (const QString &key : keys) {
        // Lists are left out: "removed" of a change of tags holds words that someone typed.
        if (const QJsonValue value = payload.value(key); value.isString() || value.isBool())
            kept.insert(key, value);
    }
    return kept;
}

KeptFields keptBy(const std::vector<ledger::Effective> &entries)
{
    KeptFields kept;
    for (const ledger::Effective &entry : entries) {
        if (entry.fact.type != ledger::kRedacted)
            continue;
        const auto target = FactId::parse(entry.payload.value("fact"_L1).toString());
        if (target && entry.payload.value("kept"_L1).isObject() && !kept.contains(*target))
            kept.insert(*target, entry.payload.value("kept"_L1).toObject());
    }
    return kept;
}

std::optional<ticket::Recorded> recordedOf(const ledger::Effective &entry, const KeptFields &kept)
{
    const bool isBlank = entry.redacted && !kept.contains(entry.fact.id);
    if (isBlank && !isMessage(entry.fact.type))
        return std::nullopt;
    auto fact = ticket::fromPayload(entry.fact.type, entry.fact.version,
                                    entry.redacted ? kept.value(entry.fact.id) : entry.payload);
    if (!fact)
        return std::nullopt;
    ticket::Recorded recorded{entry.fact.id,    entry.fact.occurredAt, entry.fact.stamp.instant(),
                              entry.fact.actor, std::move(*fact),      entry.redacted,
                              std::nullopt};
    if (entry.struck) {
        if (auto struck = ticket::fromPayload(entry.fact.type, entry.fact.version, *entry.struck))
            recorded.correctedFrom = std::move(*struck);
    }
    return recorded;
}

Result<std::vector<Fact>> Workspace::Parts::seal(std::span<const NewFact> wishes)
{
    if (const QString role = ownRole(); !role.isEmpty()) {
        for (const NewFact &wish : wishes) {
            QString why = team::whyMayNot(role, me, wish.subjectKind, wish.subject);
            if (why.isEmpty())
                why = team::whyMayNotSay(role, wish.subjectKind, wish.type, wish.payload);
            if (!why.isEmpty() && wish.type != u"team.joined")
                return Error{Fault::NotAllowed, why};
        }
    }
    const auto before = std::pair(hybrid, head);
    auto sealed = ledger::seal(wishes, device, me, clock.now(), hybrid, head);
    const auto isTooLong = [](const Fact &fact) { return fact.payload.size() > ledger::kMaxPayload; };
    if (std::ranges::any_of(sealed, isTooLong)) {
        std::tie(hybrid, head) = before;
        return Error{Fault::BadInput,
                     u"the text is too long: an entry holds at most %1 kB"_s.arg(ledger::kMaxPayload / 1024)};
    }
    return sealed;
}

ticket::Ticket Workspace::Parts::foldTicket(TicketId id)
{
    return store::foldTicket(facts, id);
}

ticket::Ticket foldTicket(FactTable &facts, TicketId id)
{
    ticket::Ticket state;
    state.id = id;
    const auto entries = ledger::effective(facts.ofSubject(kTicket, idCast<SubjectId>(id)));
    const KeptFields kept = keptBy(entries);
    for (const ledger::Effective &entry : entries) {
        if (const auto recorded = recordedOf(entry, kept))
            ticket::apply(state, *recorded);
    }
    return state;
}

ticket::Ticket &Workspace::Parts::stateOf(TicketId id)
{
    if (const auto kept = states.find(id); kept != states.end())
        return kept->second;
    if (states.size() >= kKeptStates)
        states.erase(states.begin());
    return states.emplace(id, foldTicket(id)).first->second;
}

std::array<sla::ClockSummary, 4> Workspace::Parts::clocksOf(const ticket::Ticket &ticket)
{
    const auto policy = policyOf(ticket.policy);
    return policy ? sla::summarise(ticket::clocksInput(ticket, *policy)) : std::array<sla::ClockSummary, 4>{};
}

Result<void> Workspace::Parts::projectTicket(const ticket::Ticket &ticket, Words when)
{
    if (!ticket.exists)
        return {}; // known by later facts only, until its creation arrives
    const auto number = projections.write(ticket, clocksOf(ticket));
    if (!number)
        return number.error();
    changed.insert(ticket.id);
    noteTouched(ticket.id);
    noteReport(ticket);
    switch (when) {
    case Words::Unchanged:
        return {};
    case Words::BeforeSearch:
        return words.markDue(ticket.id);
    case Words::Now:
        return writeWords(*number, ticket);
    }
    return {};
}

Result<void> Workspace::Parts::writeWords(qint64 number, const ticket::Ticket &ticket)
{
    return words.put(number, ticket, names.names().customers[names.customer(ticket.customer)].name);
}

Result<void> Workspace::Parts::writeDueWords()
{
    const auto due = words.due();
    if (!due)
        return due.error();
    for (const TicketId &id : *due) {
        const auto place = projections.placeOf(id);
        if (const auto written = place ? writeWords(place->number, stateOf(id)) : Result<void>(); !written)
            return written.error();
        if (const auto cleared = words.clearDue(id); !cleared)
            return cleared.error();
    }
    return {};
}

customer::Customer Workspace::Parts::foldCustomer(CustomerId id)
{
    customer::Customer state;
    state.id = id;
    for (const ledger::Effective &entry :
         ledger::effective(facts.ofSubject(kCustomer, idCast<SubjectId>(id)))) {
        if (const auto change = changeOf<customer::CustomerChanged>(entry, u"customer.changed",
                                                                    &customer::customerFromPayload))
            state = customer::apply(std::move(state), *change, entry.fact.occurredAt);
    }
    return state;
}

people::Person Workspace::Parts::foldPerson(PersonId id)
{
    return personOf(id, ledger::effective(facts.ofSubject(kPerson, idCast<SubjectId>(id))));
}

people::Person Workspace::Parts::personBefore(PersonId id, const Fact &fact)
{
    auto entries = ledger::effective(facts.ofSubject(kPerson, idCast<SubjectId>(id)));
    std::erase_if(entries, [&](const ledger::Effective &entry) { return !isBefore(entry.fact, fact); });
    return personOf(id, entries);
}

Result<void> Workspace::Parts::projectCustomer(CustomerId id)
{
    const customer::Customer state = foldCustomer(id);
    const bool isRenamed = names.names().customers[names.customer(id)].name != state.name;
    names.setCustomer(id, state.name);
    if (const auto written = projections.write(state); !written)
        return written.error();
    return isRenamed ? words.markDueOf(id) : Result<void>();
}

Result<void> Workspace::Parts::projectPerson(PersonId id)
{
    const people::Person state = foldPerson(id);
    names.setPerson(id, state.name);
    return projections.write(state);
}

Result<void> Workspace::Parts::appendToTicket(ticket::Ticket &state, std::span<const Fact> sealed,
                                              std::span<const ticket::TicketFact> ticketFacts, Words when)
{
    bool hasNewWords = false;
    for (size_t i = 0; i < sealed.size(); ++i) {
        const Fact &fact = sealed[i];
        if (const auto written = facts.insert(fact); !written)
            return written.error();
        hasNewWords = hasNewWords || changesWords(fact.type);
        ticket::apply(state, {fact.id, fact.occurredAt, fact.stamp.instant(), fact.actor, ticketFacts[i],
                              false, std::nullopt});
    }
    return projectTicket(state, hasNewWords ? when : Words::Unchanged);
}

Result<void> Workspace::Parts::mergeIntoSubject(std::span<const Fact> added,
                                                const QHash<FactId, qint64> &places)
{
    const QString &kind = added.front().subjectKind;
    const SubjectId subject = added.front().subject;
    const bool isNext = followsAll(added, facts.lastOf(kind, subject));
    // The state before what is added now.
    ticket::Ticket *ticket = isNext && kind == kTicket ? &stateOf(idCast<TicketId>(subject)) : nullptr;
    incident::Incident *incident =
        isNext && kind == kIncident ? &incidentOf(idCast<IncidentId>(subject)) : nullptr;
    escalation::Escalation *escalation =
        isNext && kind == kEscalation ? &escalationOf(idCast<EscalationId>(subject)) : nullptr;
    for (const Fact &fact : added) {
        const auto place = places.constFind(fact.id);
        const auto written = insertFact(fact, place == places.cend() ? std::nullopt : std::optional(*place));
        if (!written)
            return written.error();
    }
    if (ticket == nullptr && incident == nullptr && escalation == nullptr)
        return foldAgain(kind, subject);
    for (const Fact &fact : added) {
        const ledger::Effective entry{fact, parseJsonObject(fact.payload).value_or(QJsonObject()),
                                      std::nullopt, false};
        if (incident != nullptr)
            applyTo(*incident, entry);
        else if (escalation != nullptr)
            applyEntry(*escalation, entry, {});
        else if (const auto recorded = recordedOf(entry, {}))
            ticket::apply(*ticket, *recorded);
    }
    if (incident != nullptr)
        return projectIncident(incident->id);
    if (escalation != nullptr)
        return projectEscalation(escalation->id);
    const bool hasWords =
        std::ranges::any_of(added, [](const Fact &fact) { return changesWords(fact.type); });
    return projectTicket(*ticket, hasWords ? Words::Now : Words::Unchanged);
}

Result<void> Workspace::Parts::writeToSubject(const NewFact &wish)
{
    const auto sealed = seal(std::span(&wish, 1));
    return sealed ? mergeIntoSubject(*sealed) : Result<void>(sealed.error());
}

Result<void> Workspace::Parts::foldAgain(const QString &kind, SubjectId subject)
{
    if (kind == kPerson)
        judgeApprovalsAgain();
    const auto all = facts.ofSubject(kind, subject);
    if (all.empty())
        return forgetSubject(kind, subject);
    const auto full = [&](FactId id) {
        const auto fact = std::ranges::find(all, id, &Fact::id);
        return fact != all.end() && !fact->isRedacted();
    };
    for (const ledger::Effective &entry : ledger::effective(all)) {
        if (!entry.redacted || !full(entry.fact.id))
            continue;
        if (const auto blanked = facts.blank(entry.fact.id); !blanked)
            return blanked.error();
    }
    return projectSubject(kind, subject);
}

Result<void> Workspace::Parts::projectSubject(const QString &kind, SubjectId subject)
{
    if (kind == kCustomer)
        return projectCustomer(idCast<CustomerId>(subject));
    if (kind == kPerson)
        return projectPerson(idCast<PersonId>(subject));
    if (kind == kNotification)
        return projectNotification(subject);
    if (kind == kKnownIssue)
        return projectKnownIssue(subject);
    if (kind == kIncident) {
        incidents.erase(idCast<IncidentId>(subject));
        // What made it may have been taken back, while others wrote on it.
        return incidentOf(idCast<IncidentId>(subject)).exists ? projectIncident(idCast<IncidentId>(subject))
                                                              : forgetSubject(kind, subject);
    }
    if (kind == ledger::kAutomation) {
        for (const Fact &fact : facts.ofSubject(kind, subject)) {
            if (const auto written = projections.writeActed(fact); !written)
                return written.error();
        }
        return {};
    }
    if (kind == kEscalation) {
        escalations.erase(idCast<EscalationId>(subject));
        return escalationOf(idCast<EscalationId>(subject)).exists
                   ? projectEscalation(idCast<EscalationId>(subject))
                   : forgetSubject(kind, subject);
    }
    if (kind != kTicket)
        return {}; // kinds that are not known here are kept and passed on
    states.erase(idCast<TicketId>(subject));
    const ticket::Ticket state = foldTicket(idCast<TicketId>(subject));
    return state.exists ? projectTicket(state, Words::Now) : forgetSubject(kind, subject);
}

} // namespace muster::store
