// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/desktopnotes.h"

#include "models/automation/tellings.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/deskanswer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr Millis kLookAgain{5'000};
constexpr Millis kNotOftener{300};
constexpr int kRecent = 500;
const QString kShownTo = u"notifications.shown_to"_s;
const QString kAcknowledge = u"acknowledge"_s;
const QString kSnooze = u"snooze"_s;
/// Before the id in the key of a notice, whose others are ids of tickets.
const QString kPrefix = u"notification/"_s;

SubjectId idIn(const QString &key)
{
    return key.startsWith(kPrefix) ? SubjectId::parse(key.mid(kPrefix.size())).value_or(SubjectId{})
                                   : SubjectId{};
}

} // namespace

DesktopNotes::DesktopNotes(DeskService &desk, ui::Notifier &notifier, QObject *parent)
    : QObject(parent), m_desk(desk), m_notifier(notifier)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DesktopNotes::look);
    connect(&notifier, &ui::Notifier::activated, this, &DesktopNotes::onOpened);
    connect(&notifier, &ui::Notifier::acted, this, &DesktopNotes::onActed);
}

void DesktopNotes::start()
{
    const auto shownTo = parseRfc3339(QString::fromLatin1(m_desk.setting(kShownTo)));
    m_shownTo = shownTo ? *shownTo : m_desk.now();
    if (!shownTo)
        m_desk.setSetting(kShownTo, toRfc3339(*m_shownTo).toLatin1());
    look();
}

void DesktopNotes::look()
{
    // Of many changes in a row not each: what is shown is read anew each time.
    if (m_sinceLook.isValid() && m_sinceLook.elapsed() < kNotOftener.count() && !m_isLooking) {
        if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > kNotOftener)
            m_timer.start(kNotOftener);
        return;
    }
    if (std::exchange(m_isLooking, true))
        return;
    m_sinceLook.start();
    const bool comesAgain = m_next && *m_next <= m_desk.now();
    const auto answered =
        m_desk.thread().ask([before = comesAgain ? -1 : m_changes](store::Workspace &workspace) {
            Looked looked;
            looked.isDrill = !workspace.setting(QString(store::kDrillSetting)).isEmpty();
            const auto policy = workspace.policy();
            if (!policy || looked.isDrill || workspace.notificationChanges() == before)
                return looked;
            looked.changes = workspace.notificationChanges();
            looked.recent = workspace.notifications(kRecent);
            looked.late = policy->policy().notifications.digestAfter;
            looked.snooze = policy->policy().notifications.snooze;
            looked.viewer.person = workspace.me();
            const auto people = workspace.people();
            if (people) {
                const auto me = std::ranges::find(*people, workspace.me(), &people::Person::id);
                if (me != people->end()) {
                    looked.viewer.role = me->role;
                    looked.viewer.muted = me->muted;
                }
            }
            return looked;
        });
    ui::whenAnswered(answered, this, [this](const Looked &answer) { took(answer); });
}

void DesktopNotes::took(const Looked &looked)
{
    m_isLooking = false;
    m_timer.start(kLookAgain);
    if (looked.changes < 0)
        return;
    const Instant now = m_desk.now();
    m_changes = looked.changes;
    m_snooze = looked.snooze;
    m_recent = looked.recent;
    m_next.reset();
    for (const notify::Notification &each : m_recent) {
        const auto held = notify::heldUntil(each, now);
        if (held)
            m_next = std::min(m_next.value_or(*held), *held);
        if (notify::isOver(each) || held)
            m_notifier.withdraw(kPrefix + each.id.toString());
        if (each.at <= *m_shownTo && each.snoozes.empty())
            m_shown.insert(each.id, 0);
    }
    const auto notes = notify::dueOnDesktop(m_recent, looked.viewer, m_shown, looked.late, now);
    for (const notify::DesktopNote &note : notes) {
        ui::DesktopNotice notice{kPrefix + note.key, note.title, note.text, note.isUrgent};
        if (!note.notification.isNull())
            notice.actions = {{kAcknowledge, tr("Acknowledge")}, {kSnooze, tr("Snooze")}};
        m_notifier.notify(notice);
        const auto found = std::ranges::find(m_recent, note.notification, &notify::Notification::id);
        if (found != m_recent.end())
            m_notifier.withdraw(found->asked.about.toString()); // what the queue said of it says less
    }
    if (!notes.empty())
        m_desk.setSetting(kShownTo, toRfc3339(now).toLatin1());
}

bool DesktopNotes::tellsOf(SubjectId about) const
{
    return std::ranges::any_of(m_recent, [&](const notify::Notification &each) {
        return each.asked.about == about && automation::isOfClock(each) && each.asked.isOnDesktops &&
               !notify::isOver(each) && m_shown.contains(each.id);
    });
}

void DesktopNotes::answer(SubjectId notification, const notify::Order &order)
{
    auto done = m_desk.thread().ask(
        [notification, order](store::Workspace &workspace) { return workspace.submit(notification, order); });
    // A refusal says that somebody was quicker: there is nothing to tell.
    ui::whenAnswered(done, this, [this](const Result<void> &) { look(); });
}

void DesktopNotes::onActed(const QString &key, const QString &action)
{
    const SubjectId id = idIn(key);
    if (!id.isNull() && action == kAcknowledge)
        answer(id, notify::Acknowledge{});
    else if (!id.isNull() && action == kSnooze)
        answer(id, notify::Snooze{m_desk.now() + m_snooze});
}

void DesktopNotes::onOpened(const QString &key)
{
    const SubjectId id = idIn(key);
    const auto found = std::ranges::find(m_recent, id, &notify::Notification::id);
    if (!id.isNull() && found != m_recent.end())
        emit opened(found->asked.aboutKind, found->asked.about);
}

} // namespace muster::app
