// SPDX-License-Identifier: GPL-3.0-or-later
// The derived rows of incidents and of the tickets linked to them.
#include "models/store/projections.h"

using namespace Qt::StringLiterals;

namespace muster::store {

Result<void> Projections::write(const incident::Incident &incident)
{
    Statement put = m_database.prepare(
        "INSERT INTO incidents (id, number, title, severity, status, declared, updated)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET number = ?2, title = ?3,"
        " severity = ?4, status = ?5, declared = ?6, updated = ?7");
    put.bind(1, incident.id).bind(2, incident.number).bind(3, incident.title).bind(4, incident.severity);
    put.bind(5, int(incident.status)).bind(6, toMillis(incident.declaredAt));
    if (const auto done = put.bind(7, toMillis(incident.updatedAt)).run(); !done)
        return done.error();
    Statement count = m_database.prepare("SELECT count(*) FROM incident_tickets WHERE incident = ?");
    count.bind(1, incident.id);
    const bool hadNone = count.next() && count.number(0) == 0;
    if (hadNone && incident.tickets.empty())
        return {};
    Statement remove = m_database.prepare("DELETE FROM incident_tickets WHERE incident = ?");
    if (const auto done = remove.bind(1, incident.id).run(); !done)
        return done.error();
    for (const TicketId &ticket : incident.tickets) {
        Statement add = m_database.prepare("INSERT INTO incident_tickets (incident, ticket) VALUES (?, ?)");
        if (const auto done = add.bind(1, incident.id).bind(2, ticket).run(); !done)
            return done.error();
    }
    return {};
}

Result<std::vector<IncidentId>> Projections::openIncidents()
{
    Statement query = m_database.prepare("SELECT id FROM incidents WHERE status < ? ORDER BY declared, id");
    query.bind(1, int(incident::Status::Closed));
    std::vector<IncidentId> ids;
    while (query.next())
        ids.push_back(query.id<IncidentId>(0));
    if (query.failed())
        return query.error();
    return ids;
}

Result<std::vector<views::PastIncident>> Projections::closedIncidents(int limit)
{
    Statement query = m_database.prepare("SELECT id, number, title, severity, declared FROM incidents"
                                         " WHERE status = ? ORDER BY declared DESC, id LIMIT ?");
    query.bind(1, int(incident::Status::Closed)).bind(2, limit);
    std::vector<views::PastIncident> past;
    while (query.next())
        past.push_back({query.id<IncidentId>(0), query.text(1), query.text(2), query.text(3),
                        fromMillis(query.number(4))});
    if (query.failed())
        return query.error();
    return past;
}

Result<std::vector<std::pair<CustomerId, bool>>> Projections::ticketsOf(IncidentId incident)
{
    Statement query = m_database.prepare("SELECT t.customer, t.closed FROM incident_tickets AS i"
                                         " JOIN tickets AS t ON t.id = i.ticket WHERE i.incident = ?");
    query.bind(1, incident);
    std::vector<std::pair<CustomerId, bool>> rows;
    while (query.next())
        rows.emplace_back(query.id<CustomerId>(0), query.number(1) == 0);
    if (query.failed())
        return query.error();
    return rows;
}

std::vector<views::CoveringIncident> Projections::incidentsOf(TicketId ticket)
{
    Statement query =
        m_database.prepare("SELECT n.id, n.number, n.declared FROM incident_tickets AS i JOIN incidents AS n"
                           " ON n.id = i.incident WHERE i.ticket = ? ORDER BY n.declared, n.id");
    query.bind(1, ticket);
    std::vector<views::CoveringIncident> incidents;
    while (query.next())
        incidents.push_back({query.id<IncidentId>(0), query.text(1), fromMillis(query.number(2))});
    return incidents;
}

std::optional<IncidentId> Projections::incidentOf(TicketId ticket)
{
    Statement query = m_database.prepare("SELECT n.id FROM incident_tickets AS i JOIN incidents AS n"
                                         " ON n.id = i.incident WHERE i.ticket = ? ORDER BY n.declared DESC");
    query.bind(1, ticket);
    return query.next() ? std::optional(query.id<IncidentId>(0)) : std::nullopt;
}

} // namespace muster::store
