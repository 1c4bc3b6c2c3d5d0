// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/automation/limitkeeper.h"

#include "models/base/log.h"
#include "ui/widgets/deskanswer.h"

using namespace Qt::StringLiterals;

namespace muster::app {

LimitKeeper::LimitKeeper(DeskService &desk, const views::QueueModel &queue, QObject *parent)
    : QObject(parent), m_desk(desk), m_queue(queue)
{
    m_timer.setInterval(kEvery);
    connect(&m_timer, &QTimer::timeout, this, &LimitKeeper::look);
}

void LimitKeeper::setActing(bool isActing)
{
    if (m_isActing == isActing)
        return;
    m_isActing = isActing;
    m_isReady = false;
    if (!isActing)
        return m_timer.stop();
    m_timer.start();
    ui::whenAnswered(m_desk.thread().ask([](store::Workspace &workspace) { return workspace.toldLimits(); }),
                     this, [this](const QStringList &known) {
                         m_watch.restart(known);
                         m_isReady = true;
                         look();
                     });
}

void LimitKeeper::look()
{
    const policy::ThresholdRules &rules = m_queue.thresholds();
    if (!m_isActing || !m_isReady || m_isTelling || rules.key.isEmpty()) // no queue was loaded yet
        return;
    const Instant now = m_desk.now();
    auto crossings = m_watch.look(rules, m_queue.readings(now), now);
    if (!crossings.empty())
        tell(std::move(crossings));
}

void LimitKeeper::tell(std::vector<automation::Crossing> crossings)
{
    m_isTelling = true;
    ui::whenAnswered(
        m_desk.thread().ask(
            [crossings](store::Workspace &workspace) { return workspace.tellLimits(crossings); }),
        this, [this, crossings](const Result<qint64> &written) {
            m_isTelling = false;
            if (!written)
                return log::warning(u"a limit of the queue could not be told: "_s +
                                    faultName(written.error().fault)); // tried again with the next look
            for (const automation::Crossing &crossing : crossings)
                m_watch.confirm(crossing);
            if (*written > 0)
                emit told();
        });
}

} // namespace muster::app
