// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a team: it is founded, people are invited, devices join, and lose or change what they may
// do. Facts of the subject kind "team"; their subject is the team.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"
#include "models/base/time.h"
#include "models/ledger/fact.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <variant>
#include <vector>

namespace muster::team {

inline constexpr QLatin1StringView kTeam{"team"};
inline constexpr size_t kMostTips = 64;

/// The first fact of a team. Its device is the root of all trust in it, and an admin's.
struct Founded
{
    QString name;
    QByteArray key; ///< public, 32 bytes, of the device that wrote it
    PersonId person;
    QString device; ///< the name of the machine
    bool operator==(const Founded &) const = default;
};

/// Whoever shows that he holds the invitation's key may join with one device, once.
struct Invited
{
    QByteArray key; ///< public, of the invitation
    PersonId person;
    QString name, role;
    Instant expires{};
    bool operator==(const Invited &) const = default;
};

/// Written by the device that joins.
struct Joined
{
    QByteArray key;      ///< public, of the device
    QString device;      ///< the name of the machine
    DeviceId invitation; ///< the id that belongs to the invitation's key
    QByteArray proof;    ///< by the invitation's key over joinWords()
    bool operator==(const Joined &) const = default;
};

/// Where a device's chain of entries ended when somebody looked: its last number and the hash of that entry.
struct ChainTip
{
    qint64 number = 0;
    Hash256 hash{};
    bool operator==(const ChainTip &) const = default;
};

/// What a device may do from behind its entry number `after` on. Role "none": nothing.
struct RoleSet
{
    DeviceId device;
    QString role;
    qint64 after = 0;
    QString reason;
    /// What it had written by then: of the entries up to `after` only those count that one of these follows.
    /// Several where the device has several histories. Empty: nothing is said about them.
    std::vector<ChainTip> tips;
    bool operator==(const RoleSet &) const = default;
};

/// An invitation that is no longer good.
struct Withdrawn
{
    DeviceId invitation;
    bool operator==(const Withdrawn &) const = default;
};

/// Who came in by an invitation, as an admin saw it: nobody else did, whatever stamp he shows later.
struct Admitted
{
    DeviceId invitation, device;
    bool operator==(const Admitted &) const = default;
};

using TeamFact = std::variant<Founded, Invited, Joined, RoleSet, Withdrawn, Admitted>;

QString typeName(const TeamFact &fact); ///< "team.founded", …
QJsonObject toPayload(const TeamFact &fact);
/// BadInput for a payload that is not of its type; NotFound for a type that is not known.
Result<TeamFact> fromPayload(const QString &type, int version, const QJsonObject &payload);

/// What the key of an invitation signs for the device that joins by it.
QByteArray joinWords(SubjectId team, QByteArrayView deviceKey);

} // namespace muster::team
