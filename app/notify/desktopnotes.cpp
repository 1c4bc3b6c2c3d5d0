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
constexpr Millis kMoreToCome{250};
constexpr int kAtOnce = 100;
constexpr Millis kLookBack{std::chrono::hours(24 * 32)}; ///< a day more than anything is put off for
constexpr size_t kMostKept = 5'000;
const QString kSince = u"notifications.shown_to"_s;
const QString kShown = u"notifications.shown"_s; ///< lines: id, round
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
    const auto since = parseRfc3339(QString::fromLatin1(m_desk.setting(kSince)));
    m_since = since ? *since : m_desk.now();
    if (!since)
        m_desk.setSetting(kSince, toRfc3339(m_since).toLatin1());
    const QByteArray known = m_desk.setting(kShown);
    for (const QByteArray &line : known.split('\n')) {
        const auto id = SubjectId::parse(QString::fromLatin1(line.left(line.indexOf(' '))));
        if (id)
            m_shown.insert(*id, line.mid(line.indexOf(' ') + 1).toInt());
    }
    look();
}

void DesktopNotes::look()
{
    // Of many changes in a row not each: what is shown is read anew each time.
    if (!m_from && m_sinceLook.isValid() && m_sinceLook.elapsed() < kNotOftener.count() && !m_isLooking) {
        if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > kNotOftener)
            m_timer.start(kNotOftener);
        return;
    }
    if (std::exchange(m_isLooking, true))
        return;
    m_sinceLook.start();
    const auto answered =
        m_desk.thread().ask([from = m_from, mark = m_mark, now = m_desk.now()](store::Workspace &workspace) {
            return read(workspace, from, mark, now);
        });
    ui::whenAnswered(answered, this, [this](const Looked &answer) { took(answer); });
}

/// Of those that are there at the start the newest ones in pieces, and from then on what changes.
DesktopNotes::Looked DesktopNotes::read(store::Workspace &workspace, std::optional<int> from, qint64 mark,
                                        Instant now)
{
    Looked looked;
    const bool isDrill = !workspace.setting(QString(store::kDrillSetting)).isEmpty();
    const auto policy = workspace.policy();
    if (!policy || isDrill || (!from && workspace.notificationChanges() == mark))
        return looked;
    if (from) {
        looked.mark = *from == 0 ? workspace.notificationChanges() : mark;
        looked.found = workspace.notifications(kAtOnce, *from);
        looked.isEnough = looked.found.size() < size_t(kAtOnce) || looked.found.back().at < now - kLookBack;
        looked.isMore = true;
    } else {
        auto changed = workspace.notificationsChangedSince(mark, kAtOnce);
        looked.found = std::move(changed.notifications);
        looked.mark = changed.mark;
        looked.isMore = changed.mark != workspace.notificationChanges();
    }
    const policy::ChannelRules &rules = policy->policy().notifications;
    looked.late = rules.digestAfter;
    looked.snooze = rules.snooze;
    looked.listFrom = rules.listFrom;
    looked.viewer.person = workspace.me();
    const auto people = workspace.people();
    if (!people)
        return looked;
    const auto me = std::ranges::find(*people, workspace.me(), &people::Person::id);
    if (me != people->end()) {
        looked.viewer.role = me->role;
        looked.viewer.muted = me->muted;
    }
    return looked;
}

void DesktopNotes::took(const Looked &looked)
{
    m_isLooking = false;
    m_timer.start(kLookAgain);
    if (looked.mark >= 0) {
        m_mark = looked.mark;
        m_last = looked;
        m_last.found.clear();
        for (const notify::Notification &each : looked.found)
            take(each);
        if (m_from)
            m_from = looked.isEnough ? std::nullopt : std::optional(*m_from + kAtOnce);
        if (looked.isMore) {
            m_sinceLook.invalidate();
            m_timer.start(Millis{0});
            return; // what is there is told as a whole
        }
    }
    if (!m_from && m_last.mark >= 0)
        show();
}

void DesktopNotes::take(const notify::Notification &notification)
{
    const bool isOver = notify::isOver(notification);
    if (isOver || !notification.exists || notify::heldUntil(notification, m_desk.now()))
        m_notifier.withdraw(kPrefix + notification.id.toString());
    if (isOver || !notification.exists || !notification.asked.isOnDesktops) {
        m_live.erase(notification.id);
        m_shown.remove(notification.id);
        return;
    }
    if (notification.at <= m_since && notification.snoozes.empty() && !m_shown.contains(notification.id))
        m_shown.insert(notification.id, 0);
    m_live.insert_or_assign(notification.id, notification);
}

void DesktopNotes::show()
{
    const Instant now = m_desk.now();
    const bool isMore = m_isMoreToCome && m_isMoreToCome();
    std::vector<const notify::Notification *> due;
    for (const auto &[id, each] : m_live) {
        const bool waits = isMore && (each.asked.aboutKind == u"ticket" ||
                                      each.asked.aboutKind == u"escalation" || now - each.at > m_last.late);
        if (m_shown.value(id, -1) < int(each.snoozes.size()) && !waits)
            due.push_back(&each);
    }
    if (isMore)
        m_timer.start(kMoreToCome);
    const auto notes = notify::dueOnDesktop(due, m_last.viewer, m_shown, m_last.late, m_last.listFrom, now);
    for (const notify::DesktopNote &note : notes) {
        ui::DesktopNotice notice{kPrefix + note.key, note.title, note.text, note.isUrgent};
        if (!note.notification.isNull())
            notice.actions = {{kAcknowledge, tr("Acknowledge")}, {kSnooze, tr("Snooze")}};
        m_notifier.notify(notice);
    }
    if (notes.empty())
        return;
    for (const notify::Notification *each : due) {
        if (m_shown.contains(each->id))
            m_notifier.withdraw(each->asked.about.toString()); // what the queue said of it says less
    }
    keepShown();
}

void DesktopNotes::keepShown()
{
    std::vector<const notify::Notification *> shown;
    for (const auto &[id, each] : m_live) {
        if (m_shown.contains(id))
            shown.push_back(&each);
    }
    std::ranges::sort(shown, std::greater(), &notify::Notification::at);
    shown.resize(std::min(shown.size(), kMostKept));
    QByteArray lines;
    for (const notify::Notification *each : shown)
        lines += each->id.toString().toLatin1() + ' ' + QByteArray::number(m_shown.value(each->id)) + '\n';
    m_desk.setSetting(kShown, lines);
}

bool DesktopNotes::tellsOf(SubjectId about) const
{
    return std::ranges::any_of(m_live, [&](const auto &each) {
        return each.second.asked.about == about && automation::isOfClock(each.second) &&
               m_shown.contains(each.first);
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
        answer(id, notify::Snooze{m_desk.now() + m_last.snooze});
}

void DesktopNotes::onOpened(const QString &key)
{
    if (!key.startsWith(kPrefix))
        return;
    const auto found = m_live.find(idIn(key));
    if (found != m_live.end())
        emit opened(found->second.asked.aboutKind, found->second.asked.about);
    else
        emit opened({}, {});
}

} // namespace muster::app
