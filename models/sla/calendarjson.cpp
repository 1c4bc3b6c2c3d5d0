// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/calendarjson.h"

#include "models/sla/calendarrules.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace muster::sla {
namespace {

Error wrong(const QString &what)
{
    return {Fault::BadInput, what};
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

Result<WallInterval> intervalFrom(const QJsonValue &from, const QJsonValue &to, const QString &where)
{
    if (!from.isString() || !to.isString())
        return wrong(u"%1: an interval is a pair of times such as [\"09:00\",\"17:00\"]"_s.arg(where));
    const auto begin = parseTimeOfDay(from.toString()), end = parseTimeOfDay(to.toString());
    if (!begin)
        return wrong(where + u": "_s + begin.error().detail);
    if (!end)
        return wrong(where + u": "_s + end.error().detail);
    if (*begin == *end || *begin == 1440)
        return wrong(u"%1: the interval %2 to %3 has no length"_s.arg(where, from.toString(), to.toString()));
    return WallInterval{*begin, *end};
}

Result<void> readHours(const QJsonValue &value, CalendarSpec &spec)
{
    static const QStringList days{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    if (!value.isObject())
        return wrong(u"\"hours\" should be an object of weekdays mon to sun"_s);
    const QJsonObject hours = value.toObject();
    for (auto day = hours.begin(); day != hours.end(); ++day) {
        const qsizetype index = days.indexOf(day.key());
        if (index < 0)
            return wrong(
                u"hours: \"%1\" is no weekday; they are mon, tue, wed, thu, fri, sat, sun"_s.arg(day.key()));
        if (!day.value().isArray() || day.value().toArray().size() > kMaxIntervalsADay)
            return wrong(
                u"hours.%1 should be a list of at most %2 intervals"_s.arg(day.key()).arg(kMaxIntervalsADay));
        for (const QJsonValue pair : day.value().toArray()) {
            if (!pair.isArray() || pair.toArray().size() != 2)
                return wrong(u"hours.%1: an interval is a pair of times such as [\"09:00\",\"17:00\"]"_s.arg(
                    day.key()));
            const auto interval = intervalFrom(pair[0], pair[1], u"hours."_s + day.key());
            if (!interval)
                return interval.error();
            spec.hours[size_t(index)].push_back(*interval);
        }
    }
    return {};
}

Result<void> readHolidays(const QJsonValue &value, CalendarSpec &spec)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isArray() || value.toArray().size() > 10'000)
        return wrong(u"\"holidays\" should be a list of dates"_s);
    for (const QJsonValue date : value.toArray()) {
        const auto read = parseDate(date.toString());
        if (!read)
            return wrong(u"holidays: "_s + read.error().detail);
        spec.holidays.push_back(*read);
    }
    return {};
}

Result<void> readBreaks(const QJsonValue &value, CalendarSpec &spec)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isArray() || value.toArray().size() > 10'000)
        return wrong(u"\"breaks\" should be a list of {\"date\",\"from\",\"to\"}"_s);
    for (const QJsonValue entry : value.toArray()) {
        const QStringList keys = entry.toObject().keys();
        for (const QString &key : keys) {
            if (key != u"date" && key != u"from" && key != u"to")
                return wrong(
                    u"breaks: the key \"%1\" is not known; there are date, from, to"_s.arg(key.left(40)));
        }
        const auto date = parseDate(entry[u"date"].toString());
        if (!date)
            return wrong(u"breaks: "_s + date.error().detail);
        const auto interval = intervalFrom(entry[u"from"], entry[u"to"], u"breaks"_s);
        if (!interval)
            return interval.error();
        spec.breaks.push_back({*date, *interval});
    }
    return {};
}

} // namespace

Result<int> parseTimeOfDay(QStringView text)
{
    const bool isForm =
        text.size() == 5 && text[2] == u':' && isDigits(text.left(2)) && isDigits(text.mid(3));
    const int minutes = isForm ? text.left(2).toInt() * 60 + text.mid(3).toInt() : -1;
    if (minutes < 0 || minutes > 1440 || text.mid(3).toInt() > 59)
        return wrong(u"\"%1\" is no time of day; one looks like 09:30, the last is 24:00"_s.arg(
            text.left(20).toString()));
    return minutes;
}

Result<std::chrono::year_month_day> parseDate(QStringView text)
{
    using namespace std::chrono;
    const bool isForm = text.size() == 10 && text[4] == u'-' && text[7] == u'-' && isDigits(text.left(4)) &&
                        isDigits(text.mid(5, 2)) && isDigits(text.mid(8));
    if (isForm) {
        const year_month_day date{year(text.left(4).toInt()), month(text.mid(5, 2).toUInt()),
                                  day(text.mid(8).toUInt())};
        if (date.ok())
            return date;
    }
    return wrong(u"\"%1\" is no date; one looks like 2026-12-25"_s.arg(text.left(20).toString()));
}

Result<CalendarSpec> calendarFromJson(const QJsonValue &value)
{
    CalendarSpec spec;
    if (value.isString() && value.toString() == u"24x7") {
        spec.always = true;
        return spec;
    }
    if (!value.isObject())
        return wrong(u"\"calendar\" should be \"24x7\" or an object with zone and hours"_s);
    const QJsonObject object = value.toObject();
    for (const QString &key : object.keys()) {
        if (key != u"zone" && key != u"hours" && key != u"holidays" && key != u"breaks")
            return wrong(
                u"calendar: the key \"%1\" is not known; there are zone, hours, holidays, breaks"_s.arg(key));
    }
    if (!object.value(u"zone"_s).isString())
        return wrong(u"calendar: \"zone\" should be a time zone such as Europe/Berlin"_s);
    spec.zone = object.value(u"zone"_s).toString();
    for (const auto &read :
         {readHours(object.value(u"hours"_s), spec), readHolidays(object.value(u"holidays"_s), spec),
          readBreaks(object.value(u"breaks"_s), spec)}) {
        if (!read)
            return read.error();
    }
    return spec;
}

} // namespace muster::sla
