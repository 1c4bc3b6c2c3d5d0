// SPDX-License-Identifier: GPL-3.0-or-later
// A ticket under the shipped playbook, its history told step by step, as the tests of the rules need it.
#pragma once

#include "models/automation/firings.h"
#include "models/policy/policyreader.h"

#include <QTest>

namespace muster::test {

inline const policy::CompiledPolicy &playbook()
{
    static const auto compiled = [] {
        const auto document = policy::readPolicy(policy::presetText(QStringLiteral("playbook-p0-p3")),
                                                 QStringLiteral("preset"));
        if (!document.policy)
            qFatal("the preset cannot be read");
        return *policy::CompiledPolicy::make(*document.policy);
    }();
    return *compiled;
}

inline const escalation::WordFinder &words()
{
    static const escalation::WordFinder finder(playbook().policy().escalation.words);
    return finder;
}

inline const Instant kStart = *parseRfc3339(u"2026-11-18T10:00:00Z");

/// A ticket, and what rules did for it so far.
class Case
{
public:
    explicit Case(const QString &tier, const QString &priority,
                  const QString &subject = QStringLiteral("Export fails"))
    {
        created.caseNumber = QStringLiteral("C-1");
        created.subject = subject;
        created.customer = CustomerId::derived(Instant{}, {u"Initech"});
        created.tier = tier;
        created.priority = priority;
        state.id = TicketId::derived(Instant{}, {u"one"});
    }
    void begin() { tell(kStart, created); }
    void tell(Instant at, ticket::TicketFact fact)
    {
        const auto id = FactId::derived(at, {QString::number(++m_count)});
        ticket::apply(state, {id, at, recordedAt.value_or(at), {}, std::move(fact), false, std::nullopt});
    }
    std::vector<automation::Firing> firings(Instant silentBefore = {})
    {
        const auto clocks = sla::summarise(ticket::clocksInput(state, playbook()));
        return automation::firingsOf({state, playbook(), words(), clocks, others}, known, silentBefore);
    }
    /// The one of that rule; fails where there is none.
    automation::Firing of(const QString &trigger)
    {
        for (const automation::Firing &firing : firings()) {
            if (firing.trigger == trigger)
                return firing;
        }
        qFatal("the rule %s does not fire", qPrintable(trigger));
    }
    bool fires(const QString &trigger)
    {
        const auto all = firings();
        return std::ranges::find(all, trigger, &automation::Firing::trigger) != all.end();
    }
    /// Writes what the firing does, as a console does it.
    void act(const automation::Firing &firing)
    {
        const NewFact fact = automation::factOf(firing, state);
        const auto content = escalation::fromPayload(fact.type, fact.version, fact.payload);
        QVERIFY(content);
        const auto id = idCast<escalation::EscalationId>(fact.subject);
        auto one = std::ranges::find(known, id, &escalation::Escalation::id);
        if (one == known.end()) {
            known.push_back({});
            known.back().id = id;
            one = known.end() - 1;
        }
        escalation::apply(*one, {*fact.derivedId, fact.occurredAt, {}, *content, false});
    }
    /// What a person raises by hand.
    void raise(const QString &path, const QString &level, Instant at)
    {
        escalation::Raised raised;
        raised.ticket = state.id;
        raised.level = level;
        raised.path = path;
        raised.source = QStringLiteral("agent");
        known.push_back({});
        known.back().id = escalation::EscalationId::derived(at, {u"by hand"});
        escalation::apply(known.back(), {FactId::derived(at, {u"by hand"}), at, {}, raised, false});
    }
    void close(Instant at)
    {
        escalation::apply(known.back(), {FactId::derived(at, {u"closed"}),
                                         at,
                                         {},
                                         escalation::Closed{QStringLiteral("none"), {}, {}},
                                         false});
    }

    ticket::TicketCreated created;
    ticket::Ticket state;
    std::vector<escalation::Escalation> known;
    std::vector<escalation::Report> others;
    std::optional<Instant> recordedAt;

private:
    int m_count = 0;
};

} // namespace muster::test
