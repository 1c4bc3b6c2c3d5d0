// SPDX-License-Identifier: GPL-3.0-or-later
// The list of rules of a window over the workspace on the database thread. What other consoles write is seen
// within seconds, what this one does at once. Window thread; owned by main; ends before the DeskService whose
// thread it uses.
#pragma once

#include "app/deskservice.h"
#include "models/views/rulesdesk.h"

#include <QTimer>

namespace muster::app {

class RulesService final : public views::RulesDesk
{
    Q_OBJECT
public:
    explicit RulesService(DeskService &desk, QObject *parent = nullptr);

    QFuture<Result<views::RulesNews>> loadRules() override;
    QFuture<Result<std::vector<views::RuleFiring>>>
    loadFirings(QString rule, std::optional<views::FiringMark> behind) override;
    views::Acting acting() const override { return m_acting; }

    /// Whether this console has its team's duty; asked on the window thread.
    void setDuty(std::function<bool()> isOnDuty) { m_isOnDuty = std::move(isOnDuty); }
    /// Something may have changed.
    void look();

private:
    struct Looked
    {
        qint64 changes = 0;
        std::shared_ptr<const policy::CompiledPolicy> policy;
        bool isInTeam = false, isDrill = false;
    };
    void took(const Looked &looked);

    DeskService &m_desk;
    std::function<bool()> m_isOnDuty = [] { return false; };
    QTimer m_timer;
    Looked m_known; ///< as of the last look
    views::Acting m_acting = views::Acting::Alone;
    bool m_isLooking = false, m_isAskedAgain = false;
};

} // namespace muster::app
