// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/desktop.h"

#include "models/notify/message.h"

#include <algorithm>
#include <map>

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

DesktopNote oneFor(const std::vector<const Notification *> &many, const QString &key, const QString &title)
{
    DesktopNote note{key, {}, title, {}, {}, false};
    QStringList titles;
    for (const Notification *each : many) {
        note.isUrgent = note.isUrgent || each->asked.urgency >= policy::Urgency::High;
        if (titles.size() < 4)
            titles += oneLine(each->asked.title);
    }
    note.text = titles.join(u'\n');
    return note;
}

DesktopNote noteOf(const Notification &each)
{
    return {each.id.toString(),        each.id,
            oneLine(each.asked.title), cutTo(each.asked.text, kMostText),
            each.asked.link,           each.asked.urgency >= policy::Urgency::High};
}

} // namespace

std::vector<DesktopNote> dueOnDesktop(const std::vector<const Notification *> &notifications,
                                      const Viewer &viewer, Shown &shown, Millis late, int listFrom,
                                      Instant now)
{
    std::vector<const Notification *> fresh, old;
    for (const Notification *each : notifications) {
        const int round = int(each->snoozes.size());
        const bool isDue = each->exists && each->asked.isOnDesktops && !isOver(*each) &&
                           !heldUntil(*each, now) && each->at <= now && isFor(each->asked, viewer) &&
                           shown.value(each->id, -1) < round;
        if (!isDue)
            continue;
        shown.insert(each->id, round);
        (now - comesAt(*each) > late ? old : fresh).push_back(each);
    }
    if (old.size() == 1) {
        fresh.push_back(old.front());
        old.clear();
    }
    std::map<QString, std::vector<const Notification *>> byOccasion;
    for (const Notification *each : fresh)
        byOccasion[each->asked.occasion].push_back(each);
    std::vector<DesktopNote> notes;
    for (const Notification *each : fresh) {
        const auto &alike = byOccasion[each->asked.occasion];
        if (alike.size() < size_t(listFrom))
            notes.push_back(noteOf(*each));
        else if (alike.front() == each)
            notes.push_back(oneFor(alike, u"list."_s + each->asked.occasion,
                                   u"%1: %2 at once"_s.arg(oneLine(each->asked.name)).arg(alike.size())));
    }
    if (!old.empty())
        notes.push_back(oneFor(old, u"digest"_s, u"While you were away: %1 notifications"_s.arg(old.size())));
    return notes;
}

} // namespace muster::notify
