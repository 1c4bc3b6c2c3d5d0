// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/ticketcase.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

std::vector<ClockPlace> clocksOf(const ticket::Ticket &ticket, const policy::CompiledPolicy *policy,
                                 Instant now)
{
    std::vector<ClockPlace> places;
    if (policy == nullptr)
        return places;
    const sla::Clocks clocks = sla::evaluate(ticket::clocksInput(ticket, *policy), now);
    places.reserve(clocks.clocks.size());
    for (const sla::ClockReport &clock : clocks.clocks) {
        if (clock.state != sla::ClockState::None)
            places.push_back({clock.kind, clock.state, clock.summary.due});
    }
    return places;
}

QString found(const WordFinder &finder, Topic topic, const ticket::Ticket &ticket)
{
    std::vector<WordHit> hits = finder.find(topic, ticket.subject);
    for (const QString &text : customerTexts(ticket))
        std::ranges::move(finder.find(topic, text), std::back_inserter(hits));
    return foundText(hits);
}

} // namespace

CheckInput caseOf(const ticket::Ticket &ticket, const customer::Customer &customer,
                  const policy::Policy &policy, const policy::CompiledPolicy *own, const WordFinder &finder,
                  Instant now)
{
    CheckInput input;
    CaseValues &values = input.values;
    values.caseNumber = ticket.caseNumber;
    values.subject = ticket.subject;
    values.description = ticket.description;
    values.impact = ticket.impact;
    values.environment = ticket.environment;
    values.stepsToReproduce = ticket.steps;
    values.customer = customer.name;
    values.contactName = ticket.contactName;
    values.accountManager = customer.accountManager;
    values.arr = customer.arr;
    values.churnRisk = customer.churnRisk;
    values.createdAt = ticket.createdAt;
    values.clocks = clocksOf(ticket, own, now);
    for (const ticket::Message &message : ticket.messages) {
        if (message.redacted)
            continue;
        if (message.kind == ticket::MessageKind::Reply) {
            values.lastReplyAt = message.at;
            values.lastReply = message.text;
        } else if (message.kind == ticket::MessageKind::Note) {
            std::ranges::move(triedIn(message.text), std::back_inserter(values.tried));
        }
    }
    input.tier = ticket.tier.isEmpty() ? customer.tier : ticket.tier;
    const policy::Tier *tier = policy.tier(input.tier);
    values.tier = tier ? tier->name : input.tier;
    input.priority = ticket.priority;
    const auto &priorities = policy.priorities;
    const auto place = std::ranges::find(priorities, ticket.priority, &policy::Priority::key);
    input.priorityRank = place == priorities.end() ? 0 : int(place - priorities.begin()) + 1;
    input.securityWords = found(finder, Topic::Security, ticket);
    input.revenueWords = found(finder, Topic::Revenue, ticket);
    if (!input.securityWords.isEmpty())
        values.wordsFound = {u"In the ticket: %1"_s.arg(input.securityWords)};
    const auto answers = [&finder](const ticket::Message &each) {
        return each.kind == ticket::MessageKind::Customer && !each.redacted &&
               finder.answersToEscalate(each.text);
    };
    input.hasAskedToEscalate =
        finder.asksToEscalate(ticket.subject) || std::ranges::any_of(ticket.messages, answers);
    input.reopenings =
        int(std::ranges::count(ticket.statuses, ticket::Status::Reopened, &ticket::StatusSince::status));
    return input;
}

QStringList customerTexts(const ticket::Ticket &ticket)
{
    QStringList texts{ticket.description};
    for (const ticket::Message &message : ticket.messages) {
        if (message.kind == ticket::MessageKind::Customer && !message.redacted)
            texts += message.text;
    }
    return texts;
}

std::vector<SubjectId> causesOf(const ticket::Ticket &ticket)
{
    std::vector<SubjectId> causes;
    for (const ticket::Link &link : ticket.links) {
        if (link.kind != ticket::LinkKind::Related)
            causes.push_back(link.other);
    }
    if (!ticket.mergedInto.isNull())
        causes.push_back(idCast<SubjectId>(ticket.mergedInto));
    std::ranges::sort(causes);
    causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
    return causes;
}

namespace {

/// Since when a cause of a ticket is known.
Instant causeSince(const ticket::Ticket &ticket, SubjectId cause)
{
    std::optional<Instant> earliest;
    const auto take = [&earliest](Instant at) { earliest = std::min(earliest.value_or(at), at); };
    for (const ticket::LinkSince &each : ticket.linked) {
        if (each.link.other == cause && each.link.kind != ticket::LinkKind::Related)
            take(each.at);
    }
    if (!ticket.mergedInto.isNull() && cause == idCast<SubjectId>(ticket.mergedInto) &&
        !ticket.statuses.empty())
        take(ticket.statuses.back().at);
    return earliest.value_or(ticket.createdAt);
}

} // namespace

Report reportOf(const ticket::Ticket &ticket, const policy::MailMarks &marks)
{
    Report report;
    report.ticket = ticket.id;
    report.customer = ticket.customer;
    report.at = ticket.createdAt;
    report.text = fingerprintOf(ticket.subject, ticket.description, marks);
    report.causes = causesOf(ticket);
    report.causes.push_back(idCast<SubjectId>(ticket.id));
    report.causesSince.reserve(report.causes.size());
    for (const SubjectId &cause : report.causes)
        report.causesSince.push_back(causeSince(ticket, cause));
    return report;
}

} // namespace muster::escalation
