// SPDX-License-Identifier: GPL-3.0-or-later
// When a queue is too full: what was counted held against the policy's limits, told once and over when it is
// back. Pure. Unlike all else that rules do this hangs on how the queue stood in between, which facts do not
// say; so it is the console that acts who says since when. Source: Q5.
#pragma once

#include "models/automation/reading.h"
#include "models/notify/notification.h"
#include "models/policy/thresholdrules.h"

#include <map>
#include <span>

namespace muster::automation {

/// Above its limit; where it was before, until it is back at the share of the limit that the policy names.
bool isAbove(const policy::ThresholdRules &rules, const policy::Threshold &limit, const Reading &reading,
             bool wasAbove);

/// A limit was passed and has been for as long as the policy asks, or has been back for as long.
struct Crossing
{
    QString limit; ///< key
    bool isAbove = false;
    Instant since{};
    Instant at{};    ///< when it had held for as long as the policy asks: what is told is about this instant
    Reading reading; ///< as it is now
    bool operator==(const Crossing &) const = default;
};

/// Remembers since when each limit is passed. One a console, also while another one acts; a value.
class ThresholdWatch
{
public:
    /// What was told by whichever console, and is not over yet: the limits' keys.
    void setTold(const QStringList &told);
    /// `readings` beside the limits of `rules`; a limit that is not there any more is back at once. Each
    /// crossing is given until setTold() says that it was told.
    std::vector<Crossing> look(const policy::ThresholdRules &rules, std::span<const Reading> readings,
                               Instant now);

private:
    struct Stand
    {
        bool isTold = false;
        bool isAbove = false;
        Instant since{}; ///< of `isAbove`
    };
    std::map<QString, Stand> m_stands;
};

/// What is told of a limit that is passed. `policy`: its version, for people.
notify::Wish wishOf(const policy::Threshold &limit, const Crossing &crossing, const QString &policy);
/// The cause of such a notification, what it is about, and the limit's key of one; empty where it is none.
QString causeOfLimit(const QString &limit);
SubjectId subjectOfLimit(const QString &limit);
QString limitOf(const notify::Notification &notification);
/// "12 of 40 open tickets; the limit is 10", "26 of 102 open tickets of enterprise (26%); the limit is 25%".
QString limitWords(const policy::Threshold &limit, const Reading &reading);

} // namespace muster::automation
