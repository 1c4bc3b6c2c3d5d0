// SPDX-License-Identifier: GPL-3.0-or-later
// Where a notification stands with each of its channels: told, on its way, put off, given up. What a person
// reads in the log of deliveries follows from it. Pure.
#pragma once

#include "models/notify/outbox.h"

namespace muster::notify {

/// The order is the rank: what needs a person first.
enum class Standing : quint8
{
    Failed,    ///< given up; a person may send it again
    Trying,    ///< a try failed, or is under way
    Waiting,   ///< nobody has tried yet
    Quiet,     ///< until the channel's quiet hours end
    Snoozed,   ///< a person put it off
    Delivered, ///< the channel has it
    Desktops,  ///< each console shows it to the person who sits there; nothing of that is on the record
    Unneeded,  ///< acknowledged, or its cause is over, before it was sent
};

struct ChannelStanding
{
    QString channel; ///< key; empty for Desktops
    QString name;    ///< as the policy calls it; the key where the policy has it no more
    Standing standing = Standing::Waiting;
    /// When it was delivered or given up, when the next try is, or until when nothing is sent.
    std::optional<Instant> at;
    int tries = 0;
    QString why;                ///< of what failed, or who was not reached
    QStringList to;             ///< addresses that have it
    std::vector<Later> later{}; ///< for whom it is kept
    int together = 1;
    bool operator==(const ChannelStanding &) const = default;
};

/// Made once for many notifications. What it is made of lives longer.
class Standings
{
public:
    /// `attempts`: those of this desk; what another one sends shows as waiting until it is done.
    Standings(const policy::ChannelRules &rules, const std::vector<Attempt> &attempts, Instant now);

    /// One a channel in the order of the policy that was in force then, the desktops last.
    std::vector<ChannelStanding> of(const Notification &notification) const;
    /// The channels whose quiet hours hold at `now`, with the end of each.
    const QHash<QString, Instant> &quiet() const { return m_quietUntil; }

private:
    ChannelStanding ofChannel(const Notification &notification, const QString &channel) const;

    const policy::ChannelRules &m_rules;
    QHash<SubjectId, std::vector<const Attempt *>> m_attempts;
    QHash<QString, Instant> m_quietUntil; ///< by channel; those alone that are quiet now
    Instant m_now;
};

/// What needs a person most; Unneeded where it goes nowhere.
Standing worstOf(const std::vector<ChannelStanding> &channels);

} // namespace muster::notify
