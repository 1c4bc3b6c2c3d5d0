// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/recoveryplan.h"

#include "models/views/casetext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using incident::Side;
using incident::Task;

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

/// Words of a person as one cell of a table: no mark-up, no line of its own.
QString cell(const QString &text)
{
    static const QRegularExpression marks(u"([\\\\`*_\\[\\]<>|#])"_s);
    return QString(text.simplified()).replace(marks, u"\\\\1"_s);
}

QString day(Instant at)
{
    return absoluteText(at, QTimeZone::utc());
}

QString documentState(const Task &task, Instant now)
{
    if (task.doneAt)
        return translated("done on %1").arg(day(*task.doneAt));
    return isOverdue(task, now) ? translated("**overdue**") : translated("open");
}

void addSide(QStringList &lines, const RecoveryPlan &plan, Side side, const NameOf &nameOf, Instant now)
{
    lines << QString()
          << (side == Side::Ours ? translated("## What we do")
                                 : translated("## What %1 does").arg(cell(plan.name)))
          << QString();
    const auto isOfSide = [side](const Task &task) { return task.side == side; };
    if (std::ranges::none_of(plan.actions, isOfSide)) {
        lines += translated("Nothing is agreed yet.");
        return;
    }
    lines << translated("| Action | Owner | Due | State |") << u"| --- | --- | --- | --- |"_s;
    for (const Task &task : plan.actions) {
        if (!isOfSide(task))
            continue;
        const QString owner = recoveryOwner(task, nameOf);
        lines += u"| %1 | %2 | %3 | %4 |"_s.arg(
            cell(task.text), owner.isEmpty() ? translated("to be named") : cell(owner),
            task.due ? day(*task.due) : translated("to be agreed"), documentState(task, now));
    }
}

bool names(const QString &text, const QString &name)
{
    if (name.trimmed().isEmpty())
        return false;
    const QRegularExpression word(
        u"(?<![\\p{L}\\p{N}])%1(?![\\p{L}\\p{N}])"_s.arg(QRegularExpression::escape(name.trimmed())),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return word.match(text).hasMatch();
}

} // namespace

bool isOverdue(const Task &task, Instant now)
{
    return !task.doneAt && task.due && *task.due < now;
}

RecoveryPlan recoveryPlan(const incident::Incident &incident, CustomerId customer, const QString &name,
                          Instant now)
{
    RecoveryPlan plan{customer, name, {}, 0, 0};
    for (const Task &task : incident.tasks) {
        if (task.customer != customer)
            continue;
        plan.open += task.doneAt ? 0 : 1;
        plan.overdue += isOverdue(task, now) ? 1 : 0;
        plan.actions.push_back(task);
    }
    std::ranges::stable_sort(plan.actions, {}, [](const Task &task) {
        return std::tuple(task.doneAt.has_value(), task.due.value_or(kNever));
    });
    return plan;
}

std::vector<RecoveryPlan> recoveryPlans(const incident::Incident &incident,
                                        const std::function<QString(CustomerId)> &nameOf, Instant now)
{
    std::vector<RecoveryPlan> plans;
    for (const Task &task : incident.tasks) {
        if (!task.customer.isNull() &&
            std::ranges::find(plans, task.customer, &RecoveryPlan::customer) == plans.end())
            plans.push_back(recoveryPlan(incident, task.customer, nameOf(task.customer), now));
    }
    std::ranges::stable_sort(plans, std::greater<>(), &RecoveryPlan::overdue);
    return plans;
}

QString recoveryStateText(const Task &task, Instant now)
{
    if (task.doneAt)
        return translated("done %1").arg(utcText(*task.doneAt, now));
    if (!task.due)
        return translated("no date yet");
    return (isOverdue(task, now) ? translated("overdue since %1") : translated("by %1"))
        .arg(utcText(*task.due, now));
}

QString recoveryOwner(const Task &task, const NameOf &nameOf)
{
    if (task.side == Side::Theirs)
        return task.theirOwner;
    return task.owner.isNull() ? QString() : nameOf(task.owner);
}

QString recoverySummary(const RecoveryPlan &plan)
{
    const QString head = translated("Recovery plan with %1: ").arg(plan.name);
    if (plan.actions.empty())
        return head + translated("no action is agreed yet");
    if (plan.open == 0)
        return head + translated("every action is closed");
    if (plan.overdue > 0)
        return head +
               (plan.overdue == 1
                    ? translated("1 of %1 open actions is overdue").arg(plan.open)
                    : translated("%1 of %2 open actions are overdue").arg(plan.overdue).arg(plan.open));
    return head + (plan.open == 1 ? translated("1 action is open")
                                  : translated("%1 actions are open").arg(plan.open));
}

QStringList recoveryObstacles(const RecoveryPlan &plan, const QStringList &otherCustomers,
                              const QStringList &internalNames)
{
    QStringList obstacles;
    for (const Task &task : plan.actions) {
        const QString said = task.text + u'\n' + task.theirOwner;
        for (const QString &other : otherCustomers) {
            if (names(said, other))
                obstacles +=
                    translated("The action \"%1\" names another customer, %2.").arg(task.text, other);
        }
        for (const QString &name : internalNames) {
            if (names(said, name))
                obstacles +=
                    translated("The action \"%1\" names %2, which stays inside.").arg(task.text, name);
        }
    }
    return obstacles;
}

QString recoveryDocument(const RecoveryPlan &plan, const QString &incidentNumber, const NameOf &nameOf,
                         Instant now)
{
    QStringList lines{translated("# Recovery plan with %1").arg(cell(plan.name)),
                      {},
                      translated("After incident %1. As of %2.").arg(incidentNumber, day(now)),
                      {}};
    if (plan.actions.empty())
        lines += translated("Nothing is agreed yet.");
    else if (plan.open == 0)
        lines += translated("Every action is closed.");
    else
        lines += translated("Open: %1, of these overdue: %2. Closed: %3.")
                     .arg(plan.open)
                     .arg(plan.overdue)
                     .arg(int(plan.actions.size()) - plan.open);
    addSide(lines, plan, Side::Ours, nameOf, now);
    addSide(lines, plan, Side::Theirs, nameOf, now);
    return lines.join(u'\n') + u'\n';
}

} // namespace muster::views
