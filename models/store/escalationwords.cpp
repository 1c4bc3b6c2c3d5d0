// SPDX-License-Identifier: GPL-3.0-or-later
// Orders on an escalation that reach beyond it: to the ticket, to people, to an incident. Each is all of it
// or nothing.
#include "models/automation/tellings.h"
#include "models/notify/notification.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

/// What is said to our own people. Of a restricted one the channels carry neither what it is about nor the
/// words: those stand in the record, for whom may see them.
notify::Wish wishOf(const views::LedEscalation &led, const escalation::Told &told, const QString &caseNumber,
                    FactId entry, const std::vector<escalation::Who> &team, Instant at)
{
    const escalation::Escalation &state = led.escalation;
    const policy::EscalationLevel *level = led.rules().level(state.level().level);
    const escalation::HandOver *pending = escalation::pendingHandOver(state);
    const bool isRestricted = escalation::isRestricted(state, led.rules());
    notify::Wish wish;
    wish.cause = u"told:"_s + entry.toString(); // not one of the rules', which would end it
    wish.at = at;
    wish.occasion = u"escalation"_s;
    wish.title = u"Escalation at %1: %2"_s.arg(level ? level->name : state.level().level, caseNumber);
    wish.text = isRestricted ? u"Restricted: look at it in the program, where you may."_s : told.text;
    wish.thread = u"ticket:"_s + state.raised.ticket.toString();
    wish.aboutKind = QString(kEscalation);
    wish.about = idCast<SubjectId>(state.id);
    if (pending != nullptr)
        wish.people = automation::receiversOf(*pending, led.rules(), team);
    else if (!state.owner.isNull())
        wish.people = {state.owner};
    std::erase(wish.people, led.who.person);
    return wish;
}

} // namespace

Result<views::EscalationReceipt> Workspace::tell(EscalationId id, const escalation::Told &told)
{
    const auto led = loadEscalation(id);
    if (!led)
        return led.error();
    views::EscalationReceipt receipt;
    const auto done = actAs(me(), [&]() -> Result<void> {
        const auto written = submit(escalation::EscalationOrder{id, told, std::nullopt});
        if (!written)
            return written.error();
        receipt = *written;
        const TicketId ticket = led->escalation.raised.ticket;
        if (told.audience == escalation::Audience::Customer) {
            const ticket::TicketOrder reply{ticket, ticket::SendReply{told.text, false, {}}, std::nullopt};
            const auto replied = submit(std::span(&reply, 1));
            if (!replied)
                return replied.error();
            return replied->failures.empty() ? Result<void>() : replied->failures.front().error;
        }
        const auto inForce = policy();
        NewFact asked = notify::asked(wishOf(*led, told, m_parts->stateOf(ticket).caseNumber,
                                             receipt.facts.front(), m_parts->team(), m_parts->clock.now()),
                                      (inForce ? inForce : led->policy)->policy().notifications);
        // The words of a person, under their name and to be redacted like those of the escalation.
        asked.derivedId.reset();
        if (const auto read = notify::fromPayload(asked.type, asked.version, asked.payload); !read)
            return read.error();
        return m_parts->writeToSubject(asked);
    });
    if (!done)
        return done.error();
    return receipt;
}

Result<views::IncidentReceipt> Workspace::raiseToIncident(EscalationId id, const incident::Declare &declare)
{
    views::IncidentReceipt receipt;
    const auto done = actAs(me(), [&]() -> Result<void> {
        auto declared = submit(incident::IncidentOrder{IncidentId{}, declare, std::nullopt});
        if (!declared)
            return declared.error();
        receipt = std::move(*declared);
        const auto goesOn = submit(
            escalation::EscalationOrder{id, escalation::IncidentRaised{receipt.incident}, std::nullopt});
        return goesOn ? Result<void>() : goesOn.error();
    });
    if (!done)
        return done.error();
    return receipt;
}

Result<std::vector<views::LedEscalation>> Workspace::closedEscalations(int limit)
{
    const auto ids = m_parts->projections.closedEscalations(limit);
    if (!ids)
        return ids.error();
    std::vector<views::LedEscalation> closed;
    closed.reserve(ids->size());
    for (const EscalationId &id : *ids) {
        if (auto led = loadEscalation(id))
            closed.push_back(std::move(*led));
    }
    std::ranges::stable_sort(closed, std::greater(), [](const views::LedEscalation &led) {
        return led.escalation.closedAt.value_or(Instant());
    });
    return closed;
}

Result<std::vector<EscalationId>> Projections::closedEscalations(int limit)
{
    Statement query =
        m_database.prepare("SELECT id FROM escalations WHERE status = ? ORDER BY updated DESC, id LIMIT ?");
    query.bind(1, int(escalation::Status::Closed)).bind(2, limit);
    std::vector<EscalationId> ids;
    while (query.next())
        ids.push_back(query.id<EscalationId>(0));
    if (query.failed())
        return query.error();
    return ids;
}

} // namespace muster::store
