// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/attention.h"

#include "models/views/playbooktext.h"

#include <QCoreApplication>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

struct AttentionText
{
    Q_DECLARE_TR_FUNCTIONS(AttentionText)
};

bool isOwn(const views::TicketRow &row, const views::Names &names, PersonId me)
{
    return row.assignee > 0 && row.assignee < names.people.size() && names.people[row.assignee].id == me;
}

} // namespace

Attention attentionFor(const std::vector<std::pair<TicketId, sla::ClockState>> &edges,
                       const views::QueueModel &model, PersonId me)
{
    std::vector<const views::TicketRow *> own;
    const views::TicketRow *first = nullptr;
    bool breached = false;
    for (const auto &[ticket, state] : edges) {
        const views::TicketRow *row = model.find(ticket);
        if (!row || me.isNull() || !isOwn(*row, model.names(), me))
            continue;
        own.push_back(row);
        const bool worse = state == sla::ClockState::Breached;
        if (!first || (worse && !breached))
            first = row;
        breached |= worse;
    }
    if (own.empty())
        return {};
    if (own.size() > 1) {
        QStringList cases;
        for (const views::TicketRow *row : own)
            cases.append(row->caseNumber);
        return {AttentionText::tr("%1 of your tickets need you").arg(own.size()),
                cases.mid(0, 8).join(u", "_s), first->id};
    }
    const int clock = views::nextClock(*first);
    const QString title = breached ? AttentionText::tr("Breached: %1") : AttentionText::tr("At risk: %1");
    QString text = first->subject;
    if (clock >= 0)
        text += u'\n' + views::clockSentence(sla::kClockKinds[size_t(clock)], first->clocks[size_t(clock)],
                                             model.now());
    return {title.arg(first->caseNumber), text, first->id};
}

Attention attentionFor(const std::vector<views::StepAlert> &alerts)
{
    if (alerts.empty())
        return {};
    const views::StepAlert &first = alerts.front();
    if (alerts.size() == 1)
        return {AttentionText::tr("%1 %2: %3").arg(first.priority, first.caseNumber, first.words),
                first.role.isEmpty()
                    ? first.subject
                    : AttentionText::tr("%1\nFor: %2").arg(first.subject, views::roleTitle(first.role)),
                first.ticket};
    QStringList cases;
    for (const views::StepAlert &alert : alerts)
        cases.append(alert.caseNumber);
    cases.removeDuplicates();
    return {AttentionText::tr("%1 %2: %3, and %4 more")
                .arg(first.priority, first.caseNumber, first.words)
                .arg(alerts.size() - 1),
            cases.mid(0, 8).join(u", "_s), first.ticket};
}

} // namespace muster::ui
