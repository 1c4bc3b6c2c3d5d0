// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incident/incident.h"

#include "models/base/amount.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

/// Words of the program name people and roles by token, so that the fold needs no names: "{person:…}".
QString personToken(PersonId person)
{
    return u"{person:%1}"_s.arg(person.toString());
}

QString roleToken(const QString &role)
{
    return u"{role:%1}"_s.arg(role);
}

QString timeToken(Instant at)
{
    return u"{time:%1}"_s.arg(at.time_since_epoch().count());
}

QString because(const QString &reason)
{
    return reason.isEmpty() ? QString() : u": "_s + reason;
}

QString lacking(const QStringList &without)
{
    return without.isEmpty() ? QString() : u" (without: %1)"_s.arg(without.join(u"; "_s));
}

class Apply
{
public:
    Apply(Incident &state, const Recorded &recorded) : m_state(state), m_recorded(recorded) {}

    void operator()(const Declared &fact)
    {
        if (m_state.exists)
            return;
        m_state.exists = true;
        m_state.number = fact.number;
        m_state.title = fact.title;
        m_state.severity = fact.severity;
        m_state.scope = fact.scope;
        m_state.firstReportAt = fact.firstReportAt;
        m_state.policy = fact.policy;
        m_state.drill = fact.drill;
        m_state.declaredAt = m_recorded.occurredAt;
        m_state.declaredRecordedAt = m_recorded.recordedAt;
        m_state.declaredBy = m_recorded.actor;
        m_state.severities = {{m_recorded.occurredAt, fact.severity}};
        m_state.statuses = {{m_recorded.occurredAt, Status::Investigating}};
        if (fact.firstReportAt)
            reach(u"detected"_s, *fact.firstReportAt);
        reach(u"declared"_s, m_recorded.occurredAt);
        tell(u"Declared %1: %2"_s.arg(fact.severity, fact.title), EntryKind::Milestone, u"declared"_s);
    }
    void operator()(const SeverityChanged &fact)
    {
        tell(u"Severity %1 → %2"_s.arg(m_state.severity, fact.severity) + because(fact.reason),
             EntryKind::Decision);
        m_state.severity = fact.severity;
        m_state.severities.emplace_back(m_recorded.occurredAt, fact.severity);
    }
    void operator()(const StatusChanged &fact)
    {
        const bool wasRunning = isRunning(m_state.status);
        tell(u"Status %1 → %2"_s.arg(statusName(m_state.status), statusName(fact.status)) +
                 because(fact.reason) + lacking(fact.without),
             EntryKind::Milestone, statusName(fact.status));
        m_state.status = fact.status;
        m_state.statuses.emplace_back(m_recorded.occurredAt, fact.status);
        reach(statusName(fact.status), m_recorded.occurredAt);
        if (isRunning(fact.status)) {
            m_state.resolvedAt.reset();
            m_state.recovered.reset();
        } else if (wasRunning) {
            m_state.resolvedAt = m_recorded.occurredAt;
        }
        m_state.closedAt =
            fact.status == Status::Closed ? std::optional(m_recorded.occurredAt) : std::nullopt;
    }
    void operator()(const FieldsChanged &fact)
    {
        if (fact.title && *fact.title != m_state.title) {
            tell(u"Title: "_s + *fact.title, EntryKind::Fact);
            m_state.title = *fact.title;
        }
        if (fact.scope && *fact.scope != m_state.scope) {
            tell(u"Scope: "_s + fact.scope->text, EntryKind::Fact);
            m_state.scope = *fact.scope;
        }
        if (fact.firstReportAt) {
            m_state.firstReportAt = fact.firstReportAt;
            reach(u"detected"_s, *fact.firstReportAt);
        }
    }
    void operator()(const StepEntered &fact)
    {
        tell(u"Step: {step:%1}"_s.arg(fact.step) + because(fact.reason), EntryKind::Action);
        m_state.step = fact.step;
        m_state.stepsTaken.push_back(fact);
    }
    void operator()(const AskTicked &fact)
    {
        const auto place = std::ranges::lower_bound(m_state.ticked, fact.ask);
        const bool isThere = place != m_state.ticked.end() && *place == fact.ask;
        if (fact.isDone && !isThere)
            m_state.ticked.insert(place, fact.ask);
        else if (!fact.isDone && isThere)
            m_state.ticked.erase(place);
        else
            return;
        tell((fact.isDone ? u"Done: {ask:%1}"_s : u"Not done after all: {ask:%1}"_s).arg(fact.ask),
             EntryKind::Action);
    }
    void operator()(const RoleGiven &fact)
    {
        std::vector<Holding> &holdings = m_state.roles[fact.role];
        if (fact.needsAcknowledgement)
            dropAwaited(holdings);
        else
            endHolding(holdings);
        if (!fact.person.isNull())
            holdings.push_back({m_recorded.id, fact.person, m_recorded.occurredAt, std::nullopt,
                                !fact.needsAcknowledgement});
        const QString what = fact.person.isNull() ? u"%1: nobody"_s.arg(roleToken(fact.role))
                             : fact.needsAcknowledgement
                                 ? u"%1 is handed to %2, who has to take it"_s.arg(roleToken(fact.role),
                                                                                   personToken(fact.person))
                                 : u"%1: %2"_s.arg(roleToken(fact.role), personToken(fact.person));
        tell(what, EntryKind::Action);
    }
    void operator()(const RoleAcknowledged &fact)
    {
        for (auto &[role, holdings] : m_state.roles) {
            const auto given = std::ranges::find(holdings, fact.given, &Holding::given);
            if (given == holdings.end() || given->isAcknowledged)
                continue;
            Holding taken = *given;
            holdings.erase(given);
            endHolding(holdings);
            taken.isAcknowledged = true;
            taken.from = m_recorded.occurredAt;
            tell(u"%1 taken by %2"_s.arg(roleToken(role), personToken(taken.person)), EntryKind::Action);
            holdings.push_back(taken);
        }
    }
    void operator()(const EntryWritten &fact)
    {
        TimelineLine line = newLine();
        line.kind = fact.kind;
        line.text = fact.text;
        line.result = fact.result;
        line.milestone = fact.milestone;
        line.why = fact.why;
        line.alternatives = fact.alternatives;
        line.owner = fact.owner;
        line.isRedacted = m_recorded.redacted;
        if (m_recorded.correctedFrom) {
            if (const auto *before = std::get_if<EntryWritten>(&*m_recorded.correctedFrom))
                line.struckText = before->text;
        }
        insert(std::move(line));
        if (fact.kind == EntryKind::Milestone && !fact.milestone.isEmpty())
            m_state.milestones.insert_or_assign(fact.milestone, m_recorded.occurredAt);
    }
    void operator()(const EntryPinned &fact)
    {
        if (TimelineLine *line = lineOf(fact.entry))
            line->isPinned = fact.isPinned;
    }
    void operator()(const HypothesisJudged &fact)
    {
        TimelineLine *line = lineOf(fact.entry);
        if (line == nullptr)
            return;
        line->hypothesis = fact.state;
        line->judgedBecause = fact.because;
        const QString verdict = fact.state == HypothesisState::Confirmed  ? u"Confirmed: "_s
                                : fact.state == HypothesisState::RuledOut ? u"Ruled out: "_s
                                                                          : u"Open again: "_s;
        tell(verdict + line->text + because(fact.because), EntryKind::Hypothesis);
    }
    void operator()(const UpdateSent &fact)
    {
        m_state.updates.push_back({m_recorded.id, fact.audience, fact.subject, fact.text, fact.via,
                                   fact.nextBy, m_recorded.occurredAt, m_recorded.actor, fact.approvedBy,
                                   fact.waivers});
        reachOnce(u"first_update"_s, m_recorded.occurredAt);
        tell(u"To {audience:%1}: %2"_s.arg(fact.audience, fact.text), EntryKind::Update);
        TimelineLine *line = lineOf(m_recorded.id); // not the last one where it is dated back
        if (line && !fact.waivers.empty())
            line->why = fact.waivers.front().reason; // one for all of them
    }
    void operator()(const TaskWritten &fact)
    {
        if (fact.task.isNull()) {
            Task made;
            made.id = m_recorded.id;
            made.madeAt = m_recorded.occurredAt;
            change(made, fact);
            tell((made.kind == TaskKind::Hotfix ? u"Hotfix planned: "_s : u"Task: "_s) + made.text,
                 EntryKind::Action);
            m_state.tasks.push_back(std::move(made));
            return;
        }
        const auto task = std::ranges::find(m_state.tasks, fact.task, &Task::id);
        if (task == m_state.tasks.end())
            return;
        const Task before = *task;
        change(*task, fact);
        if (task->doneAt.has_value() != before.doneAt.has_value())
            tell((before.doneAt ? u"Task open again: "_s : u"Task done: "_s) + task->text +
                     because(fact.result),
                 EntryKind::Action);
        else if (task->owner != before.owner && !task->owner.isNull())
            tell(u"Task of %1: %2"_s.arg(personToken(task->owner), task->text), EntryKind::Action);
        else if (task->due != before.due)
            tell(u"Task moved to %1: %2"_s.arg(timeToken(*task->due), task->text), EntryKind::Action);
    }
    void operator()(const TicketsLinked &fact)
    {
        const size_t before = m_state.tickets.size();
        std::vector<TicketId> &linked = m_state.tickets;
        linked.insert(linked.end(), fact.added.begin(), fact.added.end());
        std::ranges::sort(linked);
        linked.erase(std::ranges::unique(linked).begin(), linked.end());
        std::erase_if(linked,
                      [&](TicketId id) { return std::ranges::find(fact.removed, id) != fact.removed.end(); });
        if (linked.size() > before)
            tell(u"Tickets linked: %1"_s.arg(linked.size() - before) +
                     (before == 0 ? QString() : u", %1 in all"_s.arg(linked.size())),
                 EntryKind::Fact);
        else if (linked.size() < before)
            tell(u"Tickets taken off: %1, %2 stay"_s.arg(before - linked.size()).arg(linked.size()),
                 EntryKind::Fact);
    }
    void operator()(const RecoveryConfirmed &fact)
    {
        m_state.recovered = fact;
        tell(u"Recovery confirmed by %1"_s.arg(personToken(fact.by)) + because(fact.evidence),
             EntryKind::Fact);
    }
    void operator()(const ClosingWritten &fact)
    {
        m_state.closing = fact;
        tell(u"Root cause: "_s + fact.rootCause, EntryKind::Fact);
    }
    void operator()(const DocumentWritten &fact)
    {
        Document &document = m_state.documents[fact.document];
        const QString name = fact.document == u"post_mortem"_s ? u"Post-mortem"_s
                             : fact.document == u"brief"_s     ? u"Executive brief"_s
                                                               : fact.document;
        document = {m_recorded.id, fact.text, m_recorded.occurredAt, m_recorded.actor, document.version + 1};
        tell(document.version == 1 ? name + u" written"_s
                                   : u"%1 written anew: version %2"_s.arg(name).arg(document.version),
             EntryKind::Fact);
    }

    void operator()(const DowntimeSet &fact)
    {
        const QString whose = u"Downtime of %1: "_s.arg(fact.name);
        const bool isTakenBack = fact.isHit && !fact.from && !fact.to;
        if (isTakenBack)
            m_state.downtimes.erase(fact.customer);
        else
            m_state.downtimes[fact.customer] = {fact, m_recorded.actor, m_recorded.occurredAt};
        const auto end = [](const std::optional<Instant> &at) {
            return at ? timeToken(*at) : u"the incident's"_s;
        };
        tell(whose +
                 (isTakenBack  ? u"as the incident's"_s
                  : fact.isHit ? u"from %1 to %2"_s.arg(end(fact.from), end(fact.to))
                               : u"not hit"_s) +
                 because(fact.reason),
             EntryKind::Fact);
    }
    void operator()(const CreditProposed &fact)
    {
        for (Credit &before : m_state.credits) {
            if (before.figures.customer == fact.customer && before.state == Credit::State::Proposed)
                before.state = Credit::State::Replaced;
        }
        Credit credit;
        credit.fact = m_recorded.id;
        credit.figures = fact;
        credit.proposer = m_recorded.actor;
        credit.at = m_recorded.occurredAt;
        m_state.credits.push_back(std::move(credit));
        tell(u"Credit of %1 proposed for %2"_s.arg(amountText(fact.amount, fact.currency), fact.name) +
                 because(fact.reason),
             EntryKind::Action);
    }
    void operator()(const CreditJudged &fact)
    {
        const auto credit = std::ranges::find(m_state.credits, fact.credit, &Credit::fact);
        if (credit == m_state.credits.end())
            return;
        const CreditProposed &figures = credit->figures;
        const bool isOutdated = std::any_of(credit + 1, m_state.credits.end(), [&](const Credit &newer) {
            return newer.figures.customer == figures.customer;
        });
        if (fact.isApproved && isOutdated) {
            tell(u"%1 approved the credit of %2 for %3, which does not count: a newer one was proposed"_s.arg(
                     personToken(m_recorded.actor), amountText(figures.amount, figures.currency),
                     figures.name),
                 EntryKind::Decision);
            return;
        }
        if (fact.isApproved)
            replaceApproved(figures.customer);
        credit->state = fact.isApproved ? Credit::State::Approved : Credit::State::Refused;
        credit->judge = m_recorded.actor;
        credit->judgedAt = m_recorded.occurredAt;
        credit->level = fact.level;
        credit->levelName = fact.levelName;
        credit->reason = fact.reason;
        tell((fact.isApproved ? u"Credit of %1 for %2 approved by %3"_s
                              : u"Credit of %1 for %2 refused by %3"_s)
                     .arg(amountText(figures.amount, figures.currency), figures.name,
                          personToken(m_recorded.actor)) +
                 (fact.levelName.isEmpty() ? QString() : u" as "_s + fact.levelName) + because(fact.reason),
             EntryKind::Decision);
    }

private:
    TimelineLine newLine() const
    {
        TimelineLine line;
        line.fact = m_recorded.id;
        line.author = m_recorded.actor;
        line.occurred = m_recorded.occurredAt;
        line.recorded = m_recorded.recordedAt;
        return line;
    }
    void insert(TimelineLine line)
    {
        const auto place =
            std::ranges::upper_bound(m_state.timeline, line.occurred, {}, &TimelineLine::occurred);
        m_state.timeline.insert(place, std::move(line));
    }
    /// A line that the program writes about another fact.
    void tell(const QString &text, EntryKind kind, const QString &milestone = {})
    {
        TimelineLine line = newLine();
        line.text = text;
        line.kind = kind;
        line.milestone = milestone;
        line.isAutomatic = true;
        insert(std::move(line));
    }
    TimelineLine *lineOf(FactId fact)
    {
        const auto line = std::ranges::find(m_state.timeline, fact, &TimelineLine::fact);
        return line == m_state.timeline.end() ? nullptr : &*line;
    }
    /// Two consoles may each have approved one: a customer has one credit, the newest.
    void replaceApproved(CustomerId customer)
    {
        for (Credit &before : m_state.credits) {
            if (before.figures.customer == customer && before.state == Credit::State::Approved)
                before.state = Credit::State::Replaced;
        }
    }
    void endHolding(std::vector<Holding> &holdings) const
    {
        for (Holding &holding : holdings) {
            if (holding.isAcknowledged && !holding.until)
                holding.until = m_recorded.occurredAt;
        }
        dropAwaited(holdings);
    }
    /// What was handed over and never taken falls away with the next word on the role.
    static void dropAwaited(std::vector<Holding> &holdings)
    {
        std::erase_if(holdings, [](const Holding &holding) { return !holding.isAcknowledged; });
    }
    void change(Task &task, const TaskWritten &fact) const
    {
        if (fact.text)
            task.text = *fact.text;
        if (fact.workstream)
            task.workstream = *fact.workstream;
        if (fact.owner)
            task.owner = *fact.owner;
        if (fact.kind)
            task.kind = *fact.kind;
        if (!fact.customer.isNull())
            task.customer = fact.customer;
        if (fact.side)
            task.side = *fact.side;
        if (fact.theirOwner)
            task.theirOwner = *fact.theirOwner;
        if (fact.due)
            task.due = *fact.due;
        if (!fact.result.isEmpty())
            task.result = fact.result;
        if (fact.isDone)
            task.doneAt = *fact.isDone ? std::optional(m_recorded.occurredAt) : std::nullopt;
    }
    /// A time that somebody wrote down as the milestone's own goes before one that the program noted.
    void reach(const QString &milestone, Instant at)
    {
        const bool isWritten = std::ranges::any_of(m_state.timeline, [&](const TimelineLine &line) {
            return !line.isAutomatic && line.kind == EntryKind::Milestone && line.milestone == milestone;
        });
        if (!isWritten)
            m_state.milestones.insert_or_assign(milestone, at);
    }
    void reachOnce(const QString &milestone, Instant at) { m_state.milestones.try_emplace(milestone, at); }

    Incident &m_state;
    const Recorded &m_recorded;
};

} // namespace

void apply(Incident &state, const Recorded &recorded)
{
    std::visit(Apply(state, recorded), recorded.fact);
    state.updatedAt = std::max(state.updatedAt, recorded.recordedAt);
}

PersonId holderOf(const Incident &incident, const QString &role)
{
    const auto holdings = incident.roles.find(role);
    if (holdings == incident.roles.end())
        return {};
    const auto holder = std::ranges::find_if(
        holdings->second, [](const Holding &holding) { return holding.isAcknowledged && !holding.until; });
    return holder == holdings->second.end() ? PersonId{} : holder->person;
}

PersonId awaitedFor(const Incident &incident, const QString &role)
{
    const auto holdings = incident.roles.find(role);
    if (holdings == incident.roles.end())
        return {};
    const auto awaited = std::ranges::find(holdings->second, false, &Holding::isAcknowledged);
    return awaited == holdings->second.end() ? PersonId{} : awaited->person;
}

} // namespace muster::incident
