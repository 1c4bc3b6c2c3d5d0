// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/zonetable.h"

#include <QHash>
#include <QTimeZone>

#include <algorithm>
#include <limits>
#include <mutex>

namespace muster::sla {
namespace {

constexpr qint64 kDay = 86'400'000;
constexpr qint64 kListEnd = 2'114'380'800'000;  // 2037-01-01: up to here the zone's own list is complete
constexpr qint64 kTableEnd = 4'733'510'400'000; // 2120-01-01
constexpr qint64 kSearchStep = 7 * kDay;
constexpr qint64 kWidest = 27 * 3'600'000; // no zone is further from UTC

qint64 offsetOf(const QTimeZone &zone, qint64 utc)
{
    return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC)) * qint64(1000);
}

/// The instant after `from` and at or before `to` at which the offset becomes that of `to`.
qint64 bisect(const QTimeZone &zone, qint64 from, qint64 to)
{
    const qint64 after = offsetOf(zone, to);
    while (to - from > 1000) {
        const qint64 middle = from + (to - from) / 2000 * 1000;
        (offsetOf(zone, middle) == after ? to : from) = middle;
    }
    return to;
}

} // namespace

std::shared_ptr<const ZoneTable> ZoneTable::find(const QString &zone)
{
    static std::mutex mutex;
    static QHash<QString, std::shared_ptr<const ZoneTable>> known;
    const std::scoped_lock lock(mutex);
    if (const auto found = known.constFind(zone); found != known.cend())
        return *found;
    const QTimeZone source(zone.toUtf8());
    if (zone.isEmpty() || zone.size() > 64 || !source.isValid())
        return nullptr;
    auto table = std::make_shared<ZoneTable>();
    const auto add = [&](qint64 from, qint64 offset) {
        if (table->m_segments.empty() || table->m_segments.back().offset != offset)
            table->m_segments.push_back({from, offset});
    };
    add(std::numeric_limits<qint64>::min(), offsetOf(source, 0));
    const auto listed = source.transitions(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC),
                                           QDateTime::fromMSecsSinceEpoch(kListEnd, Qt::UTC));
    for (const QTimeZone::OffsetData &change : listed)
        add(change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc * qint64(1000));
    for (qint64 at = kListEnd; at < kTableEnd; at += kSearchStep) {
        if (offsetOf(source, at + kSearchStep) != table->m_segments.back().offset)
            add(bisect(source, at, at + kSearchStep), offsetOf(source, at + kSearchStep));
    }
    known.insert(zone, table);
    return table;
}

size_t ZoneTable::segmentAt(qint64 utc) const
{
    const auto after = std::ranges::upper_bound(m_segments, utc, {}, &Segment::from);
    return size_t(after - m_segments.begin()) - 1;
}

qint64 ZoneTable::offsetAt(qint64 utc) const
{
    return m_segments[segmentAt(utc)].offset;
}

qint64 ZoneTable::toUtc(qint64 wall, Edge edge) const
{
    const size_t first = segmentAt(wall - kWidest), last = segmentAt(wall + kWidest);
    bool isFound = false;
    qint64 found = 0;
    for (size_t i = first; i <= last; ++i) {
        const qint64 utc = wall - m_segments[i].offset;
        const bool isInside =
            utc >= m_segments[i].from && (i + 1 == m_segments.size() || utc < m_segments[i + 1].from);
        if (!isInside || (isFound && edge == Edge::Opening))
            continue;
        isFound = true;
        found = utc;
    }
    if (isFound)
        return found;
    // Skipped: the jump whose wall times lie on both sides of this one.
    for (size_t i = first + 1; i <= last; ++i) {
        const qint64 jump = m_segments[i].from;
        if (wall >= jump + m_segments[i - 1].offset && wall < jump + m_segments[i].offset)
            return jump;
    }
    return wall - m_segments[first].offset;
}

} // namespace muster::sla
