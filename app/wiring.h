// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the window's parts and connects them: all connections stand in wiring.cpp, and beside it those of
// incidents and the wallboard, of escalations, of notifications, of rules and of the team. Window thread.
#pragma once

#include "app/automation/limitkeeper.h"
#include "app/automation/ruleskeeper.h"
#include "app/commandline.h"
#include "app/deskservice.h"
#include "app/escalationservice.h"
#include "app/incidentservice.h"
#include "app/knowledgeservice.h"
#include "app/knowledgewiring.h"
#include "app/leavers.h"
#include "app/notify/desktopnotes.h"
#include "app/notify/notificationservice.h"
#include "app/notify/sender.h"
#include "app/recordservice.h"
#include "app/rulesservice.h"
#include "app/ticketfinder.h"
#include "models/views/teamdesk.h"
#include "ui/customers/customerspage.h"
#include "ui/escalation/escalationpage.h"
#include "ui/incident/warroompage.h"
#include "ui/notify/notificationpage.h"
#include "ui/policy/policypage.h"
#include "ui/queue/queuepage.h"
#include "ui/rules/rulespage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/ticker.h"
#include "ui/wallboard/wallboard.h"

#include <memory>

namespace muster::app {

/// The window with its parts, in the order in which they need each other.
struct Console
{
    std::unique_ptr<DeskService> desk;
    std::unique_ptr<IncidentService> incidents;
    std::unique_ptr<EscalationService> escalating;
    std::unique_ptr<NotificationService> notifying;
    std::unique_ptr<KnowledgeService> knowing;
    std::unique_ptr<RulesService> ruling;
    std::unique_ptr<RecordService> keeper;
    std::unique_ptr<views::TeamDesk> team; ///< set before the window is built; null in a drill
    std::unique_ptr<Sender> sender;        ///< of notifications; null in a drill
    std::unique_ptr<RulesKeeper> rules;    ///< null in a drill
    std::unique_ptr<LimitKeeper> limits;   ///< null in a drill
    std::unique_ptr<ui::Ticker> ticker;
    std::unique_ptr<TicketFinder> finder;
    std::unique_ptr<Leavers> leavers; ///< null in a drill
    std::unique_ptr<IssueFinder> issues;
    std::unique_ptr<ui::MainWindow> window;
    std::unique_ptr<DesktopNotes> notes; ///< null in a drill
    ui::QueuePage *queue = nullptr;      ///< owned by the window
    ui::WarRoomPage *warRoom = nullptr;
    ui::Wallboard *wallboard = nullptr;
    ui::CustomersPage *customers = nullptr;
    ui::PolicyPage *policy = nullptr;
    ui::EscalationPage *escalations = nullptr;
    ui::KnowledgePage *knowledge = nullptr;
    ui::NotificationPage *notifications = nullptr;
    ui::RulesPage *rulesPage = nullptr;
};

/// Fonts, theme and application names; before the first widget.
void prepareApplication(QApplication &application);

/// Builds and connects; asks who sits here where the workspace does not know yet (unless `line` skips that).
void buildConsole(Console &console, const CommandLine &line);

} // namespace muster::app
