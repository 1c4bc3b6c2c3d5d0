// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/policy.h"

#include "models/base/names.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::policy {

QString stepActionName(StepAction action)
{
    switch (action) {
    case StepAction::None:
        return {};
    case StepAction::Alert:
        return u"alert"_s;
    case StepAction::CreateRoom:
        return u"create_room"_s;
    case StepAction::Acknowledge:
        return u"acknowledge"_s;
    case StepAction::Update:
        return u"update"_s;
    case StepAction::AddToBacklog:
        return u"add_to_backlog"_s;
    case StepAction::PostMortem:
        return u"post_mortem"_s;
    }
    return {};
}

std::optional<StepAction> stepActionFromName(QStringView name)
{
    return named(name,
                 std::array{StepAction::Alert, StepAction::CreateRoom, StepAction::Acknowledge,
                            StepAction::Update, StepAction::AddToBacklog, StepAction::PostMortem},
                 &stepActionName);
}

const PlaybookStep *Priority::step(const QString &stepKey) const
{
    const auto found = std::ranges::find(playbook, stepKey, &PlaybookStep::key);
    return found == playbook.end() ? nullptr : &*found;
}

const Priority *Policy::priority(const QString &priorityKey) const
{
    const auto found = std::ranges::find(priorities, priorityKey, &Priority::key);
    return found == priorities.end() ? nullptr : &*found;
}

const Tier *Policy::tier(const QString &tierKey) const
{
    const auto found = std::ranges::find(tiers, tierKey, &Tier::key);
    return found == tiers.end() ? nullptr : &*found;
}

const sla::CalendarSpec &Policy::calendarFor(const QString &tierKey) const
{
    static const sla::CalendarSpec always{
        .always = true, .zone = {}, .hours = {}, .holidays = {}, .breaks = {}};
    const Tier *found = tier(tierKey);
    const auto calendar =
        calendars.find(found && !found->calendar.isEmpty() ? found->calendar : defaultCalendar);
    return calendar == calendars.end() ? always : calendar->second;
}

Result<std::shared_ptr<const CompiledPolicy>> CompiledPolicy::make(Policy policy)
{
    auto compiled = std::make_shared<CompiledPolicy>();
    for (const auto &[key, spec] : policy.calendars) {
        auto calendar = sla::Calendar::make(spec);
        if (!calendar)
            return Error{Fault::BadInput, u"calendar %1: %2"_s.arg(key, calendar.error().detail)};
        compiled->m_calendars.emplace(key, std::move(*calendar));
    }
    for (const Priority &priority : policy.priorities)
        compiled->m_targets.emplace(priority.key, priority.targets);
    compiled->m_policy = std::move(policy);
    return std::shared_ptr<const CompiledPolicy>(std::move(compiled));
}

const sla::Calendar &CompiledPolicy::calendarFor(const QString &tierKey) const
{
    static const sla::Calendar always;
    const Tier *tier = m_policy.tier(tierKey);
    const auto found =
        m_calendars.find(tier && !tier->calendar.isEmpty() ? tier->calendar : m_policy.defaultCalendar);
    return found == m_calendars.end() ? always : found->second;
}

} // namespace muster::policy
