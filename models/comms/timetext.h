// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the times that a message names: "14:30 UTC", "2:30 pm CET", "in 30 minutes", "2026-11-20T14:30Z",
// "tomorrow". Reads running text; entries of a single time are read by models/views/whentext.
#pragma once

#include "models/base/time.h"
#include "models/comms/prose.h"

#include <QTimeZone>

#include <optional>

namespace muster::comms {

struct TimeFrame
{
    Instant now{};
    QTimeZone here; ///< the zone of times that name none; an invalid one stands for UTC
};

struct TimeMention
{
    enum class Kind : quint8
    {
        Clock,  ///< a time of day, with or without its day
        Length, ///< counted from now: "in 30 minutes", "within the hour"
        Every,  ///< a rhythm: "every 30 minutes", "hourly"
        Day     ///< no more exact than a day: "tomorrow", "by Monday", "end of day"
    };
    Kind kind = Kind::Clock;
    Span span;
    /// Clock: where no day is named, the one nearest to now; absent for a zone that is not known ("IST"
    /// names three). Length: now and the length. Every: now and one round. Day: absent.
    std::optional<Instant> at;
    bool hasDay = false;
    bool operator==(const TimeMention &) const = default;
};

/// In order of place, without overlap.
std::vector<TimeMention> findTimes(const Prose &prose, const TimeFrame &frame);

/// The instant that a mention means if it is about something near `reference`: a time without a day is moved
/// by whole days. Absent where `at` is.
std::optional<Instant> near(const TimeMention &mention, Instant reference);

/// "15:00 UTC (16:00 CET)", with the day in front where it is not the day of now; UTC alone where that is the
/// zone.
QString clockText(Instant at, const TimeFrame &frame);

} // namespace muster::comms
