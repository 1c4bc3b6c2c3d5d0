// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a message before it goes out and says what is missing in it, what it promises without cover and where
// it contradicts the record. English. Source of the rules: the runbook's "avoid" list (no timestamp,
// competing narratives) and rows I7 and I8 of the catalogue.
#pragma once

#include "models/comms/prose.h"
#include "models/comms/timetext.h"
#include "models/incident/incident.h"

namespace muster::comms {

enum class FindingKind : quint8
{
    NoNextUpdate,   ///< it does not say when more comes, and the incident is running
    VagueTime,      ///< "soon", "as soon as possible", "later today" without a time
    RepairPromise,  ///< a promised time of repair, as against a promised update
    UnownedPromise, ///< "someone will", "will be looked into"
    Placeholder,    ///< {…}, […], <…>, TBD, XXX
    Contradiction,  ///< severity, number, figure, status or time that the record has otherwise
    CompetingFacts, ///< another audience was told a different fact
    Blame,          ///< a person, team, vendor or customer at fault
    InternalName    ///< a host or person that stays inside, in a public message
};
QString findingName(FindingKind kind); ///< "no_next_update", …: stable, it stands in a Waiver
std::optional<FindingKind> findingFromName(QStringView name);

enum class Part : quint8
{
    Subject,
    Text
};

enum class Weight : quint8
{
    Hold,  ///< the message waits until it is mended or sent with a reason
    Advise ///< worth a look; goes out all the same
};

struct Finding
{
    FindingKind kind = FindingKind::NoNextUpdate;
    Part part = Part::Text;
    qsizetype begin = 0, length = 0; ///< UTF-16 units within the part; length 0 where something is missing
    QString what, mend;              ///< a sentence each
    Weight weight = Weight::Hold;
    bool operator==(const Finding &) const = default;
};

struct Message
{
    QString audience; ///< by key; one that the rules do not know is taken for a public one
    QString subject, text;
    std::optional<Instant> nextBy; ///< the promise in the composer's field
    bool operator==(const Message &) const = default;
};

struct CheckContext
{
    const incident::Incident &incident;
    const policy::IncidentRules &rules;
    TimeFrame time;
    QStringList people;           ///< names of our own people: for owners and blame
    std::optional<int> customers; ///< affected, as far as counted
};

/// Pure, never fails, in time that grows with the length of the message alone. In the order of place, the
/// subject first.
std::vector<Finding> check(const Message &message, const CheckContext &context);

} // namespace muster::comms
