// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticket/ticketcommands.h"

#include "models/ticket/playbook.h"

using namespace Qt::StringLiterals;

namespace muster::ticket {
namespace {

using Facts = std::vector<std::pair<Instant, TicketFact>>;

Error refused(const QString &why)
{
    return {Fault::NotAllowed, why};
}

Error wrong(const QString &why)
{
    return {Fault::BadInput, why};
}

bool isOnlySpace(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.isSpace(); });
}

QString knownPriorities(const policy::Policy &policy)
{
    QStringList keys;
    for (const policy::Priority &priority : policy.priorities)
        keys += priority.key;
    return keys.join(u", "_s);
}

QString knownTiers(const policy::Policy &policy)
{
    QStringList keys;
    for (const policy::Tier &tier : policy.tiers)
        keys += tier.key;
    return keys.join(u", "_s);
}

/// One overload a command: the rules of what may be done.
class Decide
{
public:
    Decide(const Ticket &state, Instant at, const DecideContext &context)
        : m_state(state), m_at(at), m_status(statusAt(state, at)), m_context(context)
    {}

    Result<Facts> operator()(const CreateTicket &command) const
    {
        if (m_state.exists)
            return refused(u"%1 exists already"_s.arg(m_state.caseNumber));
        TicketCreated fields = command.fields;
        if (!fields.priority.isEmpty() && !m_context.policy.priority(fields.priority))
            return unknownPriority(fields.priority);
        if (!fields.tier.isEmpty() && !m_context.policy.tier(fields.tier))
            return unknownTier(fields.tier);
        const QStringList missing = missingFields(fields, m_context.policy);
        if (!missing.isEmpty() && command.enforceRequired)
            return wrong(u"still missing: %1"_s.arg(missing.join(u", "_s)));
        if (!missing.isEmpty())
            fields.tags += u"incomplete"_s;
        return one(std::move(fields));
    }
    Result<Facts> operator()(const AddCustomerMessage &command) const
    {
        if (isOnlySpace(command.text))
            return wrong(u"the message is empty"_s);
        if (m_status == Status::Closed)
            return refused(u"%1 is closed; make a new ticket and link it"_s.arg(m_state.caseNumber));
        Facts facts = one(CustomerMessageReceived{command.from, command.text, {}});
        if (m_status == Status::Waiting || m_status == Status::OnHold)
            add(facts, StatusChanged{Status::Open, u"the customer wrote"_s, {}});
        else if (m_status == Status::Resolved)
            add(facts, StatusChanged{Status::Reopened, u"the customer wrote"_s, {}});
        return facts;
    }
    Result<Facts> operator()(const SendReply &command) const
    {
        if (isOnlySpace(command.text))
            return wrong(u"the reply is empty"_s);
        if (m_status == Status::Closed)
            return refused(u"%1 is closed; re-open it to reply"_s.arg(m_state.caseNumber));
        Facts facts = one(ReplySent{m_context.actorName, command.text, {}, false, command.acknowledgement});
        const bool isFirst = m_status == Status::New;
        Status next = command.then.value_or(isFirst ? Status::Open : m_status);
        if (isFirst && next == Status::New)
            next = Status::Open;
        if (next == Status::Closed)
            return refused(
                u"closing asks for a closing note; send the reply, then close %1"_s.arg(m_state.caseNumber));
        const auto change = statusChange(next, {});
        if (!change)
            return change.error();
        facts.insert(facts.end(), change->begin(), change->end());
        return facts;
    }
    Result<Facts> operator()(const AddNote &command) const
    {
        if (isOnlySpace(command.text))
            return wrong(u"the note is empty"_s);
        return one(NoteAdded{m_context.actorName, command.text, {}});
    }
    Result<Facts> operator()(const ChangeStatus &command) const
    {
        return statusChange(command.status, command.reason);
    }
    Result<Facts> operator()(const ChangePriority &command) const
    {
        if (!m_context.policy.priority(command.priority))
            return unknownPriority(command.priority);
        if (command.priority == priorityAt(m_state, m_at))
            return Facts{};
        return one(PriorityChanged{command.priority, command.reason, {}});
    }
    Result<Facts> operator()(const ChangeTier &command) const
    {
        if (!command.tier.isEmpty() && !m_context.policy.tier(command.tier))
            return unknownTier(command.tier);
        if (command.tier == m_state.tier)
            return Facts{};
        return one(TierChanged{command.tier, command.reason});
    }
    Result<Facts> operator()(const Assign &command) const
    {
        if (command.person == m_state.assignee)
            return Facts{};
        return one(Assigned{command.person, {}, command.reason});
    }
    Result<Facts> operator()(const ChangeTags &command) const
    {
        TagsChanged fact;
        for (const QString &tag : command.add) {
            const QString tidy = tag.trimmed().toLower();
            if (tidy.isEmpty() || tidy.size() > 60)
                return wrong(u"a tag has 1 to 60 characters"_s);
            if (!m_state.tags.contains(tidy))
                fact.added += tidy;
        }
        for (const QString &tag : command.remove) {
            if (m_state.tags.contains(tag))
                fact.removed += tag;
        }
        return fact == TagsChanged{} ? Facts{} : one(std::move(fact));
    }
    Result<Facts> operator()(const LinkTicket &command) const
    {
        if (command.other.bytes == m_state.id.bytes || command.other.isNull())
            return refused(u"a ticket is linked to another one"_s);
        const bool linked = std::ranges::count(m_state.links, Link{command.other, command.kind}) > 0;
        if (linked != command.remove)
            return Facts{};
        return one(TicketLinked{command.other, command.kind, command.remove});
    }
    Result<Facts> operator()(const MergeTicket &command) const
    {
        if (command.into == m_state.id || command.into.isNull())
            return refused(u"a ticket is merged into another one"_s);
        if (const auto later = laterStatus())
            return *later;
        return one(TicketMerged{command.into});
    }
    Result<Facts> operator()(const CloseTicket &command) const
    {
        if (m_status == Status::Closed)
            return refused(u"%1 is closed already"_s.arg(m_state.caseNumber));
        if (const auto later = laterStatus())
            return *later;
        QStringList missing;
        if (isOnlySpace(command.note.rootCause))
            missing += u"root cause"_s;
        if (isOnlySpace(command.note.prevention))
            missing += u"prevention"_s;
        if (m_context.policy.closingNoteRequired && !missing.isEmpty())
            return wrong(u"the closing note still misses: %1"_s.arg(missing.join(u", "_s)));
        Facts facts;
        if (command.note != ClosingNote{})
            add(facts, ClosingNoteWritten{command.note});
        // Closing an open ticket resolves it at that instant, so that its resolution time is known.
        if (isOpen(m_status))
            add(facts, StatusChanged{Status::Resolved, {}, {}});
        add(facts, StatusChanged{Status::Closed, {}, {}});
        return facts;
    }
    Result<Facts> operator()(const EditFields &command) const
    {
        FieldsChanged fact = command.fields;
        if (fact.subject && isOnlySpace(*fact.subject))
            return wrong(u"the subject is empty"_s);
        keepIfNew(fact.subject, m_state.subject);
        keepIfNew(fact.description, m_state.description);
        keepIfNew(fact.contactName, m_state.contactName);
        keepIfNew(fact.contactEmail, m_state.contactEmail);
        keepIfNew(fact.impact, m_state.impact);
        keepIfNew(fact.environment, m_state.environment);
        keepIfNew(fact.steps, m_state.steps);
        if (fact.customer == m_state.customer)
            fact.customer.reset();
        return fact == FieldsChanged{} ? Facts{} : one(std::move(fact));
    }
    Result<Facts> operator()(const BindPolicy &command) const
    {
        return command.policy == m_state.policy ? Facts{} : one(PolicyBound{command.policy});
    }
    Result<Facts> operator()(const AgreeDate &command) const
    {
        if (command.resolveBy == m_state.agreedDate)
            return Facts{};
        if (command.resolveBy && *command.resolveBy <= m_at)
            return wrong(u"the agreed date lies in the past"_s);
        return one(DateAgreed{command.resolveBy});
    }
    Result<Facts> operator()(const MarkStep &command) const
    {
        const policy::PlaybookStep *step = stepOf(command.step);
        if (!step)
            return unknownStep(command.step, m_context.policy.priority(m_state.priority));
        const bool stands = standingMark(m_state, *step, m_at) != nullptr;
        const bool changes = stands != command.done || (command.done && step->every);
        return changes ? one(StepMarked{command.step, step->text, command.done,
                                        command.done && command.isByProgram})
                       : Facts{};
    }

private:
    Result<Facts> statusChange(Status wanted, const QString &reason) const
    {
        if (wanted == m_status)
            return Facts{};
        if (wanted == Status::New)
            return refused(u"%1 was looked at already and cannot be new again"_s.arg(m_state.caseNumber));
        if (wanted == Status::Reopened && !wasEverDone())
            return refused(
                u"%1 is open; only a resolved or closed ticket is re-opened"_s.arg(m_state.caseNumber));
        if (wanted == Status::Closed && m_context.policy.closingNoteRequired && !m_state.closingNote)
            return refused(
                u"%1 has no closing note: root cause, workaround and prevention are asked for before it closes"_s
                    .arg(m_state.caseNumber));
        // Open again is re-opened, whatever word was chosen: the cycle counts.
        const bool isAgain = !isOpen(m_status) && wanted == Status::Open;
        return one(StatusChanged{isAgain ? Status::Reopened : wanted, reason, {}});
    }
    /// A re-opened ticket may come back from waiting as what it was.
    bool wasEverDone() const
    {
        return std::ranges::any_of(m_state.statuses, [&](const StatusSince &since) {
            return since.at <= m_at && !isOpen(since.status);
        });
    }
    /// What ends a ticket cannot stand before what was done on it: the later status would hold.
    std::optional<Error> laterStatus() const
    {
        if (m_state.statuses.empty() || m_state.statuses.back().at <= m_at)
            return {};
        return refused(u"the status of %1 was changed at %2; it cannot end before that"_s.arg(
            m_state.caseNumber, toRfc3339(m_state.statuses.back().at)));
    }
    Facts one(TicketFact fact) const
    {
        Facts facts;
        add(facts, std::move(fact));
        return facts;
    }
    void add(Facts &facts, TicketFact fact) const { facts.emplace_back(m_at, std::move(fact)); }
    static void keepIfNew(std::optional<QString> &wish, const QString &now)
    {
        if (wish == now)
            wish.reset();
    }
    Error unknownPriority(const QString &key) const
    {
        return wrong(
            u"there is no priority \"%1\"; there are %2"_s.arg(key, knownPriorities(m_context.policy)));
    }
    /// As the present priority has it, else that of the instant: what is told later may be older than both.
    const policy::PlaybookStep *stepOf(const QString &key) const
    {
        for (const QString &priority : {m_state.priority, priorityAt(m_state, m_at)}) {
            const policy::Priority *known = m_context.policy.priority(priority);
            if (const policy::PlaybookStep *step = known ? known->step(key) : nullptr)
                return step;
        }
        return nullptr;
    }
    static Error unknownStep(const QString &key, const policy::Priority *priority)
    {
        if (!priority || priority->playbook.empty())
            return wrong(u"there is no playbook for the priority of this ticket"_s);
        QStringList known;
        for (const policy::PlaybookStep &step : priority->playbook)
            known += step.key;
        return wrong(u"the playbook of %1 has no step \"%2\"; it has %3"_s.arg(priority->key, key.left(60),
                                                                               known.join(u", "_s)));
    }
    Error unknownTier(const QString &key) const
    {
        return wrong(u"there is no tier \"%1\"; there are %2"_s.arg(key, knownTiers(m_context.policy)));
    }

    const Ticket &m_state;
    Instant m_at;
    Status m_status; ///< at that instant
    const DecideContext &m_context;
};

bool isFilled(const TicketCreated &fields, const QString &key)
{
    const std::array<std::pair<QStringView, const QString *>, 9> texts{{
        {u"subject", &fields.subject},
        {u"priority", &fields.priority},
        {u"impact", &fields.impact},
        {u"environment", &fields.environment},
        {u"steps", &fields.steps},
        {u"description", &fields.description},
        {u"contact", &fields.contactName},
        {u"contact_email", &fields.contactEmail},
        {u"tier", &fields.tier},
    }};
    for (const auto &[name, text] : texts) {
        if (name == key)
            return !isOnlySpace(*text);
    }
    return key != u"customer" || !fields.customer.isNull();
}

} // namespace

Result<Facts> decide(const Ticket &state, const TicketOrder &order, const DecideContext &context)
{
    const bool isCreation = std::holds_alternative<CreateTicket>(order.command);
    if (!state.exists && !isCreation)
        return Error{Fault::NotFound, u"there is no such ticket"_s};
    if (!state.mergedInto.isNull())
        return refused(u"%1 was merged into another ticket; work goes on there"_s.arg(state.caseNumber));
    if (order.occurredAt && *order.occurredAt > context.now)
        return wrong(u"%1 lies in the future"_s.arg(toRfc3339(*order.occurredAt)));
    // What is done now comes after all that is known, also where another desk's clock is ahead.
    const Instant now = isCreation ? context.now : std::max(context.now, state.updatedAt);
    const Instant at = order.occurredAt.value_or(now);
    if (!isCreation && at < state.createdAt)
        return wrong(
            u"%1 lies before the ticket was made (%2)"_s.arg(toRfc3339(at), toRfc3339(state.createdAt)));
    return std::visit(Decide(state, at, context), order.command);
}

QStringList missingFields(const TicketCreated &fields, const policy::Policy &policy)
{
    QStringList keys{u"subject"_s, u"customer"_s, u"priority"_s};
    for (const policy::IntakeField &field : policy.intake) {
        if (field.required && !keys.contains(field.key))
            keys += field.key;
    }
    keys.removeIf([&](const QString &key) { return isFilled(fields, key); });
    return keys;
}

QString caseNumber(DeviceId device, qint64 counter)
{
    const auto part =
        std::uint64_t(device.bytes[0]) << 16 | std::uint64_t(device.bytes[1]) << 8 | device.bytes[2];
    return u"MSTR-%1-%2"_s.arg(base32Number(part, 4)).arg(counter, 4, 10, QLatin1Char('0'));
}

} // namespace muster::ticket
