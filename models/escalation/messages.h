// SPDX-License-Identifier: GPL-3.0-or-later
// The words that go with an escalation: to our own people, to the customer, to whoever takes it over. What is
// not known stands in brackets, never made up. Pure. Source: the matrix's notification and what customers are
// told.
#pragma once

#include "models/comms/check.h"
#include "models/escalation/package.h"

namespace muster::escalation {

using NameOf = std::function<QString(PersonId)>;

/// What the texts need beside the escalation.
struct MessageFrame
{
    const policy::EscalationRules &rules;
    const CaseValues &values;
    NameOf nameOf;
    TimeText timeText;
};

/// To our own people, in a chat: level, ticket, customer with tier, what it is about, why it is escalated,
/// what was tried, what is needed. Of a restricted escalation it says neither what it is about nor why.
QString internalNotification(const Escalation &escalation, const MessageFrame &frame);

/// What a customer is told.
struct CustomerWords
{
    QString contact; ///< name; empty: no name in the greeting
    QString caseNumber, subject;
    QString holder;                ///< who has it now, as the customer may know it
    std::optional<Instant> nextBy; ///< the promised next update
    QString workaround;            ///< until then; empty: that there is none yet
    QString sender;
    bool isOver = false; ///< on the way back: the escalation ends
    bool operator==(const CustomerWords &) const = default;
};
/// That it was escalated, who has it now, when the next update comes, and what helps until then; on the way
/// back that it ends, what came of it, and that the customer is asked to confirm it.
QString customerMessage(const CustomerWords &words, const TimeText &timeText);

/// The check of updates (models/comms/check) over a message about a ticket: there is no incident behind it,
/// so nothing is held against one. `isOver`: on the way back, so that no next update has to be promised.
struct CustomerCheck
{
    QString caseNumber;
    QString text;
    std::optional<Instant> nextBy;
    bool isOver = false;
};
/// The same over words to our own people, who need no promise of a next update.
std::vector<comms::Finding> checkInternalMessage(const QString &text, const policy::IncidentRules &rules,
                                                 const comms::TimeFrame &time, const QStringList &people);
std::vector<comms::Finding> checkCustomerMessage(const CustomerCheck &message,
                                                 const policy::IncidentRules &rules,
                                                 const comms::TimeFrame &time, const QStringList &people);

/// What an incoming owner is told: level and since when, why, what was tried, what was promised, what is
/// open. Plain text of a screenful.
QString handOverBrief(const Escalation &escalation, const MessageFrame &frame);

} // namespace muster::escalation
