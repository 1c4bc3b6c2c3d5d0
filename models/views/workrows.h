// SPDX-License-Identifier: GPL-3.0-or-later
// What is being done about an incident, in four parts: tasks by workstream, hotfixes by when they are
// planned, hypotheses by where they stand, and the log of decisions. Pure; names, rules and now are
// arguments. Source: row I9.
#pragma once

#include "models/views/incidenttexts.h"

namespace muster::views {

enum class WorkPart : quint8
{
    Tasks,
    Hotfixes,
    Hypotheses,
    Decisions
};

struct WorkRow
{
    FactId fact;   ///< of the task, or of the line in the timeline
    QString group; ///< the workstream of a task, the state of a hypothesis; empty in parts without groups
    QString what;
    QString who;  ///< empty where nobody owns it
    QString when; ///< "by 14:30 UTC", "overdue since 14:30 UTC", "done 14:10 UTC"
    QString more; ///< result of a task, reason of a judgement, why and instead of what
    bool isDone = false, isLate = false;
    bool operator==(const WorkRow &) const = default;
};

/// The rows of a part, in the order they are shown: those of one group stand together. Open ones come first,
/// by when they are due; hypotheses open, confirmed, ruled out; decisions the latest first.
std::vector<WorkRow> workRows(WorkPart part, const incident::Incident &incident,
                              const policy::IncidentRules &rules, const NameOf &nameOf, Instant now);

/// How many of a part still ask for something: open tasks, hotfixes and hypotheses; decisions in all.
int openWork(WorkPart part, const incident::Incident &incident);

QString taskKindTitle(incident::TaskKind kind); ///< "Hotfix"

} // namespace muster::views
