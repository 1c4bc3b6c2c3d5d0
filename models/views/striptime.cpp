// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/striptime.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTickRoom = 64; ///< pixels
constexpr Millis kDay = 24h;

Millis stepFor(const StripScale &scale)
{
    const double perPixel = double((scale.to() - scale.from()).count()) / scale.width();
    for (const Millis step :
         {Millis(1min), Millis(5min), Millis(15min), Millis(30min), Millis(1h), Millis(2h), Millis(3h),
          Millis(6h), Millis(12h), kDay, 2 * kDay, 7 * kDay, 28 * kDay, 91 * kDay}) {
        if (double(step.count()) >= perPixel * kTickRoom)
            return step;
    }
    return kDay * std::max(365, int(std::ceil(perPixel * kTickRoom / double(kDay.count()))));
}

QString tickLabel(const QDateTime &local, Millis step)
{
    if (local.time().msecsSinceStartOfDay() != 0 && step < kDay)
        return local.toString(u"HH:mm"_s);
    return QLocale().toString(local, step < 91 * kDay ? u"d MMM"_s : u"MMM yyyy"_s);
}

/// A date that the zone skipped begins where the next one does.
Instant startOf(QDate date, const QTimeZone &zone)
{
    QDateTime start = date.startOfDay(zone);
    for (int later = 1; !start.isValid() && later < 3; ++later)
        start = date.addDays(later).startOfDay(zone);
    return fromMillis(start.toMSecsSinceEpoch());
}

} // namespace

int StripScale::x(Instant at) const
{
    const double share = double((at - m_from).count()) / double(std::max<qint64>(1, (m_to - m_from).count()));
    return int(std::lround(std::clamp(share, 0.0, 1.0) * m_width));
}

std::vector<StripMark> stripTicks(const StripScale &scale, const QTimeZone &zone)
{
    std::vector<StripMark> ticks;
    const Millis step = stepFor(scale);
    const int days = std::max(1, int(step / kDay));
    QDate date = QDateTime::fromMSecsSinceEpoch(toMillis(scale.from()), zone).date();
    Instant day = scale.from();
    for (; day <= scale.to(); date = date.addDays(days)) {
        day = startOf(date, zone);
        const Instant next = startOf(date.addDays(days), zone);
        for (Instant at = day; at < next && at <= scale.to(); at += step) {
            const bool tooClose = !ticks.empty() && scale.x(at) - ticks.back().x < kTickRoom;
            if (at < scale.from() || tooClose)
                continue;
            ticks.push_back(
                {scale.x(at), tickLabel(QDateTime::fromMSecsSinceEpoch(toMillis(at), zone), step)});
        }
    }
    return ticks;
}

} // namespace muster::views
