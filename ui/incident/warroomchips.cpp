// SPDX-License-Identifier: GPL-3.0-or-later
// What every page shows of the incidents: a chip each, with what is due next.
#include "models/views/casetext.h"
#include "models/views/incidenttexts.h"
#include "ui/incident/warroompage.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

/// What a chip says where `count` share the row. With many of them the time stands in front: what does not
/// fit is the title.
QString chipText(const RunningIncident &chip, size_t count)
{
    const bool isCrowded = count > 4;
    const qsizetype room = count <= 2 ? 60 : isCrowded ? 16 : 24;
    const QString title = chip.title.size() > room ? chip.title.left(room).trimmed() + u'…' : chip.title;
    QStringList parts = isCrowded ? QStringList{chip.severity, chip.left, title}
                                  : QStringList{chip.severity + u' ' + title,
                                                count <= 2 ? chip.missing : QString(), chip.due};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

/// Without its text, which depends on how many there are; absent where there is nothing to tell any more.
std::optional<RunningIncident> chipOf(const views::LedIncident &led, Instant now)
{
    const views::Pressing pressing = views::pressingOf(led.incident, led.rules(), now);
    const bool isRunning = incident::isRunning(led.incident.status);
    if (!isRunning && !pressing.due) // what was promised is owed after it was resolved, too
        return std::nullopt;
    const policy::Severity *severity = led.rules().severity(led.incident.severity);
    RunningIncident chip;
    chip.id = led.incident.id;
    chip.severity = led.incident.severity;
    chip.title = led.incident.drill.isEmpty() ? led.incident.title
                                              : WarRoomPage::tr("DRILL: %1").arg(led.incident.title);
    chip.elapsed = WarRoomPage::tr("T+ %1").arg(views::countdownText(now - led.incident.declaredAt));
    chip.due = views::nextUpdateText(pressing, led.rules(), now);
    if (pressing.due)
        chip.left = *pressing.due < now ? u'-' + views::countdownText(now - *pressing.due) // as in the header
                                        : views::countdownText(*pressing.due - now);
    const auto empty = pressing.missingRoles.size();
    if (!isRunning)
        chip.missing = WarRoomPage::tr("resolved");
    else if (empty > 0)
        chip.missing =
            empty == 1 ? WarRoomPage::tr("1 role empty") : WarRoomPage::tr("%1 roles empty").arg(empty);
    chip.level = pressing.level;
    chip.badge = severity ? severity->badge : u"grey"_s;
    chip.icon = pressing.level == views::Pressing::Level::Alarm     ? u"alert"_s
                : pressing.level == views::Pressing::Level::Warning ? u"at-risk"_s
                                                                    : u"warroom"_s;
    return chip;
}

} // namespace

void WarRoomPage::announce()
{
    std::vector<RunningIncident> running;
    for (const views::LedIncident &each : m_open) {
        if (auto chip = chipOf(each, m_now))
            running.push_back(std::move(*chip));
    }
    for (RunningIncident &chip : running)
        chip.text = chipText(chip, running.size());
    if (running == m_announced)
        return;
    const bool hasAlarm = std::ranges::any_of(
        running, [](const RunningIncident &chip) { return chip.level == views::Pressing::Level::Alarm; });
    if (running.size() != m_announced.size() || hasAlarm)
        emit badgeChanged(int(running.size()), hasAlarm);
    m_announced = std::move(running);
    emit runningChanged(m_announced);
}

} // namespace muster::ui
