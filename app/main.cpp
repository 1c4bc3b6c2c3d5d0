// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands/commands.h"
#include "app/drill/drillauto.h"
#include "app/drill/drillwindow.h"
#include "app/instance.h"
#include "app/pictures.h"
#include "app/requests.h"
#include "app/runlog.h"
#include "app/systemclock.h"
#include "app/team/headless.h"
#include "app/wiring.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::app;

namespace {

std::optional<Exit> runCommand(const CommandLine &line, const Clock &clock)
{
    if (line.command == u"init")
        return runInit(line, clock);
    if (line.command == u"import")
        return runImport(line, clock);
    if (line.command == u"list")
        return runList(line, clock);
    if (line.command == u"export")
        return runExport(line, clock);
    if (line.command == u"check")
        return runCheck(line, clock);
    if (line.command == u"backup")
        return runBackup(line, clock);
    if (line.command == u"policy")
        return runPolicy(line, clock);
    if (line.command == u"sla")
        return runSla();
    if (line.command == u"drill")
        return runDrillList();
    if (line.command == u"declare")
        return runDeclare(line, clock);
    if (line.command == u"bundle")
        return runBundle(line, clock);
    if (line.command == u"headless")
        return runHeadless(line, clock);
    if (line.command == u"notify")
        return runNotify(line, clock);
    if (line.command == u"hub")
        return runHub(line, clock);
    if (line.command == u"join")
        return runJoin(line, clock);
    return std::nullopt;
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

Exit openWindow(QApplication &application, const CommandLine &line, const Clock &clock)
{
    QDir().mkpath(QFileInfo(line.database).absolutePath());
    Instance instance(line.database);
    if (line.command.isEmpty() && instance.wakeOther())
        return Exit::Ok;
    prepareApplication(application);
    Console console;
    console.desk = std::make_unique<DeskService>(clock);
    const auto mode = line.command.isEmpty() ? store::OpenMode::CreateIfMissing : store::OpenMode::ReadWrite;
    if (const auto started = console.desk->start(line.database, mode); !started)
        return failed(started.error());
    buildConsole(console, line);
    if (line.command == u"pictures")
        return takePictures(console, line.arguments.value(0, u"pictures"_s));
    instance.setHandler([&console](const QByteArray &request, const Instance::Answer &answer) {
        takeRequest(console, request, answer);
    });
    instance.listen();
    QObject::connect(&instance, &Instance::woken, console.window.get(), [&console] {
        console.window->showNormal();
        console.window->raise();
        console.window->activateWindow();
    });
    console.window->show();
    return Exit(QApplication::exec());
}

/// No window appears, also where there is a display: the pictures come from one that is never shown.
Exit playWithoutDisplay(int argc, char **argv, const CommandLine &line)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int one = argc > 0 ? 1 : 0;
    QApplication application(one, argv);
    prepareApplication(application);
    return runDrillAuto(line, SystemClock());
}

Exit run(int argc, char **argv, const CommandLine &line)
{
    const SystemClock clock(line.now);
    const bool isDrill = line.command == u"drill" && !line.arguments.isEmpty();
    if (isDrill && line.has(u"auto"_s))
        return playWithoutDisplay(argc, argv, line);
    if (!isDrill && !line.command.isEmpty() && line.command != u"pictures") {
        QCoreApplication application(argc, argv);
        return runCommand(line, clock).value_or(Exit::Usage);
    }
    if (!hasDisplay()) {
        std::fputs(
            "muster: there is no display here; set QT_QPA_PLATFORM=offscreen for pictures without one. "
            "The other commands need none, nor does muster drill NAME --auto; muster --help lists them\n",
            stderr);
        return Exit::Failed;
    }
    // The program reads its own options; Qt sees none of them.
    int one = 1;
    QApplication application(one, argv);
    if (isDrill || (line.command.isEmpty() && isDrillFile(line.database))) {
        prepareApplication(application);
        return runDrillWindow(line);
    }
    return openWindow(application, line, clock);
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const auto line = readCommandLine(arguments);
    if (!line) {
        std::fprintf(stderr, "muster: %s\n", qPrintable(line.error().detail));
        return int(Exit::Usage);
    }
    if (line->has(u"help"_s)) {
        std::fputs(qPrintable(helpText()), stdout);
        return int(printedOr(Exit::Ok));
    }
    if (line->has(u"version"_s)) {
        std::puts("muster " MUSTER_VERSION);
        return int(printedOr(Exit::Ok));
    }
    RunLog log;
    // Questions about deadlines touch no workspace and are asked by the thousand: they leave no log.
    if (line->command != u"sla") {
        if (const auto begun = log.begin(*line, QStringLiteral(MUSTER_VERSION)); !begun)
            return int(failed(begun.error()));
    }
    const Exit exit = printedOr(run(argc, argv, *line));
    log.end(int(exit));
    return int(exit);
}
