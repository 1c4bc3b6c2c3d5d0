// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/clocks.h"

#include "models/base/names.h"
#include "models/sla/history.h"
#include "models/sla/why.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::sla {
namespace {

const TargetSet *targetsOf(const ClocksInput &input, const QString &priority)
{
    const auto found = input.targets.find(priority);
    return found == input.targets.end() ? nullptr : &found->second;
}

bool pauses(const TargetSet *targets, ClockKind kind)
{
    if (!targets)
        return false;
    switch (kind) {
    case ClockKind::FirstResponse:
        return targets->pausesFirstResponse;
    case ClockKind::NextResponse:
        return false;
    case ClockKind::Update:
    case ClockKind::Resolution:
        return targets->mayPause;
    }
    return false;
}

/// The parts of the waiting time in which the priority then in force let this clock stand still.
std::vector<StandStill> pausesOf(const ClocksInput &input, const History &history, ClockKind kind,
                                 Instant until)
{
    std::vector<StandStill> found;
    for (const Stretch &waiting : history.waiting) {
        const Instant end = waiting.to ? waiting.to->at : until;
        for (size_t i = 0; i < history.priorities.size(); ++i) {
            const PriorityPeriod &period = history.priorities[i];
            const Instant from = std::max(waiting.from.at, i == 0 ? waiting.from.at : period.from);
            const bool isLast = i + 1 == history.priorities.size();
            const Instant to = std::min(end, isLast ? end : history.priorities[i + 1].from);
            const bool lasts = !waiting.to && isLast;
            const Moment *ended = waiting.to && to == end ? &*waiting.to : nullptr;
            if ((from < to || lasts) && pauses(targetsOf(input, period.priority), kind))
                found.push_back({{from, to}, SpanKind::Paused, &waiting.from, ended, lasts});
        }
    }
    return found;
}

/// One clock's arithmetic in one cycle.
class Run
{
public:
    Run(const ClocksInput &input, const History &history, ClockKind kind, Instant until)
        : m_input(input), m_history(history), m_kind(kind), m_until(until),
          m_still(pausesOf(input, history, kind, until))
    {
        // These two go on after a re-opening; the others begin a new cycle.
        if (kind == ClockKind::Resolution || kind == ClockKind::FirstResponse) {
            for (const Stretch &closed : history.closed) {
                // Closed and re-opened at one instant leaves nothing: the spans stay apart and in order.
                if (closed.to && closed.from.at < closed.to->at)
                    m_still.push_back({{closed.from.at, closed.to->at},
                                       SpanKind::Closed,
                                       &closed.from,
                                       &*closed.to,
                                       false});
            }
            std::ranges::sort(m_still, {}, [](const StandStill &each) { return each.span.from; });
        }
    }

    /// Reads the cycle; breaches are added to `report`.
    void read(const Cycle &cycle, ClockReport &report) const
    {
        const Instant end = cycle.end ? cycle.end->at : m_until;
        const auto target = targetIn(m_history.priorities[lastPeriod(cycle)].priority);
        report.target = target ? target->sla : std::nullopt;
        if (agreed())
            report.target = Target{Target::Kind::AgreedDate, 0, *agreed()};
        report.summary = {};
        if (!report.target)
            return;
        addBreaches(cycle, end, report);
        const std::vector<Interval> still = stillFor(*report.target, cycle, end);
        ClockSummary &summary = report.summary;
        summary.start = cycle.start.at;
        summary.due = dueOf(*report.target, cycle, still);
        const StandStill *pause = cycle.end ? nullptr : openPause(*report.target);
        const Instant stood = pause ? std::max(pause->span.from, cycle.start.at) : end;
        report.used = elapsed(calendarFor(*report.target), cycle.start.at, stood, still);
        if (cycle.end || pause) {
            summary.stoppedAt = stood;
            summary.breached = stood > summary.due;
            summary.usedPermille = permille(report.used, *report.target, cycle, endedBy(stood, still));
        }
        summary.phase = cycle.end ? ClockSummary::Phase::Stopped
                        : pause   ? ClockSummary::Phase::Paused
                                  : ClockSummary::Phase::Running;
        if (summary.phase == ClockSummary::Phase::Paused && !summary.breached)
            summary.due = kNever;
        if (summary.phase == ClockSummary::Phase::Running)
            addWarnings(*report.target, target ? target->slo : std::nullopt, cycle, still, summary);
    }

    Calendar calendarFor(const Target &target) const
    {
        const bool isWallTime =
            target.kind == Target::Kind::RoundTheClock || target.kind == Target::Kind::AgreedDate;
        return isWallTime ? Calendar() : m_input.calendar;
    }

    const std::vector<StandStill> &standStills() const { return m_still; }

private:
    std::optional<Instant> agreed() const { return m_input.agreedDates[size_t(m_kind)]; }

    const ClockTarget *targetIn(const QString &priority) const
    {
        const TargetSet *set = targetsOf(m_input, priority);
        return set ? &set->clocks[size_t(m_kind)] : nullptr;
    }

    /// The priority that a cycle is judged by: the present one while it runs, the one it ended under once it
    /// ended. A stop comes before a change at the same instant.
    size_t lastPeriod(const Cycle &cycle) const
    {
        size_t last = m_history.priorities.size() - 1;
        while (cycle.end && last > 0 && m_history.priorities[last].from >= cycle.end->at)
            --last;
        return last;
    }

    /// What stood still within the cycle; a pause that lasts has no end. An agreed date is not moved by
    /// pauses, so none count there.
    std::vector<Interval> stillFor(const Target &target, const Cycle &cycle, Instant end) const
    {
        std::vector<Interval> spans;
        if (target.kind == Target::Kind::AgreedDate)
            return spans;
        auto each = std::ranges::partition_point(
            m_still, [&](const StandStill &still) { return still.span.to <= cycle.start.at; });
        for (; each != m_still.end() && each->span.from < end; ++each)
            spans.push_back({each->span.from, each->lasts ? kNever : each->span.to});
        return spans;
    }

    static std::vector<Interval> endedBy(Instant end, std::vector<Interval> still)
    {
        for (Interval &span : still)
            span.to = std::min(span.to, end);
        return still;
    }

    Instant dueOf(const Target &target, const Cycle &cycle, std::span<const Interval> still) const
    {
        return due(m_input.calendar, cycle.start.at, target, still);
    }

    const StandStill *openPause(const Target &target) const
    {
        const auto open = std::ranges::find(m_still, true, &StandStill::lasts);
        return open == m_still.end() || target.kind == Target::Kind::AgreedDate ? nullptr : &*open;
    }

    /// Each target that was in force has its own due instant; a breach under it stays, whatever came later.
    void addBreaches(const Cycle &cycle, Instant end, ClockReport &report) const
    {
        const size_t last = lastPeriod(cycle);
        for (size_t i = 0; i <= last; ++i) {
            const PriorityPeriod &period = m_history.priorities[i];
            const Instant from = std::max(period.from, cycle.start.at);
            const Instant to = i < last ? std::min(end, m_history.priorities[i + 1].from) : end;
            if (to < from)
                continue;
            const ClockTarget *target = targetIn(period.priority);
            std::optional<Target> sla = target ? target->sla : std::nullopt;
            if (agreed())
                sla = Target{Target::Kind::AgreedDate, 0, *agreed()};
            if (!sla)
                continue;
            const Instant at = dueOf(*sla, cycle, stillFor(*sla, cycle, end));
            const bool isInForce = to > from || i == last;
            const bool isAlreadyPast = i > 0 && period.from >= cycle.start.at && at < from;
            if (isAlreadyPast && isInForce && !wasBreached(report, cycle.start.at))
                report.breaches.push_back({from, true, period.priority});
            else if (!isAlreadyPast && at < to && at >= from && !wasBreached(report, at))
                report.breaches.push_back({at, false, period.priority});
        }
    }

    static bool wasBreached(const ClockReport &report, Instant since)
    {
        return std::ranges::any_of(report.breaches, [&](const Breach &breach) { return breach.at >= since; });
    }

    Millis allowed(const Target &target, const Cycle &cycle, std::span<const Interval> still) const
    {
        switch (target.kind) {
        case Target::Kind::RoundTheClock:
        case Target::Kind::BusinessTime:
            return Millis(target.amount);
        case Target::Kind::BusinessDays:
        case Target::Kind::AgreedDate:
            break;
        }
        const Instant end = dueOf(target, cycle, still);
        return end == kNever ? Millis::max() : elapsed(calendarFor(target), cycle.start.at, end, still);
    }

    qint32 permille(Millis used, const Target &target, const Cycle &cycle,
                    std::span<const Interval> still) const
    {
        const Millis all = allowed(target, cycle, still);
        return all <= Millis(0)
                   ? 1000
                   : qint32(std::min<double>(9999, double(used.count()) * 1000.0 / double(all.count())));
    }

    void addWarnings(const Target &target, const std::optional<Target> &slo, const Cycle &cycle,
                     std::span<const Interval> still, ClockSummary &summary) const
    {
        if (slo && target.kind != Target::Kind::AgreedDate)
            summary.sloDue = dueOf(*slo, cycle, still);
        const std::optional<int> percent = riskPercent(m_input.warnPercents);
        if (!percent || summary.due == kNever)
            return;
        const Millis part = Millis(qint64(double(allowed(target, cycle, still).count()) * *percent / 100.0));
        const bool isWallTime = calendarFor(target).isAlways();
        const Target share{
            isWallTime ? Target::Kind::RoundTheClock : Target::Kind::BusinessTime, part.count(), {}};
        summary.warnAt = part > Millis(0) ? dueOf(share, cycle, still) : cycle.start.at;
    }

    const ClocksInput &m_input;
    const History &m_history;
    ClockKind m_kind;
    Instant m_until;
    std::vector<StandStill> m_still; ///< sorted
};

Instant lastEvent(const ClocksInput &input)
{
    Instant last{};
    for (const Event &event : input.events)
        last = std::max(last, event.at);
    return last;
}

} // namespace

QString clockName(ClockKind kind)
{
    switch (kind) {
    case ClockKind::FirstResponse:
        return u"first_response"_s;
    case ClockKind::NextResponse:
        return u"next_response"_s;
    case ClockKind::Update:
        return u"update"_s;
    case ClockKind::Resolution:
        return u"resolution"_s;
    }
    return {};
}

std::optional<ClockKind> clockFromName(QStringView name)
{
    return named(name, kClockKinds, &clockName);
}

QString clockStateName(ClockState state)
{
    switch (state) {
    case ClockState::None:
        return {};
    case ClockState::Running:
        return u"running"_s;
    case ClockState::AtRisk:
        return u"at_risk"_s;
    case ClockState::Breached:
        return u"breached"_s;
    case ClockState::Paused:
        return u"paused"_s;
    case ClockState::Met:
        return u"met"_s;
    }
    return {};
}

ClockState stateAt(const ClockSummary &clock, Instant now)
{
    switch (clock.phase) {
    case ClockSummary::Phase::None:
        return ClockState::None;
    case ClockSummary::Phase::Running:
        // What is done at the due instant itself is in time, so the breach comes after it.
        return now > clock.due       ? ClockState::Breached
               : now >= clock.warnAt ? ClockState::AtRisk
                                     : ClockState::Running;
    case ClockSummary::Phase::Paused:
        return clock.breached ? ClockState::Breached : ClockState::Paused;
    case ClockSummary::Phase::Stopped:
        return clock.breached ? ClockState::Breached : ClockState::Met;
    }
    return ClockState::None;
}

std::optional<int> riskPercent(const std::vector<int> &warnPercents)
{
    return warnPercents.empty() ? std::nullopt : std::optional(warnPercents[(warnPercents.size() - 1) / 2]);
}

Clocks evaluate(const ClocksInput &input, Instant at)
{
    const History history = readHistory(input, at);
    Clocks result;
    result.firstResolvedAt = history.firstResolvedAt;
    for (const ClockKind kind : kClockKinds) {
        ClockReport &report = result.clocks[size_t(kind)];
        report.kind = kind;
        const std::vector<Cycle> &cycles = history.cycles[size_t(kind)];
        if (cycles.empty())
            continue;
        const Run run(input, history, kind, at);
        for (const Cycle &cycle : cycles)
            run.read(cycle, report);
        report.cycles = int(cycles.size()) - 1;
        if (!report.target)
            continue;
        report.state = stateAt(report.summary, at);
        const bool isAgreed = report.target->kind == Target::Kind::AgreedDate;
        report.why =
            explain({run.calendarFor(*report.target), cycles.back(),
                     isAgreed ? std::vector<StandStill>() : run.standStills(), history.priorities, at});
    }
    const ClockReport &resolution = result.clocks[size_t(ClockKind::Resolution)];
    result.totalResolution = resolution.used;
    return result;
}

std::array<ClockSummary, 4> summarise(const ClocksInput &input)
{
    const Instant at = lastEvent(input);
    const History history = readHistory(input, at);
    std::array<ClockSummary, 4> summaries;
    for (const ClockKind kind : kClockKinds) {
        const std::vector<Cycle> &cycles = history.cycles[size_t(kind)];
        if (cycles.empty())
            continue;
        ClockReport report;
        Run(input, history, kind, at).read(cycles.back(), report);
        summaries[size_t(kind)] = report.summary;
    }
    return summaries;
}

} // namespace muster::sla
