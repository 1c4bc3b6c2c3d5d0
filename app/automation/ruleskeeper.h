// SPDX-License-Identifier: GPL-3.0-or-later
// Has the rules looked at whatever changed and at whatever is due, while this console acts: alone always, in
// a team while it holds the duty. One timer, to the nearest instant at which a rule may fire. Window thread
// (the main one of a headless console); the rules themselves run on the database thread, some tickets at a
// time, so that an entry never waits for all of them.
#pragma once

#include "app/deskservice.h"

#include <QTimer>

#include <deque>
#include <map>
#include <set>

namespace muster::app {

class RulesKeeper final : public QObject
{
    Q_OBJECT
public:
    /// `afterActing` runs on the database thread once rules wrote something.
    RulesKeeper(DeskService &desk, std::function<void(store::Workspace &)> afterActing,
                QObject *parent = nullptr);
    ~RulesKeeper() override;

    /// From false to true everything in the queue is looked at: what another console did meanwhile shows in
    /// its facts, and what nobody did is done.
    void setActing(bool isActing);
    bool isActing() const { return m_isActing; }

signals:
    void fired(int rules); ///< so many just did something

private:
    /// What one job on the database thread found.
    struct Look
    {
        std::vector<TicketId> tickets; ///< that were looked at
        std::deque<TicketId> left;     ///< that are to be looked at next
        store::RulesRound round;
        qint64 mark = 0;
    };

    void lookSoon();
    void look();
    static Result<Look> lookAt(store::Workspace &workspace, Look work, bool isWhole, Instant now);
    void looked(const Result<Look> &look);
    void planNext();

    DeskService &m_desk;
    std::function<void(store::Workspace &)> m_afterActing;
    QTimer m_timer;
    bool m_isActing = false, m_isLooking = false, m_isWhole = false;
    bool m_isAsked = false; ///< something changed while a look was under way
    Look m_work;
    std::map<TicketId, Instant> m_dueOf;
    std::set<std::pair<Instant, TicketId>> m_due; ///< the same by time
};

} // namespace muster::app
