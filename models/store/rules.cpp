// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of automation over what is here: which fire now, and when the next ones will.
#include "models/automation/firings.h"
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

std::vector<automation::Firing> Workspace::Parts::firingsOf(const ticket::Ticket &ticket,
                                                            Instant silentBefore)
{
    const auto policy = policyOf(ticket.policy); // its own, or it waits until that is here
    if (!ticket.exists || !policy)
        return {};
    const std::vector<escalation::Escalation> known = foldEscalationsOf(ticket.id);
    const auto clocks = clocksOf(ticket);
    const auto finder = wordsOf(ticket.policy, *policy);
    std::vector<escalation::Report> others;
    if (automation::asksForRepeats(ticket, policy->policy(), known))
        others = reportsBeside(ticket, ticket.policy.version, policy->policy().escalation);
    return automation::firingsOf({ticket, *policy, *finder, clocks, others}, known, silentBefore);
}

Result<RulesRound> Workspace::runRules(std::span<const TicketId> tickets, Instant silentBefore)
{
    Parts &parts = *m_parts;
    const Instant now = parts.clock.now();
    RulesRound round;
    std::vector<TicketId> left(tickets.begin(), tickets.end());
    std::vector<automation::Candidate> people; // read where a ticket is to be given to one of them
    // One firing of a ticket at a time: what it does to an escalation is what the next one sees.
    while (!left.empty()) {
        std::vector<NewFact> facts;
        std::vector<TicketId> again;
        for (const TicketId &id : left) {
            const auto place = parts.projections.placeOf(id);
            if ((!place || place->isClosed) && !parts.projections.isToldOf(id))
                continue; // nobody has to act on it; most of a history is so
            const ticket::Ticket ticket = parts.foldTicket(id);
            const auto firings = parts.firingsOf(ticket, silentBefore);
            // What stands here already and does not show in any escalation is not tried without end.
            const auto due = std::ranges::find_if(firings, [&](const automation::Firing &each) {
                return each.due <= now && !parts.facts.contains(*automation::factOf(each, ticket).derivedId);
            });
            if (due != firings.end()) {
                facts.push_back(automation::factOf(*due, ticket));
                round.fired.push_back(*due);
                again.push_back(id);
                continue;
            }
            automation::Turn turn = parts.turnOf(ticket, silentBefore);
            round.told += int(turn.facts.size());
            std::ranges::move(turn.facts, std::back_inserter(facts));
            std::optional<Instant> look;
            if (auto given = parts.dueAssignment(ticket, silentBefore, people, look)) {
                facts.push_back(std::move(*given));
                ++round.given;
            }
            if (look)
                turn.next = std::min(turn.next.value_or(*look), *look);
            const auto next = std::ranges::find_if(firings, [&](const auto &each) { return each.due > now; });
            if (next != firings.end())
                turn.next = std::min(turn.next.value_or(next->due), next->due);
            if (turn.next)
                round.next.emplace_back(idCast<SubjectId>(id), *turn.next);
        }
        const auto written = parts.writeActed(facts);
        if (!written)
            return written.error();
        if (*written == 0)
            break;
        left = std::move(again);
    }
    return round;
}

} // namespace muster::store
