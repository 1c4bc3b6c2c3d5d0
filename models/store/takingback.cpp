// SPDX-License-Identifier: GPL-3.0-or-later
// Derived rows of subjects of which nothing is left: all of it was written by a device that had no right to.
#include "models/store/workspaceparts.h"

namespace muster::store {

Result<void> Projections::remove(SubjectId subject)
{
    // An id is of one kind; the others have no row under it.
    for (const char *sql :
         {"DELETE FROM tickets WHERE id = ?", "DELETE FROM customers WHERE id = ?",
          "DELETE FROM people WHERE id = ?", "DELETE FROM incidents WHERE id = ?",
          "DELETE FROM incident_tickets WHERE incident = ?", "DELETE FROM escalations WHERE id = ?",
          "DELETE FROM text_due WHERE ticket = ?", "DELETE FROM notifications WHERE id = ?",
          "DELETE FROM ticket_causes WHERE ticket = ?", "DELETE FROM known_issues WHERE id = ?"}) {
        Statement remove = m_database.prepare(sql);
        if (const auto done = remove.bind(1, subject).run(); !done)
            return done.error();
    }
    return {};
}

Result<void> Workspace::Parts::forgetSubject(const QString &kind, SubjectId subject)
{
    if (kind == kTicket) {
        const auto id = idCast<TicketId>(subject);
        if (const auto place = projections.placeOf(id)) {
            if (const auto removed = words.remove(place->number); !removed)
                return removed.error();
        }
        states.erase(id);
        judgements.doubtAll(); // what it reported counted for others of its customer
        reports.erase(id);
        changed.insert(id);
        noteTouched(id);
    } else if (kind == kIncident) {
        incidents.erase(idCast<IncidentId>(subject));
        changedIncidents.insert(idCast<IncidentId>(subject));
        noteTouched(idCast<IncidentId>(subject));
    } else if (kind == kEscalation) {
        escalations.erase(idCast<EscalationId>(subject));
        goneEscalations.insert(subject);
        noteTouched(projections.ticketOf(idCast<EscalationId>(subject)));
        changedEscalations.insert(idCast<EscalationId>(subject));
    } else if (kind == kNotification) {
        noteChanged(subject);
        judgements.doubtAll(); // it may have to be told again
        if (openNotes)
            openNotes->remove(subject);
    } else if (kind == kKnownIssue) {
        ++knowledgeChanges;
    }
    return projections.remove(subject);
}

} // namespace muster::store
