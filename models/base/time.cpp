// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/time.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Error notATime(QStringView text, const QString &why)
{
    return {Fault::BadInput, u"\"%1\" is not a time: %2; a time looks like 2026-11-21T14:05:00Z"_s.arg(
                                 text.left(60).toString(), why)};
}

/// Reads `count` digits at `pos`, or -1.
int digits(QStringView text, qsizetype pos, int count)
{
    if (pos + count > text.size())
        return -1;
    int value = 0;
    for (qsizetype i = pos; i < pos + count; ++i) {
        const char16_t c = text[i].unicode();
        if (c < u'0' || c > u'9')
            return -1;
        value = value * 10 + (c - u'0');
    }
    return value;
}

bool isAt(QStringView text, qsizetype pos, char16_t c)
{
    return pos < text.size() && text[pos].unicode() == c;
}

/// The fraction after the seconds as milliseconds; moves `pos` behind it. -1 where no digit follows the
/// point.
int fraction(QStringView text, qsizetype &pos)
{
    if (!isAt(text, pos, u'.'))
        return 0;
    const qsizetype first = ++pos;
    int ms = 0;
    for (; pos < text.size() && text[pos] >= u'0' && text[pos] <= u'9'; ++pos) {
        if (pos - first < 3)
            ms = ms * 10 + (text[pos].unicode() - u'0');
    }
    if (pos == first)
        return -1;
    for (qsizetype i = pos - first; i < 3; ++i)
        ms *= 10;
    return ms;
}

} // namespace

QString toRfc3339(Instant at)
{
    using namespace std::chrono;
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const auto ms = (at - day).count();
    char buffer[40];
    const int whole = int(ms / 1000);
    int length = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()),
                               unsigned(date.month()), unsigned(date.day()), whole / 3600, whole / 60 % 60,
                               whole % 60);
    if (ms % 1000 != 0)
        length += std::snprintf(buffer + length, sizeof buffer - size_t(length), ".%03d", int(ms % 1000));
    return QString::fromLatin1(buffer, length) + u'Z';
}

Result<Instant> parseRfc3339(QStringView text)
{
    using namespace std::chrono;
    const int y = digits(text, 0, 4), mo = digits(text, 5, 2), d = digits(text, 8, 2);
    const int h = digits(text, 11, 2), mi = digits(text, 14, 2), s = digits(text, 17, 2);
    const bool marks = isAt(text, 4, u'-') && isAt(text, 7, u'-') && isAt(text, 13, u':') &&
                       isAt(text, 16, u':') &&
                       (isAt(text, 10, u'T') || isAt(text, 10, u't') || isAt(text, 10, u' '));
    if (!marks || y < 0 || mo < 0 || d < 0 || h < 0 || mi < 0 || s < 0)
        return notATime(text, u"its form is wrong"_s);
    const year_month_day date{year(y), month(unsigned(mo)), day(unsigned(d))};
    if (!date.ok())
        return notATime(text, u"there is no such date"_s);
    if (y < 1970)
        return notATime(text, u"it lies outside the years 1970 to 9999"_s);
    if (h > 23 || mi > 59 || s > 60)
        return notATime(text, u"there is no such time of day"_s);
    qsizetype pos = 19;
    const int ms = fraction(text, pos);
    if (ms < 0)
        return notATime(text, u"no digits follow the point"_s);
    minutes offset{0};
    if (isAt(text, pos, u'+') || isAt(text, pos, u'-')) {
        const int oh = digits(text, pos + 1, 2);
        const bool colon = isAt(text, pos + 3, u':');
        const int om = digits(text, pos + (colon ? 4 : 3), 2);
        if (oh < 0 || om < 0 || oh > 23 || om > 59)
            return notATime(text, u"its offset from UTC is wrong"_s);
        offset = minutes((text[pos] == u'-' ? -1 : 1) * (oh * 60 + om));
        pos += colon ? 6 : 5;
    } else if (isAt(text, pos, u'Z') || isAt(text, pos, u'z')) {
        ++pos;
    } else {
        return notATime(text, u"it does not say its offset (end it with Z for UTC)"_s);
    }
    if (pos != text.size())
        return notATime(text, u"something follows it"_s);
    const Instant at = Instant(sys_days(date)) + hours(h) + minutes(mi) + seconds(s) + Millis(ms) - offset;
    // An offset may lead out of the years that can be written again.
    if (at < Instant{} || at >= Instant(sys_days(year(10000) / 1 / 1)))
        return notATime(text, u"it lies outside the years 1970 to 9999"_s);
    return at;
}

} // namespace muster
