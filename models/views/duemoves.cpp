// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/duemoves.h"

#include "models/views/casetext.h"
#include "models/views/queuemodel.h"

#include <QCoreApplication>

namespace muster::views {

using namespace Qt::StringLiterals;
using Phase = sla::ClockSummary::Phase;

namespace {

struct DueText
{
    Q_DECLARE_TR_FUNCTIONS(DueText)
};

QString timeText(Instant at, Instant now)
{
    return at == kNever ? DueText::tr("never") : utcText(at, now);
}

bool readsTheSame(const sla::ClockSummary &left, const sla::ClockSummary &right)
{
    if (left.phase != right.phase || left.breached != right.breached)
        return false;
    switch (left.phase) {
    case Phase::None:
    case Phase::Stopped:
        return true;
    case Phase::Paused:
        return left.usedPermille / 10 == right.usedPermille / 10;
    case Phase::Running:
        return left.due == right.due && left.sloDue == right.sloDue;
    }
    return true;
}

QString standing(const sla::ClockSummary &clock, Instant now)
{
    switch (clock.phase) {
    case Phase::None:
        return DueText::tr("no target");
    case Phase::Stopped:
        return clock.breached ? DueText::tr("met late") : DueText::tr("met");
    case Phase::Paused:
        return DueText::tr("paused with %1 % used").arg(clock.usedPermille / 10);
    case Phase::Running:
        return DueText::tr("due %1").arg(timeText(clock.due, now));
    }
    return {};
}

QString distance(Instant before, Instant after)
{
    return after > before ? DueText::tr("%1 later").arg(spokenLength(after - before))
                          : DueText::tr("%1 earlier").arg(spokenLength(before - after));
}

QString runningText(const DueMove &move, Instant now)
{
    const Instant before = move.before.due, after = move.after.due;
    if (before == after)
        return DueText::tr("goal %1 → %2")
            .arg(timeText(move.before.sloDue, now), timeText(move.after.sloDue, now));
    QString text = DueText::tr("due %1 → %2").arg(timeText(before, now), timeText(after, now));
    if (before != kNever && after != kNever)
        text += u", "_s + distance(before, after);
    if (after < now && before >= now)
        text += DueText::tr(", breached from then on");
    return text;
}

} // namespace

std::vector<DueMove> dueMoves(const std::array<sla::ClockSummary, 4> &before,
                              const std::array<sla::ClockSummary, 4> &after)
{
    std::vector<DueMove> moves;
    for (size_t i = 0; i < before.size(); ++i) {
        if (!readsTheSame(before[i], after[i]))
            moves.push_back({sla::kClockKinds[i], before[i], after[i]});
    }
    return moves;
}

QString dueMoveText(const DueMove &move, Instant now)
{
    const bool running = move.before.phase == Phase::Running && move.after.phase == Phase::Running;
    const QString what =
        running ? runningText(move, now)
                : DueText::tr("%1 → %2").arg(standing(move.before, now), standing(move.after, now));
    return DueText::tr("%1: %2").arg(clockTitle(move.clock), what);
}

QStringList dueMoveTexts(const sla::ClocksInput &before, const sla::ClocksInput &after, Instant now)
{
    QStringList texts;
    for (const DueMove &move : dueMoves(sla::summarise(before), sla::summarise(after)))
        texts += dueMoveText(move, now);
    return texts.isEmpty() ? QStringList{DueText::tr("No due time moves.")} : texts;
}

void count(DueMoveCount &count, const sla::ClocksInput &before, const sla::ClocksInput &after, Instant now)
{
    const std::vector<DueMove> moves = dueMoves(sla::summarise(before), sla::summarise(after));
    ++count.tickets;
    count.moving += moves.empty() ? 0 : 1;
    for (const DueMove &move : moves) {
        const bool running = move.before.phase == Phase::Running && move.after.phase == Phase::Running &&
                             move.before.due != move.after.due;
        ++(!running ? count.others : move.after.due < move.before.due ? count.earlier : count.later);
        const auto breached = [now](const sla::ClockSummary &clock) {
            return sla::stateAt(clock, now) == sla::ClockState::Breached || clock.breached;
        };
        count.breached += breached(move.after) && !breached(move.before) ? 1 : 0;
    }
}

QString dueMoveCountText(const DueMoveCount &count)
{
    if (count.moving == 0)
        return DueText::tr("None of the %1 tickets gets another due time.").arg(count.tickets);
    QStringList parts;
    const auto add = [&parts](int number, const QString &one, const QString &many) {
        if (number > 0)
            parts += number == 1 ? one : many.arg(number);
    };
    add(count.earlier, DueText::tr("1 due time earlier"), DueText::tr("%1 due times earlier"));
    add(count.later, DueText::tr("1 due time later"), DueText::tr("%1 due times later"));
    add(count.others, DueText::tr("1 clock otherwise"), DueText::tr("%1 clocks otherwise"));
    add(count.breached, DueText::tr("1 breached by it"), DueText::tr("%1 breached by it"));
    return (count.moving == 1 ? DueText::tr("%1 of %2 tickets changes: %3.")
                              : DueText::tr("%1 of %2 tickets change: %3."))
        .arg(count.moving)
        .arg(count.tickets)
        .arg(parts.join(u", "_s));
}

} // namespace muster::views
