// SPDX-License-Identifier: GPL-3.0-or-later
// Business-time deadlines per second on one thread, beside a plain walk from day to day in the same run.
// Mixed zones; one target in thirty runs over several years. Times are CPU time of the thread.
#include "models/sla/calendar.h"
#include "models/sla/target.h"
#include "models/sla/zonetable.h"

#include <QRandomGenerator>
#include <QStringList>

#include <cstdio>
#include <ctime>

using namespace muster;
using namespace muster::sla;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDay = 86'400'000;

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

CalendarSpec spec(const QString &zone)
{
    CalendarSpec made;
    made.zone = zone;
    for (size_t day = 0; day < 5; ++day)
        made.hours[day] = {{540, 750}, {795, 1050}};
    made.holidays = {*std::optional(
        std::chrono::year_month_day(std::chrono::year(2026), std::chrono::December, std::chrono::day(25)))};
    return made;
}

/// What one would write first: each day's windows converted, until the target is used up.
qint64 walk(const CalendarSpec &calendar, const ZoneTable &zone, qint64 start, qint64 left)
{
    const qint64 wall = start + zone.offsetAt(start);
    for (qint64 day = wall / kDay;; ++day) {
        const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
        if (std::ranges::find(calendar.holidays, date) != calendar.holidays.end())
            continue;
        for (const WallInterval &window : calendar.hours[size_t((day + 3) % 7)]) {
            const qint64 from = std::max(start, zone.toUtc(day * kDay + window.from * 60'000, Edge::Opening));
            const qint64 to = zone.toUtc(day * kDay + window.to * 60'000, Edge::Closing);
            if (to <= from)
                continue;
            if (left <= to - from)
                return from + left;
            left -= to - from;
        }
    }
}

struct Question
{
    size_t calendar;
    qint64 start, length;
};

} // namespace

int main()
{
    const QStringList zones{
        u"Europe/Berlin"_s,     u"America/New_York"_s, u"Asia/Kathmandu"_s,    u"Australia/Lord_Howe"_s,
        u"Africa/Casablanca"_s, u"Asia/Tokyo"_s,       u"America/Sao_Paulo"_s, u"UTC"_s};
    std::vector<CalendarSpec> specs;
    std::vector<Calendar> calendars;
    std::vector<std::shared_ptr<const ZoneTable>> tables;
    for (const QString &zone : zones) {
        specs.push_back(spec(zone));
        calendars.push_back(*Calendar::make(specs.back()));
        tables.push_back(ZoneTable::find(zone));
    }
    QRandomGenerator random(7);
    std::vector<Question> questions;
    const qint64 base = toMillis(*parseRfc3339(u"2026-01-01T00:00:00Z"));
    for (int i = 0; i < 300'000; ++i) {
        const qint64 minutes = i % 30 == 0 ? random.bounded(400000, 500000) : random.bounded(15, 4800);
        questions.push_back({size_t(random.bounded(quint32(zones.size()))),
                             base + qint64(random.bounded(quint32(365 * 1440))) * 60'000, minutes * 60'000});
    }
    const auto engine = [&](const Question &q) {
        return toMillis(
            due(calendars[q.calendar], fromMillis(q.start), {Target::Kind::BusinessTime, q.length, {}}));
    };
    int different = 0;
    qint64 sum = 0;
    for (const Question &q : questions)
        sum += engine(q); // once before: the tables of open hours are built at the first question
    double begin = cpuSeconds();
    constexpr int kRounds = 5;
    for (int round = 0; round < kRounds; ++round) {
        for (const Question &q : questions)
            sum += engine(q);
    }
    const double ours = double(questions.size()) * kRounds / (cpuSeconds() - begin);
    begin = cpuSeconds();
    for (const Question &q : questions)
        different += walk(specs[q.calendar], *tables[q.calendar], q.start, q.length) != engine(q);
    const double both = (cpuSeconds() - begin);
    const double plain = double(questions.size()) / (both - double(questions.size()) / ours);
    std::printf("{\"figure\":\"deadlines\",\"value\":%.0f,\"unit\":\"1/s\",\"baseline\":\"plain walk from "
                "day to day\","
                "\"baseline_value\":%.0f,\"ratio\":%.1f,\"goal\":\"1000000 and 3 "
                "x\",\"different\":%d,\"sum\":%lld}\n",
                ours, plain, ours / plain, different, static_cast<long long>(sum % 1000));
    return different == 0 ? 0 : 1;
}
