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

void ThresholdWatch::restart(const QStringList &told)
{
    m_stands.clear();
    for (const QString &key : told)
        m_stands[key] = {true, true, {}};
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
            crossings.push_back({limit.key, stand.isAbove, stand.since, readings[i]});
    }
    for (auto it = m_stands.begin(); it != m_stands.end();) {
        if (rules.limit(it->first) != nullptr) {
            ++it;
        } else if (it->second.isTold) {
            crossings.push_back({it->first, false, now, {}});
            ++it;
        } else {
            it = m_stands.erase(it);
        }
    }
    return crossings;
}

void ThresholdWatch::confirm(const Crossing &crossing)
{
    if (const auto found = m_stands.find(crossing.limit); found != m_stands.end())
        found->second.isTold = crossing.isAbove;
}

std::optional<Instant> ThresholdWatch::next(const policy::ThresholdRules &rules) const
{
    std::optional<Instant> next;
    for (const auto &each : m_stands) {
        const Stand &stand = each.second;
        if (stand.isAbove != stand.isTold)
            next = std::min(next.value_or(kNever), stand.since + rules.hold);
    }
    return next;
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
    if (!limit.isShare)
        return u"%1 of %2 open tickets; the limit is %3"_s.arg(reading.counted)
            .arg(reading.of)
            .arg(limit.above);
    const int percent = reading.of > 0 ? int(qint64(reading.counted) * 100 / reading.of) : 0;
    return u"%1 of %2 open tickets (%3%); the limit is %4%"_s.arg(reading.counted)
        .arg(reading.of)
        .arg(percent)
        .arg(limit.above);
}

notify::Wish wishOf(const policy::Threshold &limit, const Crossing &crossing, const QString &policy)
{
    notify::Wish wish;
    wish.cause = causeOfLimit(limit.key);
    wish.at = crossing.since;
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
