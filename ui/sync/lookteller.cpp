// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/lookteller.h"

namespace muster::ui {

LookTeller::LookTeller(views::TeamDesk &team, QObject *parent) : QObject(parent), m_team(team) {}

void LookTeller::see(TicketId ticket, IncidentId incident, Instant now)
{
    Look look{ticket, incident};
    const bool rests = look.isOf(m_seen);
    m_seen = look;
    if (!look.isOf(m_told)) {
        m_typed.reset();
        if (rests || look.isOf({}))
            tell(look);
        return;
    }
    if (m_typed && now - *m_typed >= kRest)
        m_typed.reset();
    look.isWriting = m_typed.has_value();
    tell(look);
}

void LookTeller::typed(TicketId ticket, IncidentId incident, bool isEmpty, Instant now)
{
    const Look look{ticket, incident, !isEmpty};
    if (isEmpty && !look.isOf(m_told))
        return; // it was sent while something else came to the front
    m_typed = isEmpty ? std::nullopt : std::optional(now);
    m_seen = {ticket, incident};
    tell(look);
}

void LookTeller::tell(const Look &look)
{
    if (look == m_told)
        return;
    m_told = look;
    m_team.lookAt(look.ticket, look.incident, look.isWriting);
}

} // namespace muster::ui
