// SPDX-License-Identifier: GPL-3.0-or-later
// Shows notifications on the desktop of the person who sits here, and takes what that person answers there:
// acknowledge, snooze, open. What was shown before this start is not shown again. Window thread.
#pragma once

#include "app/deskservice.h"
#include "models/notify/desktop.h"

#include <QElapsedTimer>
#include <QTimer>

namespace muster::ui {
class Notifier;
}

namespace muster::app {

class DesktopNotes final : public QObject
{
    Q_OBJECT
public:
    /// Both live longer.
    DesktopNotes(DeskService &desk, ui::Notifier &notifier, QObject *parent = nullptr);

    void start();
    /// There may be something new; without it, it is seen within seconds.
    void look();
    /// Whether something about that subject is shown here, or was and still holds.
    bool tellsOf(SubjectId about) const;

signals:
    /// The person wants to see what a notification is about.
    void opened(const QString &aboutKind, SubjectId about);

private:
    struct Looked
    {
        std::vector<notify::Notification> recent;
        notify::Viewer viewer;
        Millis late{}, snooze{};
        qint64 changes = -1; ///< of the workspace then; -1: nothing was read, for nothing changed
        bool isDrill = false;
    };
    void took(const Looked &looked);
    void answer(SubjectId notification, const notify::Order &order);
    void onOpened(const QString &key);
    void onActed(const QString &key, const QString &action);

    DeskService &m_desk;
    ui::Notifier &m_notifier;
    QTimer m_timer;
    notify::Shown m_shown;
    std::optional<Instant> m_shownTo; ///< what fell due up to then was shown by an earlier run
    std::optional<Instant> m_next;    ///< when something comes again
    qint64 m_changes = -1;
    Millis m_snooze{};
    std::vector<notify::Notification> m_recent;
    bool m_isLooking = false;
    QElapsedTimer m_sinceLook;
};

} // namespace muster::app
