// SPDX-License-Identifier: GPL-3.0-or-later
// Who does what next in a drill: a pure function of the script, what was played so far and the incident's
// record. What a trainee's role asks for is left to the trainee; the rest goes on around it.
#pragma once

#include "models/drill/script.h"
#include "models/incident/incident.h"
#include "models/policy/incidentrules.h"

namespace muster::drill {

/// A beat that is over, with when; `fact` is the first one that it made.
struct Played
{
    Instant at{};
    FactId fact;
    QString refused; ///< why it could not be done, a sentence; empty where it was
    bool operator==(const Played &) const = default;
};

/// Where a drill is. Kept in its workspace, in the transaction of each beat.
struct Progress
{
    QString script; ///< its key
    quint32 seed = 1;
    Instant start{};
    Instant reached{};   ///< how far the drill's clock has come
    QStringList trainee; ///< incident roles that a person plays
    IncidentId incident; ///< once it was declared, by whomever
    std::map<QString, Played> played;
    bool isEnded = false; ///< the trainee has ended it
    bool operator==(const Progress &) const = default;
};
QByteArray toJson(const Progress &progress);
/// BadInput where it is none.
Result<Progress> progressFromJson(const QByteArray &json);

struct Next
{
    enum class How : quint8
    {
        Play,      ///< the program does it
        IsThere,   ///< what it is for stands in the record already
        LeftAlone, ///< a trainee's, and nothing waits for it: the story goes on
    };
    const Beat *beat = nullptr;
    Instant at{};
    How how = How::Play;
    bool operator==(const Next &) const = default;
};

struct Situation
{
    const Script &script;
    const Progress &progress;
    const incident::Incident &incident; ///< as it stands in the record; may not exist yet
    Instant now{};
    /// Beats that the rules refused, because of something that the trainee has not done yet, with the length
    /// of the timeline then: they come up again once something new stands in it.
    std::map<QString, size_t> held = {};
};

/// The next beat, in order of time and then of the story; it is due once `at` has come. Nothing where the
/// story is over or waits for the trainee. A trainee's beat comes up when the record shows that it was done;
/// before the declaration nothing touches the incident. Each beat comes once: afterwards it has to stand in
/// `progress`.
std::optional<Next> nextBeat(const Situation &situation);

/// Trainee's beats that are due and not done, in the order of the story: what the drill waits for.
std::vector<const Beat *> awaited(const Situation &situation);

/// What a beat asks of a trainee, a short sentence: "Send an update to Customers".
QString asked(const Beat &beat, const Script &script, const policy::IncidentRules &rules);

/// The incident is closed or the story told to its end, or the trainee has ended it.
bool isOver(const Situation &situation);

/// How much earlier or later than written a beat comes: within its jitter, whole seconds, the same for the
/// same seed everywhere.
Millis jitterOf(const Beat &beat, quint32 seed);

/// When the first report comes in this drill: the first ticket of the story.
Instant firstReportOf(const Script &script, const Progress &progress);

/// The roles of `wanted`, or a sentence: which are not played in this drill.
Result<QStringList> traineeRoles(const Script &script, const QStringList &wanted);

} // namespace muster::drill
