// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rulesservice.h"

#include "ui/widgets/deskanswer.h"

#include <utility>

namespace muster::app {
namespace {

constexpr Millis kLookAgain{3'000};

} // namespace

RulesService::RulesService(DeskService &desk, QObject *parent) : RulesDesk(parent), m_desk(desk)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RulesService::look);
    connect(&desk, &views::Desk::policyChanged, this, &RulesService::look);
    look();
}

QFuture<Result<views::RulesNews>> RulesService::loadRules()
{
    return m_desk.thread().ask([](store::Workspace &workspace) -> Result<views::RulesNews> {
        auto figures = workspace.ruleFigures();
        if (!figures)
            return figures.error();
        return views::RulesNews{workspace.policy(), std::move(*figures)};
    });
}

QFuture<Result<std::vector<views::RuleFiring>>>
RulesService::loadFirings(QString rule, std::optional<views::FiringMark> behind)
{
    return m_desk.thread().ask([rule = std::move(rule), behind](store::Workspace &workspace) {
        return workspace.firings(rule, behind, kAtOnce);
    });
}

void RulesService::look()
{
    if (std::exchange(m_isLooking, true)) {
        m_isAskedAgain = true;
        return;
    }
    ui::whenAnswered(m_desk.thread().ask([](store::Workspace &workspace) {
        return Looked{workspace.firingChanges(), workspace.policy(), workspace.isInTeam(),
                      !workspace.setting(QString(store::kDrillSetting)).isEmpty()};
    }),
                     this, [this](const Looked &looked) { took(looked); });
}

void RulesService::took(const Looked &looked)
{
    m_isLooking = false;
    const bool isNew = looked.changes != m_known.changes || looked.policy != m_known.policy;
    m_known = looked;
    const views::Acting acting = looked.isDrill     ? views::Acting::Drill
                                 : !looked.isInTeam ? views::Acting::Alone
                                 : m_isOnDuty()     ? views::Acting::Here
                                                    : views::Acting::Elsewhere;
    if (std::exchange(m_acting, acting) != acting)
        emit actingChanged();
    if (isNew)
        emit rulesChanged();
    m_timer.start(std::exchange(m_isAskedAgain, false) ? Millis{0} : kLookAgain);
}

} // namespace muster::app
