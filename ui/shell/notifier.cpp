// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notifier.h"

#include "models/base/log.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr auto kService = "org.freedesktop.Notifications"_L1;
constexpr auto kPath = "/org/freedesktop/Notifications"_L1;
constexpr size_t kDigestLines = 4;
constexpr qsizetype kMostShown = 200;
constexpr uchar kNormal = 1, kCritical = 2; ///< "urgency" in the Desktop Notifications Specification

} // namespace

DesktopNotice digest(const std::vector<DesktopNotice> &notices, const QString &andMore)
{
    if (notices.empty())
        return {};
    DesktopNotice all = notices.front();
    if (notices.size() == 1)
        return all;
    all.title = andMore;
    all.actions.clear(); // of which of them, nobody could tell
    QStringList lines;
    for (const DesktopNotice &notice : notices) {
        all.isUrgent = all.isUrgent || notice.isUrgent;
        if (size_t(lines.size()) < kDigestLines)
            lines.append(notice.title);
    }
    if (notices.size() > kDigestLines)
        lines.append(u"…"_s);
    all.body = lines.join(u'\n');
    return all;
}

Notifier::Notifier(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus), m_bell([] { QApplication::beep(); })
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(closed(uint, uint)));
}

void Notifier::setEnabled(bool enabled)
{
    m_enabled = enabled;
    if (!enabled)
        m_waiting.clear();
}

void Notifier::setSound(bool sound)
{
    m_sound = sound;
}

void Notifier::setPrefix(const QString &prefix)
{
    m_prefix = prefix;
}

void Notifier::setBell(std::function<void()> bell)
{
    m_bell = std::move(bell);
}

void Notifier::notify(const DesktopNotice &notice)
{
    if (!m_enabled)
        return;
    std::erase_if(m_waiting, [&](const DesktopNotice &old) { return old.key == notice.key; });
    m_waiting.push_back(notice);
}

void Notifier::flush()
{
    if (m_waiting.empty())
        return;
    const DesktopNotice all = digest(m_waiting, tr("%n notifications", nullptr, int(m_waiting.size())));
    m_waiting.clear();
    if (m_sound && all.isUrgent && m_bell)
        m_bell();
    if (m_bus.isConnected())
        send(all);
}

void Notifier::send(const DesktopNotice &notice)
{
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, u"Notify"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(notice.isUrgent ? kCritical : kNormal)},
                            {u"desktop-entry"_s, u"muster"_s},
                            {u"suppress-sound"_s, true}};
    QStringList actions{u"default"_s, tr("Open")};
    for (const auto &[key, label] : notice.actions)
        actions << key << label;
    // The body may be read as markup, and what a customer wrote is in it.
    call << u"Muster"_s << m_shown.key(notice.key) << u"muster"_s << m_prefix + notice.title
         << notice.body.toHtmlEscaped() << actions << hints << int(-1);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, key = notice.key](QDBusPendingCallWatcher *done) { sent(key, done); });
}

void Notifier::sent(const QString &key, QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    const QDBusPendingReply<uint> reply = *watcher;
    if (reply.isError()) {
        log::info(u"desktop notice not shown: %1"_s.arg(reply.error().name()));
        return;
    }
    if (m_shown.size() >= kMostShown)
        m_shown.clear(); // a service that never tells of closing must not make this grow
    m_shown.insert(reply.value(), key);
}

void Notifier::withdraw(const QString &key)
{
    std::erase_if(m_waiting, [&](const DesktopNotice &waiting) { return waiting.key == key; });
    const uint id = m_shown.key(key);
    if (id == 0 || !m_bus.isConnected())
        return;
    m_shown.remove(id);
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, u"CloseNotification"_s);
    call << id;
    m_bus.send(call);
}

void Notifier::actionInvoked(uint id, const QString &action)
{
    // The signal goes to everyone on the bus; numbers that are not ours are somebody else's.
    if (!m_shown.contains(id))
        return;
    const QString key = m_shown.value(id);
    if (action == u"default")
        emit activated(key);
    else
        emit acted(key, action);
}

void Notifier::closed(uint id, uint)
{
    m_shown.remove(id);
}

} // namespace muster::ui
