// SPDX-License-Identifier: GPL-3.0-or-later
// What another policy would do to tickets that are here, read only.
#include "models/automation/firings.h"
#include "models/store/rulessince.h"
#include "models/store/workspaceparts.h"
#include "models/views/limitcounts.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

void example(views::PolicyTrial &trial, const ticket::Ticket &ticket, const QString &text)
{
    if (trial.examples.size() < qsizetype(views::PolicyTrial::kMostExamples))
        trial.examples += ticket.caseNumber + u": "_s + text;
}

bool isBreached(const sla::ClockSummary &clock, Instant now)
{
    return clock.breached || sla::stateAt(clock, now) == sla::ClockState::Breached;
}

} // namespace

Result<void> Workspace::tryPolicy(const policy::CompiledPolicy &candidate,
                                  const escalation::WordFinder &words, std::span<const TicketId> tickets,
                                  views::PolicyTrial &trial)
{
    Parts &parts = *m_parts;
    const Instant now = parts.clock.now();
    const policy::Policy &text = candidate.policy();
    // What fell due before the rules were switched on in this file stays silent for any policy.
    const Instant since =
        parseRfc3339(QString::fromLatin1(setting(QString(kRulesSince)))).value_or(Instant{});
    const auto inForce = parts.policyOf(parts.policyInForce);
    for (const TicketId &id : tickets) {
        const ticket::Ticket ticket = parts.foldTicket(id);
        const auto own = parts.policyOf(ticket.policy);
        if (!ticket.exists || !own)
            continue; // its own version has not come yet
        const bool isKnown = (ticket.priority.isEmpty() || text.priority(ticket.priority) != nullptr) &&
                             (ticket.tier.isEmpty() || text.tier(ticket.tier) != nullptr);
        trial.unknown += isKnown ? 0 : 1;
        const auto before = ticket::clocksInput(ticket, *own), after = ticket::clocksInput(ticket, candidate);
        views::count(trial.clocks, before, after, now);
        const auto clocksBefore = sla::summarise(before), clocksAfter = sla::summarise(after);
        if (inForce)
            views::countForLimits(inForce->policy().thresholds, ticket, clocksBefore, now, trial.readingsNow);
        views::countForLimits(text.thresholds, ticket, clocksAfter, now, trial.readings);
        for (const views::DueMove &move : views::dueMoves(clocksBefore, clocksAfter)) {
            if (isBreached(move.after, now) && !isBreached(move.before, now))
                example(trial, ticket, views::dueMoveText(move, now));
        }
        const auto known = parts.foldEscalationsOf(id);
        const auto finder = parts.wordsOf(ticket.policy, *own);
        // Each in the window that it asks for; read as the ticket's own version does, for they are kept.
        const auto reports = [&](const policy::Policy &policy) {
            return automation::asksForRepeats(ticket, policy, known)
                       ? parts.reportsBeside(ticket, ticket.policy.version, own->policy().escalation,
                                             policy.escalation.repeats.within)
                       : std::vector<escalation::Report>();
        };
        const std::vector<escalation::Report> others = reports(own->policy()), othersAfter = reports(text);
        QStringList firesNow;
        const auto firesBefore = parts.notTakenUp(
            automation::firingsOf({ticket, *own, *finder, clocksBefore, others}, known, since),
            own->policy());
        for (const auto &each : firesBefore) {
            if (each.due <= now)
                firesNow += each.trigger;
        }
        const auto firesAfter = parts.notTakenUp(
            automation::firingsOf({ticket, candidate, words, clocksAfter, othersAfter}, known, since), text);
        for (const auto &each : firesAfter) {
            if (each.due > now || firesNow.contains(each.trigger))
                continue;
            ++trial.escalations;
            example(trial, ticket, u"would be escalated. %1"_s.arg(each.explanation));
        }
    }
    return {};
}

std::vector<TicketId> Workspace::openTickets()
{
    return m_parts->projections.newestOpenTickets(std::numeric_limits<int>::max());
}

} // namespace muster::store
