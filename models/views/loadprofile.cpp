// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/loadprofile.h"

#include "models/views/casetext.h"
#include "models/views/filtertokens.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

struct LoadText
{
    Q_DECLARE_TR_FUNCTIONS(LoadText)
};

QString filterForHour(int hour)
{
    const QString before = u"due<"_s + durationText(std::chrono::hours(hour + 1));
    if (hour == 0)
        return u"state:running,at_risk "_s + before;
    return u"due>"_s + durationText(std::chrono::hours(hour)) + u' ' + before;
}

} // namespace

LoadProfile loadProfile(const QueueModel::Load &load, Instant now, const QTimeZone &zone)
{
    LoadProfile profile;
    profile.breached = load.breached;
    profile.breachedTooltip = load.breached == 1
                                  ? LoadText::tr("%n clock is breached", nullptr, 1)
                                  : LoadText::tr("%n clocks are breached", nullptr, load.breached);
    profile.breachedFilter = u"state:breached"_s;
    profile.highest = std::max(load.breached, *std::ranges::max_element(load.due));
    for (int hour = 0; hour < int(profile.bars.size()); ++hour) {
        const Instant from = now + std::chrono::hours(hour);
        LoadBar &bar = profile.bars[size_t(hour)];
        bar.due = load.due[size_t(hour)];
        bar.label = clockTimeText(from, from, zone);
        const QString until = clockTimeText(from + std::chrono::hours(1), from + std::chrono::hours(1), zone);
        bar.tooltip = (bar.due == 1 ? LoadText::tr("%n clock falls due from %1 to %2", nullptr, 1)
                                    : LoadText::tr("%n clocks fall due from %1 to %2", nullptr, bar.due))
                          .arg(bar.label, until);
        bar.filter = filterForHour(hour);
    }
    return profile;
}

} // namespace muster::views
