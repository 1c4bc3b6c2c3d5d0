// SPDX-License-Identifier: GPL-3.0-or-later
// Random calendars, pauses and histories for the property tests: deterministic by their seed, fond of clock
// changes.
#pragma once

#include "models/sla/clocks.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTimeZone>

namespace muster::sla {

class RandomSla
{
public:
    explicit RandomSla(quint32 seed) : m_random(seed) {}

    int upTo(int most) { return m_random.bounded(most + 1); }
    bool oneIn(int many) { return m_random.bounded(many) == 0; }
    QRandomGenerator &generator() { return m_random; }

    QString zone()
    {
        using namespace Qt::StringLiterals;
        static const QStringList zones{u"Australia/Lord_Howe"_s,
                                       u"Africa/Casablanca"_s,
                                       u"Pacific/Apia"_s,
                                       u"Asia/Kathmandu"_s,
                                       u"Africa/Cairo"_s,
                                       u"Asia/Beirut"_s,
                                       u"America/Sao_Paulo"_s,
                                       u"America/Havana"_s,
                                       u"America/New_York"_s,
                                       u"Europe/Berlin"_s,
                                       u"UTC"_s,
                                       u"Asia/Gaza"_s};
        return zones[m_random.bounded(zones.size())];
    }

    Instant between(Instant from, Instant to)
    {
        return from + Millis(m_random.bounded(std::max<qint64>(1, (to - from).count())));
    }
    Instant minuteBetween(Instant from, Instant to)
    {
        return std::chrono::floor<std::chrono::minutes>(between(from, to));
    }

    /// A day between 1990 and 2089; every other time two weeks before a clock change, and at times before
    /// Apia's.
    Instant day(const QString &zone)
    {
        using namespace std::chrono;
        if (zone == u"Pacific/Apia" && oneIn(3))
            return sys_days(year(2011) / 12 / 16);
        Instant day = floor<days>(between(sys_days(year(1990) / 1 / 1), sys_days(year(2089) / 1 / 1)));
        if (oneIn(2))
            return day;
        const QTimeZone qt(zone.toLatin1());
        const auto offset = [&](Instant at) {
            return qt.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC));
        };
        for (int i = 0; i < 366 && offset(day) == offset(day + days(1)); ++i)
            day += days(1);
        return day - days(14);
    }

    /// One edge in three lies between midnight and four, where the clocks change.
    int edge() { return 15 * upTo(oneIn(3) ? 16 : 95); }

    WallInterval interval()
    {
        const int from = edge(), to = oneIn(5) ? 1440 : edge();
        return from == to ? WallInterval{from, (from + 60) % 1440} : WallInterval{from, to};
    }

    /// Hours of one day, away from the hours in which clocks change.
    std::vector<WallInterval> dayHours()
    {
        const int from = 360 + 15 * upTo(20), noon = 750 + 15 * upTo(8);
        if (oneIn(2))
            return {{from, noon + 15 + 15 * upTo(20)}};
        return {{from, noon}, {noon + 30, noon + 45 + 15 * upTo(20)}};
    }

    /// Hours with holidays and breaks in the `span` days after `around`.
    CalendarSpec calendar(const QString &zone, Instant around, int span)
    {
        CalendarSpec spec;
        spec.zone = zone;
        const int kind = upTo(3);
        for (auto &day : spec.hours) {
            if (kind == 0)
                day = {{540, 1020}};
            else if (kind == 1)
                day = {{1320, 360}, {600, 720}};
            else
                for (int i = upTo(3); i > 0; --i)
                    day.push_back(interval());
        }
        spec.hours[0].push_back(interval());
        for (int i = upTo(4); i > 0; --i)
            spec.holidays.push_back(date(around, span));
        for (int i = upTo(4); i > 0; --i)
            spec.breaks.push_back({date(around, span), interval()});
        return spec;
    }

    std::chrono::year_month_day date(Instant around, int span)
    {
        using namespace std::chrono;
        return floor<days>(around) + days(upTo(span));
    }

    std::vector<Interval> pauses(Instant from, Instant to, bool wholeMinutes)
    {
        std::vector<Interval> made;
        for (int i = upTo(5); i > 0; --i) {
            const Instant begin = wholeMinutes ? minuteBetween(from, to) : between(from, to);
            made.push_back(
                {begin, begin + (wholeMinutes ? Millis(60'000LL * upTo(3000)) : Millis(upTo(150'000'000)))});
        }
        return made;
    }

    Target target(bool withDays)
    {
        const int kind = upTo(withDays ? 2 : 1);
        if (kind == 2)
            return {Target::Kind::BusinessDays, 1 + upTo(8), {}};
        return {kind == 0 ? Target::Kind::RoundTheClock : Target::Kind::BusinessTime,
                60'000LL * (1 + upTo(3000)),
                {}};
    }

private:
    QRandomGenerator m_random;
};

} // namespace muster::sla
