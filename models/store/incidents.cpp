// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents: folding, the derived rows, orders, questions.
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr auto kIncidentCounter = "incident.counter";

using incident::Incident;
using incident::IncidentFact;

/// What is left of a redacted fact: keys and states, and a word where the text stood.
QJsonObject leftOf(const ledger::Effective &entry, const KeptFields &kept)
{
    QJsonObject left = kept.value(entry.fact.id);
    for (const QString &key : {u"title"_s, u"text"_s})
        left.insert(key, u"(redacted)"_s);
    return left;
}

std::optional<incident::Recorded> recordedEntry(const ledger::Effective &entry, const KeptFields &kept)
{
    const QJsonObject payload = entry.redacted ? leftOf(entry, kept) : entry.payload;
    auto fact = incident::fromPayload(entry.fact.type, entry.fact.version, payload);
    if (!fact)
        return std::nullopt;
    incident::Recorded recorded{entry.fact.id,    entry.fact.occurredAt, entry.fact.stamp.instant(),
                                entry.fact.actor, std::move(*fact),      entry.redacted,
                                std::nullopt};
    if (entry.struck) {
        if (auto struck = incident::fromPayload(entry.fact.type, entry.fact.version, *entry.struck))
            recorded.correctedFrom = std::move(*struck);
    }
    return recorded;
}

NewFact newIncidentFact(IncidentId id, Instant at, const IncidentFact &fact)
{
    return {QString(kIncident),        idCast<SubjectId>(id), incident::typeName(fact), 1, at,
            incident::toPayload(fact), std::nullopt};
}

Result<void> number(Workspace::Parts &parts, IncidentFact &fact)
{
    auto *declared = std::get_if<incident::Declared>(&fact);
    if (!declared)
        return {};
    if (declared->policy == policy::PolicyRef{})
        declared->policy = parts.policyInForce;
    const QByteArray drill = parts.facts.setting(u"desk."_s + kDrillSetting);
    if (!drill.isEmpty())
        declared->drill = QString::fromUtf8(drill);
    if (!declared->number.isEmpty())
        return {};
    const qint64 counter = parts.facts.setting(QString::fromLatin1(kIncidentCounter)).toLongLong() + 1;
    declared->number = declared->drill.isEmpty() ? incident::incidentNumber(parts.device, counter)
                                                 : u"DRILL-%1"_s.arg(counter, 4, 10, QLatin1Char('0'));
    return parts.facts.setSetting(QString::fromLatin1(kIncidentCounter), QByteArray::number(counter));
}

} // namespace

void applyTo(Incident &state, const ledger::Effective &entry)
{
    if (const auto recorded = recordedEntry(entry, {}))
        incident::apply(state, *recorded);
}

Incident Workspace::Parts::foldIncident(IncidentId id)
{
    Incident state;
    state.id = id;
    const auto entries = ledger::effective(facts.ofSubject(kIncident, idCast<SubjectId>(id)));
    const KeptFields kept = keptBy(entries);
    for (const ledger::Effective &entry : entries) {
        if (const auto recorded = recordedEntry(entry, kept))
            incident::apply(state, *recorded);
    }
    return state;
}

Incident &Workspace::Parts::incidentOf(IncidentId id)
{
    constexpr size_t kKept = 32;
    if (const auto kept = incidents.find(id); kept != incidents.end())
        return kept->second;
    if (incidents.size() >= kKept)
        incidents.erase(incidents.begin());
    return incidents.emplace(id, foldIncident(id)).first->second;
}

Result<void> Workspace::Parts::projectIncident(IncidentId id)
{
    const Incident &state = incidentOf(id);
    if (!state.exists)
        return {};
    changedIncidents.insert(id);
    noteTouched(id);
    return projections.write(state);
}

Result<views::IncidentReceipt> Workspace::submit(const incident::IncidentOrder &ordered)
{
    Parts &parts = *m_parts;
    incident::IncidentOrder order = ordered;
    if (order.incident.isNull())
        order.incident = IncidentId::random(parts.clock.now());
    Incident &state = parts.incidentOf(order.incident);
    const auto rules = parts.rulesFor(state.policy);
    if (!rules)
        return Error{Fault::NotAllowed, u"this workspace has no policy yet; choose a preset first"_s};
    auto decided = incident::decide(
        state, order, {rules->policy().incidents, parts.clock.now(), parts.me, rules->policy().credits});
    if (!decided)
        return decided.error();
    views::IncidentReceipt receipt{order.incident, state.number, {}};
    if (decided->empty())
        return receipt;
    const auto done = parts.inTransaction([&]() -> Result<void> {
        std::vector<NewFact> wishes;
        std::vector<IncidentFact> read;
        for (auto &[at, fact] : *decided) {
            if (const auto numbered = number(parts, fact); !numbered)
                return numbered.error();
            wishes.push_back(newIncidentFact(order.incident, at, fact));
            // Applied as it will be read from the file; what could not be read must not get in.
            auto back = incident::fromPayload(wishes.back().type, 1, wishes.back().payload);
            if (!back)
                return back.error();
            read.push_back(std::move(*back));
        }
        const auto sealed = parts.seal(wishes);
        if (!sealed)
            return sealed.error();
        for (size_t i = 0; i < sealed->size(); ++i) {
            const Fact &fact = (*sealed)[i];
            if (const auto written = parts.facts.insert(fact); !written)
                return written.error();
            incident::apply(state, {fact.id, fact.occurredAt, fact.stamp.instant(), fact.actor, read[i],
                                    false, std::nullopt});
            receipt.facts.push_back(fact.id);
        }
        return parts.projectIncident(order.incident);
    });
    if (!done) {
        parts.incidents.erase(order.incident); // what was applied is not on disk
        return done.error();
    }
    receipt.number = parts.incidentOf(order.incident).number;
    return receipt;
}

Result<views::LedIncident> Workspace::loadIncident(IncidentId id)
{
    const Incident &state = m_parts->incidentOf(id);
    if (!state.exists)
        return Error{Fault::NotFound, u"there is no such incident"_s};
    auto rules = m_parts->rulesFor(state.policy);
    if (!rules)
        return Error{Fault::NotAllowed, u"this workspace has no policy yet; choose a preset first"_s};
    return views::LedIncident{state, std::move(rules)};
}

Result<std::vector<views::LedIncident>> Workspace::openIncidents()
{
    const auto ids = m_parts->projections.openIncidents();
    if (!ids)
        return ids.error();
    std::vector<views::LedIncident> open;
    for (const IncidentId &id : *ids) {
        if (auto led = loadIncident(id))
            open.push_back(std::move(*led));
    }
    std::ranges::stable_sort(open, {}, [](const views::LedIncident &led) {
        return std::pair(led.rules().rankOf(led.incident.severity), led.incident.declaredAt);
    });
    return open;
}

Result<std::vector<views::PastIncident>> Workspace::closedIncidents(int limit)
{
    return m_parts->projections.closedIncidents(limit);
}

Result<views::Affected> Workspace::affectedBy(IncidentId id)
{
    views::Affected affected;
    const auto rows = m_parts->projections.ticketsOf(id);
    if (!rows)
        return rows.error();
    QSet<CustomerId> seen;
    for (const auto &[customer, isOpen] : *rows) {
        ++affected.tickets;
        affected.openTickets += isOpen ? 1 : 0;
        if (customer.isNull() || seen.contains(customer))
            continue;
        seen.insert(customer);
        auto known = m_parts->projections.customer(customer);
        if (!known)
            continue;
        ++affected.tiers[known->tier];
        if (known->arr)
            affected.arrMinor[known->arr->currency] += known->arr->minor;
        affected.customers.push_back(std::move(*known));
    }
    std::ranges::stable_sort(affected.customers, std::greater<>(),
                             [](const customer::Customer &each) { return each.arr ? each.arr->minor : 0; });
    return affected;
}

std::vector<views::LedIncident> Workspace::takeChangedIncidents()
{
    std::vector<views::LedIncident> changed;
    for (const IncidentId &id : std::as_const(m_parts->changedIncidents)) {
        if (auto led = loadIncident(id))
            changed.push_back(std::move(*led));
    }
    m_parts->changedIncidents.clear();
    return changed;
}

} // namespace muster::store
