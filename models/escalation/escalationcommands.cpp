// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/escalationcommands.h"

#include "models/escalation/approvals.h"
#include "models/escalation/package.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

Error wrong(const QString &sentence)
{
    return {Fault::BadInput, sentence};
}

Error refused(const QString &sentence)
{
    return {Fault::NotAllowed, sentence};
}

template <typename Entry> QString keysOf(const std::vector<Entry> &entries)
{
    QStringList keys;
    for (const Entry &entry : entries)
        keys += entry.key;
    return keys.join(u", "_s);
}

template <typename Entry> bool knows(const std::vector<Entry> &entries, const QString &key)
{
    return std::ranges::find(entries, key, &Entry::key) != entries.end();
}

class Decide
{
public:
    Decide(const Escalation &state, Instant at, const DecideContext &context)
        : m_state(state), m_at(at), m_context(context), m_rules(context.rules)
    {}

    Result<Facts> operator()(const Raised &command) const
    {
        if (m_state.exists)
            return Error{Fault::Conflict, u"it is escalated already"_s};
        if (command.ticket.isNull())
            return wrong(u"say which ticket is escalated"_s);
        if (isBlank(command.text) && command.reason.isEmpty())
            return wrong(u"say why it is escalated"_s);
        if (!command.reason.isEmpty() && !m_rules.reason(command.reason))
            return unknown(u"reason"_s, command.reason, keysOf(m_rules.reasons));
        if (!command.source.isEmpty() && !m_rules.source(command.source))
            return unknown(u"source"_s, command.source, keysOf(m_rules.sources));
        if (!command.situation.isEmpty() && !m_rules.situation(command.situation))
            return unknown(u"situation"_s, command.situation, keysOf(m_rules.situations));
        if (const auto known = checkPlace(command.level, command.path); !known)
            return known.error();
        if (command.since && *command.since > m_at)
            return wrong(u"the situation cannot have begun after the escalation"_s);
        if (const policy::EscalationLevel *least = leastLevel(command);
            least && m_rules.rankOfLevel(command.level) < m_rules.rankOfLevel(least->key))
            return refused(u"for this reason it goes to %1 at least"_s.arg(least->name));
        return one(command);
    }
    Result<Facts> operator()(const LevelChanged &command) const
    {
        if (const auto known = checkPlace(command.level, {}); !known)
            return known.error();
        if (command.level == m_state.level().level)
            return Facts{};
        if (isBlank(command.reason))
            return wrong(u"say why it goes to %1"_s.arg(m_rules.level(command.level)->name));
        return one(command);
    }
    Result<Facts> operator()(const HandedOver &command) const
    {
        if (!command.path.isEmpty() && !m_rules.path(command.path))
            return unknown(u"path"_s, command.path, keysOf(m_rules.paths));
        if (command.path.isEmpty() && command.person.isNull())
            return wrong(u"say to whom it goes: a path, a person, or both"_s);
        if (isBlank(command.brief))
            return wrong(u"brief whoever takes it over: where it stands, what was promised, what is next"_s);
        if (command.path.isEmpty() && command.person == m_state.owner)
            return refused(u"who is to get it has it already"_s);
        HandedOver made = command;
        const Completeness lacks = completeness(m_state.package.content, m_rules, command.path);
        made.without.clear();
        QStringList names;
        for (const MissingSection &each :
             command.path.isEmpty() ? std::vector<MissingSection>{} : lacks.missing) {
            made.without += each.section;
            names += each.name;
        }
        const bool maySkip = !command.path.isEmpty() && m_rules.path(command.path)->skipsLevels;
        if (!names.isEmpty() && !maySkip && isBlank(command.reason))
            return refused(
                u"the package lacks %1. Fill it in, or say why it goes without"_s.arg(names.join(u", "_s)));
        return one(made);
    }
    Result<Facts> operator()(const Accepted &command) const
    {
        const HandOver *pending = pendingHandOver(m_state);
        if (command.handOver.isNull())
            return takeUnheld(pending);
        if (const auto mine = checkAnswer(command.handOver); !mine)
            return mine.error();
        return one(command);
    }
    Result<Facts> operator()(const Refused &command) const
    {
        if (const auto mine = checkAnswer(command.handOver); !mine)
            return mine.error();
        if (isBlank(command.reason))
            return wrong(u"say why you do not take it, so that it can go elsewhere"_s);
        return one(command);
    }
    Result<Facts> operator()(const PackageWritten &command) const
    {
        for (const auto &[section, text] : command.texts) {
            if (!m_rules.package.section(section))
                return unknown(u"section"_s, section, keysOf(m_rules.package.sections));
        }
        if (!command.severity.isEmpty() && !m_rules.package.severity(command.severity))
            return unknown(u"severity"_s, command.severity, keysOf(m_rules.package.severities));
        PackageWritten made = command;
        std::erase_if(made.texts, [](const auto &each) { return isBlank(each.second); });
        std::erase_if(made.tried, [](const Tried &each) { return isBlank(each.what); });
        return made == m_state.package.content ? Facts{} : one(made);
    }
    Result<Facts> operator()(const PackageGiven &command) const
    {
        for (const QString &section : command.sections) {
            if (!m_rules.package.section(section))
                return unknown(u"section"_s, section, keysOf(m_rules.package.sections));
        }
        if (isBlank(command.form))
            return wrong(u"say in which form it was given away"_s);
        return one(command);
    }
    Result<Facts> operator()(const ApprovalAsked &command) const
    {
        return decideAsked(command, m_at, m_context);
    }
    Result<Facts> operator()(const ApprovalJudged &command) const
    {
        return decideJudgement(m_state, command, m_at, m_context);
    }
    Result<Facts> operator()(const FollowUpWritten &command) const
    {
        if (command.followUp.isNull() || command.text) {
            if (isBlank(command.text.value_or(QString())))
                return wrong(u"say what is to be done"_s);
        }
        const bool isNew = command.followUp.isNull();
        const auto known = std::ranges::find(m_state.followUps, command.followUp, &FollowUp::fact);
        if (!isNew && known == m_state.followUps.end())
            return refused(u"there is no such follow-up"_s);
        const auto before = isNew ? std::optional<Instant>() : known->due;
        if (command.due && command.due != before && *command.due <= m_at)
            return wrong(u"the next contact is set for a time that has passed"_s);
        return one(command);
    }
    Result<Facts> operator()(const Told &command) const
    {
        if (isBlank(command.text))
            return wrong(u"the message is empty"_s);
        if (command.nextBy && *command.nextBy <= m_at)
            return wrong(u"the next update is promised for a time that has passed"_s);
        const bool isRunning = m_state.status == Status::Raised || m_state.status == Status::Held;
        if (command.audience == Audience::Customer && isRunning && !command.nextBy && isBlank(command.reason))
            return refused(u"say when the customer hears from us next, or why none is promised"_s);
        if (!command.waived.isEmpty() && isBlank(command.reason))
            return refused(u"say why it goes out with what the check found"_s);
        return one(command);
    }
    Result<Facts> operator()(const IncidentRaised &command) const
    {
        if (m_state.incident == command.incident)
            return Facts{};
        if (!m_state.incident.isNull())
            return refused(u"it goes on in an incident already"_s);
        return one(command);
    }
    Result<Facts> operator()(const NoteWritten &command) const
    {
        if (isBlank(command.text))
            return wrong(u"the note is empty"_s);
        return one(command);
    }
    Result<Facts> operator()(const DeEscalated &command) const
    {
        if (!knows(m_rules.deEscalationReasons, command.reason))
            return unknown(u"reason"_s, command.reason, keysOf(m_rules.deEscalationReasons));
        if (m_state.deEscalated && m_state.deEscalated->reason == command.reason)
            return Facts{};
        return one(command);
    }
    Result<Facts> operator()(const StepTicked &command) const
    {
        if (!knows(m_rules.deEscalationSteps, command.step))
            return unknown(u"step"_s, command.step, keysOf(m_rules.deEscalationSteps));
        if (m_state.status != Status::DeEscalating)
            return refused(u"the way back has not begun; say first why it is de-escalated"_s);
        if (command.step == m_rules.deEscalationSteps.back().key)
            return refused(u"the last step is done by closing the escalation"_s);
        return m_state.steps.contains(command.step) == command.isDone ? Facts{} : one(command);
    }
    Result<Facts> operator()(const Closed &command) const
    {
        if (m_state.status != Status::DeEscalating)
            return refused(u"say first why it is de-escalated; it closes at the end of that way"_s);
        Escalation wanted = m_state;
        wanted.lessons = command.lessons;
        Closed made = command;
        made.without = lacksToClose(wanted, m_rules);
        if (!made.without.isEmpty() && isBlank(command.reason))
            return refused(u"it cannot be closed yet: %1. Do it, or say why it closes without"_s.arg(
                made.without.join(u"; "_s)));
        Facts facts = one(made);
        facts.insert(facts.begin(), {m_at, StepTicked{m_rules.deEscalationSteps.back().key, true}});
        return facts;
    }
    Result<Facts> operator()(const StandsAgain &command) const
    {
        if (m_state.status != Status::DeEscalating && m_state.status != Status::Closed)
            return Facts{};
        if (isBlank(command.reason))
            return wrong(u"say why it is escalated again"_s);
        return one(command);
    }

private:
    Facts one(EscalationFact fact) const { return {{m_at, std::move(fact)}}; }

    static Error unknown(const QString &what, const QString &key, const QString &known)
    {
        return wrong(u"there is no %1 \"%2\"; there are %3"_s.arg(what, key, known));
    }
    Result<void> checkPlace(const QString &level, const QString &path) const
    {
        if (!m_rules.level(level))
            return unknown(u"level"_s, level, keysOf(m_rules.levels));
        if (!path.isEmpty() && !m_rules.path(path))
            return unknown(u"path"_s, path, keysOf(m_rules.paths));
        return {};
    }
    const policy::EscalationLevel *leastLevel(const Raised &command) const
    {
        const policy::ManualReason *reason = m_rules.reason(command.reason);
        return reason ? m_rules.level(reason->level) : nullptr;
    }
    Result<Facts> takeUnheld(const HandOver *pending) const
    {
        if (pending)
            return refused(u"it is on its way to somebody; it is for them to take or refuse"_s);
        if (m_state.status != Status::Raised && m_state.owner == m_context.who.person)
            return Facts{};
        if (m_state.status != Status::Raised && !m_state.owner.isNull())
            return refused(u"somebody holds it; have it handed over"_s);
        if (!mayTake(m_rules, m_state, m_context.who))
            return refused(u"%1; hand it over to whom it is for"_s.arg(whyNotYours()));
        return one(Accepted{});
    }
    QString whyNotYours() const
    {
        const policy::EscalationPath *path = m_rules.path(m_state.path);
        if (path && !path->people.isEmpty())
            return u"it is for %1, and only somebody of them takes it"_s.arg(path->receiver);
        const policy::EscalationLevel *level = m_rules.level(m_state.level().level);
        return u"you raised it, and you do not act as %1"_s.arg(level ? level->name : m_state.level().level);
    }
    Result<void> checkAnswer(FactId handOver) const
    {
        const HandOver *pending = pendingHandOver(m_state);
        if (pending == nullptr || pending->fact != handOver)
            return refused(u"this hand-over does not stand any more"_s);
        if (!pending->to.isNull() && pending->to != m_context.who.person)
            return refused(u"it was handed to somebody else"_s);
        const policy::EscalationPath *path = m_rules.path(pending->path);
        if (pending->to.isNull() && path && !path->people.isEmpty() && !fits(path->people, m_context.who))
            return refused(u"it is for %1; only somebody of them takes or refuses it"_s.arg(path->receiver));
        return {};
    }

    const Escalation &m_state;
    Instant m_at;
    const DecideContext &m_context;
    const policy::EscalationRules &m_rules;
};

bool isForClosed(const EscalationCommand &command)
{
    return std::holds_alternative<NoteWritten>(command) || std::holds_alternative<StandsAgain>(command) ||
           std::holds_alternative<PackageGiven>(command);
}

} // namespace

QStringList lacksToClose(const Escalation &state, const policy::EscalationRules &rules)
{
    QStringList lacks;
    for (const policy::Named &step : rules.deEscalationSteps) {
        if (!state.steps.contains(step.key) && step.key != rules.deEscalationSteps.back().key)
            lacks += u"not done: %1"_s.arg(step.name);
    }
    if (const auto open = openFollowUps(state).size(); open == 1)
        lacks += u"one follow-up is open"_s;
    else if (open > 1)
        lacks += u"%1 follow-ups are open"_s.arg(open);
    const bool isAsked = std::ranges::any_of(
        state.approvals, [](const Approval &each) { return each.state == Approval::State::Asked; });
    if (isAsked)
        lacks += u"an approval is not decided"_s;
    if (isBlank(state.lessons))
        lacks += u"no lessons are written down"_s;
    return lacks;
}

Result<Facts> decide(const Escalation &state, const EscalationOrder &order, const DecideContext &context)
{
    const bool isRaising = std::holds_alternative<Raised>(order.command);
    if (!state.exists && !isRaising)
        return Error{Fault::NotFound, u"there is no such escalation"_s};
    const Instant at = order.occurredAt.value_or(context.now);
    if (at > context.now)
        return wrong(u"%1 lies in the future; entries tell what has happened"_s.arg(toRfc3339(at)));
    if (state.exists && !maySee(state, context.rules, context.who))
        return refused(u"this escalation is restricted, and you are not among those who work on it"_s);
    if (state.exists && state.status == Status::Closed && !isForClosed(order.command))
        return refused(u"this escalation is closed; re-open it first"_s);
    return std::visit(Decide(state, at, context), order.command);
}

} // namespace muster::escalation
