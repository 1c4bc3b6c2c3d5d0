// SPDX-License-Identifier: GPL-3.0-or-later
// Who tickets fit, over the people and the queue as they are here.
#include "models/automation/assignment.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr Millis kLookAgain{15 * 60 * 1000}; ///< where nobody fits and no hours begin

} // namespace

std::vector<automation::Candidate> Workspace::Parts::candidates()
{
    QHash<PersonId, int> open;
    Statement query = database->prepare("SELECT assignee, count(*) FROM tickets WHERE closed = 0"
                                        " AND status NOT IN (?, ?, ?) GROUP BY assignee");
    query.bind(1, int(ticket::Status::Waiting)).bind(2, int(ticket::Status::OnHold));
    query.bind(3, int(ticket::Status::Resolved));
    while (query.next())
        open.insert(query.id<PersonId>(0), int(query.number(1)));
    std::vector<automation::Candidate> all;
    for (people::Person &person : projections.people())
        all.push_back({std::move(person), 0});
    for (automation::Candidate &each : all)
        each.open = open.value(each.person.id);
    return all;
}

Result<views::Fitting> Workspace::fitting(std::span<const TicketId> tickets)
{
    Parts &parts = *m_parts;
    const auto policy = parts.policyOf(parts.policyInForce);
    if (!policy)
        return Error{Fault::NotAllowed, u"this workspace has no policy yet; choose a preset first"_s};
    const policy::AssignmentRules &rules = policy->policy().assignment;
    const Instant now = parts.clock.now();
    std::vector<automation::Candidate> candidates = parts.candidates();
    views::Fitting fitting;
    fitting.people = automation::fitsOf(
        tickets.size() == 1 ? parts.foldTicket(tickets.front()) : ticket::Ticket{}, rules, candidates, now);
    for (const TicketId &id : tickets) {
        const ticket::Ticket ticket = parts.foldTicket(id);
        // What they hold of these is to be given away.
        const auto owner =
            std::ranges::find(candidates, ticket.assignee, [](const auto &each) { return each.person.id; });
        if (owner != candidates.end() && ticket::isOpen(ticket.status))
            owner->open = std::max(0, owner->open - 1);
    }
    for (const TicketId &id : tickets) {
        const auto fits = automation::fitsOf(parts.foldTicket(id), rules, candidates, now);
        if (fits.empty() || !fits.front().fits)
            continue;
        const automation::Fit &best = fits.front();
        ++std::ranges::find(candidates, best.person, [](const auto &each) { return each.person.id; })->open;
        fitting.best.emplace_back(id, best);
    }
    return fitting;
}

std::optional<NewFact> Workspace::Parts::dueAssignment(const ticket::Ticket &ticket, Instant silentBefore,
                                                       std::vector<automation::Candidate> &among,
                                                       std::optional<Instant> &next)
{
    const auto policy = policyOf(policyInForce);
    const auto due =
        policy ? automation::assignmentDue(ticket, policy->policy().assignment) : std::optional<Instant>();
    if (!due || *due < std::max(silentBefore, ticket.importedAt.value_or(Instant{})))
        return std::nullopt;
    const Instant now = clock.now();
    if (*due > now) {
        next = due;
        return std::nullopt;
    }
    if (among.empty())
        among = candidates();
    const auto fits = automation::fitsOf(ticket, policy->policy().assignment, among, now);
    if (!fits.empty() && fits.front().fits) {
        const NewFact given = automation::assignedByRule(ticket, fits.front(), *due, now);
        if (facts.contains(*given.derivedId))
            return std::nullopt; // done before, and what it did is not seen here
        ++std::ranges::find(among, fits.front().person, [](const auto &each) {
              return each.person.id;
          })->open;
        return given;
    }
    next = now + kLookAgain;
    for (const automation::Fit &fit : fits)
        next = std::min(*next, fit.begins.value_or(*next));
    return std::nullopt;
}

} // namespace muster::store
