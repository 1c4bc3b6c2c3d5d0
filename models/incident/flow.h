// SPDX-License-Identifier: GPL-3.0-or-later
// Where an incident stands in its flow, and what is due: pure functions of (incident, rules, now).
#pragma once

#include "models/incident/incident.h"

namespace muster::incident {

/// Whether what a step asks is there.
struct AskState
{
    policy::Ask ask;
    bool isMet = false;
    QString missing;            ///< a sentence where it is not: "Comms lead has no holder"
    std::optional<Instant> due; ///< where the ask has a time of its own
    bool operator==(const AskState &) const = default;
};

struct StepState
{
    QString key, name, goal;
    enum class Place : quint8
    {
        Done,
        Here,
        Ahead
    };
    Place place = Place::Ahead;
    std::vector<AskState> asks;
    bool isBlocked() const; ///< a required ask is not met
    bool operator==(const StepState &) const = default;
};
std::vector<StepState> flowOf(const Incident &incident, const policy::IncidentRules &rules);

/// How many places of a document are still to be written: lines that begin with "TODO", and cells of a table
/// that hold nothing else. A line that only speaks of one is none.
int openPlaces(const QString &document);

/// The clock of one audience: from the last update (or the declaration) to the promised next one. The promise
/// holds where one was made, also after it was resolved; the policy's cadence otherwise.
struct CadenceClock
{
    QString audience;
    Instant start{}, warnAt{}, due{};
    bool isPromised = false;
    enum class State : quint8
    {
        Running,
        Warning,
        Overdue,
        Stopped ///< closed, resolved with nothing promised, or the policy sets no cadence
    };
    State state = State::Running;
    bool operator==(const CadenceClock &) const = default;
};
std::vector<CadenceClock> cadenceOf(const Incident &incident, const policy::IncidentRules &rules,
                                    Instant now);

/// The clock of the executive brief: from when it was written last (or the declaration) to when it is to be
/// refreshed. `audience` is the document's key, "brief". Absent where the incident is over, the rules ask for
/// no brief, or executives hear nothing of this severity.
std::optional<CadenceClock> briefClock(const Incident &incident, const policy::IncidentRules &rules,
                                       Instant now);

/// An update that came after its time, or did not come.
struct LateUpdate
{
    QString audience;
    Instant due{};
    std::optional<Instant> at; ///< absent: it was not sent before the end
    bool operator==(const LateUpdate &) const = default;
};
/// How the promises were kept: of every update but the first, and the first against firstUpdateWithin.
struct Adherence
{
    int kept = 0, late = 0;
    Millis worst{};                   ///< how late the latest one was
    std::vector<LateUpdate> lateOnes; ///< by audience, then in order of sending
    bool operator==(const Adherence &) const = default;
};
Adherence adherenceOf(const Incident &incident, const policy::IncidentRules &rules, Instant now);

/// Required roles without a holder, each with since when it is loud and when it is told again.
struct MissingRole
{
    QString role;
    Instant since{}, nextTold{};
    bool operator==(const MissingRole &) const = default;
};
std::vector<MissingRole> missingRoles(const Incident &incident, const policy::IncidentRules &rules,
                                      Instant now);

/// One sentence a thing that a leader should know: one person leads and fixes, somebody has not taken a role
/// yet.
QStringList roleWarnings(const Incident &incident, const policy::IncidentRules &rules,
                         const std::function<QString(PersonId)> &nameOf);

/// What does not fit together in the timeline: milestones out of order or missing, times in the future,
/// entries before the first report. Each names the line where it can.
struct Inconsistency
{
    FactId line; ///< null where it is about the whole
    QString what;
    bool operator==(const Inconsistency &) const = default;
};
std::vector<Inconsistency> inconsistencies(const Incident &incident, const policy::IncidentRules &rules,
                                           Instant now);

} // namespace muster::incident
