// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/target.h"

#include "models/sla/calendar.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace muster::sla {
namespace {

struct Unit
{
    QStringView name;
    Target::Kind kind;
    qint64 factor; ///< milliseconds, or days
};
// Largest first within a kind, so that texts come out as short as they can be.
constexpr std::array kUnits{
    Unit{u"w", Target::Kind::RoundTheClock, 604'800'000}, Unit{u"d", Target::Kind::RoundTheClock, 86'400'000},
    Unit{u"h", Target::Kind::RoundTheClock, 3'600'000},   Unit{u"m", Target::Kind::RoundTheClock, 60'000},
    Unit{u"s", Target::Kind::RoundTheClock, 1000},        Unit{u"bh", Target::Kind::BusinessTime, 3'600'000},
    Unit{u"bm", Target::Kind::BusinessTime, 60'000},      Unit{u"bs", Target::Kind::BusinessTime, 1000},
    Unit{u"bd", Target::Kind::BusinessDays, 1},
};
constexpr qint64 kMostMillis = qint64(100) * 366 * 86'400'000; // a hundred years
constexpr qint64 kMostDays = 20'000;

/// Sorted, merged, empty ones left out.
std::vector<Interval> tidy(std::span<const Interval> pauses)
{
    std::vector<Interval> sorted(pauses.begin(), pauses.end());
    std::erase_if(sorted, [](const Interval &pause) { return pause.to <= pause.from; });
    std::ranges::sort(sorted, {}, &Interval::from);
    std::vector<Interval> merged;
    for (const Interval &pause : sorted) {
        if (!merged.empty() && pause.from <= merged.back().to)
            merged.back().to = std::max(merged.back().to, pause.to);
        else
            merged.push_back(pause);
    }
    return merged;
}

/// The end of `length` of open time with pauses left out. 24×7 is open always.
Instant dueInOpenTime(const Calendar &calendar, Instant start, Millis length,
                      std::span<const Interval> pauses)
{
    Instant at = start;
    for (const Interval &pause : pauses) {
        if (pause.to <= at)
            continue;
        const Millis before = calendar.openBetween(at, pause.from);
        if (length <= before)
            break;
        if (pause.to == kNever)
            return kNever;
        length -= before;
        at = std::max(at, pause.to);
    }
    return calendar.addOpen(at, length);
}

Instant dueInBusinessDays(const Calendar &calendar, Instant start, qint64 days,
                          std::span<const Interval> pauses)
{
    Instant end = calendar.addBusinessDays(start, int(days));
    for (const Interval &pause : pauses) {
        if (end == kNever || pause.from >= end)
            break;
        end = pause.to == kNever
                  ? kNever
                  : calendar.addOpen(end, calendar.openBetween(std::max(start, pause.from), pause.to));
        // Only closed time was left when the pause began: the end is the first opening after it.
        if (end < pause.to)
            end = calendar.nextOpen(pause.to);
    }
    return end;
}

} // namespace

Result<Target> parseTarget(QStringView text)
{
    const auto wrong = [&](const QString &why) {
        return Error{Fault::BadInput, u"\"%1\" is no target: %2; one looks like 90m, 4h, 8bh or 3bd"_s.arg(
                                          text.left(40).toString(), why)};
    };
    qsizetype digits = 0;
    while (digits < text.size() && text[digits] >= u'0' && text[digits] <= u'9')
        ++digits;
    if (digits == 0)
        return wrong(u"it does not begin with a whole number"_s);
    bool ok = false;
    const qint64 amount = text.left(digits).toLongLong(&ok);
    const auto unit = std::ranges::find(kUnits, text.mid(digits), &Unit::name);
    if (unit == kUnits.end())
        return wrong(u"its unit is none of s, m, h, d, w, bs, bm, bh, bd"_s);
    const qint64 most = unit->kind == Target::Kind::BusinessDays ? kMostDays : kMostMillis;
    if (!ok || amount > most / unit->factor)
        return wrong(u"it is too long"_s);
    if (amount == 0)
        return wrong(u"it is zero"_s);
    return Target{unit->kind, amount * unit->factor, {}};
}

QString targetText(const Target &target)
{
    if (target.kind == Target::Kind::AgreedDate)
        return toRfc3339(target.date);
    for (const Unit &unit : kUnits) {
        if (unit.kind == target.kind && target.amount % unit.factor == 0)
            return QString::number(target.amount / unit.factor) + unit.name.toString();
    }
    return QString::number(target.amount) + u"ms"_s;
}

Instant due(const Calendar &calendar, Instant start, const Target &target, std::span<const Interval> pauses)
{
    const std::vector<Interval> tidied = pauses.empty() ? std::vector<Interval>() : tidy(pauses);
    switch (target.kind) {
    case Target::Kind::RoundTheClock:
        return dueInOpenTime(Calendar(), start, Millis(target.amount), tidied);
    case Target::Kind::BusinessTime:
        return dueInOpenTime(calendar, start, Millis(target.amount), tidied);
    case Target::Kind::BusinessDays:
        return dueInBusinessDays(calendar, start, target.amount, tidied);
    case Target::Kind::AgreedDate:
        return target.date;
    }
    return kNever;
}

Millis elapsed(const Calendar &calendar, Instant from, Instant to, std::span<const Interval> pauses)
{
    Millis counted = calendar.openBetween(from, to);
    if (pauses.empty() || to <= from)
        return counted;
    for (const Interval &pause : tidy(pauses))
        counted -= calendar.openBetween(std::max(from, pause.from), std::min(to, pause.to));
    return counted;
}

} // namespace muster::sla
