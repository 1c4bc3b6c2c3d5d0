// SPDX-License-Identifier: GPL-3.0-or-later
// Who tickets fit, over the people and the queue as they are here.
#include "models/automation/assignment.h"
#include "models/store/workspaceparts.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr Millis kLookAgain{15 * 60 * 1000}; ///< where nobody fits and no hours begin

/// Of more tickets at once the best is not looked for: whatever is entered meanwhile would wait for it.
constexpr size_t kMostSpread = 200;

/// Whether it is work for its owner now; as in candidates().
bool countsAsHeld(ticket::Status status)
{
    return ticket::isOpen(status) && status != ticket::Status::Waiting && status != ticket::Status::OnHold;
}

automation::Candidate *find(std::vector<automation::Candidate> &candidates, PersonId person)
{
    const auto found = std::ranges::find(candidates, person, [](const auto &each) { return each.person.id; });
    return found == candidates.end() ? nullptr : &*found;
}

} // namespace

QSet<PersonId> Workspace::Parts::leftTeam() const
{
    QSet<PersonId> gone, there;
    for (const auto &each : roster.members)
        (roster.roleOf(each.first) == u"none" ? gone : there).insert(each.second.person);
    return gone - there;
}

std::vector<automation::Candidate> Workspace::Parts::candidates()
{
    QHash<PersonId, int> open;
    Statement query = database->prepare("SELECT assignee, count(*) FROM tickets WHERE closed = 0"
                                        " AND status NOT IN (?, ?, ?) GROUP BY assignee");
    query.bind(1, int(ticket::Status::Waiting)).bind(2, int(ticket::Status::OnHold));
    query.bind(3, int(ticket::Status::Resolved));
    while (query.next())
        open.insert(query.id<PersonId>(0), int(query.number(1)));
    const QSet<PersonId> gone = leftTeam();
    std::vector<automation::Candidate> all;
    for (people::Person &person : projections.people()) {
        if (gone.contains(person.id))
            person.availability = people::Availability::Away;
        auto hours = people::calendarOf(person);
        all.push_back({std::move(person), 0, std::move(hours)});
    }
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
    std::vector<ticket::Ticket> meant;
    for (const TicketId &id : tickets.first(std::min(tickets.size(), kMostSpread)))
        meant.push_back(parts.foldTicket(id));
    views::Fitting fitting;
    fitting.people =
        automation::fitsOf(tickets.size() == 1 ? meant.front() : ticket::Ticket{}, rules, candidates, now);
    if (tickets.size() > kMostSpread)
        return fitting;
    for (const ticket::Ticket &ticket : meant) {
        // What they hold of these is to be given away.
        automation::Candidate *owner = find(candidates, ticket.assignee);
        if (owner != nullptr && countsAsHeld(ticket.status))
            owner->open = std::max(0, owner->open - 1);
    }
    for (const ticket::Ticket &ticket : meant) {
        const auto fits = automation::fitsOf(ticket, rules, candidates, now);
        if (fits.empty() || !fits.front().fits)
            continue;
        if (countsAsHeld(ticket.status))
            ++find(candidates, fits.front().person)->open;
        fitting.best.emplace_back(ticket.id, fits.front());
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
        ++find(among, fits.front().person)->open;
        return given;
    }
    next = now + kLookAgain;
    for (const automation::Fit &fit : fits)
        next = std::min(*next, fit.begins.value_or(*next));
    return std::nullopt;
}

} // namespace muster::store
