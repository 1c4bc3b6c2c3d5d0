// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules tell of what is here, what of it is over, and what they have to look at again.
#include "models/automation/tellings.h"

#include "models/escalation/matrix.h"
#include "models/store/workspaceparts.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

std::vector<notify::Notification> knownAbout(Workspace::Parts &parts, SubjectId subject)
{
    std::vector<notify::Notification> known;
    for (const SubjectId &id : parts.projections.notificationsAbout(subject))
        known.push_back(parts.notificationOf(id));
    return known;
}

void add(automation::Turn &turn, automation::Turn more)
{
    std::ranges::move(more.facts, std::back_inserter(turn.facts));
    if (more.next)
        turn.next = std::min(turn.next.value_or(*more.next), *more.next);
    turn.isUntold = turn.isUntold || more.isUntold;
}

template <typename IdType> std::vector<IdType> idsOf(Statement query)
{
    std::vector<IdType> ids;
    while (query.next())
        ids.push_back(query.id<IdType>(0));
    return ids;
}

/// Those behind `mark`; what lies before it is not asked for again.
template <typename IdType> std::vector<IdType> takeBehind(std::map<IdType, qint64> &touched, qint64 mark)
{
    std::erase_if(touched, [mark](const auto &each) { return each.second <= mark; });
    std::vector<IdType> ids;
    ids.reserve(touched.size());
    for (const auto &each : touched)
        ids.push_back(each.first);
    return ids;
}

template <typename IdType> void addMissing(std::vector<IdType> &ids, const std::vector<IdType> &more)
{
    const QSet<IdType> known(ids.begin(), ids.end());
    std::ranges::copy_if(more, std::back_inserter(ids),
                         [&](const IdType &each) { return !known.contains(each); });
}

} // namespace

std::vector<TicketId> Projections::ticketsToldOf()
{
    return idsOf<TicketId>(m_database.prepare(
        "SELECT DISTINCT t.id FROM notifications AS n JOIN tickets AS t ON t.id = n.about WHERE n.over = 0"
        " UNION SELECT DISTINCT e.ticket FROM notifications AS n JOIN escalations AS e ON e.id = n.about"
        " WHERE n.over = 0"));
}

bool Projections::isToldOf(TicketId ticket)
{
    Statement query = m_database.prepare(
        "SELECT 1 FROM notifications WHERE over = 0"
        " AND (about = ?1 OR about IN (SELECT id FROM escalations WHERE ticket = ?1)) LIMIT 1");
    query.bind(1, ticket);
    return query.next();
}

std::vector<IncidentId> Projections::incidentsToldOf()
{
    return idsOf<IncidentId>(m_database.prepare("SELECT DISTINCT i.id FROM notifications AS n"
                                                " JOIN incidents AS i ON i.id = n.about WHERE n.over = 0"));
}

/// Of which something was told that is not over, and of which nothing is here any more.
std::vector<SubjectId> Projections::goneButToldOf()
{
    return idsOf<SubjectId>(m_database.prepare("SELECT DISTINCT about FROM notifications WHERE over = 0"
                                               " AND about NOT IN (SELECT id FROM tickets)"
                                               " AND about NOT IN (SELECT id FROM incidents)"
                                               " AND about NOT IN (SELECT id FROM escalations)"));
}

std::vector<NewFact> Workspace::Parts::endGoneEscalations()
{
    std::vector<NewFact> over;
    const auto inForce = policyOf(policyInForce);
    if (!inForce)
        return over;
    for (const SubjectId &gone : std::exchange(goneEscalations, {})) {
        if (foldEscalation(idCast<EscalationId>(gone)).exists)
            continue; // it came back
        automation::Turn turn = automation::turnOf({}, knownAbout(*this, gone),
                                                   inForce->policy().notifications, {}, {}, clock.now());
        std::ranges::move(turn.facts, std::back_inserter(over));
    }
    return over;
}

void Workspace::Parts::addGone(Touched &all)
{
    for (const SubjectId &gone : projections.goneButToldOf()) {
        const auto known = knownAbout(*this, gone);
        const QString kind = known.empty() ? QString() : known.front().asked.aboutKind;
        if (kind == kTicket)
            all.tickets.push_back(idCast<TicketId>(gone));
        else if (kind == kIncident)
            all.incidents.push_back(idCast<IncidentId>(gone));
        else if (kind == kEscalation)
            goneEscalations.insert(gone);
    }
}

std::vector<escalation::Who> Workspace::Parts::team()
{
    std::vector<escalation::Who> all;
    const QSet<PersonId> gone = leftTeam();
    for (const people::Person &person : projections.people()) {
        if (gone.contains(person.id))
            continue;
        all.push_back({person.id, person.role, person.skills});
        for (const auto &each : roster.members) {
            const QString role = each.second.person == person.id ? roster.roleOf(each.first) : person.role;
            if (role != person.role && role != u"none")
                all.push_back({person.id, role, person.skills});
        }
    }
    return all;
}

automation::Turn Workspace::Parts::turnOf(const RuleCase &of, Instant silentBefore,
                                          std::optional<std::vector<escalation::Who>> &people)
{
    const ticket::Ticket &ticket = of.ticket;
    const auto inForce = policyOf(policyInForce);
    const Instant now = clock.now();
    if (!ticket.exists && inForce) { // taken back: what was told of it and its escalations is over
        automation::Turn over;
        std::vector<SubjectId> subjects{idCast<SubjectId>(ticket.id)};
        for (const EscalationId &id : projections.escalationsOf(ticket.id))
            subjects.push_back(idCast<SubjectId>(id));
        for (const SubjectId &each : subjects)
            add(over, automation::turnOf({}, knownAbout(*this, each), inForce->policy().notifications,
                                         silentBefore, {}, now));
        return over;
    }
    if (!ticket.exists || !of.policy || !inForce)
        return {};
    const Instant since = std::max(silentBefore, ticket.importedAt.value_or(Instant{}));
    const policy::ChannelRules &channels = inForce->policy().notifications;
    automation::Turn turn = automation::turnOf(
        automation::tellingsOf({ticket, *of.policy, *of.words, of.clocks, {}}),
        knownAbout(*this, idCast<SubjectId>(ticket.id)), channels, since, ticket.updatedAt, now);
    if (!of.escalations.empty() && !people)
        people = team();
    for (const escalation::Escalation &escalation : of.escalations) {
        const Instant respondBy = escalation::responseClock(escalation, *of.policy).due;
        add(turn,
            automation::turnOf(automation::tellingsOf(escalation, ticket.caseNumber,
                                                      of.policy->policy().escalation, *people, respondBy),
                               knownAbout(*this, idCast<SubjectId>(escalation.id)), channels, since,
                               escalation.updatedAt, now));
    }
    return turn;
}

Result<RulesRound> Workspace::runIncidentRules(std::span<const IncidentId> incidents, Instant silentBefore)
{
    Parts &parts = *m_parts;
    const Instant now = parts.clock.now();
    const auto inForce = parts.policyOf(parts.policyInForce);
    RulesRound round;
    std::vector<NewFact> facts;
    for (const IncidentId &id : incidents) {
        const incident::Incident &incident = parts.incidentOf(id);
        const auto rules = parts.rulesFor(incident.policy);
        if (!rules || !inForce)
            continue;
        automation::Turn turn =
            automation::turnOf(automation::tellingsOf(incident, rules->policy().incidents, now),
                               knownAbout(parts, idCast<SubjectId>(id)), inForce->policy().notifications,
                               silentBefore, incident.updatedAt, now);
        round.told += int(turn.facts.size());
        std::ranges::move(turn.facts, std::back_inserter(facts));
        if (turn.next)
            round.next.emplace_back(idCast<SubjectId>(id), *turn.next);
    }
    if (const auto written = parts.writeActed(facts); !written)
        return written.error();
    return round;
}

void Workspace::Parts::noteTouched(TicketId ticket)
{
    if (ticket.isNull())
        return;
    touchedTickets[ticket] = ++touches;
    judgements.doubt(ticket);
}

void Workspace::Parts::noteTouched(IncidentId incident)
{
    touchedIncidents[incident] = ++touches;
}

Result<std::vector<IncidentId>> Workspace::Parts::incidentsForRules()
{
    auto open = projections.openIncidents();
    if (open)
        addMissing(*open, projections.incidentsToldOf());
    return open;
}

Result<Touched> Workspace::touchedSince(qint64 mark)
{
    Touched touched{takeBehind(m_parts->touchedTickets, mark), takeBehind(m_parts->touchedIncidents, mark),
                    m_parts->touches};
    const Judgements::Change change = m_parts->changeOfPolicy();
    if (!change.isAny)
        return touched;
    addMissing(touched.tickets, m_parts->judgements.doubtFor(change));
    const auto incidents = m_parts->incidentsForRules();
    if (!incidents)
        return incidents.error();
    addMissing(touched.incidents, *incidents);
    return touched;
}

Result<Touched> Workspace::everythingForRules()
{
    Touched all;
    all.mark = m_parts->touches;
    all.tickets = m_parts->projections.openTicketsByCustomer();
    addMissing(all.tickets, m_parts->projections.ticketsToldOf());
    (void)m_parts->judgements.doubtFor(m_parts->changeOfPolicy());
    std::erase_if(all.tickets, [this, now = m_parts->clock.now()](TicketId ticket) {
        return m_parts->judgements.isSettled(ticket, {}, now);
    });
    auto incidents = m_parts->incidentsForRules();
    if (!incidents)
        return incidents.error();
    all.incidents = std::move(*incidents);
    m_parts->addGone(all);
    return all;
}

} // namespace muster::store
