// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of a team, for tests of what is folded from them.
#pragma once

#include "models/ledger/devicekey.h"
#include "models/ledger/ledger.h"
#include "models/team/roster.h"

#include <algorithm>

namespace muster::test {

/// A device that writes facts of the team, each one second behind the last.
struct Device
{
    ledger::DeviceKey key = ledger::DeviceKey::generate();
    PersonId person = PersonId::random(fromMillis(1'790'000'000'000));
    ledger::HybridClock clock;
    ledger::ChainHead head;

    DeviceId id() const { return key.device(); }
};

class MadeTeam
{
public:
    MadeTeam()
    {
        founding =
            write(root, team::Founded{QStringLiteral("Night shift"), root.key.publicKey(), root.person, {}});
    }

    Fact write(Device &device, const team::TeamFact &fact)
    {
        now += std::chrono::seconds(1);
        const NewFact wish{QString(team::kTeam),  id,          team::typeName(fact), 1, now,
                           team::toPayload(fact), std::nullopt};
        Fact sealed = ledger::seal(std::span(&wish, 1), device.key.device(), device.person, now, device.clock,
                                   device.head)
                          .front();
        facts.push_back(sealed);
        return sealed;
    }
    team::Invited invitation(const Device &whom, const QString &role)
    {
        invitationKey = ledger::DeviceKey::generate();
        return {invitationKey.publicKey(), whom.person, QStringLiteral("Ada"), role,
                now + std::chrono::hours(24)};
    }
    team::Joined entry(const Device &device) const
    {
        return {device.key.publicKey(), QStringLiteral("laptop"), invitationKey.device(),
                invitationKey.sign(team::joinWords(id, device.key.publicKey()))};
    }
    /// Invited by the founder and joined.
    Device member(const QString &role)
    {
        Device device;
        write(root, invitation(device, role));
        write(device, entry(device));
        return device;
    }

    team::Roster roster(std::vector<Fact> some) const
    {
        std::ranges::sort(some, &isBefore); // as the ledger has them
        team::Roster roster;
        roster.founding = founding.id;
        for (const Fact &fact : some)
            (void)team::apply(roster, fact,
                              *team::fromPayload(fact.type, fact.version, *parseJsonObject(fact.payload)));
        return roster;
    }
    team::Roster roster() const { return roster(facts); }
    /// As a desk folds them, who judges by all of them.
    team::Roster folded() const
    {
        std::vector<Fact> sorted = facts;
        std::ranges::sort(sorted, &isBefore);
        std::vector<std::pair<Fact, team::TeamFact>> contents;
        contents.reserve(sorted.size());
        for (const Fact &fact : sorted)
            contents.emplace_back(
                fact, *team::fromPayload(fact.type, fact.version, *parseJsonObject(fact.payload)));
        team::Roster start;
        start.founding = founding.id;
        return team::fold(start, contents);
    }
    /// Why the newest fact does not count; empty where it does.
    QString whyNot() const
    {
        team::Roster before = roster({facts.begin(), facts.end() - 1});
        const Fact &fact = facts.back();
        return team::apply(before, fact,
                           *team::fromPayload(fact.type, fact.version, *parseJsonObject(fact.payload)));
    }

    SubjectId id = SubjectId::random(fromMillis(1'790'000'000'000));
    Instant now = fromMillis(1'790'000'000'000);
    Device root;
    ledger::DeviceKey invitationKey = ledger::DeviceKey::generate();
    std::vector<Fact> facts;
    Fact founding;
};

} // namespace muster::test
