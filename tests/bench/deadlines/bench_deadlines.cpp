// SPDX-License-Identifier: GPL-3.0-or-later
// Business-time deadlines per second on one thread, mixed zones, one in thirty over several years, beside a
// plain walk over the days with the same zone tables in the same run. CPU time; one JSON line a figure. Both
// must agree on every deadline that both compute.
#include "models/sla/calendarrules.h"
#include "models/sla/clocks.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTextStream>

#include <ctime>

using namespace muster;
using namespace muster::sla;
using namespace std::chrono;
using namespace Qt::StringLiterals;

namespace {

constexpr int kDeadlines = 2'000'000;
constexpr int kWalked = 60'000; ///< the walk is given fewer; its rate is what counts
constexpr Instant kFrom = sys_days(year(2024) / 1 / 1);

struct Desk
{
    Calendar calendar;
    CalendarRules rules;
};

struct Question
{
    size_t desk = 0;
    Instant start{};
    Millis open{0};
};

std::vector<Desk> desks()
{
    std::vector<Desk> made;
    int number = 0;
    for (const auto &zone :
         {u"Europe/Berlin"_s, u"America/New_York"_s, u"Asia/Kolkata"_s, u"Australia/Lord_Howe"_s,
          u"Asia/Tokyo"_s, u"Africa/Casablanca"_s, u"America/Sao_Paulo"_s, u"Asia/Kathmandu"_s,
          u"Pacific/Auckland"_s, u"Europe/London"_s, u"America/Los_Angeles"_s, u"Africa/Cairo"_s}) {
        CalendarSpec spec;
        spec.zone = zone;
        for (size_t day = 0; day < 5; ++day) {
            if (number % 3 == 0)
                spec.hours[day] = {{9 * 60, 17 * 60}};
            else if (number % 3 == 1)
                spec.hours[day] = {{9 * 60, 12 * 60 + 30}, {13 * 60 + 15, 18 * 60}};
            else
                spec.hours[day] = {{22 * 60, 6 * 60}, {8 * 60, 12 * 60}};
        }
        for (int y = 2024; y < 2040; ++y)
            spec.holidays.insert(spec.holidays.end(), {year(y) / 1 / 1, year(y) / 5 / 1, year(y) / 12 / 25});
        made.push_back({*Calendar::make(spec), *calendarRules(spec)});
        ++number;
    }
    return made;
}

std::vector<Question> questions(size_t deskCount)
{
    QRandomGenerator random(20261121);
    std::vector<Question> asked(kDeadlines);
    for (Question &question : asked) {
        question.desk = random.bounded(quint32(deskCount));
        question.start = kFrom + milliseconds(random.bounded(4LL * 365 * 86'400'000));
        const bool isLong = random.bounded(30) == 0;
        question.open =
            isLong ? hours(2000 * (2 + random.bounded(3))) : minutes(15 + random.bounded(60 * 48));
    }
    return asked;
}

/// What one would write first: day after day, its intervals, until the time is used up.
Instant walk(const CalendarRules &rules, Instant start, Millis open)
{
    std::vector<Interval> hours;
    Date date(floor<days>(rules.zone->localAt(start)).time_since_epoch());
    for (date -= days(1);; date += days(1)) {
        rules.openOf(date, hours);
        for (const auto &[from, to] : hours) {
            const Millis here = to - std::max(from, start);
            if (here <= Millis(0))
                continue;
            if (open <= here)
                return std::max(from, start) + open;
            open -= here;
        }
    }
}

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

/// Calls a second of CPU time; the best of three, since other programs share the machine's caches.
template <typename Action> double rate(int calls, Action action)
{
    double best = 0;
    for (int round = 0; round < 3; ++round) {
        const double begun = cpuSeconds();
        action();
        best = std::max(best, calls / (cpuSeconds() - begun));
    }
    return best;
}

void print(const QString &figure, double value, double baseline, double goal)
{
    const QJsonObject line{{u"figure"_s, figure},
                           {u"value"_s, std::round(value)},
                           {u"unit"_s, u"1/s"_s},
                           {u"baseline"_s, u"day-by-day walk"_s},
                           {u"baseline_value"_s, std::round(baseline)},
                           {u"ratio"_s, std::round(value / baseline * 10) / 10},
                           {u"goal"_s, goal}};
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
}

} // namespace

int main()
{
    const std::vector<Desk> all = desks();
    const std::vector<Question> asked = questions(all.size());
    std::vector<Instant> answers(asked.size()), walked(kWalked);

    const double ours = rate(1, [&] { // the best round has the years written out already
        for (size_t i = 0; i < asked.size(); ++i)
            answers[i] =
                due(all[asked[i].desk].calendar, asked[i].start,
                    {.kind = Target::Kind::BusinessTime, .amount = asked[i].open.count(), .date = {}});
    });
    const double slow = rate(kWalked, [&] {
        for (size_t i = 0; i < kWalked; ++i)
            walked[i] = walk(all[asked[i].desk].rules, asked[i].start, asked[i].open);
    });
    for (size_t i = 0; i < kWalked; ++i) {
        if (answers[i] != walked[i]) {
            QTextStream(stderr) << "question " << i << " has two answers: " << toRfc3339(answers[i])
                                << " and " << toRfc3339(walked[i]) << Qt::endl;
            return 1;
        }
    }
    print(u"deadlines_per_second"_s, ours * kDeadlines, slow, 1e6);
    return 0;
}
