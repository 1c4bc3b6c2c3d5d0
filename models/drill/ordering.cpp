// SPDX-License-Identifier: GPL-3.0-or-later
// What each action of a script orders.
#include "models/drill/creditorders.h"
#include "models/drill/orders.h"
#include "models/drill/placeholders.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

Error nothingToReferTo(const QString &what)
{
    return {Fault::BadInput, u"%1 is not in the record"_s.arg(what)};
}

PersonId leaderOf(const incident::Incident &incident, const policy::IncidentRules &rules)
{
    for (const policy::IncidentRole &role : rules.roles) {
        const PersonId holder = role.isLeading ? holderOf(incident, role.key) : PersonId{};
        if (!holder.isNull())
            return holder;
    }
    return {};
}

/// One overload an action: what is ordered, or why it cannot be.
class Order
{
public:
    Order(const Next &next, const Situation &situation, const incident::DecideContext &context,
          Orders &orders)
        : m_next(next), m_situation(situation), m_context(context), m_rules(context.rules), m_orders(orders)
    {}

    Result<void> operator()(const OpenTicket &action) const
    {
        const DrillCustomer *customer = m_situation.script.customer(action.customer);
        ticket::CreateTicket create;
        create.fields.subject = text(action.subject);
        create.fields.description = text(action.text);
        create.enforceRequired = customer != nullptr;
        if (customer != nullptr) {
            create.fields.customer = customerOf(m_situation.progress, action.customer);
            create.fields.contactName = customer->contactName;
            create.fields.contactEmail = customer->contactEmail;
        }
        create.fields.priority = action.priority;
        create.fields.impact = action.impact;
        create.fields.environment = action.environment;
        create.fields.steps = action.steps;
        create.fields.channel = action.channel.isEmpty() ? u"email"_s : action.channel;
        create.fields.tags = {u"drill"_s};
        order(ticketOf(m_situation.progress, m_next.beat->key), create);
        return {};
    }
    Result<void> operator()(const TicketMessage &action) const
    {
        const Beat *opened = m_situation.script.beat(action.ticket);
        const auto *ticket = opened != nullptr ? std::get_if<OpenTicket>(&opened->action) : nullptr;
        const DrillCustomer *customer =
            m_situation.script.customer(ticket != nullptr ? ticket->customer : QString());
        order(ticketOf(m_situation.progress, action.ticket),
              ticket::AddCustomerMessage{customer != nullptr ? customer->contactName : QString(),
                                         text(action.text)});
        return {};
    }
    Result<void> operator()(const AnswerTickets &action) const
    {
        const auto then = action.isResolving ? std::optional(ticket::Status::Resolved) : std::nullopt;
        for (const QString &key : action.tickets)
            order(ticketOf(m_situation.progress, key),
                  ticket::SendReply{text(action.text), action.isAcknowledgement, then});
        return {};
    }
    Result<void> operator()(const Declare &action) const
    {
        incident::Declare command;
        command.fields.title = action.title;
        command.fields.severity = action.severity;
        command.fields.scope = action.scope;
        command.fields.firstReportAt = firstReportOf(m_situation.script, m_situation.progress);
        command.fields.drill = m_situation.script.key;
        command.tickets = opened(action.tickets);
        return order(std::move(command));
    }
    Result<void> operator()(const GiveRole &action) const
    {
        return order(
            incident::RoleGiven{action.role, actorOf(m_situation, action.to), action.isHandOver, {}});
    }
    Result<void> operator()(const TakeRole &action) const
    {
        const auto holdings = m_situation.incident.roles.find(action.role);
        if (holdings == m_situation.incident.roles.end())
            return nothingToReferTo(u"a hand-over of "_s + action.role);
        const auto given = std::ranges::find(holdings->second, false, &incident::Holding::isAcknowledged);
        if (given == holdings->second.end())
            return nothingToReferTo(u"a hand-over of "_s + action.role);
        return order(incident::RoleAcknowledged{given->given});
    }
    Result<void> operator()(const WriteEntry &action) const
    {
        m_orders.at -= action.ago;
        return order(incident::EntryWritten{action.kind, text(action.text), person(action.owner),
                                            text(action.result), action.milestone, text(action.why),
                                            text(action.alternatives)});
    }
    Result<void> operator()(const SetStatus &action) const
    {
        return order(incident::StatusChanged{action.status, text(action.reason)});
    }
    Result<void> operator()(const SetSeverity &action) const
    {
        return order(incident::SeverityChanged{action.severity, text(action.reason)});
    }
    Result<void> operator()(const SetScope &action) const
    {
        incident::FieldsChanged change;
        change.scope = action.scope;
        return order(change);
    }
    Result<void> operator()(const GoToStep &action) const
    {
        return order(incident::StepEntered{action.step, {}, text(action.reason)});
    }
    Result<void> operator()(const TickAsk &action) const
    {
        return order(incident::AskTicked{action.ask, true});
    }
    Result<void> operator()(const JudgeHypothesis &action) const
    {
        const FactId entry = factOf(action.entry);
        if (isLeftAlone(action.entry))
            return happened(text(action.because));
        if (entry.isNull())
            return nothingToReferTo(u"the hypothesis"_s);
        return order(incident::HypothesisJudged{entry, action.state, text(action.because)});
    }
    Result<void> operator()(const AddTask &action) const
    {
        incident::TaskWritten task;
        task.text = text(action.text);
        if (!action.workstream.isEmpty())
            task.workstream = action.workstream;
        if (!action.owner.isEmpty())
            task.owner = person(action.owner);
        task.due = m_next.at + action.dueIn;
        task.kind = action.kind;
        if (!action.customer.isEmpty()) {
            task.customer = customerOf(m_situation.progress, action.customer);
            task.side = action.theirs.isEmpty() ? incident::Side::Ours : incident::Side::Theirs;
        }
        if (!action.theirs.isEmpty())
            task.theirOwner = action.theirs;
        return order(task);
    }
    Result<void> operator()(const FinishTask &action) const
    {
        incident::TaskWritten task;
        task.task = factOf(action.task);
        if (isLeftAlone(action.task))
            return happened(action.result.isEmpty() ? textOfTask(action.task) + u" is done"_s
                                                    : text(action.result));
        if (task.task.isNull())
            return nothingToReferTo(u"the task"_s);
        task.isDone = true;
        task.result = text(action.result);
        return order(task);
    }
    Result<void> operator()(const LinkTickets &action) const
    {
        return order(incident::TicketsLinked{opened(action.tickets), {}});
    }
    Result<void> operator()(const SendUpdate &action) const
    {
        incident::UpdateSent update;
        update.audience = action.audience;
        update.subject = text(action.subject);
        if (action.nextIn)
            update.nextBy = std::chrono::floor<std::chrono::minutes>(m_next.at + *action.nextIn);
        update.text = filled(action.text, m_situation, m_rules, update.nextBy, m_next.at);
        update.via = u"drill"_s;
        update.approvedBy = leaderOf(m_situation.incident, m_rules);
        return order(update);
    }
    Result<void> operator()(const ConfirmRecovery &action) const
    {
        return order(incident::RecoveryConfirmed{m_orders.actor, text(action.evidence)});
    }
    Result<void> operator()(const WriteClosing &action) const
    {
        return order(incident::ClosingWritten{text(action.rootCause), text(action.workaround),
                                              text(action.prevention)});
    }
    Result<void> operator()(const WriteDocument &action) const
    {
        QStringList answers;
        for (const QString &answer : answersOf(action))
            answers += text(answer);
        m_orders.document = {action.document, answers};
        return {};
    }
    Result<void> operator()(const ProposeCredit &action) const
    {
        auto wish = proposalOf(action, m_situation, m_context);
        if (!wish)
            return happened(wish.error().detail);
        wish->reason = text(action.reason);
        return order(std::move(*wish));
    }
    Result<void> operator()(const ApproveCredit &action) const
    {
        const incident::Credit *credit = creditOf(action, m_situation);
        if (credit == nullptr)
            return happened(u"There is no credit to approve"_s);
        return order(incident::CreditJudged{credit->fact, true, {}, {}, text(action.reason)});
    }

private:
    void order(TicketId id, ticket::TicketCommand command) const
    {
        m_orders.tickets.push_back({id, std::move(command), m_orders.at});
    }
    Result<void> order(incident::IncidentCommand command) const
    {
        const IncidentId id =
            m_situation.incident.exists ? m_situation.incident.id : incidentOf(m_situation.progress);
        m_orders.incident = {id, std::move(command), m_orders.at};
        return {};
    }
    PersonId person(const QString &member) const
    {
        return member.isEmpty() ? PersonId{} : actorOf(m_situation, member);
    }
    FactId factOf(const QString &beat) const
    {
        const auto played = m_situation.progress.played.find(beat);
        return played == m_situation.progress.played.end() ? FactId{} : played->second.fact;
    }
    /// A trainee's beat that made nothing: its turn is over, so what comes of it waits no longer.
    bool isLeftAlone(const QString &beat) const
    {
        return m_situation.progress.played.contains(beat) && factOf(beat).isNull();
    }
    QString textOfTask(const QString &beat) const
    {
        const Beat *made = m_situation.script.beat(beat);
        const AddTask *task = made != nullptr ? std::get_if<AddTask>(&made->action) : nullptr;
        return task != nullptr ? task->text : beat;
    }
    Result<void> happened(const QString &what) const
    {
        return order(incident::EntryWritten{incident::EntryKind::Fact, what, {}, {}, {}, {}, {}});
    }
    QString text(const QString &written) const
    {
        return filled(written, m_situation, m_rules, std::nullopt, m_next.at);
    }
    /// Those that have come so far.
    std::vector<TicketId> opened(const QStringList &tickets) const
    {
        std::vector<TicketId> ids;
        for (const QString &key : tickets) {
            if (m_situation.progress.played.contains(key))
                ids.push_back(ticketOf(m_situation.progress, key));
        }
        return ids;
    }
    /// Its own, else those of the beat before it that wrote the same document.
    QStringList answersOf(const WriteDocument &action) const
    {
        QStringList answers;
        for (const Beat &beat : m_situation.script.story) {
            const auto *written = std::get_if<WriteDocument>(&beat.action);
            if (written != nullptr && written->document == action.document && !written->answers.isEmpty())
                answers = written->answers;
            if (beat.key == m_next.beat->key)
                break;
        }
        return answers;
    }

    const Next &m_next;
    const Situation &m_situation;
    const incident::DecideContext &m_context;
    const policy::IncidentRules &m_rules;
    Orders &m_orders;
};

} // namespace

Result<Orders> ordersOf(const Next &next, const Situation &situation, const policy::IncidentRules &rules,
                        const policy::CreditTerms &terms)
{
    Orders orders;
    orders.actor = actorOf(situation, next.beat->by);
    orders.at = next.at;
    const incident::DecideContext context{rules, next.at, orders.actor, terms};
    const auto made = std::visit(Order(next, situation, context, orders), next.beat->action);
    if (!made)
        return made.error();
    return orders;
}

} // namespace muster::drill
