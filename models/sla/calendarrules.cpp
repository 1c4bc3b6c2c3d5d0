// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/calendarrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace muster::sla {
namespace {

constexpr std::array kDayNames{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

Error bad(const QString &sentence)
{
    return {Fault::BadInput, sentence};
}

QString dateText(year_month_day date)
{
    return QString::asprintf("%04d-%02u-%02u", int(date.year()), unsigned(date.month()),
                             unsigned(date.day()));
}

QString wallText(int minute)
{
    return QString::asprintf("%02d:%02d", minute / 60, minute % 60);
}

/// Empty where the interval is fine.
QString wrongWith(WallInterval interval)
{
    if (interval.from < 0 || interval.from > 1439 || interval.to < 0 || interval.to > 1440)
        return u"runs from minute %1 to minute %2 of a day that has 0 to 1440"_s.arg(interval.from)
            .arg(interval.to);
    if (interval.from == interval.to)
        return u"%1 to %2 is empty; a whole day is 00:00 to 24:00"_s.arg(wallText(interval.from),
                                                                         wallText(interval.to));
    return {};
}

CalendarRules::Piece pieceOf(WallInterval interval)
{
    return {interval.from, interval.to > interval.from ? interval.to : interval.to + 1440};
}

std::vector<CalendarRules::Piece> merged(std::vector<CalendarRules::Piece> pieces)
{
    std::sort(pieces.begin(), pieces.end());
    std::vector<CalendarRules::Piece> result;
    for (const auto &piece : pieces) {
        if (!result.empty() && piece.from <= result.back().to)
            result.back().to = std::max(result.back().to, piece.to);
        else
            result.push_back(piece);
    }
    return result;
}

Result<void> takeHours(CalendarRules &rules)
{
    bool any = false;
    for (size_t day = 0; day < 7; ++day) {
        const auto &wanted = rules.spec.hours[day];
        const QString name = QString::fromLatin1(kDayNames[day]);
        if (wanted.size() > size_t(kMaxIntervalsADay))
            return bad(u"%1 has %2 intervals; at most %3 are taken"_s.arg(name)
                           .arg(wanted.size())
                           .arg(kMaxIntervalsADay));
        std::vector<CalendarRules::Piece> pieces;
        for (const WallInterval &interval : wanted) {
            if (const QString wrong = wrongWith(interval); !wrong.isEmpty())
                return bad(u"the hours of %1: %2"_s.arg(name, wrong));
            pieces.push_back(pieceOf(interval));
        }
        any = any || !pieces.empty();
        rules.hours[day] = merged(std::move(pieces));
    }
    if (!any)
        return bad(u"the calendar has no hours: give at least one interval on one weekday, or use 24x7"_s);
    return {};
}

Result<void> takeDates(CalendarRules &rules)
{
    if (rules.spec.holidays.size() > size_t(kMaxDates) || rules.spec.breaks.size() > size_t(kMaxDates))
        return bad(u"the calendar has more than %1 holidays or breaks"_s.arg(kMaxDates));
    for (const auto &date : rules.spec.holidays) {
        if (!date.ok())
            return bad(u"the holiday %1 is not a date"_s.arg(dateText(date)));
        rules.holidays.emplace_back(date);
    }
    for (const DayBreak &one : rules.spec.breaks) {
        if (!one.date.ok())
            return bad(u"the break on %1 is not on a date"_s.arg(dateText(one.date)));
        if (const QString wrong = wrongWith(one.hours); !wrong.isEmpty())
            return bad(u"the break on %1: %2"_s.arg(dateText(one.date), wrong));
        rules.breaks.push_back({Date(one.date), pieceOf(one.hours)});
    }
    std::sort(rules.holidays.begin(), rules.holidays.end());
    std::sort(rules.breaks.begin(), rules.breaks.end());
    return {};
}

LocalTime wall(Date date, int minute)
{
    return LocalTime(date.time_since_epoch() + minutes(minute));
}

void cut(std::vector<Interval> &open, const Interval &hole)
{
    std::vector<Interval> left;
    for (const Interval &each : open) {
        if (hole.to <= each.from || hole.from >= each.to) {
            left.push_back(each);
            continue;
        }
        if (each.from < hole.from)
            left.push_back({each.from, hole.from});
        if (hole.to < each.to)
            left.push_back({hole.to, each.to});
    }
    open = std::move(left);
}

} // namespace

void CalendarRules::openOf(Date date, std::vector<Interval> &open) const
{
    open.clear();
    const auto &usual = hours[weekday(date).iso_encoding() - 1];
    if (usual.empty() || std::binary_search(holidays.begin(), holidays.end(), date))
        return;
    if (zone->firstAt(wall(date, 0)) >= zone->firstAt(wall(date, 1440)))
        return; // the zone skipped this date
    for (const Piece &piece : usual) {
        const Interval span{zone->firstAt(wall(date, piece.from)), zone->lastAt(wall(date, piece.to))};
        if (span.from < span.to) // a clock change may swallow it
            open.push_back(span);
    }
    // A break of the next date cuts what runs over midnight; one of the date before may reach into this date.
    const auto first = std::lower_bound(breaks.begin(), breaks.end(), date - days(1),
                                        [](const Cut &one, Date wanted) { return one.date < wanted; });
    for (auto it = first; it != breaks.end() && it->date <= date + days(1); ++it) {
        const auto holes = zone->showing(wall(it->date, it->piece.from), wall(it->date, it->piece.to));
        for (const Interval &hole : holes)
            cut(open, hole);
    }
}

Result<CalendarRules> calendarRules(const CalendarSpec &spec)
{
    CalendarRules rules;
    rules.spec = spec;
    rules.zone = ZoneTable::load(spec.zone);
    if (!rules.zone)
        return bad(spec.zone.isEmpty() ? u"the calendar has no zone: name one such as \"Europe/Berlin\""_s
                                       : u"there is no zone \"%1\"; names look like \"Europe/Berlin\""_s.arg(
                                             spec.zone.left(60)));
    if (auto taken = takeHours(rules); !taken)
        return taken.error();
    if (auto taken = takeDates(rules); !taken)
        return taken.error();
    return rules;
}

} // namespace muster::sla
