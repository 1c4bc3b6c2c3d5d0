// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wiring.h"

#include "app/commands/commands.h"
#include "app/drill/drillwindow.h"
#include "app/escalationwiring.h"
#include "app/incidentwiring.h"
#include "app/notificationwiring.h"
#include "app/ruleswiring.h"
#include "app/team/teamservice.h"
#include "app/teamwiring.h"
#include "models/policy/incidentreader.h"
#include "models/policy/policyreader.h"
#include "models/views/casetext.h"
#include "ui/drill/drillform.h"
#include "ui/knowledge/knowledgepage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/firststart.h"
#include "ui/shell/notifier.h"
#include "ui/shell/overlay.h"
#include "ui/shell/presetchoices.h"
#include "ui/shell/recordpanel.h"
#include "ui/shell/searchpanel.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/clocklabel.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/toast.h"

#include <QDBusConnection>
#include <QFileInfo>
#include <QMenu>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

void report(Console &console, const QString &sentence)
{
    console.window->post(ui::NoticeLevel::Error, sentence);
}

void connectTime(Console &console)
{
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, console.queue, &ui::QueuePage::tick);
    QObject::connect(console.ticker.get(), &ui::Ticker::ticked, console.warRoom, &ui::WarRoomPage::tick);
}

void connectQueue(Console &console)
{
    ui::MainWindow *window = console.window.get();
    ui::QueuePage *queue = console.queue;
    QObject::connect(queue, &ui::QueuePage::ready, window, [window, queue] {
        const auto overlays = window->findChildren<ui::Overlay *>();
        if (std::ranges::any_of(overlays, &ui::Overlay::isOpen))
            return; // what lies over the page keeps the focus
        const QWidget *front = window->currentPage(), *focused = window->focusWidget();
        if (focused == front || !front->isAncestorOf(focused)) // a widget is an ancestor of itself
            window->focusPage();
    });
    QObject::connect(console.desk.get(), &views::Desk::trouble, window,
                     [&console](const QString &sentence) { report(console, sentence); });
    const auto openHit = [window, queue](TicketId ticket, const QString &words) {
        window->showPage(queue->pageKey());
        queue->openHit(ticket, words);
    };
    QObject::connect(&window->search(), &ui::SearchPanel::ticketWanted, queue, openHit);
    console.finder = std::make_unique<TicketFinder>(*console.desk, openHit);
    window->commandPalette().addProvider(console.finder.get());
    window->setStatus(QFileInfo(console.desk->fileName()).fileName());
}

void connectRecord(Console &console)
{
    ui::MainWindow *window = console.window.get();
    console.keeper = std::make_unique<RecordService>(console.desk->fileName(), console.desk->clock());
    auto *panel = new ui::RecordPanel(window, *console.keeper, std::make_unique<ui::WindowDialogs>(window));
    const QString id = u"record.open"_s;
    window->registry().add(
        {id,
         ui::RecordPanel::tr("Check, back up or export the record"),
         ui::RecordPanel::tr("File"),
         {},
         ui::Scope::Everywhere,
         u"file"_s,
         ui::RecordPanel::tr("Where the entries of this desk lie, and what was set aside.")},
        panel, [panel] { panel->open(); });
    QMenu &menu = window->topBar().menu();
    menu.insertAction(menu.actions().constLast(), window->registry().action(id));
    ui::whenAnswered(console.keeper->record(), window, [window, id](const Result<views::Record> &record) {
        if (record && record->setAsideCount > 0)
            window->post(ui::NoticeLevel::Warning,
                         ui::RecordPanel::tr("Entries that came from outside could not be taken and were set "
                                             "aside: %1")
                             .arg(record->setAsideCount),
                         id);
    });
}

/// Local time is that of the person who sits here.
void followZone(Console &console)
{
    DeskService *desk = console.desk.get();
    ui::whenAnswered(desk->people(), console.window.get(),
                     [&console, desk](const Result<std::vector<people::Person>> &people) {
                         const auto all = people.value_or({});
                         const auto me = std::ranges::find(all, desk->me(), &people::Person::id);
                         if (me == all.end())
                             return;
                         ui::setLocalZone(QTimeZone(me->zone.toLatin1()));
                         console.window->topBar().clock().setZone(ui::localZone());
                     });
}

void connectCustomers(Console &console)
{
    ui::QueuePage *queue = console.queue;
    QObject::connect(console.customers, &ui::CustomersPage::queueWanted, queue,
                     [window = console.window.get(), queue](const QString &filter, TicketId ticket) {
                         window->showPage(queue->pageKey());
                         queue->setFilterText(filter);
                         if (!ticket.isNull())
                             queue->openTicket(ticket);
                         queue->takeFocus();
                     });
    QObject::connect(console.customers, &ui::CustomersPage::searchWanted, &console.window->search(),
                     &ui::SearchPanel::find);
    QObject::connect(console.customers, &ui::CustomersPage::saved, queue, &ui::QueuePage::load);
    QObject::connect(console.customers, &ui::CustomersPage::saved, queue,
                     [&console] { followZone(console); });
}

/// What rings on the person's desktop in a drill says in its first word that nothing of it is real.
void markNotices(Console &console)
{
    console.window->notifier().setPrefix(ui::DrillForm::tr("DRILL: "));
}

/// A drill runs in a program and a file of its own; this window only starts it.
void connectDrills(Console &console)
{
    ui::MainWindow *window = console.window.get();
    std::vector<drill::Script> drills;
    for (const QString &key : drill::drillKeys()) {
        if (auto script = drill::shippedDrill(key))
            drills.push_back(std::move(*script));
    }
    auto *form = new ui::DrillForm(window, std::move(drills), [](const QString &role) {
        const policy::IncidentRole *known = policy::runbook().role(role);
        return known != nullptr ? known->name : role;
    });
    window->registry().add(
        {u"drill.start"_s,
         ui::DrillForm::tr("Start a drill"),
         ui::DrillForm::tr("Incident"),
         {},
         ui::Scope::Everywhere,
         u"clock"_s,
         ui::DrillForm::tr("Rehearse an incident against a simulated clock; nothing of it is real.")},
        window, [form] { form->open(); });
    QObject::connect(form, &ui::DrillForm::startWanted, window, [&console](const ui::DrillChoice &choice) {
        if (startDrillProgram(choice.drill, choice.speed, choice.roles))
            console.window->toast().showText(ui::DrillForm::tr("The drill opens in a window of its own."),
                                             {});
        else
            report(console, ui::DrillForm::tr(
                                "The drill could not be started. muster drill %1 does it from a terminal.")
                                .arg(choice.drill));
    });
}

void beginWorking(Console &console, bool wantsSample)
{
    console.window->uncover();
    followZone(console);
    console.queue->load();
    console.warRoom->load();
    console.escalations->load();
    console.knowledge->load();
    console.notifications->load();
    if (wantsSample)
        console.queue->importSample();
    console.window->focusPage();
}

/// The answers of the first start become the policy, a person and who sits here.
void takeAnswers(Console &console, const ui::FirstStartValues &values)
{
    people::PersonChanged person;
    person.name = values.name;
    person.role = values.role;
    person.zone = values.zone;
    person.hours = values.hours;
    if (!values.email.isEmpty())
        person.email = values.email;
    ui::whenAnswered(console.desk->begin({person, policy::presetText(values.preset)}), console.window.get(),
                     [&console, wantsSample = values.loadSample](const Result<void> &begun) {
                         if (begun)
                             beginWorking(console, wantsSample);
                         else
                             report(console, views::sentence(begun.error().detail));
                     });
}

void askWhoSitsHere(Console &console)
{
    auto *page = new ui::FirstStart(QTimeZone::systemTimeZoneId(), ui::presetChoices());
    QObject::connect(page, &ui::FirstStart::accepted, console.window.get(),
                     [&console](const ui::FirstStartValues &values) { takeAnswers(console, values); });
    console.window->cover(page);
    if (console.team)
        offerJoining(console, *page, [&console] { beginWorking(console, false); });
    page->setFocus();
}

/// What --skip-first-start and --sample begin with.
ui::FirstStartValues plainAnswers(bool wantsSample)
{
    ui::FirstStartValues values;
    values.name = qEnvironmentVariable("USER", u"Me"_s);
    values.role = u"agent"_s;
    values.zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    values.preset = policy::presetKeys().value(0);
    values.loadSample = wantsSample;
    return values;
}

} // namespace

void prepareApplication(QApplication &application)
{
    QApplication::setApplicationName(u"muster"_s);
    QApplication::setApplicationDisplayName(u"Muster"_s);
    QApplication::setDesktopFileName(u"muster"_s);
    ui::loadFonts();
    ui::applyTheme(application, ui::Mode::Dark);
}

void buildConsole(Console &console, const CommandLine &line)
{
    const auto now = [desk = console.desk.get()] { return desk->now(); };
    // The clock of a drill runs at its own speed: against itself it never jumps.
    const auto steady = [now] { return now().time_since_epoch(); };
    console.ticker = std::make_unique<ui::Ticker>(
        now, line.command == u"drill" ? std::function<Millis()>(steady) : std::function<Millis()>());
    console.window = std::make_unique<ui::MainWindow>(
        *console.desk, *console.ticker, QTimeZone::systemTimeZone(), QDBusConnection::sessionBus());
    console.queue = new ui::QueuePage(*console.desk);
    console.window->addPage(console.queue);
    console.incidents = std::make_unique<IncidentService>(*console.desk);
    console.escalating = std::make_unique<EscalationService>(*console.desk, *console.incidents);
    console.notifying = std::make_unique<NotificationService>(*console.desk);
    console.knowing = std::make_unique<KnowledgeService>(*console.desk);
    console.queue->setKnowledge(console.knowing.get());
    console.ruling = std::make_unique<RulesService>(*console.desk);
    console.warRoom = new ui::WarRoomPage(*console.desk, *console.incidents);
    console.warRoom->setDialogs(std::make_shared<ui::WindowDialogs>(console.window.get()));
    console.window->addPage(console.warRoom);
    console.customers = new ui::CustomersPage(*console.desk);
    console.window->addPage(console.customers);
    console.policy =
        new ui::PolicyPage(*console.desk, std::make_unique<ui::WindowDialogs>(console.window.get()));
    console.window->addPage(console.policy);
    console.window->setPrimaryCommand(u"ticket.new"_s);
    console.window->setAlarmCommand(u"incident.declare"_s, ui::WarRoomPage::tr("Declare"));
    connectTime(console);
    connectQueue(console);
    connectIncidents(console);
    connectWallboard(console);
    connectNotifications(console);
    connectRecord(console);
    connectCustomers(console);
    if (line.command == u"drill")
        markNotices(console);
    else
        connectDrills(console);
    if (!console.team && line.command.isEmpty()) {
        auto team = std::make_unique<TeamService>(*console.desk, *console.incidents, *console.escalating);
        team->start();
        console.rules = std::make_unique<RulesKeeper>(
            *console.desk,
            [desk = console.desk.get(), escalations = console.escalating.get()](store::Workspace &workspace) {
                desk->announceChange(workspace);
                escalations->announceChanges(workspace);
            });
        connectRules(*console.rules, *console.desk, *team);
        console.limits = std::make_unique<LimitKeeper>(*console.desk, console.queue->model());
        followActing(*console.limits, *console.rules);
        followMatters(*console.rules, *console.incidents, *console.escalating);
        sendNotifications(console, *team);
        console.ruling->setDuty([service = team.get()] { return service->isOnDuty(); });
        QObject::connect(team.get(), &TeamService::dutyChanged, console.ruling.get(), &RulesService::look);
        console.team = std::move(team);
    }
    if (console.team)
        connectTeam(console, *console.team);
    if (line.command != u"drill")
        connectLeavers(console);
    console.escalations = new ui::EscalationPage(*console.desk, *console.escalating);
    console.escalations->setKnowledge(console.knowing.get());
    console.escalations->setDialogs(std::make_shared<ui::WindowDialogs>(console.window.get()));
    console.window->addPage(console.escalations);
    connectEscalations(console);
    connectDeliveries(console);
    connectKnowledge(console);
    connectRuleList(console);
    QObject::connect(console.policy, &ui::PolicyPage::adopted, console.window.get(), [&console] {
        console.window->toast().showText(
            ui::PolicyPage::tr("The policy is in force. Open tickets stay bound to theirs."), {});
    });
    console.window->restore();
    const bool wantsSample = line.has(u"sample"_s);
    if (!console.desk->me().isNull())
        beginWorking(console, false);
    else if (wantsSample || line.has(u"skip-first-start"_s))
        takeAnswers(console, plainAnswers(wantsSample));
    else
        askWhoSitsHere(console);
    console.ticker->start();
}

} // namespace muster::app
