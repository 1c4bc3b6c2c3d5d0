// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the team what this person has in front of them and whether they write. Looked at with the window's
// one ticker, so that moving through a list tells nothing of every line on the way; who rests for a while
// over a draft no longer writes. Window thread.
#pragma once

#include "models/views/teamdesk.h"

namespace muster::ui {

class LookTeller final : public QObject
{
    Q_OBJECT
public:
    /// Who typed nothing for so long does not write.
    static constexpr Millis kRest{20'000};

    /// `team` lives longer.
    explicit LookTeller(views::TeamDesk &team, QObject *parent = nullptr);

    /// What is in front now; both null where nothing is. Told where it is the same as the last time, or where
    /// nothing is any more.
    void see(TicketId ticket, IncidentId incident, Instant now);
    /// Something was typed about what is in front; told at once. `isEmpty`: what was typed is sent or gone.
    void typed(TicketId ticket, IncidentId incident, bool isEmpty, Instant now);

private:
    struct Look
    {
        TicketId ticket;
        IncidentId incident;
        bool isWriting = false;
        bool operator==(const Look &) const = default;
        bool isOf(const Look &other) const { return ticket == other.ticket && incident == other.incident; }
    };
    void tell(const Look &look);

    views::TeamDesk &m_team;
    Look m_told, m_seen;
    std::optional<Instant> m_typed;
};

} // namespace muster::ui
