// SPDX-License-Identifier: GPL-3.0-or-later
// Notices on the person's desktop (org.freedesktop.Notifications), never waited for: without a bus or a
// service it does nothing. What comes within one second goes out as one notice. Window thread; owned by the
// main window.
#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QDBusPendingCallWatcher;

namespace muster::ui {

struct DesktopNotice
{
    QString
        key; ///< what activated() gives back; a later notice of the same key takes the earlier one's place
    QString title;
    QString body;
    bool isUrgent = false; ///< stays until it is dismissed, and is heard
    std::vector<std::pair<QString, QString>> actions =
        {}; ///< beside opening it: a key, and what its button says
    bool operator==(const DesktopNotice &) const = default;
};

/// Several as one: the first's title with the number of the others, the titles as lines. Key of the first,
/// urgent where any is. Pure.
DesktopNotice digest(const std::vector<DesktopNotice> &notices, const QString &andMore);

class Notifier final : public QObject
{
    Q_OBJECT
public:
    explicit Notifier(const QDBusConnection &bus, QObject *parent = nullptr);

    void setEnabled(bool enabled); ///< off: nothing is sent and nothing is heard
    void setSound(bool sound);
    /// Stands before the title of every notice, a digest's too: what tells a drill from the real thing.
    void setPrefix(const QString &prefix);

    void notify(const DesktopNotice &notice);
    /// Sends what waits; the window calls it at each tick.
    void flush();
    /// Takes back what waits or is shown under that key.
    void withdraw(const QString &key);

    /// How an urgent notice is heard: the bell of the desktop, unless the test says otherwise. The notice
    /// itself asks the service for silence, because many have no sound and those that have would double it.
    void setBell(std::function<void()> bell);

signals:
    /// The person clicked the notice.
    void activated(const QString &key);
    /// One of its other buttons.
    void acted(const QString &key, const QString &action);

private slots:
    void actionInvoked(uint id, const QString &action);
    void closed(uint id, uint reason);

private:
    void send(const DesktopNotice &notice);
    void sent(const QString &key, QDBusPendingCallWatcher *watcher);

    QDBusConnection m_bus;
    std::function<void()> m_bell;
    QString m_prefix;
    std::vector<DesktopNotice> m_waiting;
    QHash<uint, QString> m_shown; ///< the service's number of a notice → its key
    bool m_enabled = true;
    bool m_sound = true;
};

} // namespace muster::ui
