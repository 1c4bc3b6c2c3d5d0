// SPDX-License-Identifier: GPL-3.0-or-later
// One escalation lived through by commands, as the workspace does it, without a file.
#pragma once

#include "models/escalation/escalationcommands.h"
#include "models/policy/escalationreader.h"

namespace muster::test {

struct EscalationWorld
{
    const policy::EscalationRules &rules = policy::shippedEscalation();
    escalation::Escalation state;
    Instant now = *parseRfc3339(u"2026-11-20T03:00:00Z");
    escalation::Who me = who(QStringLiteral("me"), QStringLiteral("agent"));
    std::vector<escalation::Recorded> recorded;

    static PersonId person(const QString &name) { return PersonId::derived(Instant{}, {name}); }
    static escalation::Who who(const QString &name, const QString &role, const QStringList &skills = {})
    {
        return {person(name), role, skills};
    }
    static TicketId ticket() { return TicketId::derived(Instant{}, {QStringLiteral("ticket")}); }

    Result<escalation::Facts> decide(escalation::EscalationCommand command, std::optional<Instant> at = {})
    {
        return escalation::decide(state, {state.id, std::move(command), at}, {rules, now, me});
    }
    /// Decides and applies; the ids of the facts, or the refusal.
    Result<std::vector<FactId>> tell(escalation::EscalationCommand command, std::optional<Instant> at = {})
    {
        const auto facts = decide(std::move(command), at);
        if (!facts)
            return facts.error();
        std::vector<FactId> ids;
        for (const auto &[occurred, fact] : *facts) {
            const auto id = FactId::derived(now, {QStringLiteral("fact"), QString::number(recorded.size())});
            recorded.push_back({id, occurred, me.person, fact, false});
            apply(state, recorded.back());
            ids.push_back(id);
        }
        return ids;
    }
    /// The sentence with which it is refused; empty where it is not.
    QString refusal(escalation::EscalationCommand command)
    {
        const auto facts = decide(std::move(command));
        return facts ? QString() : facts.error().detail;
    }
    void wait(Millis span) { now += span; }

    escalation::Raised raised() const
    {
        escalation::Raised made;
        made.ticket = ticket();
        made.tier = QStringLiteral("enterprise");
        made.priority = QStringLiteral("P1");
        made.situation = QStringLiteral("request");
        made.source = QStringLiteral("agent");
        made.text = QStringLiteral("The nightly sync has failed for three days");
        made.level = QStringLiteral("level-2");
        return made;
    }
    void raise(const QString &level = QStringLiteral("level-2"))
    {
        escalation::Raised made = raised();
        made.level = level;
        (void)tell(made);
    }
    /// A package that has all that the path asks for.
    escalation::PackageWritten fullPackage(const QString &path) const
    {
        escalation::PackageWritten made;
        made.severity = rules.package.severities.front().key;
        made.deadline = now + std::chrono::hours(24);
        made.tried = {{QStringLiteral("Restarted the sync"), QStringLiteral("fails again after a minute")}};
        const policy::EscalationPath *to = rules.path(path);
        for (const policy::PackageSection &section : rules.package.sections) {
            using Kind = policy::PackageSection::Kind;
            const bool isText = section.kind == Kind::Text || section.kind == Kind::Lines;
            if (isText && (section.isRequired || (to && to->contents.contains(section.key))))
                made.texts[section.key] = QStringLiteral("What is known of ") + section.key;
        }
        return made;
    }
};

/// The one fact that an order led to; null where it was refused or led to several.
inline FactId only(const Result<std::vector<FactId>> &ids)
{
    return ids && ids->size() == 1 ? ids->front() : FactId{};
}

} // namespace muster::test
