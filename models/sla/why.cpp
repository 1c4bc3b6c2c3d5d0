// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/why.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::sla {
namespace {

class Explainer
{
public:
    explicit Explainer(const WhyInput &input) : m_input(input) {}

    std::vector<Span> explain()
    {
        Instant at = m_input.cycle.start.at;
        const Instant end = m_input.cycle.end ? m_input.cycle.end->at : std::max(at, m_input.until);
        Moment reason = m_input.cycle.start;
        for (const StandStill &still : m_input.still) {
            const Instant from = std::max(at, still.span.from), to = std::min(end, still.span.to);
            if (to <= from)
                continue;
            count(at, from, reason);
            add({from, to, still.kind, still.begin->cause, still.begin->fact});
            at = to;
            reason = still.end ? *still.end : priorityFrom(to);
        }
        count(at, end, reason);
        return std::move(m_spans);
    }

private:
    void add(Span span)
    {
        if (span.to > span.from)
            m_spans.push_back(std::move(span));
    }

    /// The change of priority at an instant; of several the last one holds.
    Moment priorityFrom(Instant at) const
    {
        for (auto period = m_input.priorities.rbegin(); period != m_input.priorities.rend(); ++period) {
            if (period->from == at)
                return {at, u"priority "_s + period->priority, period->fact};
        }
        return {at, u"counting again"_s, {}};
    }

    /// [from, to) as counted and closed hours, cut where the priority changed.
    void count(Instant from, Instant to, Moment reason)
    {
        for (const PriorityPeriod &period : m_input.priorities) {
            if (period.from <= from || period.from >= to)
                continue;
            open(from, period.from, reason);
            from = period.from;
            reason = priorityFrom(from);
        }
        open(from, to, reason);
    }

    void open(Instant from, Instant to, const Moment &reason)
    {
        if (m_input.calendar.isAlways()) {
            add({from, to, SpanKind::Counted, reason.cause, reason.fact});
            return;
        }
        bool isFirst = true;
        while (from < to) {
            const Instant opens = std::min(to, m_input.calendar.nextOpen(from));
            add({from, opens, SpanKind::ClosedHours, u"outside business hours"_s, {}});
            if (opens == to)
                return;
            const Instant closes = std::min(to, m_input.calendar.closesAt(opens));
            const bool isReason = isFirst && opens == from;
            add({opens, closes, SpanKind::Counted, isReason ? reason.cause : u"business hours"_s,
                 isReason ? reason.fact : FactId()});
            isFirst = false;
            from = closes;
        }
    }

    const WhyInput &m_input;
    std::vector<Span> m_spans;
};

} // namespace

std::vector<Span> explain(const WhyInput &input)
{
    return Explainer(input).explain();
}

} // namespace muster::sla
