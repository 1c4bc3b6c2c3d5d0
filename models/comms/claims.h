// SPDX-License-Identifier: GPL-3.0-or-later
// The facts that a message states and that can be held against the record or against another message.
#pragma once

#include "models/comms/prose.h"
#include "models/incident/incidentfacts.h"
#include "models/policy/incidentrules.h"

namespace muster::comms {

struct Claim
{
    enum class Kind : quint8
    {
        Severity, ///< word: the key as the rules spell it, or as written where they do not have it
        Number,   ///< word: number of an incident
        Share,    ///< value: percent of `word` (sessions, customers, …) that are hit
        Count,    ///< value: how many of `word` are hit
        State     ///< status that the incident is said to have
    };
    Kind kind = Kind::Severity;
    Span span;
    QString word;
    double value = 0;
    bool isApproximate = false; ///< "about 20%"
    incident::Status status = incident::Status::Investigating;
    bool operator==(const Claim &) const = default;
};

struct ClaimFrame
{
    const policy::IncidentRules &rules;
    QString number; ///< of the incident: gives the form of others
};

/// What is said of the past ("raised from SEV-2"), of others ("related to INC-…") or within a quotation is
/// left out. In order of place.
std::vector<Claim> claimsOf(const Prose &prose, const ClaimFrame &frame);

/// Whether two figures are the same; approximate ones within a tenth of themselves or two points.
bool isSameFigure(const Claim &claim, double value);

} // namespace muster::comms
