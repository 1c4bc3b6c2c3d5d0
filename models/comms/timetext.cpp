// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/timetext.h"

#include "models/comms/zonewords.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace muster::comms {
namespace {

constexpr Millis kDay = 24h;

QDateTime dateTime(Instant at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC).toTimeZone(zone);
}

int weekdayOf(const QString &word)
{
    static const std::array<QString, 7> names{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s,
                                              u"fri"_s, u"sat"_s, u"sun"_s};
    const auto found = std::ranges::find(names, word.left(3));
    return found == names.end() ? 0 : int(found - names.begin()) + 1;
}

int monthOf(const QString &word)
{
    static const std::array<QString, 12> names{u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s,
                                               u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    const auto found = std::ranges::find(names, word.left(3));
    return found == names.end() ? 0 : int(found - names.begin()) + 1;
}

/// The day that words such as "tomorrow", "Monday", "20 November" or "2026-11-20" name.
std::optional<QDate> dayOf(const QString &written, QDate today)
{
    const QString day = written.toLower();
    if (day == u"today" || day == u"tonight")
        return today;
    if (day == u"tomorrow")
        return today.addDays(1);
    if (day == u"yesterday")
        return today.addDays(-1);
    if (const QDate date = QDate::fromString(day, Qt::ISODate); date.isValid())
        return date;
    if (const int weekday = weekdayOf(day); weekday != 0 && day.endsWith(u"day"))
        return today.addDays((weekday - today.dayOfWeek() + 7) % 7);
    const QStringList parts = day.split(u' ');
    const QDate date(today.year(), monthOf(parts.value(1)), parts.value(0).toInt());
    return date.isValid() ? std::optional(date) : std::nullopt;
}

struct ClockText
{
    QTime time;
    QString zone, day;
};

std::optional<Instant> instantOf(const ClockText &clock, const TimeFrame &frame)
{
    const auto offset = offsetOf(clock.zone);
    if (offset && !*offset)
        return std::nullopt;
    const QTimeZone here = frame.here.isValid() ? frame.here : QTimeZone::utc();
    const QTimeZone zone = offset ? QTimeZone(**offset * 60) : here;
    const QDate today = dateTime(frame.now, zone).date();
    const auto day = clock.day.isEmpty() ? std::nullopt : dayOf(clock.day, today);
    const auto at = [&](QDate date) {
        return fromMillis(QDateTime(date, clock.time, zone).toMSecsSinceEpoch());
    };
    if (day)
        return at(*day);
    Instant best = at(today);
    for (const Instant other : {at(today.addDays(-1)), at(today.addDays(1))}) {
        if (std::chrono::abs(other - frame.now) < std::chrono::abs(best - frame.now))
            best = other;
    }
    return best;
}

const QString kDayWord =
    u"(today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{4}-\\d{2}-\\d{2}|"
    u"\\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"_s;

/// The day that stands right before or right after a time, with the span grown over it.
QString dayBeside(const Prose &prose, Span &span)
{
    static const QRegularExpression before(
        kDayWord + u",?\\s*(?:\\d{4},?\\s*)?(?:at|by|on|before|until|around|T)?\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression after(u"^,?\\s*(?:on\\s+)?"_s + kDayWord + u"\\b"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype kReach = 32;
    const Span sentence = prose.sentenceAt(span.begin);
    const qsizetype from = std::max(sentence.begin, span.begin - kReach);
    if (const auto match = before.match(prose.text.mid(from, span.begin - from)); match.hasMatch()) {
        span.begin = from + match.capturedStart(1);
        return match.captured(1).simplified();
    }
    const qsizetype to = std::min(sentence.end, span.end + kReach);
    if (const auto match = after.match(prose.text.mid(span.end, to - span.end)); match.hasMatch()) {
        span.end += match.capturedEnd();
        return match.captured(1).simplified();
    }
    return {};
}

void addClock(std::vector<TimeMention> &times, const Prose &prose, const TimeFrame &frame, Span span,
              QTime time, const QString &zone)
{
    if (!time.isValid())
        return;
    TimeMention mention{TimeMention::Kind::Clock, span, {}, false};
    const QString day = dayBeside(prose, mention.span);
    mention.hasDay = !day.isEmpty();
    mention.at = instantOf({time, zone, day}, frame);
    times.push_back(mention);
}

QTime timeOf(int hour, int minute, const QString &half)
{
    if (half.isEmpty() || hour > 12)
        return {hour, minute};
    return {hour % 12 + (half.toLower() == u"p" ? 12 : 0), minute};
}

void addClocks(std::vector<TimeMention> &times, const Prose &prose, const TimeFrame &frame)
{
    static const QString half = u"(?:\\h?([ap])\\.?m\\b\\.?)"_s;
    static const QString apart = u"(?<![\\d.:,/#-])"_s; ///< not the tail of a date, a version or a path
    static const QRegularExpression colon =
        words(apart + u"([01]?\\d|2[0-3])(?::|h)([0-5]\\d)(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?![\\d:%])"_s +
              half + u"?(?:\\h?\\(?"_s + zonePattern() + u")?"_s);
    static const QRegularExpression iso =
        words(u"\\b\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d(?:\\.\\d{1,9})?)?()(?:"_s +
              zonePattern() + u")?"_s);
    // A full stop or nothing between hours and minutes is a time only where the zone or the half says so.
    static const QRegularExpression dotted =
        words(apart + u"([01]?\\d|2[0-3])\\.?([0-5]\\d)"_s + half + u"?\\h?"_s + zonePattern());
    static const QRegularExpression hour =
        words(apart + u"(1[0-2]|0?[1-9])()"_s + half + u"(?:\\h?\\(?"_s + zonePattern() + u")?"_s);
    static const QRegularExpression bare =
        words(apart + u"([01]?\\d|2[0-3])()()(?: o'clock| uhr|h)(?:\\h?"_s + zonePattern() + u")?"_s);
    for (const QRegularExpression &rule : {iso, colon, dotted, hour, bare}) {
        for (const Hit &hit : hitsOf(prose, rule))
            addClock(times, prose, frame, hit.span,
                     timeOf(hit.groups[1].toInt(), hit.groups.value(2).toInt(), hit.groups.value(3)),
                     hit.groups.value(4));
    }
    static const QRegularExpression noon =
        words(u"\\b(noon|midday|midnight)\\b(?:\\h?"_s + zonePattern() + u")?"_s);
    for (const Hit &hit : hitsOf(prose, noon))
        addClock(times, prose, frame, hit.span, QTime(hit.groups[1].toLower() == u"midnight" ? 0 : 12, 0),
                 hit.groups.value(2));
}

double countOf(const QString &word)
{
    static const QHash<QString, double> counts{
        {u"a"_s, 1},      {u"an"_s, 1},      {u"the"_s, 1},        {u"one"_s, 1},     {u"half an"_s, 0.5},
        {u"two"_s, 2},    {u"three"_s, 3},   {u"four"_s, 4},       {u"five"_s, 5},    {u"six"_s, 6},
        {u"eight"_s, 8},  {u"ten"_s, 10},    {u"fifteen"_s, 15},   {u"twenty"_s, 20}, {u"thirty"_s, 30},
        {u"sixty"_s, 60}, {u"ninety"_s, 90}, {u"forty-five"_s, 45}};
    const QString key = word.simplified().toLower();
    return counts.contains(key) ? counts.value(key) : QString(key).replace(u',', u'.').toDouble();
}

Millis unitOf(const QString &unit)
{
    switch (unit.toLower().at(0).unicode()) {
    case 's':
        return 1s;
    case 'm':
        return 1min;
    case 'h':
        return 1h;
    case 'w':
        return 7 * kDay;
    default:
        return kDay;
    }
}

const QString kCount =
    u"(\\d{1,4}(?:[.,]\\d)?|half an|an?|the|one|two|three|four|five|six|eight|ten|fifteen|twenty|"
    u"thirty|forty-five|sixty|ninety)"_s;
const QString kUnit = u"(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?)"_s;

void addLengths(std::vector<TimeMention> &times, const Prose &prose, const TimeFrame &frame)
{
    static const QRegularExpression ahead =
        words(u"\\b(?:in|within|inside|over the next|another)(?: the)?(?: next)?(?: about| around|"
              u" approximately|"
              u" another| less than)? ~?"_s +
              kCount + u"[\\h-]?"_s + kUnit +
              u"\\b(?:(?: and)? (\\d{1,2})[\\h-]?(?:minutes?|mins?|m)\\b)?(?! ago)"_s);
    static const QRegularExpression every =
        words(u"\\b(?:every|each)(?: ~)? "_s + kCount + u"[\\h-]?"_s + kUnit + u"\\b|\\b(\\d{1,3})[\\h-]"_s +
              kUnit + u"(?: update)?[\\h-](?:updates|cadence|rhythm|intervals?)\\b"_s);
    static const QRegularExpression hourly =
        words(u"\\b(half-)?hourly\\b|\\b(?:every|each) (half )?(?:an )?hour\\b"_s);
    for (const Hit &hit : hitsOf(prose, ahead)) {
        // "in a minute" and "in a sec" name no time.
        if (hit.groups[1].startsWith(u'a', Qt::CaseInsensitive) && unitOf(hit.groups[2]) < 1h)
            continue;
        const double count = countOf(hit.groups[1]);
        const auto length = std::chrono::duration_cast<Millis>(unitOf(hit.groups[2]) * count) +
                            std::chrono::minutes(hit.groups.value(3).toInt());
        times.push_back({TimeMention::Kind::Length, hit.span, frame.now + length, true});
    }
    for (const Hit &hit : hitsOf(prose, every)) {
        const bool isFirst = !hit.groups.value(1).isEmpty();
        const double count = countOf(hit.groups.value(isFirst ? 1 : 3));
        const Millis unit = unitOf(hit.groups.value(isFirst ? 2 : 4));
        times.push_back({TimeMention::Kind::Every, hit.span,
                         frame.now + std::chrono::duration_cast<Millis>(unit * count), true});
    }
    for (const Hit &hit : hitsOf(prose, hourly)) {
        const bool isHalf = !hit.groups.value(1).isEmpty() || !hit.groups.value(2).isEmpty();
        times.push_back({TimeMention::Kind::Every, hit.span, frame.now + (isHalf ? 30min : 60min), true});
    }
}

void addDays(std::vector<TimeMention> &times, const Prose &prose)
{
    static const QRegularExpression rule =
        words(u"\\b(?:(?:later |by )?(?:today|tonight|tomorrow)(?: morning| afternoon| evening)?|this "
              u"(?:morning|afternoon|evening|week)|"
              u"next week|(?:by|on|before|until) (?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
              u"(?:by )?(?:the )?end of (?:the |this |business )?(?:day|week|business|month)|(?:by "
              u")?(?:eod|cob|eob)|"
              u"(?:by|over) the weekend|by (?:the )?(?:morning|evening|afternoon)|overnight)\\b"_s);
    for (const Hit &hit : hitsOf(prose, rule))
        times.push_back({TimeMention::Kind::Day, hit.span, std::nullopt, true});
}

} // namespace

std::vector<TimeMention> findTimes(const Prose &prose, const TimeFrame &frame)
{
    std::vector<TimeMention> times;
    addClocks(times, prose, frame);
    addLengths(times, prose, frame);
    addDays(times, prose);
    // Of two that overlap the one that begins first holds; of two that begin together the longer.
    std::ranges::stable_sort(times, [](const TimeMention &left, const TimeMention &right) {
        return std::pair(left.span.begin, -left.span.end) < std::pair(right.span.begin, -right.span.end);
    });
    std::vector<TimeMention> kept;
    for (const TimeMention &each : times) {
        if (kept.empty() || each.span.begin >= kept.back().span.end)
            kept.push_back(each);
        else if (kept.back().kind == TimeMention::Kind::Day && each.kind != TimeMention::Kind::Day)
            kept.back() = each; // "on Monday" gives way to "Monday at 09:00"
    }
    return kept;
}

std::optional<Instant> near(const TimeMention &mention, Instant reference)
{
    if (!mention.at || mention.hasDay)
        return mention.at;
    Instant at = *mention.at;
    while (at - reference > kDay / 2)
        at -= kDay;
    while (reference - at > kDay / 2)
        at += kDay;
    return at;
}

QString clockText(Instant at, const TimeFrame &frame)
{
    const QDateTime utc = dateTime(at, QTimeZone::utc()), local = dateTime(at, frame.here);
    const bool isToday = utc.date() == dateTime(frame.now, QTimeZone::utc()).date();
    const QString day = isToday ? QString() : utc.toString(u"yyyy-MM-dd "_s);
    QString universal = day + utc.toString(u"HH:mm"_s) + u" UTC"_s;
    if (local.offsetFromUtc() == 0)
        return universal;
    const bool isSameDay = local.date() == utc.date();
    return universal + u" (%1 %2)"_s.arg(local.toString(isSameDay ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s),
                                         frame.here.abbreviation(local));
}

} // namespace muster::comms
