// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticket/ticket.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ticket {
namespace {

/// True for an entry of an import that was taken before.
bool isRepeated(Ticket &state, const QString &source)
{
    if (source.isEmpty())
        return false;
    const auto place = std::ranges::lower_bound(state.sources, source);
    if (place != state.sources.end() && *place == source)
        return true;
    state.sources.insert(place, source);
    return false;
}

/// When something was told: at the instant it was dated, unless it was entered later than one types.
Instant toldAt(Instant occurred, Instant recorded, bool isImported)
{
    constexpr Millis kTyping = std::chrono::minutes(1);
    return isImported || recorded - occurred < kTyping ? occurred : recorded;
}

/// The last change of priority up to an instant; null where there is none.
const sla::Event *lastPriority(const Ticket &state, Instant until)
{
    const auto end = std::ranges::upper_bound(state.events, until, {}, &sla::Event::at);
    const auto last = std::find_if(std::reverse_iterator(end), state.events.rend(),
                                   [](const auto &event) { return event.kind == sla::EventKind::Priority; });
    return last == state.events.rend() ? nullptr : &*last;
}

/// Works one fact into the state; one overload a fact.
class Fold
{
public:
    Fold(Ticket &state, const Recorded &recorded) : m_state(state), m_recorded(recorded) {}

    void operator()(const TicketCreated &fact)
    {
        if (m_state.exists)
            return; // a second creation of the same ticket changes nothing
        m_state.exists = true;
        m_state.caseNumber = fact.caseNumber;
        take(m_state.subject, m_state.subjects, fact.subject);
        take(m_state.description, m_state.descriptions, fact.description);
        if (m_state.customer.isNull())
            m_state.customer = fact.customer;
        take(m_state.contactName, fact.contactName);
        take(m_state.contactEmail, fact.contactEmail);
        take(m_state.tier, fact.tier);
        m_state.createdPriority = fact.priority;
        refreshPriority();
        take(m_state.impact, fact.impact);
        take(m_state.environment, fact.environment);
        take(m_state.steps, fact.steps);
        addTags(fact.tags);
        m_state.channel = fact.channel;
        m_state.source = fact.source;
        if (m_state.policy == policy::PolicyRef{})
            m_state.policy = fact.policy;
        m_state.createdAt = m_recorded.occurredAt;
        m_state.ownerSince = std::max(m_state.ownerSince, m_recorded.occurredAt);
        if (!fact.source.isEmpty())
            m_state.importedAt = m_recorded.recordedAt;
        event(sla::EventKind::Created);
    }
    void operator()(const CustomerMessageReceived &fact)
    {
        message(MessageKind::Customer, fact);
        event(sla::EventKind::CustomerMessage);
    }
    void operator()(const ReplySent &fact)
    {
        message(fact.automatic ? MessageKind::AutoReply : MessageKind::Reply, fact);
        m_state.acknowledged = m_state.acknowledged || fact.acknowledgement;
        event(fact.automatic ? sla::EventKind::AutoReply : sla::EventKind::AgentReply);
    }
    void operator()(const NoteAdded &fact)
    {
        message(MessageKind::Note, fact);
        event(sla::EventKind::InternalNote);
    }
    void operator()(const StatusChanged &fact)
    {
        statusFrom(m_recorded.occurredAt, fact.status);
        sla::Event &added = event(sla::EventKind::Status);
        added.status = plainClass(fact.status);
        added.onHold = fact.status == Status::OnHold;
    }
    void operator()(const PriorityChanged &fact)
    {
        event(sla::EventKind::Priority).priority = fact.priority;
        refreshPriority();
    }
    void operator()(const TierChanged &fact)
    {
        m_state.tier = fact.tier;
        event(sla::EventKind::Tier);
    }
    void operator()(const Assigned &fact)
    {
        m_state.assignee = fact.person;
        m_state.ownerSince = m_recorded.occurredAt;
    }
    void operator()(const TagsChanged &fact)
    {
        for (const QString &tag : fact.removed) {
            m_state.tags.removeAll(tag);
            std::erase_if(m_state.tagged, [&](const TagSince &since) { return since.tag == tag; });
        }
        addTags(fact.added);
    }
    void operator()(const TicketLinked &fact)
    {
        const Link link{fact.other, fact.kind};
        const auto known = std::ranges::find(m_state.linked, link, &LinkSince::link);
        const Instant at = known == m_state.linked.end() ? told() : known->at; // said twice, it stood already
        std::erase(m_state.links, link);
        std::erase_if(m_state.linked, [&](const LinkSince &each) { return each.link == link; });
        if (fact.removed)
            return;
        m_state.links.push_back(link);
        m_state.linked.push_back({link, at});
    }
    void operator()(const TicketMerged &fact)
    {
        if (fact.into == m_state.id)
            return;
        m_state.mergedInto = fact.into;
        // A merge ends the ticket for good, so it comes after every status there was.
        const Instant last = m_state.statuses.empty() ? Instant{} : m_state.statuses.back().at;
        const Instant at = std::max(m_recorded.occurredAt, last);
        statusFrom(at, Status::Closed);
        event(sla::EventKind::Status, at).status = sla::StatusClass::Closed;
    }
    void operator()(const ClosingNoteWritten &fact) { m_state.closingNote = fact.note; }
    void operator()(const FieldsChanged &fact)
    {
        replace(m_state.subject, m_state.subjects, fact.subject);
        replace(m_state.description, m_state.descriptions, fact.description);
        replace(m_state.contactName, fact.contactName);
        replace(m_state.contactEmail, fact.contactEmail);
        replace(m_state.impact, fact.impact);
        replace(m_state.environment, fact.environment);
        replace(m_state.steps, fact.steps);
        m_state.customer = fact.customer.value_or(m_state.customer);
    }
    void operator()(const PolicyBound &fact)
    {
        m_state.policy = fact.policy;
        event(sla::EventKind::Policy);
    }
    void operator()(const DateAgreed &fact) { m_state.agreedDate = fact.resolveBy; }
    void operator()(const StepMarked &fact)
    {
        const auto place =
            std::ranges::upper_bound(m_state.playbook, m_recorded.occurredAt, {}, &StepMark::at);
        m_state.playbook.insert(place,
                                {fact.step, m_recorded.occurredAt, m_recorded.id, fact.done, fact.automatic});
    }

private:
    /// What came before the creation in ledger order (another desk's stamp) was later in time: it holds.
    static void take(QString &field, const QString &value)
    {
        if (field.isEmpty())
            field = value;
    }
    void take(QString &field, std::vector<TextSince> &texts, const QString &value)
    {
        take(field, value);
        if (!value.isEmpty())
            texts.insert(texts.begin(), {value, m_recorded.occurredAt});
    }
    Instant told() const
    {
        return toldAt(m_recorded.occurredAt, m_recorded.recordedAt, !sourceOf(m_recorded.fact).isEmpty());
    }
    void addTags(const QStringList &added)
    {
        for (const QString &tag : added) {
            if (m_state.tags.contains(tag))
                continue;
            m_state.tags += tag;
            const auto place = std::ranges::lower_bound(m_state.tagged, tag, {}, &TagSince::tag);
            m_state.tagged.insert(place, {tag, m_recorded.occurredAt, m_recorded.id});
        }
        m_state.tags.sort();
    }
    static void replace(QString &field, const std::optional<QString> &value)
    {
        if (value)
            field = *value;
    }
    void replace(QString &field, std::vector<TextSince> &texts, const std::optional<QString> &value)
    {
        if (!value || *value == field)
            return;
        field = *value;
        texts.push_back({field, told()});
    }
    static sla::StatusClass plainClass(Status status)
    {
        switch (status) {
        case Status::New:
        case Status::Open:
        case Status::Reopened:
            return sla::StatusClass::Open;
        case Status::Waiting:
        case Status::OnHold:
            return sla::StatusClass::Waiting;
        case Status::Resolved:
            return sla::StatusClass::Resolved;
        case Status::Closed:
            return sla::StatusClass::Closed;
        }
        return sla::StatusClass::Open;
    }
    sla::Event &event(sla::EventKind kind) { return event(kind, m_recorded.occurredAt); }
    sla::Event &event(sla::EventKind kind, Instant at)
    {
        sla::Event added;
        added.at = at;
        added.kind = kind;
        added.cause = m_recorded.id;
        const auto place = std::ranges::upper_bound(m_state.events, at, {}, &sla::Event::at);
        return *m_state.events.insert(place, std::move(added));
    }
    void statusFrom(Instant at, Status status)
    {
        const auto place = std::ranges::upper_bound(m_state.statuses, at, {}, &StatusSince::at);
        m_state.statuses.insert(place, {at, status});
        m_state.status = m_state.statuses.back().status;
    }
    void refreshPriority()
    {
        const sla::Event *last = lastPriority(m_state, kNever);
        m_state.priority = last ? last->priority : m_state.createdPriority;
    }
    template <typename Fact> void message(MessageKind kind, const Fact &fact)
    {
        Message added;
        added.fact = m_recorded.id;
        added.kind = kind;
        added.from = fact.from;
        added.author = kind == MessageKind::Customer ? PersonId() : m_recorded.actor;
        added.text = fact.text;
        added.isImported = !fact.source.isEmpty();
        added.at = m_recorded.occurredAt;
        added.recorded = m_recorded.recordedAt;
        added.redacted = m_recorded.redacted;
        if (m_recorded.correctedFrom)
            added.struckText = textOf(*m_recorded.correctedFrom);
        const auto place = std::ranges::upper_bound(m_state.messages, added.at, {}, &Message::at);
        m_state.messages.insert(place, std::move(added));
    }
    static QString textOf(const TicketFact &fact)
    {
        return std::visit(
            [](const auto &each) {
                if constexpr (requires { each.text; })
                    return each.text;
                else
                    return QString();
            },
            fact);
    }

    Ticket &m_state;
    const Recorded &m_recorded;
};

} // namespace

void apply(Ticket &state, const Recorded &recorded)
{
    if (isRepeated(state, sourceOf(recorded.fact)))
        return;
    // After a merge the survivor goes on; what still arrives here is kept in the ledger and changes nothing.
    if (!state.mergedInto.isNull())
        return;
    std::visit(Fold(state, recorded), recorded.fact);
    state.updatedAt = std::max(state.updatedAt, recorded.occurredAt);
}

Instant knownSince(const Message &message)
{
    return toldAt(message.at, message.recorded, message.isImported);
}

std::optional<Instant> reopenedAt(const Ticket &ticket)
{
    std::optional<Instant> again;
    bool wasOpen = true;
    for (const StatusSince &each : ticket.statuses) {
        if (isOpen(each.status) && !wasOpen)
            again = each.at;
        wasOpen = isOpen(each.status);
    }
    return wasOpen ? again : std::nullopt;
}

Status statusAt(const Ticket &ticket, Instant at)
{
    const auto next = std::ranges::upper_bound(ticket.statuses, at, {}, &StatusSince::at);
    return next == ticket.statuses.begin() ? Status::New : std::prev(next)->status;
}

QString priorityAt(const Ticket &ticket, Instant at)
{
    const sla::Event *last = lastPriority(ticket, at);
    return last ? last->priority : ticket.createdPriority;
}

bool isOpen(Status status)
{
    return status != Status::Resolved && status != Status::Closed;
}

sla::StatusClass statusClass(Status status, const policy::Policy &policy)
{
    switch (status) {
    case Status::New:
    case Status::Open:
    case Status::Reopened:
        return sla::StatusClass::Open;
    case Status::Waiting:
    case Status::OnHold:
        return policy.pauseStatuses.contains(statusName(status)) ? sla::StatusClass::Waiting
                                                                 : sla::StatusClass::Open;
    case Status::Resolved:
        return sla::StatusClass::Resolved;
    case Status::Closed:
        return sla::StatusClass::Closed;
    }
    return sla::StatusClass::Open;
}

sla::ClocksInput clocksInput(const Ticket &ticket, const policy::CompiledPolicy &policy)
{
    sla::ClocksInput input;
    input.calendar = policy.calendarFor(ticket.tier);
    input.targets = policy.targets();
    input.priority = ticket.createdPriority;
    if (const auto first = std::ranges::find(ticket.events, sla::EventKind::Priority, &sla::Event::kind);
        input.priority.isEmpty() && first != ticket.events.end())
        input.priority = first->priority;
    input.warnPercents = policy.policy().warnPercents;
    input.agreedDates[size_t(sla::ClockKind::Resolution)] = ticket.agreedDate;
    input.events = ticket.events;
    // Which statuses pause is the policy's word, so it is said here and not in the fold.
    for (sla::Event &event : input.events) {
        event.at = std::max(event.at, ticket.createdAt);
        if (event.kind == sla::EventKind::Status && event.status == sla::StatusClass::Waiting)
            event.status = statusClass(event.onHold ? Status::OnHold : Status::Waiting, policy.policy());
    }
    return input;
}

} // namespace muster::ticket
