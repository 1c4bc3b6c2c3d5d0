// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/history.h"

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace muster::sla {
namespace {

constexpr size_t at(ClockKind kind)
{
    return size_t(kind);
}

/// Reads the events instant by instant. Within one instant the order is: close the pause, stop, reset, start.
class Reader
{
public:
    Reader(const ClocksInput &input, History &history) : m_input(input), m_history(history) {}

    void read(std::span<const Event *const> group)
    {
        if (!m_history.isCreated && !create(group))
            return;
        closePause(group);
        stop(group);
        reset(group);
        start(group);
    }

private:
    static Moment moment(const Event &event, const QString &cause) { return {event.at, cause, event.cause}; }
    static bool isDone(StatusClass status)
    {
        return status == StatusClass::Resolved || status == StatusClass::Closed;
    }
    std::vector<Cycle> &cycles(ClockKind kind) { return m_history.cycles[at(kind)]; }
    bool runs(ClockKind kind) { return !cycles(kind).empty() && !cycles(kind).back().end; }
    void begin(ClockKind kind, const Moment &start)
    {
        if (!runs(kind))
            cycles(kind).push_back({start, std::nullopt});
    }
    void end(ClockKind kind, const Moment &stop)
    {
        if (runs(kind))
            cycles(kind).back().end = stop;
    }

    bool create(std::span<const Event *const> group)
    {
        const auto created = std::ranges::find(group, EventKind::Created, &Event::kind);
        if (created == group.end())
            return false;
        m_history.isCreated = true;
        m_history.priorities.push_back({(*created)->at, m_input.priority, (*created)->cause});
        begin(ClockKind::FirstResponse, moment(**created, u"created"_s));
        begin(ClockKind::Resolution, moment(**created, u"created"_s));
        return true;
    }

    /// A customer's message resumes at its own instant, also where the status is changed only later.
    void closePause(std::span<const Event *const> group)
    {
        if (m_history.waiting.empty() || m_history.waiting.back().to)
            return;
        const auto wrote = std::ranges::find(group, EventKind::CustomerMessage, &Event::kind);
        const auto status = std::ranges::find_if(group, [](const Event *event) {
            return event->kind == EventKind::Status && event->status != StatusClass::Waiting;
        });
        if (wrote != group.end())
            m_history.waiting.back().to = moment(**wrote, u"the customer wrote"_s);
        else if (status != group.end())
            m_history.waiting.back().to = moment(**status, u"no longer waiting"_s);
    }

    void stop(std::span<const Event *const> group)
    {
        for (const Event *event : group) {
            if (event->kind == EventKind::AgentReply) {
                end(ClockKind::FirstResponse, moment(*event, u"answered"_s));
                end(ClockKind::NextResponse, moment(*event, u"answered"_s));
                m_isAnswered = true;
                m_wrote = false;
            }
        }
        for (const Event *event : group) {
            if (event->kind != EventKind::Status || !isDone(event->status) || m_isDone)
                continue;
            const Moment done =
                moment(*event, event->status == StatusClass::Closed ? u"closed"_s : u"resolved"_s);
            for (const ClockKind kind : kClockKinds)
                end(kind, done);
            m_history.closed.push_back({done, std::nullopt});
            m_history.firstResolvedAt = m_history.firstResolvedAt.value_or(done.at);
            m_isDone = true;
            m_wrote = false;
        }
    }

    void reset(std::span<const Event *const> group)
    {
        for (const Event *event : group) {
            if (event->kind == EventKind::Priority)
                m_history.priorities.push_back({event->at, event->priority, event->cause});
            // Each public answer begins the time to the next update anew.
            if (event->kind == EventKind::AgentReply && !m_isDone) {
                end(ClockKind::Update, moment(*event, u"updated"_s));
                begin(ClockKind::Update, moment(*event, u"updated"_s));
            }
        }
    }

    /// Of several statuses at one instant the last one in the list is the one that stays.
    void start(std::span<const Event *const> group)
    {
        const auto last = std::find_if(group.rbegin(), group.rend(),
                                       [](const Event *event) { return event->kind == EventKind::Status; });
        const Event *status = last == group.rend() ? nullptr : *last;
        if (status && !isDone(status->status) && m_isDone)
            reopen(*status);
        for (const Event *event : group) {
            if (event->kind == EventKind::CustomerMessage)
                customerWrote(*event);
        }
        if (status && status->status == StatusClass::Waiting && isPauseClosed())
            m_history.waiting.push_back({moment(*status, u"waiting on the customer"_s), std::nullopt});
    }

    bool isPauseClosed() const
    {
        return m_history.waiting.empty() || m_history.waiting.back().to.has_value();
    }

    void reopen(const Event &event)
    {
        const Moment again = moment(event, u"re-opened"_s);
        m_history.closed.back().to = again;
        m_isDone = false;
        // One resolution over every cycle: the closed time is a bucket of its own.
        cycles(ClockKind::Resolution).back().end.reset();
        if (!m_isAnswered) {
            cycles(ClockKind::FirstResponse).back().end.reset(); // only an answer ends it for good
            return;
        }
        begin(ClockKind::Update, again);
        if (m_wrote)
            begin(ClockKind::NextResponse, again);
    }

    void customerWrote(const Event &event)
    {
        m_wrote = true;
        // Thanks after the resolution open nothing; a message before the first answer is answered by it.
        if (m_isAnswered && !m_isDone)
            begin(ClockKind::NextResponse, moment(event, u"the customer wrote"_s));
    }

    const ClocksInput &m_input;
    History &m_history;
    bool m_isDone = false;
    bool m_isAnswered = false;
    bool m_wrote = false; ///< the customer wrote since our last answer
};

} // namespace

History readHistory(const ClocksInput &input, Instant until)
{
    std::vector<const Event *> sorted;
    sorted.reserve(input.events.size());
    for (const Event &event : input.events) {
        if (event.at <= until)
            sorted.push_back(&event);
    }
    std::ranges::stable_sort(sorted, {}, &Event::at);
    History history;
    Reader reader(input, history);
    for (size_t from = 0; from < sorted.size();) {
        size_t to = from + 1;
        while (to < sorted.size() && sorted[to]->at == sorted[from]->at)
            ++to;
        reader.read(std::span<const Event *const>(sorted).subspan(from, to - from));
        from = to;
    }
    return history;
}

} // namespace muster::sla
