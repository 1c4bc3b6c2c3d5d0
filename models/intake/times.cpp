// SPDX-License-Identifier: GPL-3.0-or-later
// Times as other systems write them.
#include "models/intake/record.h"
#include "models/intake/words.h"

#include <QHash>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

std::optional<Instant> instantOf(const QDateTime &at)
{
    if (!at.isValid() || at.toMSecsSinceEpoch() < 0 || at.date().year() > 9999)
        return {};
    return fromMillis(at.toMSecsSinceEpoch());
}

/// Seconds or, from the year 5138 on, milliseconds.
std::optional<Instant> fromEpoch(double number)
{
    if (!(number >= 0) || number > 2.5e14)
        return {};
    return fromMillis(qint64(number < 1e11 ? number * 1000 : number));
}

std::optional<Instant> readFormat(const QString &text, const QString &format, const QTimeZone &zone)
{
    const QDateTime read = QLocale::c().toDateTime(text, format);
    if (!read.isValid())
        return {};
    QDate day = read.date();
    if (!format.contains("yyyy"_L1) && day.year() < 1970)
        day = day.addYears(100); // Qt reads a two-digit year into the 1900s
    return instantOf(QDateTime(day, read.time(), zone));
}

std::optional<Instant> readPlain(QString text, const QTimeZone &zone)
{
    bool isUtc = false;
    for (const auto end : {" UTC"_L1, " GMT"_L1, " Z"_L1}) {
        if (text.endsWith(end, Qt::CaseInsensitive)) {
            text.chop(end.size());
            isUtc = true;
        }
    }
    const QDateTime read = QDateTime::fromString(text.replace(u' ', u'T'), Qt::ISODateWithMs);
    if (!read.isValid() || text.size() < 10)
        return {};
    if (read.timeSpec() != Qt::LocalTime)
        return instantOf(read); // it carries an offset of its own
    return instantOf(QDateTime(read.date(), read.time(), isUtc ? QTimeZone::utc() : zone));
}

/// Month names, short and long, of the languages that exports are met in most: lower case, without a dot.
QHash<QString, int> makeMonths()
{
    QHash<QString, int> months;
    for (const auto language : {QLocale::English, QLocale::German, QLocale::French, QLocale::Spanish,
                                QLocale::Portuguese, QLocale::Italian, QLocale::Dutch}) {
        const QLocale locale(language);
        for (int month = 1; month <= 12; ++month) {
            for (const auto format : {QLocale::ShortFormat, QLocale::LongFormat}) {
                for (QString name :
                     {locale.monthName(month, format), locale.standaloneMonthName(month, format)})
                    months.insert(name.remove(u'.').toLower(), month);
            }
        }
    }
    return months;
}

int monthFrom(const QString &word)
{
    static const QHash<QString, int> months = makeMonths();
    bool isNumber = false;
    const int month = word.toInt(&isNumber);
    return isNumber ? month : months.value(word.toLower(), 0);
}

QTime timeFrom(const QRegularExpressionMatch &match)
{
    if (match.captured(u"hour"_s).isEmpty())
        return QTime(0, 0);
    int hour = match.captured(u"hour"_s).toInt();
    if (const QString half = match.captured(u"half"_s).toLower(); !half.isEmpty()) {
        if (hour < 1 || hour > 12)
            return {};
        hour = hour % 12 + (half == "p"_L1 ? 12 : 0);
    }
    return QTime(hour, match.captured(u"minute"_s).toInt(), match.captured(u"second"_s).toInt());
}

/// "20/Nov/26 9:15 AM", "20. Nov. 2026, 09:15", "November 20, 2026 9:15:30 p.m.", "20.11.2026 09:15". Not
/// 11/20/2026, which is another day elsewhere: a map states such a form.
std::optional<Instant> readWritten(const QString &text, const QTimeZone &zone)
{
    static const QString clock =
        u"(?:,? (?:at )?(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?: ?(?<half>[AaPp])\\.? ?[Mm]\\.?)?)?$"_s;
    static const QString year = u"(?<year>\\d{4}|\\d{2})"_s, word = u"(?<month>\\p{L}{3,})\\.?"_s,
                         day = u"(?<day>\\d{1,2})"_s;
    static const std::array forms{
        QRegularExpression(u"^%1(?:[/-]|\\.? )%2[/ -]%3%4"_s.arg(day, word, year, clock)),
        QRegularExpression(u"^%1 %2,? %3%4"_s.arg(word, day, year, clock)),
        QRegularExpression(u"^%1\\.(?<month>\\d{1,2})\\.%2%3"_s.arg(day, year, clock)),
        QRegularExpression(u"^(?<year>\\d{4})/(?<month>\\d{1,2})/%1%2"_s.arg(day, clock))};
    for (const QRegularExpression &form : forms) {
        const auto match = form.match(text);
        if (!match.hasMatch())
            continue;
        const QString written = match.captured(u"year"_s);
        const QDate date(written.toInt() + (written.size() == 2 ? 2000 : 0),
                         monthFrom(match.captured(u"month"_s)), match.captured(u"day"_s).toInt());
        const QTime time = timeFrom(match);
        return date.isValid() && time.isValid() ? instantOf(QDateTime(date, time, zone)) : std::nullopt;
    }
    return instantOf(QDateTime::fromString(text, Qt::RFC2822Date));
}

} // namespace

std::optional<Instant> readTime(const QJsonValue &value, const QString &format, const QTimeZone &zone)
{
    if (value.isDouble())
        return fromEpoch(value.toDouble());
    const QString text = textOf(value);
    if (text.isEmpty() || text.size() > 60)
        return {};
    if (const auto at = parseRfc3339(text))
        return *at;
    if (!format.isEmpty()) {
        if (const auto at = readFormat(text, format, zone))
            return at;
    }
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && text.size() >= 9)
        return fromEpoch(number);
    if (const auto at = readPlain(text, zone))
        return at;
    return readWritten(text.simplified(), zone);
}

} // namespace muster::intake
