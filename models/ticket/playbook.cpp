// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticket/playbook.h"

#include <algorithm>

namespace muster::ticket {
namespace {

using policy::PlaybookStep;
using policy::StepAction;
using policy::StepStart;

struct Frame
{
    const Ticket &ticket;
    const sla::Calendar &calendar;
    std::optional<Instant> room, resolved;
    Instant since{};  ///< of the present priority
    Instant alerts{}; ///< from when on alerts count
    Instant now{};
};

std::optional<StepDeed> replied(const Ticket &ticket, bool newest)
{
    const auto isReply = [](const Message &message) { return message.kind == MessageKind::Reply; };
    const auto first = std::ranges::find_if(ticket.messages, isReply);
    if (first == ticket.messages.end())
        return std::nullopt;
    const Message &message =
        newest ? *std::find_if(ticket.messages.rbegin(), ticket.messages.rend(), isReply) : *first;
    return StepDeed{StepDeed::How::Reply, message.at, message.fact};
}

/// What did the step without anybody ticking it off.
std::optional<StepDeed> seen(const Frame &frame, const PlaybookStep &step)
{
    switch (step.action) {
    case StepAction::Acknowledge:
        return replied(frame.ticket, false);
    case StepAction::Update:
        return replied(frame.ticket, true);
    case StepAction::CreateRoom:
        return frame.room ? std::optional(StepDeed{StepDeed::How::Room, *frame.room, {}}) : std::nullopt;
    case StepAction::AddToBacklog: {
        const auto tag = std::ranges::find(frame.ticket.tagged, kBacklogTag, &TagSince::tag);
        return tag == frame.ticket.tagged.end()
                   ? std::nullopt
                   : std::optional(StepDeed{StepDeed::How::Backlog, tag->at, tag->fact});
    }
    case StepAction::None:
    case StepAction::Alert:
    case StepAction::PostMortem:
        return std::nullopt;
    }
    return std::nullopt;
}

/// The one that counts: the newest of a repeated step, the first of any other.
std::optional<StepDeed> deedOf(const Frame &frame, const PlaybookStep &step)
{
    const std::optional<StepDeed> found = seen(frame, step);
    const StepMark *mark = standingMark(frame.ticket, step, kNever);
    if (!mark)
        return found;
    const StepDeed ticked{mark->automatic ? StepDeed::How::Automatic : StepDeed::How::Ticked, mark->at,
                          mark->fact};
    if (!found)
        return ticked;
    const bool isTickFirst = ticked.at <= found->at;
    return isTickFirst != step.every.has_value() ? ticked : *found;
}

std::optional<Instant> after(const Frame &frame, Instant start, const std::optional<sla::Target> &length)
{
    if (!length)
        return std::nullopt;
    const Instant due = sla::due(frame.calendar, start, *length);
    return due == kNever ? std::nullopt : std::optional(due);
}

StepState repeated(const Frame &frame, StepState state)
{
    const PlaybookStep &step = state.step;
    if (frame.resolved) {
        state.place = state.deed ? StepState::Place::Done : StepState::Place::Ended;
        return state;
    }
    const bool hasBegun = state.deed && state.deed->at >= frame.since;
    state.due = hasBegun ? after(frame, state.deed->at, step.every)
                         : after(frame, frame.since, step.due ? step.due : step.every);
    const bool isLate = state.due && *state.due <= frame.now;
    state.place = isLate ? StepState::Place::Overdue : StepState::Place::Open;
    return state;
}

StepState once(const Frame &frame, StepState state)
{
    const bool isAfterwards = state.step.start == StepStart::Resolved;
    const Instant began = state.step.action == StepAction::Alert ? frame.alerts : frame.since;
    const std::optional<Instant> start = isAfterwards ? frame.resolved : std::optional(began);
    if (start)
        state.due = after(frame, *start, state.step.due);
    if (state.deed) {
        state.place = StepState::Place::Done;
        state.isLate = state.due && state.deed->at > *state.due;
    } else if (!start) {
        state.place = StepState::Place::Waiting;
    } else if (frame.resolved && !isAfterwards) {
        state.place = StepState::Place::Ended;
        state.due.reset();
    } else if (state.due && *state.due <= frame.now) {
        state.place = StepState::Place::Overdue;
    }
    return state;
}

/// Since when something holds that went on and off; slips do not count.
class HeldSince
{
public:
    void change(Instant at, bool holds)
    {
        if (holds && !m_holds && (m_since == kNever || at - m_left > kSlip))
            m_since = at;
        if (!holds && m_holds)
            m_left = at;
        m_holds = holds;
    }
    Instant valueOr(Instant otherwise) const { return m_since == kNever ? otherwise : m_since; }

private:
    bool m_holds = false;
    Instant m_since = kNever; ///< as long as it never held
    Instant m_left{};         ///< when it went off last
};

} // namespace

Instant prioritySince(const Ticket &ticket)
{
    std::optional<Instant> since;
    for (auto event = ticket.events.rbegin(); event != ticket.events.rend(); ++event) {
        if (event->kind != sla::EventKind::Priority)
            continue;
        if (event->priority != ticket.priority)
            return std::max(since.value_or(ticket.createdAt), ticket.createdAt);
        since = event->at;
    }
    if (ticket.createdPriority == ticket.priority)
        return ticket.createdAt;
    return std::max(since.value_or(ticket.createdAt), ticket.createdAt);
}

std::optional<Instant> resolvedSince(const Ticket &ticket)
{
    std::optional<Instant> since;
    for (auto each = ticket.statuses.rbegin(); each != ticket.statuses.rend() && !isOpen(each->status);
         ++each)
        since = each->at;
    return since;
}

Instant alertsSince(const Ticket &ticket, Instant at)
{
    const QString priority = priorityAt(ticket, at);
    HeldSince held, open;
    held.change(ticket.createdAt, ticket.createdPriority == priority);
    for (const sla::Event &event : ticket.events) {
        if (event.kind == sla::EventKind::Priority && event.at <= at)
            held.change(std::max(event.at, ticket.createdAt), event.priority == priority);
    }
    open.change(ticket.createdAt, true);
    for (const StatusSince &each : ticket.statuses) {
        if (each.at <= at)
            open.change(std::max(each.at, ticket.createdAt), isOpen(each.status));
    }
    return std::max(held.valueOr(ticket.createdAt), open.valueOr(ticket.createdAt));
}

const StepMark *standingMark(const Ticket &ticket, const PlaybookStep &step, Instant at)
{
    const bool isAlert = step.action == StepAction::Alert;
    const Instant since = isAlert ? alertsSince(ticket, at) : Instant::min();
    std::vector<const StepMark *> standing;
    for (const StepMark &mark : ticket.playbook) {
        if (mark.step != step.key || mark.at < since || mark.at > at)
            continue;
        if (mark.done)
            standing.push_back(&mark);
        else if (!step.every)
            standing.clear();
        else if (!standing.empty())
            standing.pop_back();
    }
    if (standing.empty())
        return nullptr;
    return step.every ? standing.back() : standing.front();
}

std::vector<StepState> playbookOf(const Ticket &ticket, const policy::CompiledPolicy &policy,
                                  std::optional<Instant> room, Instant now)
{
    const policy::Priority *priority = policy.policy().priority(ticket.priority);
    if (!priority)
        return {};
    const Frame frame{ticket,
                      policy.calendarFor(ticket.tier),
                      room,
                      resolvedSince(ticket),
                      prioritySince(ticket),
                      alertsSince(ticket, kNever),
                      now};
    std::vector<StepState> states;
    for (const PlaybookStep &step : priority->playbook) {
        StepState state{step, StepState::Place::Open, std::nullopt, deedOf(frame, step), false};
        states.push_back(step.every ? repeated(frame, std::move(state)) : once(frame, std::move(state)));
    }
    return states;
}

std::vector<StepMarked> alertsOf(const Ticket &ticket, const policy::Policy &policy)
{
    const policy::Priority *priority = policy.priority(ticket.priority);
    if (!priority || !isOpen(ticket.status))
        return {};
    std::vector<StepMarked> alerts;
    for (const PlaybookStep &step : priority->playbook) {
        if (step.action == StepAction::Alert && !standingMark(ticket, step, kNever))
            alerts.push_back({step.key, step.text, true, true});
    }
    return alerts;
}

} // namespace muster::ticket
