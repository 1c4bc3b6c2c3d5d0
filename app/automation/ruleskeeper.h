// SPDX-License-Identifier: GPL-3.0-or-later
// Has the rules looked at whatever changed and at whatever is due, while this console acts: alone always, in
// a team while it holds the duty. One timer, to the nearest instant at which a rule may fire. Window thread
// (the main one of a headless console); the rules themselves run on the database thread, some tickets at a
// time, so that an entry never waits for all of them.
#pragma once

#include "app/automation/duetimes.h"
#include "app/deskservice.h"

#include <QTimer>

#include <deque>

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
    /// Much changed at once and not all of it was looked at yet: what is told of tickets waits for the rest,
    /// so that a mass breach is one message. Not for longer than kPatience.
    bool isBehind() const;
    /// Something that the queue does not show may have changed: an incident, an escalation.
    void lookSoon();

    static constexpr Millis kPatience{60'000};

signals:
    void actingChanged(bool isActing);
    void fired(int rules); ///< so many just did something: escalated, told or given something
    void rested();         ///< all that there was to look at was looked at

private:
    /// What one job on the database thread found.
    struct Look
    {
        std::vector<TicketId> tickets;     ///< that were looked at
        std::deque<TicketId> left;         ///< that are to be looked at next
        std::vector<IncidentId> incidents; ///< likewise
        store::RulesRound round;
        store::RulesRound incidentRound;
        qint64 mark = 0;
        bool isBlind = false; ///< there was no policy yet
        /// Something could not be written: each ticket by itself, so that only that one is missing.
        bool isCareful = false;
        int acted() const; ///< how many facts led to something
    };

    void look();
    static Result<Look> lookAt(store::Workspace &workspace, Look work, bool isWhole, Instant now);
    /// One job's worth of `work.left`.
    static Result<void> runSome(store::Workspace &workspace, Look &work, Instant since, Instant now);
    void looked(const Result<Look> &look);
    void planNext();

    DeskService &m_desk;
    std::function<void(store::Workspace &)> m_afterActing;
    QTimer m_timer;
    bool m_isActing = false, m_isLooking = false, m_isWhole = false;
    bool m_isAsked = false; ///< something changed while a look was under way
    Look m_work;
    std::optional<Instant> m_behindSince;
    DueTimes<TicketId> m_due;
    DueTimes<IncidentId> m_incidentsDue;
};

} // namespace muster::app
