// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/headless.h"

#include "app/automation/queuefeed.h"
#include "app/notify/credentials.h"
#include "app/notify/sender.h"
#include "app/ruleswiring.h"
#include "app/team/teamservice.h"
#include "models/base/log.h"
#include "models/views/linktext.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimeZone>

#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

int endSockets[2] = {-1, -1}; // NOLINT: a handler of signals reaches nothing else

void onSignal(int)
{
    const char one = 1;
    [[maybe_unused]] const auto written = ::write(endSockets[0], &one, 1);
}

/// The program ends as if it was asked to, so that what is under way is written.
void endOnSignals(QObject &parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, endSockets) != 0)
        return;
    auto *notifier = new QSocketNotifier(endSockets[1], QSocketNotifier::Read, &parent);
    QObject::connect(notifier, &QSocketNotifier::activated, &parent, [] { QCoreApplication::quit(); });
    std::signal(SIGTERM, &onSignal);
    std::signal(SIGINT, &onSignal);
}

void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
    log::info(text);
}

} // namespace

Exit runHeadless(const CommandLine &line, const Clock &clock)
{
    DeskService desk(clock);
    if (const auto started = desk.start(line.database, store::OpenMode::ReadWrite); !started)
        return failed(started.error());
    const bool isInTeam =
        desk.thread().ask([](store::Workspace &workspace) { return workspace.isInTeam(); }).result();
    if (!isInTeam)
        return failed(
            {Fault::NotAllowed,
             u"this workspace is in no team, so there is nothing to do without a window; muster join enters one"_s});
    IncidentService incidents(desk);
    EscalationService escalations(desk, incidents);
    TeamService team(desk, incidents, escalations);
    // A line for each change of state; counts change all the time.
    QObject::connect(&team, &views::TeamDesk::statusChanged, &team,
                     [&, last = std::pair(views::LinkState::Alone, QString())]() mutable {
                         const views::LinkStatus status = team.status();
                         if (std::exchange(last, std::pair(status.state, status.why)) ==
                             std::pair(status.state, status.why))
                             return;
                         const QString text = views::linkChip(status, clock.now(), QTimeZone::utc()).text;
                         say(status.why.isEmpty() ? text : text + u": "_s + status.why);
                     });
    QObject::connect(&team, &TeamService::dutyChanged, &team, [](bool isHeld) {
        say(isHeld ? u"On duty: this console acts for the team."_s : u"Off duty."_s);
    });
    Sender sender(desk.thread(), clock, credentialsOf(line.database), [&team] { return team.isOnDuty(); });
    QObject::connect(&team, &TeamService::dutyChanged, &sender, &Sender::look);
    RulesKeeper rules(desk, [&desk](store::Workspace &workspace) { desk.announceChange(workspace); });
    sender.waitWhile([&rules] { return rules.isBehind(); });
    QObject::connect(&rules, &RulesKeeper::fired, &rules,
                     [](int count) { say(u"Rules that acted: %1"_s.arg(count)); });
    QObject::connect(&rules, &RulesKeeper::fired, &sender, &Sender::look);
    QueueFeed queue(desk);
    LimitKeeper limits(desk, queue.model());
    QObject::connect(&limits, &LimitKeeper::told, &sender, &Sender::look);
    followActing(limits, rules);
    // Started again, as a service is, it looks again; a machine without its secrets must not look alive.
    std::optional<Error> trouble;
    QObject::connect(&team, &TeamService::locked, &team, [&trouble](const Error &why) {
        trouble = why;
        QCoreApplication::quit();
    });
    team.start();
    queue.start();
    connectRules(rules, desk, team);
    followMatters(rules, incidents, escalations);
    sender.start();
    endOnSignals(team);
    QCoreApplication::exec();
    return trouble ? failed(*trouble) : Exit::Ok;
}

} // namespace muster::app
