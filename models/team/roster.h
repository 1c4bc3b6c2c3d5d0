// SPDX-License-Identifier: GPL-3.0-or-later
// The roster: which devices are in the team, whose they are and what they may do, folded from the facts of
// the team in ledger order. A pure function of those facts, so that every desk that holds them judges alike.
#pragma once

#include "models/team/teamfacts.h"

#include <map>
#include <optional>
#include <vector>

namespace muster::team {

/// A role from behind entry number `after` of the device on.
struct Grant
{
    qint64 after = 0;
    QString role;
    std::vector<ChainTip> tips; ///< as in RoleSet
    bool operator==(const Grant &) const = default;
};

struct Member
{
    DeviceId device;
    QByteArray key;
    QString name; ///< of the machine
    PersonId person;
    std::vector<Grant> grants; ///< in ledger order; the last one with `after` below a number holds for it
    DeviceId invitation;       ///< null for the founder
    bool operator==(const Member &) const = default;
};

struct Invitation
{
    DeviceId id;
    QByteArray key;
    PersonId person;
    QString name, role;
    Instant expires{};
    DeviceId usedBy;  ///< null while it is open
    DeviceId boundTo; ///< who came in by it, as an admin saw it; null while none did
    bool isWithdrawn = false;
    bool operator==(const Invitation &) const = default;
};

struct Roster
{
    SubjectId team; ///< null: this desk is in no team, and nothing is judged
    FactId founding;
    QString name;
    DeviceId root;
    qint64 foundedAt =
        0; ///< the root's entry number of the founding: what it wrote before is the team's, too
    std::map<DeviceId, Member> members;
    std::map<DeviceId, Invitation> invitations;
    /// By the invitation: who joined before it in ledger order, for a new desk's clock may be behind.
    std::multimap<DeviceId, Fact> early;

    bool isTeam() const { return !team.isNull(); }
    const Member *member(DeviceId device) const;
    /// "none" where the device is in no team, was revoked, or before it joined.
    QString roleAt(DeviceId device, qint64 counter) const;
    /// The role in which the device writes now.
    QString roleOf(DeviceId device) const;
    bool operator==(const Roster &) const = default;
};

/// Why the fact does not change the roster; empty where it does, and then it is worked in. `roster.founding`
/// says which founding is the team's own.
QString apply(Roster &roster, const Fact &fact, const TeamFact &content);

/// The roster out of all facts of a team, in ledger order. `start` knows the founder. Who is an admin is
/// judged by the whole of the facts and not by those before: a stamp can be made earlier than it was, and an
/// admin whose role ended at a number stays ended there. Done over until nothing changes, beginning with the
/// founder alone.
Roster fold(const Roster &start, const std::vector<std::pair<Fact, TeamFact>> &facts);

} // namespace muster::team
