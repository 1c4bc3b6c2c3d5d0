// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incident/incidentcommands.h"

#include "models/base/base32.h"
#include "models/base/payload.h"
#include "models/incident/credits.h"
#include "models/incident/flow.h"
#include "models/incident/resolving.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

Error refused(const QString &why)
{
    return {Fault::NotAllowed, why};
}

Error wrong(const QString &why)
{
    return {Fault::BadInput, why};
}

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

template <typename Entry> QString keysOf(const std::vector<Entry> &entries)
{
    QStringList keys;
    for (const Entry &entry : entries)
        keys += entry.key;
    return keys.join(u", "_s);
}

/// What a fact's list holds of it; where that is not all, the last entry says how many more there are.
QStringList listed(QStringList without)
{
    const qsizetype more = without.size() - kMaxPayloadList + 1;
    if (more <= 1)
        return without;
    without.resize(kMaxPayloadList - 1);
    without += u"and %1 more"_s.arg(more);
    return without;
}

/// One overload a command: the rules of what may be done.
class Decide
{
public:
    Decide(const Incident &state, Instant at, const DecideContext &context)
        : m_state(state), m_at(at), m_context(context)
    {}

    Result<Facts> operator()(const Declare &command) const
    {
        if (m_state.exists)
            return refused(u"%1 is declared already"_s.arg(m_state.number));
        if (isBlank(command.fields.title))
            return wrong(u"an incident needs a title: what is broken, in one line"_s);
        if (const auto known = checkSeverity(command.fields.severity); !known)
            return known.error();
        if (command.fields.firstReportAt && *command.fields.firstReportAt > m_at)
            return wrong(u"the first report cannot be later than the declaration"_s);
        Facts facts = one(command.fields);
        for (const auto &[role, person] : command.roles) {
            if (m_context.rules.role(role) == nullptr)
                return unknownRole(role);
            add(facts, RoleGiven{role, person, false, {}});
        }
        if (!command.tickets.empty())
            add(facts, TicketsLinked{command.tickets, {}});
        return facts;
    }
    Result<Facts> operator()(const SeverityChanged &command) const
    {
        if (const auto known = checkSeverity(command.severity); !known)
            return known.error();
        if (command.severity == m_state.severity)
            return Facts{};
        const bool isLower =
            m_context.rules.rankOf(command.severity) > m_context.rules.rankOf(m_state.severity);
        if (isLower && isBlank(command.reason))
            return wrong(
                u"say why %1 is enough now; raising needs no reason, lowering does"_s.arg(command.severity));
        return one(command);
    }
    Result<Facts> operator()(const StatusChanged &command) const
    {
        if (command.status == m_state.status)
            return Facts{};
        if (command.status == Status::Closed)
            return end(command, lacksToClose(m_state, m_context.rules));
        if (isRunning(m_state.status) && !isRunning(command.status))
            return end(command, lacksToResolve(m_state, m_context.rules));
        if (!isRunning(m_state.status) && isRunning(command.status) && isBlank(command.reason))
            return wrong(u"say why %1 is running again"_s.arg(m_state.number));
        StatusChanged change = command;
        change.without.clear();
        return one(change);
    }
    Result<Facts> operator()(const FieldsChanged &command) const
    {
        if (command.title && isBlank(*command.title))
            return wrong(u"an incident needs a title"_s);
        if (command.firstReportAt && *command.firstReportAt > m_state.declaredAt)
            return wrong(u"the first report cannot be later than the declaration"_s);
        FieldsChanged change = command;
        if (change.title == m_state.title)
            change.title.reset();
        if (change.scope == m_state.scope)
            change.scope.reset();
        if (change.firstReportAt == m_state.firstReportAt)
            change.firstReportAt.reset();
        if (!change.title && !change.scope && !change.firstReportAt)
            return Facts{};
        return one(change);
    }
    Result<Facts> operator()(const StepEntered &command) const
    {
        if (m_context.rules.step(command.step) == nullptr)
            return wrong(
                u"there is no step \"%1\"; there are %2"_s.arg(command.step, keysOf(m_context.rules.steps)));
        const std::vector<StepState> steps = flowOf(m_state, m_context.rules);
        const auto here = std::ranges::find(steps, StepState::Place::Here, &StepState::place);
        const auto wanted = std::ranges::find(steps, command.step, &StepState::key);
        if (here == wanted)
            return Facts{};
        StepEntered entered = command;
        entered.without.clear();
        QStringList missing;
        for (auto step = here; step < wanted; ++step) {
            for (const AskState &ask : step->asks) {
                if (!ask.ask.isRequired || ask.isMet)
                    continue;
                entered.without += ask.ask.key;
                missing += ask.missing;
            }
        }
        if (!missing.isEmpty() && isBlank(command.reason))
            return refused(u"%1. Mend it, or say why it goes on without"_s.arg(missing.join(u". "_s)));
        entered.without = listed(std::move(entered.without));
        return one(entered);
    }
    Result<Facts> operator()(const AskTicked &command) const
    {
        const bool isKnown = std::ranges::any_of(m_context.rules.steps, [&](const policy::FlowStep &step) {
            return std::ranges::find(step.asks, command.ask, &policy::Ask::key) != step.asks.end();
        });
        if (!isKnown)
            return wrong(u"no step asks for \"%1\""_s.arg(command.ask));
        if (m_state.ticked.contains(command.ask) == command.isDone)
            return Facts{};
        return one(command);
    }
    Result<Facts> operator()(const RoleGiven &command) const
    {
        if (m_context.rules.role(command.role) == nullptr)
            return unknownRole(command.role);
        if (holderOf(m_state, command.role) == command.person && awaitedFor(m_state, command.role).isNull())
            return Facts{};
        RoleGiven given = command;
        // Who takes a role himself has taken it; nobody cannot take one.
        if (given.person == m_context.actor || given.person.isNull())
            given.needsAcknowledgement = false;
        return one(given);
    }
    Result<Facts> operator()(const RoleAcknowledged &command) const
    {
        for (const auto &[role, holdings] : m_state.roles) {
            const auto given = std::ranges::find(holdings, command.given, &Holding::given);
            if (given == holdings.end())
                continue;
            if (given->isAcknowledged)
                return Facts{};
            return one(command);
        }
        return refused(u"this hand-over does not stand any more"_s);
    }
    Result<Facts> operator()(const EntryWritten &command) const
    {
        if (isBlank(command.text))
            return wrong(u"the entry is empty"_s);
        if (command.kind == EntryKind::Milestone && !command.milestone.isEmpty() &&
            m_context.rules.milestone(command.milestone) == nullptr)
            return wrong(u"there is no milestone \"%1\"; there are %2"_s.arg(
                command.milestone, keysOf(m_context.rules.milestones)));
        return one(command);
    }
    Result<Facts> operator()(const EntryPinned &command) const
    {
        const TimelineLine *line = lineOf(command.entry);
        if (line == nullptr)
            return refused(u"there is no such entry"_s);
        return line->isPinned == command.isPinned ? Facts{} : one(command);
    }
    Result<Facts> operator()(const HypothesisJudged &command) const
    {
        const TimelineLine *line = lineOf(command.entry);
        if (line == nullptr || line->kind != EntryKind::Hypothesis || line->isAutomatic)
            return refused(u"this entry is no hypothesis"_s);
        return line->hypothesis == command.state ? Facts{} : one(command);
    }
    Result<Facts> operator()(const UpdateSent &command) const
    {
        if (m_context.rules.audience(command.audience) == nullptr)
            return wrong(u"there is no audience \"%1\"; there are %2"_s.arg(
                command.audience, keysOf(m_context.rules.audiences)));
        if (isBlank(command.text))
            return wrong(u"the update is empty"_s);
        if (m_context.rules.audience(command.audience)->needsApproval && command.approvedBy.isNull())
            return refused(u"an update to %1 needs the approval of who leads"_s.arg(
                m_context.rules.audience(command.audience)->name));
        if (command.nextBy && *command.nextBy <= m_at)
            return wrong(u"the next update is promised for a time that has passed"_s);
        const bool isWaived = std::ranges::any_of(command.waivers, [](const Waiver &waiver) {
            return waiver.finding == u"no_next_update" && !isBlank(waiver.reason);
        });
        if (!command.nextBy && isRunning(m_state.status) && !isWaived)
            return refused(u"say when the next update comes, or why none is promised"_s);
        return one(command);
    }
    Result<Facts> operator()(const TaskWritten &command) const
    {
        if (command.task.isNull()) {
            if (isBlank(command.text.value_or(QString())))
                return wrong(u"say what is to be done"_s);
            return one(command);
        }
        const auto task = std::ranges::find(m_state.tasks, command.task, &Task::id);
        if (task == m_state.tasks.end())
            return refused(u"there is no such task"_s);
        if (command.text && isBlank(*command.text))
            return wrong(u"say what is to be done"_s);
        return changes(*task, command) ? one(command) : Facts{};
    }
    Result<Facts> operator()(const TicketsLinked &command) const
    {
        TicketsLinked change;
        const auto isLinked = [&](TicketId id) { return std::ranges::binary_search(m_state.tickets, id); };
        std::ranges::copy_if(command.added, std::back_inserter(change.added), std::not_fn(isLinked));
        std::ranges::copy_if(command.removed, std::back_inserter(change.removed), isLinked);
        if (change.added.empty() && change.removed.empty())
            return Facts{};
        return one(change);
    }
    Result<Facts> operator()(const RecoveryConfirmed &command) const
    {
        if (isBlank(command.evidence))
            return wrong(u"say what shows that it works again: a graph, a test, a customer's word"_s);
        return one(command);
    }
    Result<Facts> operator()(const ClosingWritten &command) const
    {
        if (isBlank(command.rootCause))
            return wrong(u"the closing needs a root cause, or that it is not known"_s);
        return one(command);
    }
    Result<Facts> operator()(const DocumentWritten &command) const
    {
        if (isBlank(command.document) || isBlank(command.text))
            return wrong(u"the document is empty"_s);
        const auto known = m_state.documents.find(command.document);
        if (known != m_state.documents.end() && known->second.text == command.text)
            return Facts{};
        return one(command);
    }

    Result<Facts> operator()(const DowntimeSet &command) const
    {
        return decideDowntime(m_state, command, m_at, m_context);
    }
    Result<Facts> operator()(const CreditProposed &command) const
    {
        return decideCredit(m_state, command, m_at, m_context);
    }
    Result<Facts> operator()(const CreditJudged &command) const
    {
        return decideJudgement(m_state, command, m_at, m_context);
    }

private:
    Result<void> checkSeverity(const QString &severity) const
    {
        if (m_context.rules.severity(severity) != nullptr)
            return {};
        return wrong(
            u"there is no severity \"%1\"; there are %2"_s.arg(severity, keysOf(m_context.rules.severities)));
    }
    Error unknownRole(const QString &role) const
    {
        return wrong(u"there is no role \"%1\"; there are %2"_s.arg(role, keysOf(m_context.rules.roles)));
    }
    static bool changes(const Task &task, const TaskWritten &command)
    {
        const auto differs = [](const auto &wanted, const auto &known) { return wanted && *wanted != known; };
        return differs(command.text, task.text) || differs(command.workstream, task.workstream) ||
               differs(command.owner, task.owner) || differs(command.kind, task.kind) ||
               differs(command.side, task.side) || differs(command.theirOwner, task.theirOwner) ||
               differs(command.isDone, task.doneAt.has_value()) || (command.due && command.due != task.due) ||
               (!command.customer.isNull() && command.customer != task.customer) ||
               (!command.result.isEmpty() && command.result != task.result);
    }
    /// To a status after the running ones: with all that it needs, or with a reason.
    Result<Facts> end(const StatusChanged &command, const std::vector<Lack> &lacks) const
    {
        if (!lacks.empty() && isBlank(command.reason))
            return refused(
                u"%1 cannot be called %2 yet: %3. Give it, or say why it goes without: "
                "/status %2 WHY"_s.arg(m_state.number, statusName(command.status), lackText(lacks)));
        StatusChanged change = command;
        change.without.clear();
        for (const Lack &lack : lacks) {
            if (!lack.token.isEmpty())
                change.without += lack.token;
        }
        change.without = listed(std::move(change.without));
        return one(change);
    }
    const TimelineLine *lineOf(FactId fact) const
    {
        const auto line = std::ranges::find(m_state.timeline, fact, &TimelineLine::fact);
        return line == m_state.timeline.end() ? nullptr : &*line;
    }
    Facts one(IncidentFact fact) const { return {{m_at, std::move(fact)}}; }
    void add(Facts &facts, IncidentFact fact) const { facts.emplace_back(m_at, std::move(fact)); }

    const Incident &m_state;
    Instant m_at;
    const DecideContext &m_context;
};

/// What may still be done to a closed incident.
bool isForClosed(const IncidentCommand &command)
{
    return std::holds_alternative<EntryWritten>(command) || std::holds_alternative<StatusChanged>(command) ||
           std::holds_alternative<EntryPinned>(command) || std::holds_alternative<TaskWritten>(command) ||
           std::holds_alternative<DocumentWritten>(command) || std::holds_alternative<DowntimeSet>(command) ||
           std::holds_alternative<CreditProposed>(command) || std::holds_alternative<CreditJudged>(command);
}

} // namespace

Result<Facts> decide(const Incident &state, const IncidentOrder &order, const DecideContext &context)
{
    const bool isDeclaration = std::holds_alternative<Declare>(order.command);
    if (!state.exists && !isDeclaration)
        return Error{Fault::NotFound, u"there is no such incident"_s};
    const Instant at = order.occurredAt.value_or(context.now);
    if (at > context.now)
        return wrong(u"%1 lies in the future; entries tell what has happened"_s.arg(toRfc3339(at)));
    if (state.exists && state.status == Status::Closed && !isForClosed(order.command))
        return refused(u"%1 is closed; re-open it first"_s.arg(state.number));
    return std::visit(Decide(state, at, context), order.command);
}

QString leadingRole(const policy::IncidentRules &rules, const QString &severity)
{
    const policy::Severity *known = rules.severity(severity);
    for (const QString &key : known ? known->roles : QStringList()) {
        if (const policy::IncidentRole *role = rules.role(key); role && role->isLeading)
            return key;
    }
    return {};
}

QString incidentNumber(DeviceId device, qint64 counter)
{
    const auto part =
        std::uint64_t(device.bytes[0]) << 16 | std::uint64_t(device.bytes[1]) << 8 | device.bytes[2];
    return u"INC-%1-%2"_s.arg(base32Number(part, 4)).arg(counter, 4, 10, QLatin1Char('0'));
}

} // namespace muster::incident
