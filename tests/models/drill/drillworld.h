// SPDX-License-Identifier: GPL-3.0-or-later
// A drill lived through without a file: its orders go to the incident's rules, its tickets are only counted.
#pragma once

#include "models/drill/orders.h"
#include "models/drill/score.h"

#include <QTest>

namespace muster::test {

struct DrillWorld
{
    drill::Script script;
    policy::IncidentRules rules;
    drill::Progress progress;
    incident::Incident state;
    Instant now;
    std::vector<incident::Recorded> recorded;
    QStringList order, refused; ///< keys of what was played and of what was refused
    std::map<QString, size_t> held;
    int tickets = 0;

    explicit DrillWorld(const QString &key, quint32 seed = 1, const QStringList &trainee = {})
    {
        auto read = drill::shippedDrill(key);
        if (!read)
            qFatal("%s", qPrintable(read.error().detail));
        script = std::move(*read);
        rules = policy::readPolicy(policy::presetText(script.policy), script.policy).policy->incidents;
        progress.script = key;
        progress.seed = seed;
        progress.start = script.start;
        progress.trainee = trainee;
        now = script.start;
    }

    drill::Situation situation() const { return {script, progress, state, now, held}; }
    std::optional<drill::Next> next() const
    {
        return drill::isOver(situation()) ? std::nullopt : drill::nextBeat(situation());
    }

    /// Decides and applies; the first fact, or the refusal.
    Result<FactId> tell(const incident::IncidentOrder &given, PersonId actor)
    {
        const auto facts = incident::decide(state, given, {rules, now, actor});
        if (!facts)
            return facts.error();
        state.id = given.incident;
        FactId first;
        for (const auto &[occurred, fact] : *facts) {
            const auto id = FactId::derived(now, {u"fact", QString::number(recorded.size())});
            recorded.push_back({id, occurred, now, actor, fact, false, std::nullopt});
            apply(state, recorded.back());
            first = first.isNull() ? id : first;
        }
        return first;
    }
    /// As the trainee does it, now.
    Result<FactId> tell(incident::IncidentCommand command)
    {
        const IncidentId id = state.exists ? state.id : IncidentId::derived(now, {u"trainee's"});
        return tell({id, std::move(command), {}}, drill::traineeOf(progress));
    }

    void play(const drill::Next &next)
    {
        now = std::max(now, next.at);
        drill::Played played{next.at, {}, {}};
        if (next.how == drill::Next::How::Play) {
            auto orders = drill::ordersOf(next, situation(), rules);
            if (orders && orders->document)
                orders->incident = {
                    state.id,
                    incident::DocumentWritten{orders->document->document,
                                              orders->document->document + QString::number(recorded.size())},
                    next.at};
            if (!orders)
                played.refused = orders.error().detail;
            else if (orders->incident) {
                const auto fact = tell(*orders->incident, orders->actor);
                played.refused = fact ? QString() : fact.error().detail;
                played.fact = fact.value_or(FactId{});
            } else {
                tickets += int(orders->tickets.size());
            }
        }
        progress.reached = now;
        if (!played.refused.isEmpty() && !progress.trainee.isEmpty()) {
            held[next.beat->key] = state.timeline.size();
            return;
        }
        if (!played.refused.isEmpty())
            refused += next.beat->key + QStringLiteral(": ") + played.refused;
        order += next.beat->key;
        progress.played.emplace(next.beat->key, played);
    }
    /// Until nothing more comes by `until`.
    void run(Instant until = kNever)
    {
        for (auto due = next(); due && due->at <= until; due = next())
            play(*due);
        if (until != kNever)
            progress.reached = now = std::max(now, until);
    }

    drill::Score score() const { return score(state); }
    drill::Score score(const incident::Incident &incident) const
    {
        return drill::scoreOf(incident, {script, rules, drill::firstReportOf(script, progress), now,
                                         drill::traineeOf(progress)});
    }
};

} // namespace muster::test
