// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with the playbook of a ticket: to it, its ticks, what the program does for a step.
#include "models/views/playbooktext.h"
#include "ui/queue/attention.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/composer.h"
#include "ui/queue/detailpanel.h"
#include "ui/queue/queuecommands.h"
#include "ui/queue/queuepage.h"

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;

void QueuePage::showPlaybook()
{
    if (m_detail->isHidden())
        openDetail();
    if (m_detail->isVisible())
        m_detail->showPlaybook();
}

void QueuePage::tickStep(const QString &step, bool done)
{
    const views::TicketDetail *detail = m_detail->detail();
    if (!detail)
        return;
    const auto lines = views::stepLines(*detail, m_desk.now());
    const auto line = std::ranges::find(lines, step, &views::StepLine::key);
    if (line == lines.end())
        return;
    if (!done && line->isSeen)
        return m_bar->tell(tr("“%1” is done by what happened (%2). There is no tick to take back.")
                               .arg(line->words, line->about),
                           false, false);
    m_commands->runOn({detail->ticket.id}, ticket::MarkStep{step, done}, line->words);
}

void QueuePage::doStep(const QString &step)
{
    const views::TicketDetail *detail = m_detail->detail();
    const policy::Priority *priority =
        detail && detail->policy ? detail->policy->policy().priority(detail->ticket.priority) : nullptr;
    if (const policy::PlaybookStep *known = priority ? priority->step(step) : nullptr)
        runStep(*known, *detail);
}

void QueuePage::runStep(const policy::PlaybookStep &step, const views::TicketDetail &detail)
{
    const ticket::Ticket &ticket = detail.ticket;
    switch (step.action) {
    case policy::StepAction::None:
        return;
    case policy::StepAction::Alert:
        tellAlerts({{ticket.id, ticket.caseNumber, ticket.subject, ticket.priority, step.text, step.role}});
        return m_commands->runOn({ticket.id}, ticket::MarkStep{step.key, true, true}, step.text);
    case policy::StepAction::CreateRoom:
        emit declareWanted(ticket.id, ticket.subject);
        return;
    case policy::StepAction::Acknowledge:
        return acknowledge();
    case policy::StepAction::Update:
        return compose(int(Composer::Mode::Reply));
    case policy::StepAction::AddToBacklog:
        return m_commands->runOn({ticket.id}, ticket::ChangeTags{{QString(ticket::kBacklogTag)}, {}});
    case policy::StepAction::PostMortem:
        if (detail.incidents.empty())
            return m_bar->tell(tr("No incident covers this ticket, so there is no war room to write it in. "
                                  "Tick the step off once it was held."),
                               false, false);
        emit incidentWanted(detail.incidents.back().id);
        return;
    }
}

void QueuePage::tellAlerts(const std::vector<views::StepAlert> &alerts)
{
    const Attention told = attentionFor(alerts);
    if (!told.ticket.isNull())
        emit attention(told.title, told.text, told.ticket);
}

} // namespace muster::ui
