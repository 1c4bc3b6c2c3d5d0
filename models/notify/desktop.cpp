// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/desktop.h"

#include "models/notify/message.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr qsizetype kMostText = 300;

bool isFor(const Asked &asked, const Viewer &viewer)
{
    if (!asked.isAlways && viewer.muted.contains(asked.occasion, Qt::CaseInsensitive))
        return false;
    if (asked.people.empty() && asked.roles.isEmpty())
        return true;
    return asked.roles.contains(viewer.role) || std::ranges::count(asked.people, viewer.person) > 0;
}

Instant comesAt(const Notification &each)
{
    return each.snoozes.empty() ? each.at : std::max(each.at, each.snoozes.back().until);
}

DesktopNote digestOf(const std::vector<const Notification *> &late)
{
    DesktopNote note{u"digest"_s, {}, u"While you were away: %1 notifications"_s.arg(late.size()),
                     {},          {}, false};
    QStringList titles;
    for (const Notification *each : late) {
        note.isUrgent = note.isUrgent || each->asked.urgency >= policy::Urgency::High;
        if (titles.size() < 4)
            titles += oneLine(each->asked.title);
    }
    note.text = titles.join(u'\n');
    return note;
}

} // namespace

std::vector<DesktopNote> dueOnDesktop(const std::vector<Notification> &notifications, const Viewer &viewer,
                                      Shown &shown, Millis late, Instant now)
{
    std::vector<const Notification *> fresh, old;
    for (const Notification &each : notifications) {
        const int round = int(each.snoozes.size());
        const bool isDue = each.exists && each.asked.isOnDesktops && !isOver(each) && !heldUntil(each, now) &&
                           each.at <= now && isFor(each.asked, viewer) && shown.value(each.id, -1) < round;
        if (!isDue)
            continue;
        shown.insert(each.id, round);
        (now - comesAt(each) > late ? old : fresh).push_back(&each);
    }
    if (old.size() == 1) {
        fresh.push_back(old.front());
        old.clear();
    }
    std::vector<DesktopNote> notes;
    notes.reserve(fresh.size() + 1);
    for (const Notification *each : fresh)
        notes.push_back({each->id.toString(), each->id, oneLine(each->asked.title),
                         cutTo(each->asked.text, kMostText), each->asked.link,
                         each->asked.urgency >= policy::Urgency::High});
    if (!old.empty())
        notes.push_back(digestOf(old));
    return notes;
}

} // namespace muster::notify
