// SPDX-License-Identifier: GPL-3.0-or-later
// Shows notifications on the desktop of the person who sits here, and takes what that person answers there:
// acknowledge, snooze, open. What this desk showed is remembered on its disk, so that a start shows what
// nobody saw and nothing twice. Window thread.
#pragma once

#include "app/deskservice.h"
#include "models/notify/desktop.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <map>

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
    /// While it says so more of the same is about to be asked for: what tells of tickets and escalations, and
    /// what is late, waits to be one notice.
    void waitWhile(std::function<bool()> isMoreToCome) { m_isMoreToCome = std::move(isMoreToCome); }
    /// Whether something about that subject is shown here, or was and still holds.
    bool tellsOf(SubjectId about) const;

signals:
    /// The person wants to see what a notification is about; of one notice for many nothing is named.
    void opened(const QString &aboutKind, SubjectId about);

private:
    struct Looked
    {
        std::vector<notify::Notification> found;
        notify::Viewer viewer;
        Millis late{}, snooze{};
        int listFrom = 0;
        qint64 mark = -1;      ///< to ask with next; -1: nothing was read, for nothing changed
        bool isEnough = false; ///< of what was there at the start
        bool isMore = false;   ///< there is more to be read at once
    };
    static Looked read(store::Workspace &workspace, std::optional<int> from, qint64 mark, Instant now);
    void took(const Looked &looked);
    void take(const notify::Notification &notification);
    void show();
    void keepShown();
    void answer(SubjectId notification, const notify::Order &order);
    void onOpened(const QString &key);
    void onActed(const QString &key, const QString &action);

    DeskService &m_desk;
    ui::Notifier &m_notifier;
    QTimer m_timer;
    std::function<bool()> m_isMoreToCome;
    notify::Shown m_shown;
    Instant m_since{};             ///< what fell due up to then was before this desk remembered
    std::optional<int> m_from = 0; ///< how many of those at the start were read; nothing: all
    qint64 m_mark = 0;             ///< of the workspace's changes
    Looked m_last;                 ///< without what it found
    std::map<SubjectId, notify::Notification> m_live; ///< of desktops, and not over
    bool m_isLooking = false;
    QElapsedTimer m_sinceLook;
};

} // namespace muster::app
