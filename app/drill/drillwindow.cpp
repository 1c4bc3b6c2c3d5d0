// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillwindow.h"

#include "app/commands/commands.h"
#include "app/drill/drillhost.h"
#include "app/instance.h"
#include "app/systemclock.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr int kMostSpeed = 60;
constexpr int kUsualSpeed = 10;

/// The time that passed, whatever is done to the machine's clock meanwhile.
class SteadyClock final : public Clock
{
public:
    Instant now() const override
    {
        return Instant(
            std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch()));
    }
};

std::optional<drill::Progress> progressIn(const QString &file)
{
    const SystemClock clock;
    const auto workspace = store::Workspace::open(file, store::OpenMode::ReadOnly, clock);
    if (!workspace)
        return std::nullopt;
    return drillOf(**workspace).value_or(std::nullopt);
}

bool isFinished(const drill::Script &script, const QString &file)
{
    const SystemClock clock;
    auto workspace = store::Workspace::open(file, store::OpenMode::ReadOnly, clock);
    const auto progress = workspace ? drillOf(**workspace).value_or(std::nullopt) : std::nullopt;
    return progress && DrillPlay(**workspace, script, *progress).isOver(progress->reached);
}

/// The drill's file in the folder of drills: one that goes on, or a new one.
QString usualFile(const DrillWish &wish)
{
    const QDir folder(QFileInfo(defaultDatabase()).absolutePath() + u"/drills"_s);
    for (int number = 1;; ++number) {
        QString file = folder.filePath(u"%1-%2.muster"_s.arg(wish.script.key).arg(number));
        const auto begun = progressIn(file);
        if (!begun && !QFileInfo::exists(file))
            return file;
        const bool isSame = begun && begun->seed == wish.seed && begun->trainee == wish.trainee;
        if (isSame && !isFinished(wish.script, file))
            return file;
    }
}

/// What was begun in the file where the command line names no drill.
Result<DrillWish> wishOf(const CommandLine &line)
{
    if (!line.arguments.isEmpty())
        return readDrillWish(line);
    const auto begun = progressIn(line.database);
    if (!begun)
        return Error{Fault::NotFound, u"%1 holds no drill"_s.arg(line.database)};
    auto script = drill::shippedDrill(begun->script);
    if (!script)
        return script.error();
    DrillWish wish;
    wish.script = std::move(*script);
    wish.seed = begun->seed;
    wish.trainee = begun->trainee;
    return wish;
}

Result<drill::Progress> prepare(const DrillWish &wish, const QString &file, drill::SimulatedClock &clock)
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    auto workspace = store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock);
    if (!workspace)
        return workspace.error();
    auto progress = beginDrill(**workspace, wish);
    if (progress)
        clock.set(progress->reached);
    return progress;
}

} // namespace

bool isDrillFile(const QString &file)
{
    return QFileInfo::exists(file) && progressIn(file).has_value();
}

Exit runDrillWindow(CommandLine line)
{
    const auto wish = wishOf(line);
    if (!wish)
        return misused(wish.error().detail);
    const auto speed = drillSpeed(line, kUsualSpeed, kMostSpeed);
    if (!speed)
        return misused(speed.error().detail);
    if (!line.has(u"db"_s))
        line.database = usualFile(*wish);
    line.command = u"drill"_s;
    Instance instance(line.database);
    if (instance.wakeOther())
        return Exit::Ok;
    const SteadyClock real;
    drill::SimulatedClock clock(real, wish->start.value_or(wish->script.start));
    const auto progress = prepare(*wish, line.database, clock);
    if (!progress)
        return failed(progress.error());
    Console console;
    console.desk = std::make_unique<DeskService>(clock);
    if (const auto started = console.desk->start(line.database, store::OpenMode::ReadWrite); !started)
        return failed(started.error());
    buildConsole(console, line);
    instance.listen();
    const DrillHost host(console, clock, wish->script, *progress, *speed);
    console.window->show();
    return Exit(QApplication::exec());
}

bool startDrillProgram(const QString &drill, int speed, const QStringList &roles)
{
    QStringList arguments{u"drill"_s, drill, u"--speed"_s, QString::number(speed)};
    if (!roles.isEmpty())
        arguments += {u"--as"_s, roles.join(u',')};
    return QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments);
}

} // namespace muster::app
