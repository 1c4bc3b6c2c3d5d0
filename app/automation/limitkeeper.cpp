// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/automation/limitkeeper.h"

#include "models/base/log.h"
#include "ui/widgets/deskanswer.h"

using namespace Qt::StringLiterals;

namespace muster::app {

LimitKeeper::LimitKeeper(DeskService &desk, const views::QueueModel &queue, QObject *parent)
    : QObject(parent), m_desk(desk), m_queue(queue)
{
    m_timer.start(kEvery);
    connect(&m_timer, &QTimer::timeout, this, &LimitKeeper::look);
}

void LimitKeeper::setActing(bool isActing)
{
    m_isActing = isActing;
    look();
}

void LimitKeeper::look()
{
    const policy::ThresholdRules &rules = m_queue.thresholds();
    if (rules.key.isEmpty()) // no queue was loaded yet
        return;
    const Instant now = m_desk.now();
    auto crossings = m_watch.look(rules, m_queue.readings(now), now);
    if (!m_isActing || std::exchange(m_isAsking, true))
        return;
    // What is told already is not told again; it may have come from another console in the meantime.
    auto answer =
        m_desk.thread().ask([crossings = std::move(crossings), mark = m_mark](store::Workspace &workspace) {
            Asked asked;
            if (!crossings.empty())
                asked.written = workspace.tellLimits(crossings);
            asked.mark = workspace.notificationChanges();
            if (asked.mark != mark)
                asked.told = workspace.toldLimits();
            return asked;
        });
    ui::whenAnswered(answer, this, [this](const Asked &asked) { took(asked); });
}

void LimitKeeper::took(const Asked &asked)
{
    m_isAsking = false;
    m_mark = asked.mark;
    if (asked.told)
        m_watch.setTold(*asked.told);
    if (!asked.written)
        log::warning(u"a limit of the queue could not be told: "_s + faultName(asked.written.error().fault));
    else if (*asked.written > 0)
        emit told();
}

} // namespace muster::app
