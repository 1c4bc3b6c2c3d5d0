// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the queue: countdowns, titles, and sentences for screen readers.
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"

#include <QCoreApplication>

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = sla::ClockSummary::Phase;

namespace {

struct QueueText
{
    Q_DECLARE_TR_FUNCTIONS(QueueText)
};

QString twoDigits(qint64 number)
{
    return u"%1"_s.arg(number, 2, 10, QLatin1Char('0'));
}

/// A length in at most nine characters with its sign; the larger it is, the coarser.
QString tabular(std::chrono::seconds length, bool negative)
{
    const QString sign = negative ? u"-"_s : QString();
    const qint64 days = length / 24h, hours = length / 1h % 24, minutes = length / 1min % 60;
    if (days == 0)
        return sign + twoDigits(hours) + u':' + twoDigits(minutes) + u':' + twoDigits(length.count() % 60);
    if (days < (negative ? 10 : 100))
        return u"%1%2d %3:%4"_s.arg(sign).arg(days).arg(twoDigits(hours), twoDigits(minutes));
    if (days < 1000)
        return u"%1%2d %3h"_s.arg(sign).arg(days).arg(twoDigits(hours));
    return u"%1%2d"_s.arg(sign).arg(std::min(days, qint64(999'999)));
}

QString runningSentence(const QString &clock, const QString &state, const sla::ClockSummary &summary,
                        Instant now)
{
    if (summary.due == kNever)
        return QueueText::tr("%1 %2").arg(clock, state);
    const QString due = utcText(summary.due, now);
    if (summary.due < now)
        return QueueText::tr("%1 %2, %3 over, was due %4")
            .arg(clock, state, spokenLength(now - summary.due), due);
    return QueueText::tr("%1 %2, %3 left, due %4").arg(clock, state, spokenLength(summary.due - now), due);
}

} // namespace

QString countdownText(const sla::ClockSummary &clock, Instant now)
{
    switch (clock.phase) {
    case Phase::None:
        return {};
    case Phase::Paused:
        return QueueText::tr("Paused");
    case Phase::Stopped:
        return clock.breached ? QueueText::tr("Met late") : QueueText::tr("Met");
    case Phase::Running:
        break;
    }
    if (clock.due == kNever)
        return u"–"_s;
    const bool past = clock.due < now;
    const auto length = past ? std::chrono::floor<std::chrono::seconds>(now - clock.due)
                             : std::chrono::ceil<std::chrono::seconds>(clock.due - now);
    return tabular(length, past && length > 0s);
}

QString clockSentence(sla::ClockKind kind, const sla::ClockSummary &clock, Instant now)
{
    const QString title = clockTitle(kind);
    switch (clock.phase) {
    case Phase::None:
        return QueueText::tr("%1: no target").arg(title);
    case Phase::Paused:
        return (clock.breached ? QueueText::tr("%1 breached, then paused, %2 % of the target used")
                               : QueueText::tr("%1 paused, %2 % of the target used"))
            .arg(title, QString::number(clock.usedPermille / 10));
    case Phase::Stopped:
        return clock.breached ? QueueText::tr("%1 met late").arg(title) : QueueText::tr("%1 met").arg(title);
    case Phase::Running:
        break;
    }
    return runningSentence(title, clockStateTitle(sla::stateAt(clock, now)).toLower(), clock, now);
}

QString clockTitle(sla::ClockKind kind)
{
    switch (kind) {
    case sla::ClockKind::FirstResponse:
        return QueueText::tr("First response");
    case sla::ClockKind::NextResponse:
        return QueueText::tr("Next response");
    case sla::ClockKind::Update:
        return QueueText::tr("Update");
    case sla::ClockKind::Resolution:
        return QueueText::tr("Resolution");
    }
    return {};
}

QString clockStateTitle(sla::ClockState state)
{
    switch (state) {
    case sla::ClockState::None:
        return QueueText::tr("No clock");
    case sla::ClockState::Running:
        return QueueText::tr("Running");
    case sla::ClockState::AtRisk:
        return QueueText::tr("At risk");
    case sla::ClockState::Breached:
        return QueueText::tr("Breached");
    case sla::ClockState::Paused:
        return QueueText::tr("Paused");
    case sla::ClockState::Met:
        return QueueText::tr("Met");
    }
    return {};
}

QString statusTitle(ticket::Status status)
{
    switch (status) {
    case ticket::Status::New:
        return QueueText::tr("New");
    case ticket::Status::Open:
        return QueueText::tr("Open");
    case ticket::Status::Waiting:
        return QueueText::tr("Waiting on customer");
    case ticket::Status::OnHold:
        return QueueText::tr("On hold");
    case ticket::Status::Resolved:
        return QueueText::tr("Resolved");
    case ticket::Status::Closed:
        return QueueText::tr("Closed");
    case ticket::Status::Reopened:
        return QueueText::tr("Re-opened");
    }
    return {};
}

} // namespace muster::views
