// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/message.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr qsizetype kLongestItem = 200;

QString titleOfMany(const Attempt &attempt, const std::vector<const Notification *> &all, bool isOneOccasion)
{
    if (!attempt.person.isNull())
        return u"Outside of your working hours: %1 notifications"_s.arg(all.size());
    if (attempt.isDigest)
        return u"While nobody could be told: %1 notifications"_s.arg(all.size());
    const QString name = isOneOccasion ? all.front()->asked.name : u"Notifications"_s;
    return u"%1: %2 at once"_s.arg(name).arg(all.size());
}

} // namespace

QString timeText(Instant at)
{
    return toRfc3339(at).left(16).replace(u'T', u' ') + u" UTC"_s;
}

QString cutTo(const QString &text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    const auto note = [&](qsizetype kept) { return u" … (%1 more characters)"_s.arg(text.size() - kept); };
    qsizetype kept = std::max<qsizetype>(0, most - note(0).size());
    if (kept > 0 && text[kept - 1].isHighSurrogate())
        --kept;
    return (text.left(kept) + note(kept)).left(most);
}

QString oneLine(const QString &text)
{
    static const QRegularExpression control(u"[\\x00-\\x20\\x7f\\x{85}\\x{2028}\\x{2029}]+"_s);
    return QString(text).replace(control, u" "_s).trimmed();
}

bool isLink(const QString &link)
{
    return link.startsWith(u"https://"_s) && policy::isSafeWebAddress(link);
}

Message messageOf(const Attempt &attempt, const std::vector<const Notification *> &all)
{
    const Notification &first = *all.front();
    Message message;
    message.key = attempt.key;
    message.peerKey = attempt.peerKey.isEmpty() ? attempt.key : attempt.peerKey;
    message.phase = attempt.phase;
    message.isDigest = attempt.isDigest;
    message.together = int(all.size());
    message.at = first.at;
    message.roles = first.asked.roles;
    message.people = first.asked.people;
    message.urgency = first.asked.urgency;
    for (const Notification *each : all) {
        message.urgency = std::max(message.urgency, each->asked.urgency);
        message.at = std::min(message.at, each->at);
        message.isAlways = message.isAlways || each->asked.isAlways;
    }
    const auto isSame = [&](QString Asked::*field) {
        return std::ranges::all_of(
            all, [&](const Notification *each) { return each->asked.*field == first.asked.*field; });
    };
    const bool isOneOccasion = isSame(&Asked::occasion);
    if (isOneOccasion) {
        message.occasion = first.asked.occasion;
        message.name = first.asked.name;
    }
    if (isSame(&Asked::thread))
        message.thread = first.asked.thread;
    if (all.size() == 1) {
        message.title = oneLine(first.asked.title);
        message.text = first.asked.text;
        message.link = first.asked.link;
        message.aboutKind = first.asked.aboutKind;
        message.about = first.asked.about;
        message.room = first.asked.room;
        message.roomTopic = first.asked.roomTopic;
        return message;
    }
    message.title = titleOfMany(attempt, all, isOneOccasion);
    Instant last = message.at;
    for (const Notification *each : all) {
        last = std::max(last, each->at);
        if (message.items.size() < kMostItems)
            message.items += timeText(each->at) + u"  "_s + cutTo(oneLine(each->asked.title), kLongestItem);
    }
    message.more = int(qsizetype(all.size()) - message.items.size());
    message.text = message.at == last
                       ? u"All are of %1."_s.arg(timeText(last))
                       : u"They fell due between %1 and %2."_s.arg(timeText(message.at), timeText(last));
    return message;
}

} // namespace muster::notify
