// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/zonetable.h"

#include <QDateTime>
#include <QFile>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace muster::sla {
namespace {

/// QTimeZone lists changes up to 2037 only; from here on they are searched for.
constexpr Instant kFarFrom = sys_days(year(2036) / 7 / 1);
/// No zone moves its clocks by more than this from UTC, old dates included.
constexpr hours kWidest(26);
/// Shorter than the shortest stretch between two changes that any zone has planned (a week).
constexpr days kStep(5);

bool looksLikeAName(const QString &zone)
{
    const auto isFine = [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') ||
               c == u'/' || c == u'_' || c == u'-' || c == u'+';
    };
    return !zone.isEmpty() && zone.size() <= 64 && zone[0].isLetter() &&
           std::all_of(zone.begin(), zone.end(), isFine);
}

/// Old names such as "US/Eastern" work but are not in Qt's list; their files tell them from what Qt reads as
/// a rule.
bool hasZoneFile(const QString &zone)
{
    if (zone == "localtime"_L1 || zone == "posixrules"_L1 || zone == "Factory"_L1 ||
        zone.startsWith("right/"_L1) || zone.startsWith("posix/"_L1))
        return false;
    for (const QString &folder : {u"/usr/share/zoneinfo/"_s, u"/usr/lib/zoneinfo/"_s}) {
        QFile file(folder + zone);
        if (file.open(QIODevice::ReadOnly) && file.read(4) == "TZif")
            return true;
    }
    return false;
}

} // namespace

std::shared_ptr<const ZoneTable> ZoneTable::load(const QString &zone)
{
    static std::mutex guard;
    static QHash<QString, std::shared_ptr<const ZoneTable>>
        known; // a memo of a pure function: zones do not change
    if (!looksLikeAName(zone))
        return nullptr;
    const std::scoped_lock lock(guard);
    if (const auto found = known.constFind(zone); found != known.constEnd())
        return *found;
    const QByteArray id = zone.toLatin1();
    if (!QTimeZone::isTimeZoneIdAvailable(id) && !hasZoneFile(zone))
        return nullptr;
    const QTimeZone qt(id);
    if (!qt.isValid())
        return nullptr;
    auto table = std::make_shared<const ZoneTable>(qt);
    known.insert(zone, table);
    return table;
}

ZoneTable::ZoneTable(const QTimeZone &zone) : m_zone(zone), m_near(listed()) {}

Millis ZoneTable::ask(Instant at) const
{
    return seconds(m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC)));
}

void ZoneTable::add(Changes &changes, Instant at) const
{
    if (const Millis offset = ask(at); changes.empty() || changes.back().offset != offset)
        changes.push_back({at, offset});
}

ZoneTable::Changes ZoneTable::listed() const
{
    const Instant start = kFirstInstant - days(8);
    Changes changes{{start, ask(start)}};
    const auto list =
        m_zone.transitions(QDateTime::fromMSecsSinceEpoch(toMillis(start), Qt::UTC),
                           QDateTime::fromMSecsSinceEpoch(toMillis(kFarFrom + days(8)), Qt::UTC));
    for (const auto &entry : list)
        add(changes, fromMillis(entry.atUtc.toMSecsSinceEpoch()));
    return changes;
}

ZoneTable::Changes ZoneTable::searched() const
{
    const Instant start = kFarFrom - days(8);
    Changes changes{{start, ask(start)}};
    for (Instant at = start; at < kEndInstant + days(8); at += kStep) {
        Instant before = at, after = at + kStep;
        if (ask(after) == changes.back().offset)
            continue;
        while (after - before > seconds(1)) {
            const Instant middle = before + floor<seconds>((after - before) / 2);
            (ask(middle) == changes.back().offset ? before : after) = middle;
        }
        add(changes, after);
    }
    return changes;
}

const ZoneTable::Changes &ZoneTable::changesAround(Instant at) const
{
    if (at < kFarFrom)
        return m_near;
    std::call_once(m_once, [this] { m_far = searched(); });
    return m_far;
}

Millis ZoneTable::offsetAt(Instant at) const
{
    const Changes &changes = changesAround(at);
    const auto after =
        std::upper_bound(changes.begin(), changes.end(), at,
                         [](Instant instant, const Change &change) { return instant < change.from; });
    return after == changes.begin() ? after->offset : std::prev(after)->offset;
}

Instant ZoneTable::firstAt(LocalTime local) const
{
    const Instant asUtc(local.time_since_epoch());
    const Changes &changes = changesAround(asUtc);
    auto next = std::upper_bound(changes.begin(), changes.end(), asUtc - kWidest,
                                 [](Instant instant, const Change &change) { return instant < change.from; });
    if (next == changes.begin())
        ++next;
    // The first stretch of constant offset that does not end before the wall gets there.
    while (next != changes.end() && asUtc - std::prev(next)->offset >= next->from)
        ++next;
    const Change &change = *std::prev(next);
    const Instant shown = asUtc - change.offset;
    return &change == &changes.front() ? shown : std::max(change.from, shown);
}

Instant ZoneTable::lastAt(LocalTime local) const
{
    const Instant asUtc(local.time_since_epoch());
    const Changes &changes = changesAround(asUtc);
    auto next = std::upper_bound(changes.begin(), changes.end(), asUtc + kWidest,
                                 [](Instant instant, const Change &change) { return instant < change.from; });
    if (next == changes.begin())
        ++next;
    // The last stretch that begins no later than the wall gets there.
    while (std::prev(next) != changes.begin() && asUtc - std::prev(next)->offset < std::prev(next)->from)
        --next;
    const Instant shown = asUtc - std::prev(next)->offset;
    return next == changes.end() ? shown : std::min(next->from, shown);
}

std::vector<Interval> ZoneTable::showing(LocalTime from, LocalTime to) const
{
    const Instant first(from.time_since_epoch()), last(to.time_since_epoch());
    const Changes &changes = changesAround(first);
    auto next = std::upper_bound(changes.begin(), changes.end(), first - kWidest,
                                 [](Instant instant, const Change &change) { return instant < change.from; });
    if (next == changes.begin())
        ++next;
    std::vector<Interval> shown;
    for (bool isNear = true; isNear; ++next) {
        const Change &change = *std::prev(next);
        const bool isFirst = &change == &changes.front(), isLast = next == changes.end();
        const Instant begin = isFirst ? first - change.offset : std::max(first - change.offset, change.from);
        const Instant end = isLast ? last - change.offset : std::min(last - change.offset, next->from);
        if (begin < end)
            shown.push_back({begin, end});
        isNear = !isLast && next->from < last + kWidest;
    }
    return shown;
}

} // namespace muster::sla
