// SPDX-License-Identifier: GPL-3.0-or-later
// One incident lived through by commands, as the workspace does it, without a file.
#pragma once

#include "models/incident/flow.h"
#include "models/incident/incidentcommands.h"
#include "models/policy/incidentreader.h"

namespace muster::test {

struct IncidentWorld
{
    const policy::IncidentRules &rules = policy::runbook();
    incident::Incident state;
    Instant now = *parseRfc3339(u"2026-11-20T03:00:00Z");
    PersonId me = PersonId::derived(Instant{}, {QStringLiteral("me")});
    std::vector<incident::Recorded> recorded;

    static PersonId person(const QString &name) { return PersonId::derived(Instant{}, {name}); }

    Result<incident::Facts> decide(incident::IncidentCommand command, std::optional<Instant> at = {})
    {
        return incident::decide(state, {state.id, std::move(command), at}, {rules, now, me});
    }
    /// Decides and applies; the ids of the facts, or the refusal.
    Result<std::vector<FactId>> tell(incident::IncidentCommand command, std::optional<Instant> at = {})
    {
        const auto facts = decide(std::move(command), at);
        if (!facts)
            return facts.error();
        std::vector<FactId> ids;
        for (const auto &[occurred, fact] : *facts) {
            const auto id = FactId::derived(now, {QStringLiteral("fact"), QString::number(recorded.size())});
            recorded.push_back({id, occurred, now, me, fact, false, std::nullopt});
            apply(state, recorded.back());
            ids.push_back(id);
        }
        return ids;
    }
    void wait(Millis span) { now += span; }

    void declare(const QString &severity = QStringLiteral("SEV-1"))
    {
        incident::Declare command;
        command.fields.number = QStringLiteral("INC-TEST-0001");
        command.fields.title = QStringLiteral("Write errors in checkout");
        command.fields.severity = severity;
        command.fields.firstReportAt = now - std::chrono::minutes(9);
        (void)tell(command);
    }
    incident::UpdateSent update(const QString &audience, std::optional<Instant> nextBy) const
    {
        return {audience, {}, QStringLiteral("We see write errors and are rolling back."), nextBy, {},
                me,       {}};
    }
};

} // namespace muster::test
