// SPDX-License-Identifier: GPL-3.0-or-later
// What the record says of an incident, as the texts that fill a template for one audience. What is not known
// is not in it: nothing is invented.
#pragma once

#include "models/comms/timetext.h"
#include "models/incident/incident.h"

#include <functional>

namespace muster::comms {

/// What a message needs to know beside the incident.
struct RecordFrame
{
    QString audience; ///< by key; one that the rules do not know is taken for a public one
    TimeFrame time;
    std::function<QString(PersonId)> nameOf; ///< may be empty: then nobody is named
    std::optional<Instant> nextBy;           ///< the promise in the composer's field
    std::optional<int> customers;            ///< affected, as far as counted
    QString customer;                        ///< to whom an individual message goes
    QString sender;                          ///< whoever signs
    QString tiers = {};                      ///< of the customers, as a list; empty: what the scope says
};

struct Record
{
    std::map<QString, QString> values; ///< by placeholder key; none is empty
    bool operator==(const Record &) const = default;
};

/// Times are UTC with the local time behind. Without a promise in the frame the next update is not known, but
/// the policy's cadence is. People, declaration, action lines, evidence and tiers are left out for public
/// audiences.
Record recordOf(const incident::Incident &incident, const policy::IncidentRules &rules,
                const RecordFrame &frame);

/// The text before the number of an incident: "INC" of "INC-7F3K-0003".
QString numberPrefix(const QString &number);
/// "18%", "0.5%".
QString shareText(int permille);
/// When harm began as far as the record says: the first milestone of the policy where reached, else the first
/// report.
std::optional<Instant> startOf(const incident::Incident &incident, const policy::IncidentRules &rules);

} // namespace muster::comms
