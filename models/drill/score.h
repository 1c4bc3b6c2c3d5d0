// SPDX-License-Identifier: GPL-3.0-or-later
// How well an incident of a drill was led, by the runbook's figures: a pure function of its record, the
// policy's rules and the script. Doing a thing earlier never scores less; declaring earlier starts the clocks
// of the first updates earlier, as in the room.
#pragma once

#include "models/drill/player.h"
#include "models/policy/incidentrules.h"

namespace muster::drill {

struct ScoreLine
{
    QString key, name;
    QString target, value; ///< as people read them: "within 15 min", "9 min"
    int points = 0, of = 0;
    QString advice = {}; ///< what to do better, a sentence; empty where all points were reached
    QString from = {};   ///< where the points come from, a sentence with the figures
    bool operator==(const ScoreLine &) const = default;
};

struct Score
{
    std::vector<ScoreLine> lines;
    int points() const;
    int of() const; ///< 100
    bool operator==(const Score &) const = default;
};

struct ScoreFrame
{
    const Script &script;
    const policy::IncidentRules &rules;
    Instant firstReport{};
    Instant asOf{};   ///< what was promised until then counts; nothing after it does
    PersonId trainee; ///< whose entries count from when they were entered; null for nobody
};

/// What the trainee does counts from when it was entered, whatever time was written on it. Times count from
/// the first report: so a team that declares early loses nothing by it. Full points within the limit, none at
/// twice the limit, in between in proportion. Limits: to declare and to take it on (TTA) the policy's
/// `declareWithin`; the first update (TTU) `firstUpdateWithin` after that; roles and the end of harm the
/// script's. The cadence is incident::adherenceOf, as the window shows it.
Score scoreOf(const incident::Incident &incident, const ScoreFrame &frame);

/// A table for people, in plain text.
QString scoreText(const Score &score, const Script &script);

} // namespace muster::drill
