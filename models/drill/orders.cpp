// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/orders.h"

#include "models/comms/timetext.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

template <typename Kind> Kind derived(const Progress &progress, const QString &what, const QString &key)
{
    return Kind::derived(progress.start,
                         {u"drill"_s, progress.script, QString::number(progress.seed), what, key});
}

/// More than half a day ahead with its day, so that nobody reads it as the evening before.
QString promised(Instant at, Instant now)
{
    if (at - now > std::chrono::hours(11))
        return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC).toString(u"yyyy-MM-dd hh:mm 'UTC'"_s);
    return comms::clockText(at, {now, QTimeZone::utc()});
}

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
    Order(const Next &next, const Situation &situation, const policy::IncidentRules &rules, Orders &orders)
        : m_next(next), m_situation(situation), m_rules(rules), m_orders(orders)
    {}

    Result<void> operator()(const OpenTicket &action) const
    {
        const auto &customers = m_situation.script.customers;
        const auto customer = std::ranges::find(customers, action.customer, &DrillCustomer::key);
        ticket::CreateTicket create;
        create.fields.subject = action.subject;
        create.fields.description = action.text;
        create.enforceRequired = customer != customers.end();
        if (customer != customers.end()) {
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
        const auto &customers = m_situation.script.customers;
        const auto customer = std::ranges::find(customers, ticket != nullptr ? ticket->customer : QString(),
                                                &DrillCustomer::key);
        order(ticketOf(m_situation.progress, action.ticket),
              ticket::AddCustomerMessage{customer != customers.end() ? customer->contactName : QString(),
                                         action.text});
        return {};
    }
    Result<void> operator()(const AnswerTickets &action) const
    {
        const auto then = action.isResolving ? std::optional(ticket::Status::Resolved) : std::nullopt;
        for (const QString &key : action.tickets)
            order(ticketOf(m_situation.progress, key),
                  ticket::SendReply{action.text, action.isAcknowledgement, then});
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
        for (const QString &key : action.tickets) {
            if (m_situation.progress.played.contains(key))
                command.tickets.push_back(ticketOf(m_situation.progress, key));
        }
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
        return order(incident::EntryWritten{action.kind, action.text, person(action.owner), action.result,
                                            action.milestone, action.why, action.alternatives});
    }
    Result<void> operator()(const SetStatus &action) const
    {
        return order(incident::StatusChanged{action.status, action.reason});
    }
    Result<void> operator()(const SetSeverity &action) const
    {
        return order(incident::SeverityChanged{action.severity, action.reason});
    }
    Result<void> operator()(const SetScope &action) const
    {
        incident::FieldsChanged change;
        change.scope = action.scope;
        return order(change);
    }
    Result<void> operator()(const GoToStep &action) const
    {
        return order(incident::StepEntered{action.step, {}, action.reason});
    }
    Result<void> operator()(const TickAsk &action) const
    {
        return order(incident::AskTicked{action.ask, true});
    }
    Result<void> operator()(const JudgeHypothesis &action) const
    {
        const FactId entry = factOf(action.entry);
        if (isLeftAlone(action.entry))
            return happened(action.because);
        if (entry.isNull())
            return nothingToReferTo(u"the hypothesis"_s);
        return order(incident::HypothesisJudged{entry, action.state, action.because});
    }
    Result<void> operator()(const AddTask &action) const
    {
        incident::TaskWritten task;
        task.text = action.text;
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
                                                    : action.result);
        if (task.task.isNull())
            return nothingToReferTo(u"the task"_s);
        task.isDone = true;
        task.result = action.result;
        return order(task);
    }
    Result<void> operator()(const LinkTickets &action) const
    {
        incident::TicketsLinked link;
        for (const QString &key : action.tickets)
            link.added.push_back(ticketOf(m_situation.progress, key));
        return order(link);
    }
    Result<void> operator()(const SendUpdate &action) const
    {
        incident::UpdateSent update;
        update.audience = action.audience;
        update.subject = withTokens(action.subject, {});
        if (action.nextIn)
            update.nextBy = std::chrono::floor<std::chrono::minutes>(m_next.at + *action.nextIn);
        update.text = withTokens(action.text, update.nextBy);
        update.via = u"drill"_s;
        update.approvedBy = leaderOf(m_situation.incident, m_rules);
        return order(update);
    }
    Result<void> operator()(const ConfirmRecovery &action) const
    {
        return order(incident::RecoveryConfirmed{m_orders.actor, action.evidence});
    }
    Result<void> operator()(const WriteClosing &action) const
    {
        return order(incident::ClosingWritten{action.rootCause, action.workaround, action.prevention});
    }
    Result<void> operator()(const WriteDocument &action) const
    {
        m_orders.document = {action.document, action.answers};
        return {};
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
    QString withTokens(QString text, std::optional<Instant> nextBy) const
    {
        text.replace(u"{number}"_s, m_situation.incident.number);
        return nextBy ? text.replace(u"{next}"_s, promised(*nextBy, m_next.at)) : text;
    }

    const Next &m_next;
    const Situation &m_situation;
    const policy::IncidentRules &m_rules;
    Orders &m_orders;
};

} // namespace

IncidentId incidentOf(const Progress &progress)
{
    return derived<IncidentId>(progress, u"incident"_s, {});
}

TicketId ticketOf(const Progress &progress, const QString &beat)
{
    return derived<TicketId>(progress, u"ticket"_s, beat);
}

PersonId personOf(const Progress &progress, const QString &member)
{
    return derived<PersonId>(progress, u"person"_s, member);
}

CustomerId customerOf(const Progress &progress, const QString &customer)
{
    return derived<CustomerId>(progress, u"customer"_s, customer);
}

PersonId traineeOf(const Progress &progress)
{
    return derived<PersonId>(progress, u"trainee"_s, {});
}

PersonId actorOf(const Situation &situation, const QString &key)
{
    const CastMember *member = situation.script.member(key);
    const bool isTrainee = member != nullptr && std::ranges::any_of(member->plays, [&](const QString &role) {
                               return situation.progress.trainee.contains(role);
                           });
    return isTrainee ? traineeOf(situation.progress) : personOf(situation.progress, key);
}

people::PersonChanged personFields(const CastMember &member)
{
    people::PersonChanged fields;
    fields.name = member.name;
    fields.role = member.role;
    return fields;
}

customer::CustomerChanged customerFields(const DrillCustomer &customer)
{
    customer::CustomerChanged fields;
    fields.name = customer.name;
    fields.tier = customer.tier;
    if (customer.arr)
        fields.arr = customer.arr;
    if (!customer.contactName.isEmpty())
        fields.contacts = std::vector{customer::Contact{customer.contactName, customer.contactEmail, {}, {}}};
    return fields;
}

Result<Orders> ordersOf(const Next &next, const Situation &situation, const policy::IncidentRules &rules)
{
    Orders orders;
    orders.actor = actorOf(situation, next.beat->by);
    orders.at = next.at;
    const auto made = std::visit(Order(next, situation, rules, orders), next.beat->action);
    if (!made)
        return made.error();
    return orders;
}

QString answered(const QString &draft, const QStringList &answers)
{
    QStringList lines = draft.split(u'\n');
    qsizetype used = 0;
    for (QString &line : lines) {
        if (line.startsWith(u"TODO"_s) && used < answers.size())
            line = answers[used++];
    }
    return lines.join(u'\n');
}

} // namespace muster::drill
