// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules have told of a ticket, an escalation or an incident: a promise at risk or missed, a level
// that is to answer, an incident declared, an update overdue. Each is told once while it holds, and said to
// be over when it does not hold any more. Pure; bytes follow from facts and policy alone.
#pragma once

#include "models/automation/onsets.h"
#include "models/escalation/levels.h"
#include "models/incident/incident.h"
#include "models/notify/notification.h"

namespace muster::automation {

/// Something that is told at `wish.at`. Where that instant is not known any more (a clock that was missed and
/// now pauses) it is not asked for, but what was told of it still holds.
struct Telling
{
    notify::Wish wish;
    bool isTimed = true;
};

/// Of a ticket that is open: its clocks at risk and missed, those to come included, to whoever has it; and
/// the alerts that its playbook gave.
std::vector<Telling> tellingsOf(const Seen &seen);
/// Of an incident that is no drill's: its declaration, and each audience's overdue update, those to come
/// included. The updates to whoever holds a role in it.
std::vector<Telling> tellingsOf(const incident::Incident &incident, const policy::IncidentRules &rules,
                                Instant now);

/// Who holds a role in it now, each once.
std::vector<PersonId> holdersOf(const incident::Incident &incident);
/// What stands over the room that it has in a chat.
QString roomTopicOf(const incident::Incident &incident, const policy::IncidentRules &rules);

/// Of an escalation that nobody at its level has taken yet, to those who act there or receive what goes its
/// path, and once more, to whoever waits for it as well, when it was to be taken by `respondBy`; of a
/// hand-over that waits for its answer, to those who may take it. `team`: everybody who may be told, one by
/// more than one role as often.
std::vector<Telling> tellingsOf(const escalation::Escalation &escalation, const QString &caseNumber,
                                const policy::EscalationRules &rules,
                                const std::vector<escalation::Who> &team, Instant respondBy = kNever);

/// Whom a hand-over asks: the person it names, or those of its path but for whoever handed it over.
std::vector<PersonId> receiversOf(const escalation::HandOver &handOver, const policy::EscalationRules &rules,
                                  const std::vector<escalation::Who> &team);

/// What there is to do about the tellings of one subject now.
struct Turn
{
    std::vector<NewFact> facts;
    std::optional<Instant> next; ///< when there is more to do if nothing changes
    bool isUntold = false;       ///< something holds that `rules` have no channel for
};
/// `known`: all that was asked for about that subject. What was due before `silentBefore` stays silent.
/// `changedAt`: the newest instant of the subject's facts; an end that no clock made is dated by it.
Turn turnOf(const std::vector<Telling> &tellings, const std::vector<notify::Notification> &known,
            const policy::ChannelRules &rules, Instant silentBefore, Instant changedAt, Instant now);

/// Whether it tells of a clock at risk or missed.
bool isOfClock(const notify::Notification &notification);
/// Whether a notification was asked for by one of these rules, by its cause.
bool isTelling(const QString &cause);

} // namespace muster::automation
