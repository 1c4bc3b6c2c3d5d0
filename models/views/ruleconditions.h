// SPDX-License-Identifier: GPL-3.0-or-later
// What rules wait for and what they do, in words, out of the policy. Pure.
#pragma once

#include "models/policy/policy.h"
#include "models/views/rulesdesk.h"

namespace muster::views {

/// "The text of an open ticket has a word of security.": a sentence.
QString conditionOf(const policy::Policy &policy, const policy::EscalationTrigger &trigger);
/// "Enterprise: to Engineering manager, at the breach", a line for each tier for which it fires; none where
/// the matrix leaves it to people.
QStringList escalatesTo(const policy::Policy &policy, const policy::EscalationTrigger &trigger);

/// The keys of the occasions that rules tell of.
const QStringList &toldOccasions();
/// What such an occasion is called where the policy has no name for it.
QString occasionName(const QString &occasion);
QString conditionOf(const QString &occasion);
/// "Support chat, Mail, desktops"; none where the occasion has no channel.
QStringList tellsWhom(const policy::ChannelRules &rules, const QString &occasion);

QString conditionOf(const policy::Policy &policy, const policy::Threshold &limit);

QString conditionOf(const policy::AssignmentRules &rules);
QStringList givesTo(const policy::AssignmentRules &rules);

/// When it fired, as a list shows it: "14:05 UTC".
QString firingTime(const RuleFiring &firing, Instant now);

} // namespace muster::views
