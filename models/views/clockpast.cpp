// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/clockpast.h"

#include "models/views/casetext.h"

#include <QCoreApplication>

namespace muster::views {

using namespace Qt::StringLiterals;
using Phase = sla::ClockSummary::Phase;

namespace {

constexpr size_t kMostBreaches = 3;

struct PastText
{
    Q_DECLARE_TR_FUNCTIONS(PastText)
};

/// The breach that the row itself shows: its due instant has passed, under the priority that holds.
bool isOnView(const sla::Breach &breach, const sla::ClockSummary &clock, const QString &priority)
{
    return breach.at == clock.due && !breach.reprioritised && breach.priority == priority;
}

QString breachText(const sla::Breach &breach, const QString &priority, Instant now)
{
    const QString at = utcText(breach.at, now);
    if (breach.reprioritised)
        return PastText::tr("Breached %1, when it was set to %2.").arg(at, breach.priority);
    if (breach.priority != priority)
        return PastText::tr("Breached %1 under %2, before it was set to %3.")
            .arg(at, breach.priority, priority);
    return PastText::tr("Breached %1 under %2.").arg(at, breach.priority);
}

QStringList breachTexts(const sla::ClockReport &report, const QString &priority, Instant now)
{
    QStringList texts;
    for (const sla::Breach &breach : report.breaches) {
        if (!isOnView(breach, report.summary, priority))
            texts += breachText(breach, priority, now);
    }
    const qsizetype more = texts.size() - qsizetype(kMostBreaches);
    if (more <= 0)
        return texts;
    texts.remove(0, more);
    texts.prepend(more == 1 ? PastText::tr("%n earlier breach.", nullptr, 1)
                            : PastText::tr("%n earlier breaches.", nullptr, int(more)));
    return texts;
}

QString roundsText(int cycles)
{
    return cycles == 1 ? PastText::tr("Ended once before.")
                       : PastText::tr("Ended %n times before.", nullptr, cycles);
}

/// A re-opening leaves the first resolution where it was and adds to the time in all.
QString reopenedText(const sla::Clocks &clocks, const sla::ClockReport &resolution, Instant now)
{
    if (!clocks.firstResolvedAt || (resolution.summary.phase == Phase::Stopped &&
                                    resolution.summary.stoppedAt == *clocks.firstResolvedAt))
        return {};
    return PastText::tr("First resolved %1, then re-opened; %2 counted in all.")
        .arg(utcText(*clocks.firstResolvedAt, now), spokenLength(clocks.totalResolution));
}

} // namespace

QStringList clockPast(const sla::Clocks &clocks, sla::ClockKind kind, const QString &priority, Instant now)
{
    const sla::ClockReport &report = clocks.clocks[size_t(kind)];
    QStringList texts = breachTexts(report, priority, now);
    if (report.cycles > 0)
        texts += roundsText(report.cycles);
    if (kind == sla::ClockKind::Resolution && report.state != sla::ClockState::None) {
        if (const QString reopened = reopenedText(clocks, report, now); !reopened.isEmpty())
            texts += reopened;
    }
    return texts;
}

} // namespace muster::views
