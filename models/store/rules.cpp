// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of automation over what is here: which fire now, and when the next ones will.
#include "models/automation/firings.h"
#include "models/notify/notification.h"
#include "models/store/workspaceparts.h"

#include <QSet>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

/// One thing told a level: a rule's own asking cannot meet another one's.
notify::Wish wishOf(const automation::Firing &firing, const NewFact &fact, const ticket::Ticket &ticket,
                    const policy::Policy &policy)
{
    const policy::EscalationLevel *level = policy.escalation.level(firing.answer.level);
    const QString name = level != nullptr ? level->name : firing.answer.level;
    notify::Wish wish;
    wish.cause = u"escalation:%1:%2"_s.arg(fact.subject.toString(), firing.answer.level);
    wish.at = firing.due;
    wish.occasion = u"escalation"_s;
    wish.title = u"Escalated to %1: %2"_s.arg(name, ticket.caseNumber);
    wish.text = firing.explanation;
    wish.thread = u"ticket:"_s + ticket.id.toString();
    wish.aboutKind = QString(kEscalation);
    wish.about = fact.subject;
    return wish;
}

} // namespace

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
    std::vector<escalation::Escalation> known;
    for (const EscalationId &id : projections.escalationsOf(ticket.id))
        known.push_back(foldEscalation(id));
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
    // One firing of a ticket at a time: what it does to an escalation is what the next one sees.
    while (!left.empty()) {
        std::vector<NewFact> facts;
        std::vector<TicketId> again;
        for (const TicketId &id : left) {
            const auto place = parts.projections.placeOf(id);
            if (!place || place->isClosed)
                continue; // nobody has to act on it; most of a history is so
            const ticket::Ticket ticket = parts.foldTicket(id);
            const auto firings = parts.firingsOf(ticket, silentBefore);
            if (firings.empty())
                continue;
            // What stands here already and does not show in any escalation is not tried without end.
            const auto due = std::ranges::find_if(firings, [&](const automation::Firing &each) {
                return each.due <= now && !parts.facts.contains(*automation::factOf(each, ticket).derivedId);
            });
            if (due == firings.end()) {
                const auto next =
                    std::ranges::find_if(firings, [&](const auto &each) { return each.due > now; });
                if (next != firings.end())
                    round.next.emplace_back(id, next->due);
                continue;
            }
            const policy::Policy &policy = parts.policyOf(ticket.policy)->policy();
            facts.push_back(automation::factOf(*due, ticket));
            facts.push_back(notify::asked(wishOf(*due, facts.back(), ticket, policy), policy.notifications));
            round.fired.push_back(*due);
            again.push_back(id);
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

Result<TouchedTickets> Workspace::ticketsTouchedSince(qint64 mark)
{
    Parts &parts = *m_parts;
    TouchedTickets touched{{}, mark};
    QSet<TicketId> seen;
    Statement query = parts.database->prepare("SELECT seq, subject_kind, subject FROM facts WHERE seq > ?"
                                              " AND subject_kind IN ('ticket', 'escalation') ORDER BY seq");
    query.bind(1, mark);
    while (query.next()) {
        touched.mark = query.number(0);
        const auto subject = query.id<SubjectId>(2);
        const TicketId ticket = query.text(1) == kTicket
                                    ? idCast<TicketId>(subject)
                                    : parts.escalationOf(idCast<EscalationId>(subject)).raised.ticket;
        if (ticket.isNull() || seen.contains(ticket))
            continue;
        seen.insert(ticket);
        touched.tickets.push_back(ticket);
    }
    if (query.failed())
        return query.error();
    return touched;
}

qint64 Workspace::newestEntry()
{
    Statement query = m_parts->database->prepare("SELECT max(seq) FROM facts");
    return query.next() ? query.number(0) : 0;
}

std::vector<TicketId> Workspace::openTickets()
{
    return m_parts->projections.newestOpenTickets(std::numeric_limits<int>::max());
}

} // namespace muster::store
