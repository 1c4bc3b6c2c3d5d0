// SPDX-License-Identifier: GPL-3.0-or-later
// Working hours as people write them: "Mon–Thu 09:00–17:00, Fri 09:00–15:30".
#include "models/people/person.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster::people {
namespace {

const QStringList &dayNames()
{
    static const QStringList names{u"Mon"_s, u"Tue"_s, u"Wed"_s, u"Thu"_s, u"Fri"_s, u"Sat"_s, u"Sun"_s};
    return names;
}

constexpr auto kExample = u"; hours look like Mon–Thu 09:00–17:00, Fri 09:00–15:30";

Error wrong(const QString &what)
{
    return {Fault::BadInput, what + QStringView(kExample).toString()};
}

int dayFrom(const QString &word)
{
    static const QStringList full{u"monday"_s, u"tuesday"_s,  u"wednesday"_s, u"thursday"_s,
                                  u"friday"_s, u"saturday"_s, u"sunday"_s};
    const QString low = word.toLower();
    for (qsizetype day = 0; low.size() >= 2 && day < 7; ++day) {
        if (full[day].startsWith(low))
            return int(day);
    }
    return -1;
}

/// Minutes after midnight; -1 where it is no time of day.
int minutesFrom(const QString &text)
{
    const int hour = text.section(u':', 0, 0).toInt();
    const int minute = text.contains(u':') ? text.section(u':', 1).toInt() : 0;
    const int all = hour * 60 + minute;
    return minute > 59 || all > 1440 ? -1 : all;
}

Result<void> readPart(const QString &part, WeekHours &hours)
{
    static const QRegularExpression form(
        u"^(\\p{L}+)\\.?(?:\\s*-\\s*(\\p{L}+)\\.?)?\\s+(\\d{1,2}(?::\\d{2})?)\\s*-\\s*(\\d{1,2}(?::\\d{2})?)$"_s);
    const auto match = form.match(part);
    if (!match.hasMatch())
        return wrong(u"\"%1\" is not understood"_s.arg(part));
    const int first = dayFrom(match.captured(1));
    const int last = match.captured(2).isEmpty() ? first : dayFrom(match.captured(2));
    if (first < 0 || last < 0)
        return wrong(u"\"%1\" is no weekday"_s.arg(first < 0 ? match.captured(1) : match.captured(2)));
    const sla::WallInterval interval{minutesFrom(match.captured(3)), minutesFrom(match.captured(4))};
    if (interval.from < 0 || interval.to < 0 || interval.from == 1440 || interval.from == interval.to)
        return wrong(u"\"%1\" has no such time of day, or no length"_s.arg(part));
    for (int day = first;; day = (day + 1) % 7) {
        hours[size_t(day)].push_back(interval);
        if (day == last)
            return {};
    }
}

QString timeText(int minutes)
{
    return u"%1:%2"_s.arg(minutes / 60, 2, 10, QLatin1Char('0')).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

Result<WeekHours> parseHours(QStringView text)
{
    WeekHours hours;
    QString plain = text.toString();
    plain.replace(u'–', u'-').replace(u'—', u'-');
    const QStringList parts = plain.split(QRegularExpression(u"[,;]"_s), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.trimmed().isEmpty())
            continue;
        if (const auto read = readPart(part.trimmed(), hours); !read)
            return read.error();
    }
    for (auto &day : hours)
        std::ranges::sort(day);
    if (hours == WeekHours{})
        return wrong(u"no hours are given"_s);
    return hours;
}

QString hoursText(const WeekHours &hours)
{
    QStringList parts;
    for (size_t day = 0; day < 7;) {
        size_t last = day;
        while (last < 6 && hours[last + 1] == hours[day])
            ++last;
        const QString days = last == day ? dayNames()[qsizetype(day)]
                                         : dayNames()[qsizetype(day)] + u'–' + dayNames()[qsizetype(last)];
        for (const sla::WallInterval &interval : hours[day])
            parts += u"%1 %2–%3"_s.arg(days, timeText(interval.from), timeText(interval.to));
        day = last + 1;
    }
    return parts.join(u", "_s);
}

} // namespace muster::people
