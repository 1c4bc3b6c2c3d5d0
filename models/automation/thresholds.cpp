// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/automation/thresholds.h"

#include "models/notify/message.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::automation {
namespace {

const QString kThreshold = u"threshold"_s;

/// Whether more than `percent` of the limit count. In whole numbers: a limit of 0 is passed by the first one.
bool isMoreThan(const policy::Threshold &limit, const Reading &reading, int percent)
{
    const qint64 counted = reading.counted, above = limit.above;
    if (!limit.isShare)
        return counted * 100 > above * percent;
    return reading.of > 0 && counted * 100 * 100 > above * percent * qint64(reading.of);
}

} // namespace

bool isAbove(const policy::ThresholdRules &rules, const policy::Threshold &limit, const Reading &reading,
             bool wasAbove)
{
    if (limit.isShare && reading.of < limit.least)
        return false;
    return isMoreThan(limit, reading, wasAbove ? rules.clearPercent : 100);
}

void ThresholdWatch::setTold(const QStringList &told)
{
    for (auto &each : m_stands)
        each.second.isTold = told.contains(each.first);
    for (const QString &key : told)
        m_stands.try_emplace(key, Stand{true, true, {}});
}

std::vector<Crossing> ThresholdWatch::look(const policy::ThresholdRules &rules,
                                           std::span<const Reading> readings, Instant now)
{
    std::vector<Crossing> crossings;
    for (size_t i = 0; i < std::min(readings.size(), rules.limits.size()); ++i) {
        const policy::Threshold &limit = rules.limits[i];
        const auto [place, isNew] = m_stands.try_emplace(limit.key, Stand{false, false, now});
        Stand &stand = place->second;
        const bool is = isAbove(rules, limit, readings[i], stand.isAbove);
        if (is != stand.isAbove || stand.since > now) { // also where the clock was set back
            stand.isAbove = is;
            stand.since = now;
        }
        if (stand.isAbove != stand.isTold && now - stand.since >= rules.hold)
            crossings.push_back(
                {limit.key, stand.isAbove, stand.since, stand.since + rules.hold, readings[i]});
    }
    for (auto it = m_stands.begin(); it != m_stands.end();) {
        if (rules.limit(it->first) != nullptr) {
            ++it;
        } else if (it->second.isTold) {
            crossings.push_back({it->first, false, now, now, {}});
            ++it;
        } else {
            it = m_stands.erase(it);
        }
    }
    return crossings;
}

QString causeOfLimit(const QString &limit)
{
    return kThreshold + u':' + limit;
}

SubjectId subjectOfLimit(const QString &limit)
{
    return notify::subjectOf(causeOfLimit(limit), {});
}

QString limitOf(const notify::Notification &notification)
{
    const QString &cause = notification.asked.cause;
    return cause.section(u':', 0, 0) == kThreshold ? cause.section(u':', 1) : QString();
}

QString limitWords(const policy::Threshold &limit, const Reading &reading)
{
    const QStringList narrowed = limit.priorities + limit.tiers + limit.tags;
    QString words = u"%1 of %2 open tickets"_s.arg(reading.counted).arg(reading.of);
    if (!narrowed.isEmpty())
        words += u" of %1"_s.arg(narrowed.join(u", "_s));
    if (!limit.isShare)
        return words + u"; the limit is %1"_s.arg(limit.above);
    // Rounded up: what is above a limit does not read as if it were at it.
    const qint64 of = std::max(1, reading.of), percent = (qint64(reading.counted) * 100 + of - 1) / of;
    return words + u" (%1%); the limit is %2%"_s.arg(percent).arg(limit.above);
}

notify::Wish wishOf(const policy::Threshold &limit, const Crossing &crossing, const QString &policy)
{
    notify::Wish wish;
    wish.cause = causeOfLimit(limit.key);
    wish.at = crossing.at;
    wish.occasion = kThreshold;
    wish.title = u"Queue above its limit: %1"_s.arg(limit.name);
    wish.text = u"%1. Above since %2. Policy %3."_s.arg(limitWords(limit, crossing.reading),
                                                        notify::timeText(crossing.since), policy);
    wish.thread = wish.cause;
    wish.aboutKind = kThreshold;
    wish.about = subjectOfLimit(limit.key);
    return wish;
}

} // namespace muster::automation
