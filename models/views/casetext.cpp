// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/casetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct CaseText
{
    Q_DECLARE_TR_FUNCTIONS(CaseText)
};

// One and many are separate source texts, so that English reads well without a translation file; both carry
// %n, so that every language can have its own plural forms.
QString days(int n)
{
    return n == 1 ? CaseText::tr("%n day", nullptr, n) : CaseText::tr("%n days", nullptr, n);
}
QString hours(int n)
{
    return n == 1 ? CaseText::tr("%n hour", nullptr, n) : CaseText::tr("%n hours", nullptr, n);
}
QString minutes(int n)
{
    return n == 1 ? CaseText::tr("%n minute", nullptr, n) : CaseText::tr("%n minutes", nullptr, n);
}
QString seconds(int n)
{
    return n == 1 ? CaseText::tr("%n second", nullptr, n) : CaseText::tr("%n seconds", nullptr, n);
}

QString joined(const QString &larger, int n, QString (*smaller)(int))
{
    return n == 0 ? larger : CaseText::tr("%1 %2").arg(larger, smaller(n));
}

} // namespace

QString shortLength(Millis length)
{
    const auto whole = std::max(length, Millis(0));
    if (whole < 1min)
        return CaseText::tr("%1 s").arg(whole / 1s);
    if (whole < 1h)
        return CaseText::tr("%1 min").arg(whole / 1min);
    if (whole < 24h)
        return CaseText::tr("%1 h").arg(whole / 1h);
    if (whole < 24h * 35)
        return CaseText::tr("%1 d").arg(whole / 24h);
    return CaseText::tr("%1 w").arg(whole / (24h * 7));
}

QString spokenLength(Millis length)
{
    const auto whole = std::max(length, Millis(0));
    if (whole < 1min)
        return seconds(int(whole / 1s));
    if (whole < 1h)
        return minutes(int(whole / 1min));
    if (whole < 24h)
        return joined(hours(int(whole / 1h)), int(whole % 1h / 1min), minutes);
    return joined(days(int(whole / 24h)), int(whole % 24h / 1h), hours);
}

QString relativeText(Instant at, Instant now)
{
    if (std::chrono::abs(at - now) < 30s)
        return CaseText::tr("now");
    return at < now ? CaseText::tr("%1 ago").arg(shortLength(now - at))
                    : CaseText::tr("in %1").arg(shortLength(at - now));
}

QString absoluteText(Instant at, const QTimeZone &zone)
{
    const QLocale locale;
    const auto utc = QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
    const auto local = utc.toTimeZone(zone);
    const QString date = locale.toString(local.date(), u"d MMM yyyy"_s);
    const QString utcTime = CaseText::tr("%1 UTC").arg(utc.toString(u"HH:mm"_s));
    if (local.offsetFromUtc() == 0)
        return u"%1 %2"_s.arg(date, utcTime);
    return u"%1 %2 %3 (%4)"_s.arg(date, local.toString(u"HH:mm"_s), local.timeZoneAbbreviation(), utcTime);
}

QString clockTimeText(Instant at, Instant now, const QTimeZone &zone)
{
    const QLocale locale;
    const auto local = QDateTime::fromMSecsSinceEpoch(toMillis(at), zone);
    const auto today = QDateTime::fromMSecsSinceEpoch(toMillis(now), zone).date();
    if (local.date() == today)
        return local.toString(u"HH:mm"_s);
    return locale.toString(local,
                           local.date().year() == today.year() ? u"d MMM HH:mm"_s : u"d MMM yyyy HH:mm"_s);
}

QString utcText(Instant at, Instant now)
{
    return CaseText::tr("%1 UTC").arg(clockTimeText(at, now, QTimeZone::utc()));
}

QString utcAndLocal(Instant at, Instant now, const QTimeZone &here)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
    if (here.offsetFromUtc(moment) == 0)
        return utcText(at, now);
    return CaseText::tr("%1 (%2 %3)")
        .arg(utcText(at, now), clockTimeText(at, now, here), here.abbreviation(moment));
}

QString sentence(const QString &detail)
{
    QString text = detail.trimmed();
    if (text.isEmpty())
        return text;
    static const QRegularExpression plainWord(u"^\\p{L}[\\p{L}'’-]*[,:;.!?]?(\\s|$)"_s);
    if (plainWord.match(text).hasMatch())
        text[0] = text[0].toUpper();
    static const QRegularExpression ended(u"[.!?…][\"”')\\]]*$"_s);
    if (!ended.match(text).hasMatch())
        text += u'.';
    return text;
}

} // namespace muster::views
