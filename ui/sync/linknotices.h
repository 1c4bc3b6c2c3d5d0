// SPDX-License-Identifier: GPL-3.0-or-later
// Tells in the quiet bar what the chip alone could leave unseen: that there is no line for a while, and that
// the line is refused. Each once, until there is a line again; a short gap is not told. Window thread.
#pragma once

#include "models/views/teamdesk.h"

namespace muster::ui {

class NoticeBar;

class LinkNotices final : public QObject
{
    Q_OBJECT
public:
    /// A gap that is shorter is not told.
    static constexpr Millis kGap{30'000};

    /// Both live longer.
    LinkNotices(views::TeamDesk &team, NoticeBar &bar, QObject *parent = nullptr);

    /// Looks where the line stands: whenever that changes, and with the window's one ticker.
    void look(Instant now);

signals:
    void teamWanted(); ///< its page is to be shown

private:
    void tellOutage(const views::LinkStatus &status, Instant now);
    void tellRefusal(const views::LinkStatus &status, Instant now);
    void takeBack();

    views::TeamDesk &m_team;
    NoticeBar &m_bar;
    bool m_toldOutage = false;
    std::optional<QString> m_toldWhy; ///< of the refusal that was told
};

} // namespace muster::ui
