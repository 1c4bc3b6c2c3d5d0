// SPDX-License-Identifier: GPL-3.0-or-later
// What another text of the policy would do to the open tickets, without doing any of it. Pure values and
// their words.
#pragma once

#include "models/automation/reading.h"
#include "models/views/duemoves.h"

#include <vector>

namespace muster::views {

struct PolicyTrial
{
    static constexpr size_t kMostExamples = 100;

    int total = 0;       ///< open tickets
    DueMoveCount clocks; ///< of those looked at so far
    int escalations =
        0;           ///< that rules would raise or lift now and do not by the version a ticket is bound to
    int unknown = 0; ///< tickets with a priority or tier that the text does not have
    std::vector<automation::Reading> readings;    ///< beside the text's limits of the queue
    std::vector<automation::Reading> readingsNow; ///< beside those in force
    int limitsPassed = 0;                         ///< by the text and not now; known at the end
    QStringList limits; ///< a sentence each that is passed by the text or now; known at the end
    QStringList
        examples; ///< "MSTR-7F3K-0042: …", what comes to be breached or escalated; kMostExamples at most
    bool isDone = false;
    QString error; ///< a sentence, where it ended before its time
};

/// "14 of 214 tickets change: …. 6 escalations would fire. Nothing was changed."; while it runs how far it
/// is.
QString policyTrialText(const PolicyTrial &trial);

} // namespace muster::views
