// SPDX-License-Identifier: GPL-3.0-or-later
// The offsets of one IANA zone as a sorted table, so that a look-up costs nanoseconds. Immutable, shared
// between threads. Source of the offsets: the system's tz database through QTimeZone; its own list of
// transitions ends in 2037 although it knows the offsets beyond, so later ones are found by bisection, up to
// 2120.
#pragma once

#include "models/base/time.h"

#include <QString>

#include <memory>
#include <vector>

namespace muster::sla {

/// Which instant a wall time means where a clock change makes it ambiguous (design, point 7).
enum class Edge : quint8
{
    Opening, ///< repeated hour: the first occurrence
    Closing, ///< repeated hour: the last occurrence
};

class ZoneTable
{
public:
    /// Null where there is no such zone. Built once a zone, then shared.
    static std::shared_ptr<const ZoneTable> find(const QString &zone);

    /// Milliseconds to add to UTC for wall time.
    qint64 offsetAt(qint64 utc) const;

    /// `wall` is wall time written as if it were UTC. A wall time that a clock change skips is the instant of
    /// the jump.
    qint64 toUtc(qint64 wall, Edge edge) const;

private:
    struct Segment
    {
        qint64 from; ///< UTC; the first segment begins at the smallest number
        qint64 offset;
    };
    size_t segmentAt(qint64 utc) const;
    std::vector<Segment> m_segments;
};

} // namespace muster::sla
