// SPDX-License-Identifier: GPL-3.0-or-later
// What a console shows on the desktop of the person who sits at it. Each console does so by itself, from the
// same facts; an acknowledgement or a snooze made anywhere counts here, too. Pure.
#pragma once

#include "models/notify/notification.h"

#include <QHash>

namespace muster::notify {

/// Who sits there.
struct Viewer
{
    PersonId person;
    QString role;      ///< of the person: "lead"
    QStringList muted; ///< occasions that the person does not want to be told of; lower case
};

struct DesktopNote
{
    QString key;            ///< of the notification: its id; of one for many "digest" or "list.…"
    SubjectId notification; ///< null of one for many
    QString title, text, link;
    bool isUrgent = false;
    bool operator==(const DesktopNote &) const = default;
};

/// In which round each was shown here, so that one that was put off comes again and no other does.
using Shown = QHash<SubjectId, int>;

/// What is to be shown now; `shown` goes on. What is older than `late` is shown as one, and so are `listFrom`
/// and more of one occasion. Notifications that name people or roles are for those alone.
std::vector<DesktopNote> dueOnDesktop(const std::vector<const Notification *> &notifications,
                                      const Viewer &viewer, Shown &shown, Millis late, int listFrom,
                                      Instant now);

} // namespace muster::notify
