// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of automation over what is here: which fire now, and when the next ones will.
#include "models/automation/firings.h"
#include "models/escalation/ticketcase.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
std::shared_ptr<const escalation::WordFinder> Workspace::Parts::wordsOf(const policy::PolicyRef &ref,
                                                                        const policy::CompiledPolicy &policy)
{
    auto &finder = finders[ref.version];
    if (finder == nullptr)
        finder = std::make_shared<const escalation::WordFinder>(policy.policy().escalation.words);
    return finder;
}

Workspace::Parts::RuleCase Workspace::Parts::ruleCase(TicketId id)
{
    RuleCase made;
    made.ticket = foldTicket(id);
    made.policy = made.ticket.exists ? policyOf(made.ticket.policy) : nullptr;
    if (made.policy == nullptr)
        return made;
    made.words = wordsOf(made.ticket.policy, *made.policy);
    made.clocks = clocksOf(made.ticket);
    made.escalations = foldEscalationsOf(id);
    return made;
}

std::vector<automation::Firing> Workspace::Parts::firingsOf(const RuleCase &of, Instant silentBefore)
{
    if (of.policy == nullptr)
        return {};
    const policy::Policy &policy = of.policy->policy();
    std::vector<escalation::Report> others;
    if (automation::asksForRepeats(of.ticket, policy, of.escalations))
        others = reportsBeside(of.ticket, of.ticket.policy.version, policy.escalation);
    return notTakenUp(automation::firingsOf({of.ticket, *of.policy, *of.words, of.clocks, others},
                                            of.escalations, silentBefore),
                      policy);
}

std::vector<automation::Firing> Workspace::Parts::notTakenUp(std::vector<automation::Firing> firings,
                                                             const policy::Policy &policy)
{
    std::erase_if(firings, [&](const automation::Firing &firing) {
        if (firing.due > clock.now())
            return false; // by then what covers it may be over
        std::vector<escalation::Escalation> ofOthers;
        for (const TicketId &other : firing.onset.among)
            std::ranges::move(foldEscalationsOf(other), std::back_inserter(ofOthers));
        return automation::isTakenUp(firing, policy, ofOthers);
    });
    return firings;
}

void Workspace::Parts::finishCase(const RuleCase &of, Instant silentBefore,
                                  std::span<const automation::Firing> firings, RulesWork &work)
{
    const ticket::Ticket &ticket = of.ticket;
    automation::Turn turn = turnOf(of, silentBefore, work.team);
    work.round.told += int(turn.facts.size());
    std::ranges::move(turn.facts, std::back_inserter(work.facts));
    std::optional<Instant> look;
    auto given = dueAssignment(ticket, silentBefore, work.people, look);
    const auto inForce = policyOf(policyInForce);
    const auto wanted =
        inForce ? automation::assignmentDue(ticket, inForce->policy().assignment) : std::optional<Instant>();
    const bool isTried = given || (look && *wanted <= clock.now()); // who fits may be another any time
    if (given) {
        work.facts.push_back(std::move(*given));
        ++work.round.given;
    }
    if (look)
        turn.next = std::min(turn.next.value_or(*look), *look);
    const auto next = std::ranges::find_if(
        firings, [now = clock.now()](const automation::Firing &each) { return each.due > now; });
    if (next != firings.end())
        turn.next = std::min(turn.next.value_or(next->due), next->due);
    if (turn.next)
        work.round.next.emplace_back(idCast<SubjectId>(ticket.id), *turn.next);
    if (!isTried && of.policy != nullptr && inForce != nullptr)
        work.judged.emplace_back(ticket.id,
                                 Judgements::Judged{turn.next, turn.isUntold,
                                                    ticket.assignee.isNull() && ticket::isOpen(ticket.status),
                                                    ticket.customer, ticket.createdAt});
}

void Workspace::Parts::keepJudged(const std::vector<std::pair<TicketId, Judgements::Judged>> &judged,
                                  qint64 touchesBefore)
{
    for (const auto &[ticket, found] : judged) {
        judgements.keep(ticket, found);
        const auto touched = touchedTickets.find(ticket);
        if (touched != touchedTickets.end() && touched->second > touchesBefore)
            touchedTickets.erase(touched);
    }
}

Judgements::Change Workspace::Parts::changeOfPolicy()
{
    const auto inForce = policyOf(policyInForce);
    const auto before = std::exchange(judgedBy, inForce);
    if (before == inForce)
        return {};
    if (before == nullptr || inForce == nullptr)
        return {true, true, true};
    const policy::Policy &was = before->policy(), &is = inForce->policy();
    return {!(was.notifications == is.notifications), !(was.assignment == is.assignment), true};
}

void Workspace::Parts::noteReport(const ticket::Ticket &ticket)
{
    const auto kept = reports.find(ticket.id);
    if (kept == reports.end())
        return judgements.doubtReports(ticket.customer, ticket.createdAt);
    const auto policy = policies.find(kept->second.first);
    const escalation::Report &before = kept->second.second;
    if (policy != policies.end() && policy->second != nullptr &&
        before == escalation::reportOf(ticket, policy->second->policy().escalation.words.mail))
        return;
    judgements.doubtReports(before.customer, before.at);
    judgements.doubtReports(ticket.customer, ticket.createdAt);
    reports.erase(kept);
}

namespace {

/// What a ticket's turn would do.
struct Candidate
{
    TicketId ticket;
    CustomerId customer;
    NewFact fact;
    automation::Firing firing;
};

/// Of those that count a customer's other tickets only the first in time takes place: the others look again,
/// and find what it raised.
void takeCandidates(std::vector<Candidate> candidates, RulesWork &work)
{
    std::ranges::stable_sort(candidates, {}, [](const Candidate &each) { return each.firing.due; });
    std::vector<CustomerId> counted;
    for (Candidate &each : candidates) {
        if (!each.firing.onset.among.empty()) {
            if (std::ranges::find(counted, each.customer) != counted.end())
                continue;
            counted.push_back(each.customer);
        }
        work.facts.push_back(std::move(each.fact));
        work.round.fired.push_back(std::move(each.firing));
    }
}

} // namespace

Result<RulesRound> Workspace::runRules(std::span<const TicketId> tickets, Instant silentBefore)
{
    Parts &parts = *m_parts;
    if (std::exchange(parts.judgedFrom, silentBefore) != silentBefore)
        parts.judgements.doubtAll();
    const Instant now = parts.clock.now();
    const qint64 touchesBefore = parts.touches;
    RulesWork work;
    std::vector<TicketId> left(tickets.begin(), tickets.end());
    const std::vector<NewFact> over = parts.endGoneEscalations();
    if (const auto written = parts.writeActed(over); !written)
        return written.error();
    work.round.told = int(over.size());
    // One firing of a ticket at a time: what it does to an escalation is what the next one sees.
    while (!left.empty()) {
        std::vector<TicketId> again;
        std::vector<Candidate> candidates;
        work.facts.clear();
        work.judged.clear();
        for (const TicketId &id : left) {
            const auto place = parts.projections.placeOf(id);
            if ((!place || place->isClosed) && !parts.projections.isToldOf(id))
                continue; // nobody has to act on it; most of a history is so
            const Parts::RuleCase found = parts.ruleCase(id);
            const auto firings = parts.firingsOf(found, silentBefore);
            // What stands here already and does not show in any escalation is not tried without end.
            const auto due = std::ranges::find_if(firings, [&](const automation::Firing &each) {
                return each.due <= now &&
                       !parts.facts.contains(*automation::factOf(each, found.ticket).derivedId);
            });
            if (due == firings.end()) {
                parts.finishCase(found, silentBefore, firings, work);
                continue;
            }
            candidates.push_back({id, found.ticket.customer, automation::factOf(*due, found.ticket), *due});
            again.push_back(id);
        }
        takeCandidates(std::move(candidates), work);
        const auto written = parts.writeActed(work.facts);
        if (!written) {
            parts.judgements.doubtAll();
            return written.error();
        }
        parts.keepJudged(work.judged, touchesBefore);
        if (*written == 0)
            break;
        left = std::move(again);
    }
    return std::move(work.round);
}

} // namespace muster::store
