// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/escalationcase.h"

#include "models/escalation/matrix.h"
#include "models/escalation/words.h"
#include "models/ticket/ticket.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using escalation::CaseValues;
using escalation::CheckInput;
using escalation::Topic;

void readClocks(CaseValues &values, const TicketDetail &detail, Instant now)
{
    if (!detail.policy)
        return;
    const sla::Clocks clocks = sla::evaluate(ticket::clocksInput(detail.ticket, *detail.policy), now);
    for (const sla::ClockReport &each : clocks.clocks) {
        if (each.state != sla::ClockState::None)
            values.clocks.push_back({each.kind, each.state, each.summary.due});
    }
}

void readMessages(CaseValues &values, const ticket::Ticket &ticket)
{
    for (const ticket::Message &each : ticket.messages) {
        if (each.redacted)
            continue;
        if (each.kind == ticket::MessageKind::Reply) {
            values.lastReplyAt = each.at;
            values.lastReply = each.text;
        } else if (each.kind == ticket::MessageKind::Note) {
            std::ranges::copy(escalation::triedIn(each.text), std::back_inserter(values.tried));
        }
    }
}

/// What the customer wrote, beside the subject.
QString customersText(const ticket::Ticket &ticket)
{
    QStringList texts{ticket.description};
    for (const ticket::Message &each : ticket.messages) {
        if (each.kind == ticket::MessageKind::Customer && !each.redacted)
            texts += each.text;
    }
    return texts.join(u"\n\n"_s);
}

void readWords(CheckInput &input, const ticket::Ticket &ticket, const policy::EscalationRules &rules)
{
    const escalation::WordFinder finder(rules.words);
    const QString text = ticket.subject + u"\n\n"_s + customersText(ticket);
    input.securityWords = escalation::foundText(finder.find(Topic::Security, text));
    input.revenueWords = escalation::foundText(finder.find(Topic::Revenue, text));
    input.hasAskedToEscalate = finder.asksToEscalate(ticket.subject);
    if (!input.securityWords.isEmpty())
        input.values.wordsFound = {input.securityWords};
}

} // namespace

CheckInput checkInputOf(const TicketDetail &detail, const policy::Policy &policy, Instant now)
{
    const ticket::Ticket &ticket = detail.ticket;
    CheckInput input;
    CaseValues &values = input.values;
    values.caseNumber = ticket.caseNumber;
    values.subject = ticket.subject;
    values.description = ticket.description;
    values.impact = ticket.impact;
    values.environment = ticket.environment;
    values.stepsToReproduce = ticket.steps;
    values.customer = detail.customer.name;
    input.tier = ticket.tier.isEmpty() ? detail.customer.tier : ticket.tier;
    const policy::Tier *tier = policy.tier(input.tier);
    values.tier = tier ? tier->name : input.tier;
    values.arr = detail.customer.arr;
    values.accountManager = detail.customer.accountManager;
    values.churnRisk = detail.customer.churnRisk;
    values.createdAt = ticket.createdAt;
    values.contactName = ticket.contactName;
    readClocks(values, detail, now);
    readMessages(values, ticket);
    for (const CoveringIncident &each : detail.incidents)
        values.links += each.number;
    input.priority = ticket.priority;
    const auto place = std::ranges::find(policy.priorities, ticket.priority, &policy::Priority::key);
    input.priorityRank = place == policy.priorities.end() ? 0 : int(place - policy.priorities.begin()) + 1;
    input.reopenings =
        int(std::ranges::count(ticket.statuses, ticket::Status::Reopened, &ticket::StatusSince::status));
    readWords(input, ticket, policy.escalation);
    return input;
}

RaisePlan raisePlan(const policy::CompiledPolicy &policy, const QString &tier, const QString &situation,
                    const QString &reason, Instant since)
{
    const policy::EscalationRules &rules = policy.policy().escalation;
    RaisePlan plan;
    if (!rules.levels.empty())
        plan.level = rules.levels.front().key;
    if (const auto answer = escalation::lookUp(policy.policy(), tier, situation)) {
        plan.level = answer->level;
        plan.path = answer->path;
        plan.matrix = answer->reason;
        plan.by = escalation::raiseBy(*answer, since, policy.calendarFor(tier));
    }
    const policy::ManualReason *given = rules.reason(reason);
    if (given && rules.rankOfLevel(given->level) > rules.rankOfLevel(plan.level))
        plan.level = given->level;
    return plan;
}

std::vector<const policy::Situation *> situationsFor(const policy::Policy &policy, const QString &tier,
                                                     const QString &priority, bool isSecurity)
{
    const policy::EscalationRules &rules = policy.escalation;
    std::vector<const policy::Situation *> found;
    const auto *security = escalation::situationOf(rules, policy::Situation::Kind::Security);
    if (security && isSecurity)
        found.push_back(security);
    for (const policy::Situation *each : escalation::situationsOf(policy, priority)) {
        if (rules.cell(tier, each->key))
            found.push_back(each);
    }
    if (const auto *request = escalation::situationOf(rules, policy::Situation::Kind::Request))
        found.push_back(request);
    for (const policy::Situation &each : rules.situations) {
        if (std::ranges::find(found, &each) == found.end() && each.kind != policy::Situation::Kind::Priority)
            found.push_back(&each);
    }
    return found;
}

} // namespace muster::views
