// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/escalation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

class Apply
{
public:
    Apply(Escalation &state, const Recorded &recorded, const QString &overruled)
        : m_state(state), m_recorded(recorded), m_overruled(overruled)
    {}

    void operator()(const Raised &fact)
    {
        if (m_state.exists)
            return;
        m_state.exists = true;
        m_state.raised = fact;
        m_state.raisedBy = m_recorded.actor;
        m_state.raisedAt = m_recorded.occurredAt;
        m_state.standsSince = m_recorded.occurredAt;
        m_state.owner = m_recorded.actor;
        m_state.path = fact.path;
        m_state.levels = {{fact.level, fact.text, fact.rule, m_recorded.occurredAt, m_recorded.actor}};
    }
    void operator()(const LevelChanged &fact)
    {
        if (fact.level == m_state.level().level)
            return;
        m_state.levels.push_back(
            {fact.level, fact.reason, fact.rule, m_recorded.occurredAt, m_recorded.actor});
        m_state.acceptedAt.reset();
        // Also from the way back: whoever is at the new level has to be able to take it.
        if (m_state.status == Status::Held || m_state.status == Status::DeEscalating)
            standRaised();
    }
    void operator()(const HandedOver &fact)
    {
        dropPending();
        HandOver made;
        made.fact = m_recorded.id;
        made.path = fact.path;
        made.brief = fact.brief;
        made.reason = fact.reason;
        made.from = m_recorded.actor;
        made.to = fact.person;
        made.at = m_recorded.occurredAt;
        made.without = fact.without;
        m_state.handOvers.push_back(std::move(made));
    }
    void operator()(const Accepted &fact)
    {
        if (fact.handOver.isNull()) {
            take();
            return;
        }
        HandOver *handOver = waiting(fact.handOver);
        if (handOver == nullptr)
            return;
        answer(*handOver, HandOver::State::Accepted);
        if (!handOver->path.isEmpty())
            m_state.path = handOver->path;
        take();
    }
    void operator()(const Refused &fact)
    {
        HandOver *handOver = waiting(fact.handOver);
        if (handOver == nullptr)
            return;
        answer(*handOver, HandOver::State::Refused);
        handOver->refusal = fact.reason;
    }
    void operator()(const PackageWritten &fact)
    {
        m_state.package = {fact, m_recorded.actor, m_recorded.occurredAt, m_state.package.version + 1};
    }
    void operator()(const PackageGiven &fact)
    {
        m_state.gifts.push_back({m_recorded.id, fact, m_recorded.actor, m_recorded.occurredAt});
    }
    void operator()(const ApprovalAsked &fact)
    {
        Approval made;
        made.fact = m_recorded.id;
        made.authority = fact.authority;
        made.text = fact.text;
        made.askedBy = m_recorded.actor;
        made.at = m_recorded.occurredAt;
        m_state.approvals.push_back(std::move(made));
    }
    void operator()(const ApprovalJudged &fact)
    {
        const auto asked = std::ranges::find(m_state.approvals, fact.asked, &Approval::fact);
        // Where two consoles that meet both decided, the first word holds: it was acted on.
        if (asked == m_state.approvals.end() || asked->state != Approval::State::Asked)
            return;
        if (!m_overruled.isEmpty()) {
            asked->overruled.push_back(
                {m_recorded.id, m_recorded.actor, m_recorded.occurredAt, fact.isApproved, m_overruled});
            return;
        }
        asked->state = fact.isApproved ? Approval::State::Approved : Approval::State::Declined;
        asked->judge = m_recorded.actor;
        asked->judgedAt = m_recorded.occurredAt;
        asked->level = fact.level;
        asked->levelName = fact.levelName;
        asked->reason = fact.reason;
    }
    void operator()(const FollowUpWritten &fact)
    {
        if (fact.followUp.isNull()) {
            FollowUp made;
            made.fact = m_recorded.id;
            made.madeAt = m_recorded.occurredAt;
            change(made, fact);
            m_state.followUps.push_back(std::move(made));
            return;
        }
        const auto known = std::ranges::find(m_state.followUps, fact.followUp, &FollowUp::fact);
        if (known != m_state.followUps.end())
            change(*known, fact);
    }
    void operator()(const Told &fact)
    {
        m_state.words.push_back({m_recorded.id, fact, m_recorded.actor, m_recorded.occurredAt});
    }
    void operator()(const IncidentRaised &fact) { m_state.incident = fact.incident; }
    void operator()(const NoteWritten &fact)
    {
        m_state.notes.push_back(
            {m_recorded.id, fact.text, m_recorded.actor, m_recorded.occurredAt, m_recorded.redacted});
    }
    void operator()(const DeEscalated &fact)
    {
        if (m_state.status == Status::Closed)
            return;
        m_state.deEscalated = fact;
        m_state.deEscalatedAt = m_recorded.occurredAt;
        m_state.steps.clear();
        m_state.status = Status::DeEscalating;
    }
    void operator()(const StepTicked &fact)
    {
        const auto place = std::ranges::lower_bound(m_state.steps, fact.step);
        const bool isThere = place != m_state.steps.end() && *place == fact.step;
        if (fact.isDone && !isThere)
            m_state.steps.insert(place, fact.step);
        else if (!fact.isDone && isThere)
            m_state.steps.erase(place);
    }
    void operator()(const Closed &fact)
    {
        dropPending();
        m_state.status = Status::Closed;
        m_state.lessons = fact.lessons;
        m_state.closedAt = m_recorded.occurredAt;
    }
    void operator()(const StandsAgain &)
    {
        if (m_state.status == Status::Closed)
            m_state.standsSince = m_recorded.occurredAt;
        standRaised();
        if (m_state.acceptedAt)
            m_state.status = Status::Held;
        m_state.closedAt.reset();
    }

private:
    /// For somebody to take; what was done of the way back counts no more.
    void standRaised()
    {
        m_state.status = Status::Raised;
        m_state.deEscalated.reset();
        m_state.steps.clear();
    }
    HandOver *waiting(FactId fact)
    {
        const auto found = std::ranges::find(m_state.handOvers, fact, &HandOver::fact);
        const bool isWaiting = found != m_state.handOvers.end() && found->state == HandOver::State::Waits;
        return isWaiting ? &*found : nullptr;
    }
    void dropPending()
    {
        for (HandOver &each : m_state.handOvers) {
            if (each.state == HandOver::State::Waits)
                each.state = HandOver::State::Replaced;
        }
    }
    void answer(HandOver &handOver, HandOver::State state) const
    {
        handOver.state = state;
        handOver.answeredBy = m_recorded.actor;
        handOver.answeredAt = m_recorded.occurredAt;
    }
    void take()
    {
        m_state.owner = m_recorded.actor;
        if (!m_state.acceptedAt)
            m_state.acceptedAt = m_recorded.occurredAt;
        if (m_state.status == Status::Raised)
            m_state.status = Status::Held;
    }
    void change(FollowUp &followUp, const FollowUpWritten &fact) const
    {
        if (fact.text)
            followUp.text = *fact.text;
        if (fact.person)
            followUp.person = *fact.person;
        if (fact.due)
            followUp.due = *fact.due;
        if (!fact.result.isEmpty())
            followUp.result = fact.result;
        if (fact.isDone)
            followUp.doneAt = *fact.isDone ? std::optional(m_recorded.occurredAt) : std::nullopt;
    }

    Escalation &m_state;
    const Recorded &m_recorded;
    const QString &m_overruled;
};

} // namespace

QString statusName(Status status)
{
    switch (status) {
    case Status::Raised:
        return u"raised"_s;
    case Status::Held:
        return u"held"_s;
    case Status::DeEscalating:
        return u"de_escalating"_s;
    case Status::Closed:
        return u"closed"_s;
    }
    return {};
}

void apply(Escalation &state, const Recorded &recorded, const QString &overruled)
{
    if (!state.exists && !std::holds_alternative<Raised>(recorded.fact))
        return;
    std::visit(Apply(state, recorded, overruled), recorded.fact);
    state.updatedAt = std::max(state.updatedAt, recorded.occurredAt);
}

const HandOver *pendingHandOver(const Escalation &escalation)
{
    const auto found = std::ranges::find(escalation.handOvers, HandOver::State::Waits, &HandOver::state);
    return found == escalation.handOvers.end() ? nullptr : &*found;
}

std::vector<const FollowUp *> openFollowUps(const Escalation &escalation)
{
    std::vector<const FollowUp *> open;
    open.reserve(escalation.followUps.size());
    for (const FollowUp &each : escalation.followUps) {
        if (!each.doneAt)
            open.push_back(&each);
    }
    std::ranges::stable_sort(open, {}, [](const FollowUp *each) { return each->due.value_or(kNever); });
    return open;
}

std::optional<Instant> promisedUpdate(const Escalation &escalation)
{
    std::optional<Instant> promised;
    for (const Word &word : escalation.words) {
        if (word.told.audience == Audience::Customer)
            promised = word.told.nextBy;
    }
    return promised;
}

} // namespace muster::escalation
