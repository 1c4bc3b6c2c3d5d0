// SPDX-License-Identifier: GPL-3.0-or-later
// Who is here and what they look at: said by each desk every few seconds, forgotten when it falls silent or
// the line goes. What others say is hostile until read; who they are comes from the roster alone.
#pragma once

#include "models/team/roster.h"
#include "models/views/teamdesk.h"

#include <map>

namespace muster::app {

class Presence
{
public:
    static constexpr Millis kSay{10'000};    ///< between two times
    static constexpr Millis kForget{25'000}; ///< two of them missed

    void setRoster(const team::Roster &roster, const QHash<PersonId, QString> &names);
    /// What this person has in front of them; true where it is something else than before.
    bool look(TicketId ticket, IncidentId incident, bool isWriting);
    QByteArray words() const;
    bool isDue(Millis now) const { return now >= m_saidAt + kSay; }
    void said(Millis now) { m_saidAt = now; }

    /// True where the list changed. `login`: the device, or the invitation by which it is let in as yet.
    bool hear(DeviceId login, const QByteArray &words, Millis now);
    bool forgetSilent(Millis now);
    bool forgetAll();
    std::vector<views::Here> here() const; ///< by name

private:
    struct Heard
    {
        views::Here here;
        Millis at{};
    };
    const team::Member *memberOf(DeviceId login) const;

    team::Roster m_roster;
    QHash<PersonId, QString> m_names;
    std::map<DeviceId, Heard> m_heard; ///< by login
    TicketId m_ticket;
    IncidentId m_incident;
    bool m_isWriting = false;
    Millis m_saidAt = -kSay;
};

} // namespace muster::app
