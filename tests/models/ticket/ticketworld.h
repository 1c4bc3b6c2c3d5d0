// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets for the tests: a policy, an actor, and facts folded with an id and a time each.
#pragma once

#include "models/policy/policyreader.h"
#include "models/ticket/ticketcommands.h"

namespace muster::ticket {

class TicketWorld
{
public:
    TicketWorld() { add(created()); }

    static const policy::Policy &policy()
    {
        static const policy::Policy read =
            *policy::readPolicy(policy::presetText(QStringLiteral("playbook-p0-p3")), QString()).policy;
        return read;
    }
    static Instant start() { return *parseRfc3339(u"2026-11-20T08:00:00Z"); }
    static CustomerId customer(int number) { return CustomerId::derived(start(), {QString::number(number)}); }
    static PersonId person(int number) { return PersonId::derived(start(), {QString::number(number)}); }
    static SubjectId other(int number) { return SubjectId::derived(start(), {QString::number(number)}); }

    static TicketCreated created()
    {
        using namespace Qt::StringLiterals;
        TicketCreated fields;
        fields.caseNumber = u"MSTR-7F3K-0042"_s;
        fields.subject = u"Export stuck"_s;
        fields.customer = customer(1);
        fields.priority = u"P2"_s;
        fields.tier = u"professional"_s;
        fields.tags = {u"export"_s};
        return fields;
    }

    Instant now() const { return start() + std::chrono::minutes(m_count); }
    Recorded recorded(const TicketFact &fact) const
    {
        Recorded made;
        made.id = FactId::derived(now(), {QStringLiteral("fact")});
        made.occurredAt = made.recordedAt = now();
        made.actor = person(1);
        made.fact = fact;
        return made;
    }
    void add(const TicketFact &fact)
    {
        apply(state, recorded(fact));
        ++m_count;
    }
    Result<std::vector<std::pair<Instant, TicketFact>>> decided(const TicketCommand &command) const
    {
        return decide(state, {state.id, command, std::nullopt},
                      {policy(), now(), person(1), QStringLiteral("Sam Rivera")});
    }
    /// Carries the command out; false where it was refused.
    bool done(const TicketCommand &command)
    {
        const auto facts = decided(command);
        if (!facts)
            return false;
        for (const auto &[at, fact] : *facts)
            add(fact);
        return true;
    }

    Ticket state;

private:
    int m_count = 0;
};

} // namespace muster::ticket
