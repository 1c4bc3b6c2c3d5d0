// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/whentext.h"

#include "models/views/casetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct WhenText
{
    Q_DECLARE_TR_FUNCTIONS(WhenText)
};

/// No zone is further from UTC than this.
constexpr auto kWidest = 26h;

Error unclear(const QString &sentence)
{
    return {Fault::BadInput, sentence};
}

Error notUnderstood(const QString &text, WhenSide side)
{
    const QString shown = text.left(24);
    return unclear(
        side == WhenSide::Past
            ? WhenText::tr("“%1” is not understood. Write -12m, 14:05 UTC or yesterday 23:10.").arg(shown)
            : WhenText::tr("“%1” is not understood. Write +3d, 17:00 UTC or tomorrow 12:00.").arg(shown));
}

QDateTime utc(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
}

std::optional<Millis> unitLength(QStringView unit)
{
    if (unit == u"s" || unit == u"sec")
        return 1s;
    if (unit == u"m" || unit == u"min")
        return 1min;
    if (unit == u"h")
        return 1h;
    if (unit == u"d")
        return 24h;
    return std::nullopt;
}

/// "1h 30m" as a length; nothing where it is none.
std::optional<Millis> readLength(const QString &text)
{
    static const QRegularExpression part(u"\\G\\s*([0-9]{1,6})\\s*([a-z]+)"_s);
    Millis sum{0};
    qsizetype end = 0;
    while (end < text.size()) {
        const auto match = part.match(text, end);
        const auto unit = match.hasMatch() ? unitLength(match.capturedView(2)) : std::nullopt;
        if (!unit)
            return std::nullopt;
        sum += match.capturedView(1).toInt() * *unit;
        end = match.capturedEnd();
    }
    return text.isEmpty() ? std::nullopt : std::optional(sum);
}

/// "-12m", "12m ago", "+3d", "in 3d" as a signed length.
std::optional<Millis> readDistance(const QString &text)
{
    const auto signedBy = [](std::optional<Millis> length, int sign) {
        return length ? std::optional(*length * sign) : std::nullopt;
    };
    if (text.startsWith(u'-'))
        return signedBy(readLength(text.mid(1)), -1);
    if (text.endsWith(u" ago"))
        return signedBy(readLength(text.chopped(4)), -1);
    if (text.startsWith(u'+'))
        return readLength(text.mid(1));
    if (text.startsWith(u"in "))
        return readLength(text.mid(3));
    return std::nullopt;
}

/// A day and a time of day as they were written; the zone decides which instant they are.
struct Written
{
    QString day, zone; ///< may be empty
    QTime time;
};

std::optional<Written> readWritten(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:(today|yesterday|tomorrow|\\d{4}-\\d{1,2}-\\d{1,2})[ t]\\s*)?"
        "(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([a-z]+|[+-]\\d{1,2}:?\\d{2}|[+-]\\d{1,2})?$"_s);
    const auto match = form.match(text);
    const QTime time(match.captured(2).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
    if (!match.hasMatch() || !time.isValid())
        return std::nullopt;
    return Written{match.captured(1), match.captured(5), time};
}

/// "UTC", "Z" or an offset; nothing for other words.
std::optional<QTimeZone> readZone(const QString &zone)
{
    if (zone == u"utc" || zone == u"z" || zone == u"gmt")
        return QTimeZone::utc();
    static const QRegularExpression form(u"^([+-])(\\d{1,2}):?(\\d{2})?$"_s);
    const auto match = form.match(zone);
    const int seconds = match.captured(2).toInt() * 3600 + match.captured(3).toInt() * 60;
    if (!match.hasMatch() || match.captured(3).toInt() > 59 || seconds > 14 * 3600)
        return std::nullopt;
    return QTimeZone(match.captured(1) == u"-" ? -seconds : seconds);
}

QDate dayOf(const QString &day, QDate today)
{
    if (day.isEmpty() || day == u"today")
        return today;
    if (day == u"yesterday")
        return today.addDays(-1);
    if (day == u"tomorrow")
        return today.addDays(1);
    const QStringList parts = day.split(u'-');
    return {parts[0].toInt(), parts[1].toInt(), parts[2].toInt()};
}

/// All instants at which the zone's clocks show this: none where they skip it, two where they go back over
/// it.
std::vector<Instant> instantsOf(QDate day, QTime time, const QTimeZone &zone)
{
    const Instant wall = fromMillis(QDateTime(day, time, Qt::UTC).toMSecsSinceEpoch());
    std::vector<Instant> found;
    for (const Instant near : {wall - kWidest, wall + kWidest}) {
        const auto offset = std::chrono::seconds(zone.offsetFromUtc(utc(near)));
        const Instant at = wall - offset;
        if (zone.offsetFromUtc(utc(at)) == offset.count() && (found.empty() || found.front() != at))
            found.push_back(at);
    }
    std::ranges::sort(found);
    return found;
}

QString dayText(QDate day)
{
    return day.toString(u"yyyy-MM-dd"_s);
}

Error skipped(QDate day, QTime time, const QTimeZone &zone)
{
    return unclear(WhenText::tr("%1 did not occur on %2 in %3: the clocks skipped it. Write the time in UTC.")
                       .arg(time.toString(u"HH:mm"_s), dayText(day), QString::fromUtf8(zone.id())));
}

Error twice(QDate day, QTime time, const std::vector<Instant> &both)
{
    const auto text = [](Instant at) { return utc(at).toString(u"yyyy-MM-dd HH:mm"_s); };
    return unclear(WhenText::tr("%1 came twice on %2. Write %3 UTC or %4 UTC.")
                       .arg(time.toString(u"HH:mm"_s), dayText(day), text(both.front()), text(both.back())));
}

bool isOnSide(Instant at, const WhenFrame &frame)
{
    return frame.side == WhenSide::Past ? at <= frame.now : at > frame.now;
}

Error wrongSide(Instant at, const Written *written, const WhenFrame &frame)
{
    const bool past = frame.side == WhenSide::Past;
    const QString when = absoluteText(at, frame.here);
    if (written && written->day.isEmpty()) {
        const QString time = written->time.toString(u"HH:mm"_s);
        return unclear(
            past ? WhenText::tr("%1 is still to come. For the day before write: yesterday %2").arg(when, time)
                 : WhenText::tr("%1 is over. For the next day write: tomorrow %2").arg(when, time));
    }
    return unclear(past ? WhenText::tr("%1 is still to come.").arg(when)
                        : WhenText::tr("%1 is over; the date must be still to come.").arg(when));
}

/// Keeps the instants at which the own zone went by this abbreviation.
void keepNamed(std::vector<Instant> &instants, const QString &abbreviation, const QTimeZone &zone)
{
    std::erase_if(instants, [&](Instant at) {
        return zone.abbreviation(utc(at)).compare(abbreviation, Qt::CaseInsensitive) != 0;
    });
}

Result<Instant> resolve(const Written &written, const WhenFrame &frame)
{
    const auto named = readZone(written.zone);
    const QTimeZone zone = named.value_or(frame.here);
    const QDate day = dayOf(written.day, utc(frame.now).toTimeZone(zone).date());
    if (!day.isValid() || day.year() < 1970 || day.year() > 9998)
        return unclear(WhenText::tr("There is no day %1.").arg(written.day));
    std::vector<Instant> instants = instantsOf(day, written.time, zone);
    if (instants.empty())
        return skipped(day, written.time, zone);
    if (!named && !written.zone.isEmpty()) {
        keepNamed(instants, written.zone, zone);
        if (instants.empty())
            return unclear(WhenText::tr("The zone “%1” is not known here. Write UTC, or nothing for %2.")
                               .arg(written.zone.toUpper(), QString::fromUtf8(zone.id())));
    }
    const Instant first = instants.front();
    std::erase_if(instants, [&](Instant at) { return !isOnSide(at, frame); });
    if (instants.empty())
        return wrongSide(first, &written, frame);
    if (instants.size() > 1)
        return twice(day, written.time, instants);
    return instants.front();
}

} // namespace

Result<Instant> readWhen(const QString &text, const WhenFrame &frame)
{
    const QString flat = text.simplified().toLower().replace(QChar(0x2212), u'-');
    std::optional<Instant> at;
    if (flat == u"now")
        at = frame.now;
    else if (const auto distance = readDistance(flat))
        at = frame.now + *distance;
    else if (const auto full = parseRfc3339(flat))
        at = *full;
    if (at) {
        if (*at < Instant{})
            return notUnderstood(text.simplified(), frame.side);
        return isOnSide(*at, frame) ? Result<Instant>(*at) : wrongSide(*at, nullptr, frame);
    }
    const auto written = readWritten(flat);
    return written ? resolve(*written, frame) : notUnderstood(text.simplified(), frame.side);
}

} // namespace muster::views
