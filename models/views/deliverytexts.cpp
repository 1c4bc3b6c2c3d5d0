// SPDX-License-Identifier: GPL-3.0-or-later
// How a line of the log of deliveries reads.
#include "models/views/casetext.h"
#include "models/views/deliverylog.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using notify::ChannelStanding;
using notify::Notification;
using notify::Standing;

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

QString timeOf(const ChannelStanding &channel, Instant now)
{
    return channel.at ? utcText(*channel.at, now) : QString();
}

/// "2 tries" behind what is being tried.
QString triesText(const ChannelStanding &channel)
{
    return channel.tries == 1 ? translated("1 try") : translated("%1 tries").arg(channel.tries);
}

QString shortText(const ChannelStanding &channel, Instant now)
{
    switch (channel.standing) {
    case Standing::Failed:
        return translated("Failed");
    case Standing::Trying:
        if (channel.at && *channel.at > now)
            return translated("Next try %1").arg(timeOf(channel, now));
        return translated("Being sent");
    case Standing::Waiting:
        return translated("Waiting");
    case Standing::Quiet:
        return translated("Quiet until %1").arg(timeOf(channel, now));
    case Standing::Snoozed:
        return translated("Snoozed until %1").arg(timeOf(channel, now));
    case Standing::Delivered:
        return translated("Delivered %1").arg(timeOf(channel, now));
    case Standing::Desktops:
        return translated("On desktops");
    case Standing::Unneeded:
        return translated("Not needed");
    }
    return {};
}

QString nameOf(const ChannelStanding &channel)
{
    return channel.channel.isEmpty() ? translated("Desktops") : channel.name;
}

QString inFull(const ChannelStanding &channel, Instant now)
{
    switch (channel.standing) {
    case Standing::Failed:
        return translated("given up %1").arg(timeOf(channel, now));
    case Standing::Trying:
        if (channel.at && *channel.at > now)
            return translated("tried again %1, after %2").arg(timeOf(channel, now), triesText(channel));
        return translated("being sent, %1 so far").arg(triesText(channel));
    case Standing::Waiting:
        return translated("not sent yet");
    case Standing::Quiet:
        return translated("quiet hours until %1").arg(timeOf(channel, now));
    case Standing::Snoozed:
        return translated("put off until %1").arg(timeOf(channel, now));
    case Standing::Delivered:
        return translated("delivered %1").arg(timeOf(channel, now));
    case Standing::Desktops:
        return translated("shown to whoever sits at a console and is meant");
    case Standing::Unneeded:
        return translated("not sent: it was over before");
    }
    return {};
}

TextPart howPart(const DeliveryRow &row, const PersonNameOf &personName, Instant now)
{
    TextPart part{translated("How"), {}};
    for (const ChannelStanding &each : row.channels) {
        part.lines += channelText(each, now);
        for (const notify::Later &later : each.later)
            part.lines += translated("%1: kept for %2 until their working hours begin, %3.")
                              .arg(nameOf(each), personName(later.person), utcText(later.at, now));
    }
    if (row.channels.empty())
        part.lines += translated("The policy names no channel for it: nobody is told.");
    return part;
}

TextPart whoPart(const Notification &notification, const PersonNameOf &nameOf)
{
    QStringList who = notification.asked.roles;
    for (const PersonId &person : notification.asked.people)
        who += nameOf(person);
    return {translated("Who"),
            {who.isEmpty() ? translated("Whoever reads its channels") : who.join(u", "_s)}};
}

TextPart happenedPart(const Notification &notification, const PersonNameOf &nameOf,
                      const TimeTextOf &timeText, Instant now)
{
    TextPart part{translated("What people did"), {}};
    for (const notify::SnoozeEntry &each : notification.snoozes)
        part.lines += translated("%1: snoozed by %2 until %3")
                          .arg(timeText(each.at), nameOf(each.person), utcText(each.until, now));
    for (const auto &[channel, at] : notification.resent)
        part.lines += translated("%1: sent again to %2").arg(timeText(at), channel);
    if (const QString seen = seenText(notification, nameOf, now); !seen.isEmpty())
        part.lines += seen;
    return part;
}

} // namespace

QString channelText(const ChannelStanding &channel, Instant now)
{
    QString text = nameOf(channel) + u": "_s + inFull(channel, now);
    if (!channel.to.isEmpty())
        text += translated(" to %1").arg(channel.to.join(u", "_s));
    if (channel.together > 1)
        text += translated(", as one message of %1").arg(channel.together);
    return channel.why.isEmpty() ? text + u'.' : text + u". "_s + sentence(channel.why);
}

QString standingText(const DeliveryRow &row, Instant now)
{
    const auto worst = std::ranges::find(row.channels, row.standing, &ChannelStanding::standing);
    return worst == row.channels.end() ? translated("No channel") : shortText(*worst, now);
}

QString channelsText(const DeliveryRow &row)
{
    QStringList names;
    for (const ChannelStanding &each : row.channels)
        names += nameOf(each);
    return names.join(u", "_s);
}

QString seenText(const Notification &notification, const PersonNameOf &nameOf, Instant now)
{
    if (notification.acknowledged)
        return translated("Acknowledged by %1 %2")
            .arg(nameOf(notification.acknowledged->first), utcText(notification.acknowledged->second, now));
    return notification.settledAt ? translated("Over since %1").arg(utcText(*notification.settledAt, now))
                                  : QString();
}

std::vector<TextPart> deliveryParts(const DeliveryRow &row, const PersonNameOf &nameOf,
                                    const TimeTextOf &timeText, Instant now)
{
    const Notification &notification = *row.notification;
    std::vector<TextPart> parts;
    parts.reserve(5);
    parts.push_back(howPart(row, nameOf, now));
    parts.push_back(whoPart(notification, nameOf));
    if (TextPart happened = happenedPart(notification, nameOf, timeText, now); !happened.lines.isEmpty())
        parts.push_back(std::move(happened));
    TextPart why{translated("Why"), {notification.asked.text}};
    why.lines.removeAll(QString());
    why.lines += translated("%1, due %2").arg(notification.asked.name, timeText(notification.at));
    parts.push_back(std::move(why));
    parts.push_back({translated("Cause"), {notification.asked.cause}});
    return parts;
}

} // namespace muster::views
