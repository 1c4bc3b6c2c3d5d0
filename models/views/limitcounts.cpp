// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/limitcounts.h"

#include "models/ticket/ticket.h"
#include "models/views/fold.h"

#include <QCoreApplication>

#include <algorithm>

namespace muster::views {
namespace {

struct LimitText
{
    Q_DECLARE_TR_FUNCTIONS(LimitText)
};

bool holdsOne(const QStringList &wanted, const QStringList &of)
{
    return wanted.isEmpty() || std::ranges::any_of(wanted, [&](const QString &each) {
               const QString word = folded(each);
               return std::ranges::any_of(of, [&](const QString &own) { return folded(own) == word; });
           });
}

bool isCounted(const policy::Threshold &limit, const ticket::Ticket &ticket,
               const std::array<sla::ClockSummary, 4> &clocks, Instant now)
{
    switch (limit.counts) {
    case policy::Threshold::Counts::All:
        return true;
    case policy::Threshold::Counts::Unassigned:
        return ticket.assignee.isNull();
    case policy::Threshold::Counts::AtRisk:
        return std::ranges::any_of(clocks, [&](const sla::ClockSummary &clock) {
            const sla::ClockState state = sla::stateAt(clock, now);
            return state == sla::ClockState::AtRisk || state == sla::ClockState::Breached;
        });
    case policy::Threshold::Counts::Older:
        return now - ticket.createdAt > limit.than;
    }
    return false;
}

automation::Reading readingAt(const LimitReadings &readings, size_t at)
{
    return at < readings.size() ? readings[at] : automation::Reading();
}

} // namespace

void countForLimits(const policy::ThresholdRules &rules, const ticket::Ticket &ticket,
                    const std::array<sla::ClockSummary, 4> &clocks, Instant now, LimitReadings &readings)
{
    readings.resize(rules.limits.size());
    for (size_t i = 0; i < rules.limits.size(); ++i) {
        const policy::Threshold &limit = rules.limits[i];
        if (!holdsOne(limit.priorities, {ticket.priority}) || !holdsOne(limit.tiers, {ticket.tier}) ||
            !holdsOne(limit.tags, ticket.tags))
            continue;
        ++readings[i].of;
        readings[i].counted += isCounted(limit, ticket, clocks, now) ? 1 : 0;
    }
}

LimitOutlook limitOutlook(const policy::ThresholdRules &before, const LimitReadings &readBefore,
                          const policy::ThresholdRules &after, const LimitReadings &readAfter)
{
    const auto isPassedNow = [&](const QString &key) {
        for (size_t i = 0; i < before.limits.size(); ++i) {
            if (before.limits[i].key == key)
                return automation::isAbove(before, before.limits[i], readingAt(readBefore, i), false);
        }
        return false;
    };
    LimitOutlook outlook;
    QStringList stays, ends;
    for (size_t i = 0; i < after.limits.size(); ++i) {
        const policy::Threshold &limit = after.limits[i];
        const automation::Reading reading = readingAt(readAfter, i);
        const QString figures = automation::limitWords(limit, reading);
        const bool was = isPassedNow(limit.key), is = automation::isAbove(after, limit, reading, was);
        outlook.passed += is && !was ? 1 : 0;
        if (is && !was)
            outlook.sentences += LimitText::tr("Limit passed by it: %1, %2.").arg(limit.name, figures);
        else if (is)
            stays += LimitText::tr("Limit passed now and by it: %1, %2.").arg(limit.name, figures);
        else if (was)
            ends += LimitText::tr("Limit no longer passed: %1, %2.").arg(limit.name, figures);
    }
    for (const policy::Threshold &limit : before.limits) {
        if (after.limit(limit.key) == nullptr && isPassedNow(limit.key))
            ends += LimitText::tr("Limit passed now and not there any more: %1.").arg(limit.name);
    }
    outlook.sentences += stays + ends;
    return outlook;
}

} // namespace muster::views
