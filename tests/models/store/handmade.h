// SPDX-License-Identifier: GPL-3.0-or-later
// Facts as somebody would make them who holds the key of a device and no desk.
#pragma once

#include "tests/models/store/teamworld.h"

namespace muster::test {

/// A fact of a device's own hand, in its chain behind `head`.
inline Fact made(const ledger::DeviceKey &key, PersonId actor, const NewFact &wish, Instant now,
                 ledger::ChainHead &head)
{
    ledger::HybridClock clock;
    return ledger::seal(std::span(&wish, 1), key.device(), actor, now, clock, head).front();
}

inline ledger::ChainHead headOf(store::Workspace &desk)
{
    ledger::ChainHead head;
    for (const Fact &fact : TeamWorld::factsOf(desk)) {
        if (fact.device == desk.device() && fact.counter > head.counter)
            head = {fact.counter, ledger::factHash(fact)};
    }
    return head;
}

inline NewFact noteOn(TicketId ticket, const QString &text, Instant now)
{
    return {QStringLiteral("ticket"),
            idCast<SubjectId>(ticket),
            QStringLiteral("ticket.note"),
            1,
            now,
            {{QStringLiteral("text"), text}},
            std::nullopt};
}

} // namespace muster::test
