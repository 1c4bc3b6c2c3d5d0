// SPDX-License-Identifier: GPL-3.0-or-later
// One IANA zone as a sorted list of offset changes, for the years 1970 to 2199. Immutable for its users and
// safe to share between threads. It exists because QTimeZone has no policy for gaps and repeated hours, lists
// its changes only up to 2037, and is eight times slower than a binary search.
#pragma once

#include "models/base/time.h"
#include "models/sla/interval.h"

#include <QString>
#include <QTimeZone>

#include <memory>
#include <mutex>
#include <vector>

namespace muster::sla {

inline constexpr int kFirstYear = 1970;
inline constexpr int kLastYear = 2199;

/// The first instants of kFirstYear and of the year after kLastYear, UTC.
inline constexpr Instant kFirstInstant = std::chrono::sys_days(std::chrono::year(kFirstYear) / 1 / 1);
inline constexpr Instant kEndInstant = std::chrono::sys_days(std::chrono::year(kLastYear + 1) / 1 / 1);

/// A wall clock's reading as milliseconds since its own 1970-01-01 00:00.
using LocalTime = std::chrono::local_time<Millis>;

class ZoneTable
{
public:
    /// The zone's table, loaded once per process and then shared; null where no such IANA zone is installed.
    /// Names that Qt reads as something else ("", "Foo5", "localtime", a folder) are not zones here.
    static std::shared_ptr<const ZoneTable> load(const QString &zone);

    /// What is added to UTC to get local time.
    Millis offsetAt(Instant at) const;
    LocalTime localAt(Instant at) const { return LocalTime(at.time_since_epoch() + offsetAt(at)); }

    /// The first instant at which the wall shows `local`; the jump where the wall skips it. For opening
    /// times.
    Instant firstAt(LocalTime local) const;
    /// The last instant at which the wall shows `local`; the jump where the wall skips it. For closing times.
    Instant lastAt(LocalTime local) const;

    /// Every instant at which the wall shows a time in [from, to), in order: none where the wall skips it,
    /// two stretches where it comes twice.
    std::vector<Interval> showing(LocalTime from, LocalTime to) const;

    explicit ZoneTable(const QTimeZone &zone);

private:
    struct Change
    {
        Instant from{};
        Millis offset{0};
    };
    using Changes = std::vector<Change>;

    const Changes &changesAround(Instant at) const;
    Changes listed() const;
    Changes searched() const;
    Millis ask(Instant at) const;
    void add(Changes &changes, Instant at) const;

    QTimeZone m_zone;
    Changes m_near; ///< up to kFarFrom, as QTimeZone lists them
    mutable std::once_flag m_once;
    mutable Changes m_far; ///< after that, found by bisection when first needed
};

} // namespace muster::sla
