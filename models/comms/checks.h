// SPDX-License-Identifier: GPL-3.0-or-later
// The single checks behind check(), each over one part of a message. Internal to models/comms.
#pragma once

#include "models/comms/check.h"
#include "models/comms/claims.h"
#include "models/comms/timeroles.h"

#include <span>

namespace muster::comms {

/// One part of a message, read once for all checks.
struct Reading
{
    const Message &message;
    const CheckContext &context;
    Part part = Part::Text;
    Prose prose;
    std::vector<TimedWords> times;
    std::vector<Claim> claims;

    bool isPublic() const;
    bool isRunning() const;                                   ///< the incident is not resolved
    std::span<const TimedWords> timesIn(Span sentence) const; ///< those that begin in it
    /// Whether a place is a part of a promised repair, which is told as such.
    bool isInRepair(Span at) const;
    Finding finding(FindingKind kind, Span at, const QString &what, const QString &mend,
                    Weight weight = Weight::Hold) const;
    QString shown(Span at) const { return prose.in(at).simplified(); }
};

using Findings = std::vector<Finding>;

void checkNextUpdate(const Reading &reading, Findings &findings);
void checkVagueTimes(const Reading &reading, Findings &findings);
void checkRepairPromises(const Reading &reading, Findings &findings);
void checkOwners(const Reading &reading, Findings &findings);
void checkBlame(const Reading &reading, Findings &findings);
void checkLeftovers(const Reading &reading, Findings &findings);
void checkInternalNames(const Reading &reading, Findings &findings);
void checkContradictions(const Reading &reading, Findings &findings);
/// After checkContradictions: what contradicts the record is not said twice.
void checkCompetingFacts(const Reading &reading, Findings &findings);

} // namespace muster::comms
