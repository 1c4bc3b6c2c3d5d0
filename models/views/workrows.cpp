// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/workrows.h"

#include "models/views/casetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using incident::EntryKind;
using incident::HypothesisState;
using incident::Incident;
using incident::Task;
using incident::TaskKind;
using incident::TimelineLine;

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

bool isHotfix(const Task &task)
{
    return task.kind == TaskKind::Hotfix;
}

QString whenOf(const Task &task, Instant now)
{
    if (task.doneAt)
        return translated("done %1").arg(utcText(*task.doneAt, now));
    if (!task.due)
        return translated("no time");
    return (*task.due < now ? translated("overdue since %1") : translated("by %1"))
        .arg(utcText(*task.due, now));
}

QString sentenceCase(const QString &words)
{
    return words.left(1).toUpper() + words.mid(1);
}

QString joined(const QStringList &parts)
{
    QStringList said = parts;
    said.removeAll(QString());
    return said.join(u" · "_s);
}

WorkRow rowOf(const Task &task, const NameOf &nameOf, Instant now)
{
    WorkRow row;
    row.fact = task.id;
    row.what = task.text;
    row.who = task.side == incident::Side::Theirs ? task.theirOwner
              : task.owner.isNull()               ? QString()
                                                  : nameOf(task.owner);
    row.when = whenOf(task, now);
    row.isDone = task.doneAt.has_value();
    row.isLate = !task.doneAt && task.due && *task.due < now;
    row.more = joined({task.kind == TaskKind::Work ? QString() : taskKindTitle(task.kind), task.result});
    return row;
}

std::vector<WorkRow> taskRows(const Incident &incident, bool hotfixes, const NameOf &nameOf, Instant now)
{
    std::vector<const Task *> tasks;
    for (const Task &task : incident.tasks) {
        if (isHotfix(task) == hotfixes)
            tasks.push_back(&task);
    }
    // Hotfixes are one schedule; tasks stand by workstream, those of none last.
    std::ranges::stable_sort(tasks, {}, [hotfixes](const Task *task) {
        const QString group = hotfixes ? QString() : task->workstream.toCaseFolded();
        return std::tuple(!hotfixes && group.isEmpty(), group, task->doneAt.has_value(),
                          task->due.value_or(kNever));
    });
    std::vector<WorkRow> rows;
    for (const Task *task : tasks) {
        rows.push_back(rowOf(*task, nameOf, now));
        if (hotfixes)
            rows.back().more = joined({task->workstream, task->result});
        else
            rows.back().group = task->workstream.isEmpty() ? translated("No workstream") : task->workstream;
    }
    return rows;
}

std::vector<const TimelineLine *> linesOf(const Incident &incident, EntryKind kind)
{
    std::vector<const TimelineLine *> lines;
    for (const TimelineLine &line : incident.timeline) {
        // What the program wrote about a hypothesis is no hypothesis of its own.
        if (line.kind == kind && !line.isRedacted && (kind == EntryKind::Decision || !line.isAutomatic))
            lines.push_back(&line);
    }
    return lines;
}

std::vector<WorkRow> hypothesisRows(const Incident &incident, const NameOf &nameOf, Instant now)
{
    std::vector<const TimelineLine *> lines = linesOf(incident, EntryKind::Hypothesis);
    std::ranges::stable_sort(lines, {}, [](const TimelineLine *line) { return line->hypothesis; });
    std::vector<WorkRow> rows;
    for (const TimelineLine *line : lines) {
        WorkRow row;
        row.fact = line->fact;
        row.group = sentenceCase(hypothesisTitle(line->hypothesis));
        row.what = line->text;
        row.who = nameOf(line->owner.isNull() ? line->author : line->owner);
        row.when = translated("since %1").arg(utcText(line->occurred, now));
        row.more = line->judgedBecause;
        row.isDone = line->hypothesis != HypothesisState::Open;
        rows.push_back(row);
    }
    return rows;
}

std::vector<WorkRow> decisionRows(const Incident &incident, const policy::IncidentRules &rules,
                                  const NameOf &nameOf, Instant now)
{
    std::vector<WorkRow> rows;
    for (const TimelineLine *line : linesOf(incident, EntryKind::Decision)) {
        WorkRow row;
        row.fact = line->fact;
        row.what = withNames(line->text, rules, nameOf);
        row.who = nameOf(line->owner.isNull() ? line->author : line->owner);
        row.when = utcText(line->occurred, now);
        row.more = joined(
            {line->why.isEmpty() ? QString() : translated("because %1").arg(line->why),
             line->alternatives.isEmpty() ? QString() : translated("instead of %1").arg(line->alternatives),
             line->result});
        rows.push_back(row);
    }
    std::ranges::reverse(rows);
    return rows;
}

} // namespace

std::vector<WorkRow> workRows(WorkPart part, const Incident &incident, const policy::IncidentRules &rules,
                              const NameOf &nameOf, Instant now)
{
    switch (part) {
    case WorkPart::Tasks:
        return taskRows(incident, false, nameOf, now);
    case WorkPart::Hotfixes:
        return taskRows(incident, true, nameOf, now);
    case WorkPart::Hypotheses:
        return hypothesisRows(incident, nameOf, now);
    case WorkPart::Decisions:
        return decisionRows(incident, rules, nameOf, now);
    }
    return {};
}

int openWork(WorkPart part, const Incident &incident)
{
    if (part == WorkPart::Tasks || part == WorkPart::Hotfixes)
        return int(std::ranges::count_if(incident.tasks, [part](const Task &task) {
            return !task.doneAt && isHotfix(task) == (part == WorkPart::Hotfixes);
        }));
    if (part == WorkPart::Decisions)
        return int(linesOf(incident, EntryKind::Decision).size());
    const auto lines = linesOf(incident, EntryKind::Hypothesis);
    return int(std::ranges::count(lines, HypothesisState::Open, &TimelineLine::hypothesis));
}

QString taskKindTitle(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Work:
        return translated("Work");
    case TaskKind::Hotfix:
        return translated("Hotfix");
    case TaskKind::Corrective:
        return translated("Mends the cause");
    case TaskKind::Preventive:
        return translated("Keeps it away");
    case TaskKind::Detective:
        return translated("Makes it seen sooner");
    }
    return {};
}

} // namespace muster::views
