// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillauto.h"

#include "app/commands/commands.h"
#include "app/drill/drillfiles.h"
#include "app/pictures.h"
#include "app/wiring.h"
#include "models/drill/simulatedclock.h"
#include "ui/incident/timelineview.h"

#include <QApplication>
#include <QDir>

#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

using drill::Next;

constexpr int kMostSpeed = 10'000'000;

bool isClosing(const drill::Beat &beat)
{
    const auto *status = std::get_if<drill::SetStatus>(&beat.action);
    return status != nullptr && status->status == incident::Status::Closed;
}

/// Where a picture is taken: before the beat that this holds for first.
struct Scene
{
    QString picture; ///< empty: the end, of which there is none
    std::function<bool(const incident::Incident &, const Next &)> isReached;
};

std::vector<Scene> scenes()
{
    using std::chrono::minutes;
    return {{u"war-room-1-begin"_s,
             [](const incident::Incident &incident, const Next &next) {
                 return incident.exists && next.at > incident.declaredAt + minutes(14);
             }},
            {u"war-room-2-middle"_s,
             [](const incident::Incident &incident, const Next &next) {
                 const auto stopped = incident.milestones.find(u"mitigated"_s);
                 return stopped != incident.milestones.end() && next.at > stopped->second + minutes(5);
             }},
            {u"war-room-3-end"_s,
             [](const incident::Incident &, const Next &next) { return isClosing(*next.beat); }},
            {{}, [](const incident::Incident &, const Next &) { return false; }}};
}

class AutoRun
{
public:
    AutoRun(DrillWish wish, const QString &folder, const QString &file, const Clock &real, int speed)
        : m_wish(std::move(wish)), m_folder(folder), m_file(file), m_real(real), m_speed(speed)
    {}

    Result<void> run(bool wantsPictures)
    {
        for (const Scene &scene : scenes()) {
            const auto isReached = playUntil(scene);
            if (!isReached)
                return isReached.error();
            if (!*isReached || scene.picture.isEmpty() || !wantsPictures)
                continue;
            if (const auto taken = takePicture(scene.picture); !taken)
                return taken.error();
        }
        return {};
    }

    Exit report()
    {
        auto opened = open();
        if (!opened)
            return failed(opened.error());
        store::Workspace &workspace = *opened->workspace;
        const DrillPlay play(workspace, m_wish.script, opened->progress);
        const auto written = writeDrillFiles(play, workspace, m_folder);
        if (!written)
            return failed(written.error());
        std::fputs(qPrintable(timelineText(play, workspace.policy()->policy().incidents)), stdout);
        std::fputs("\n", stdout);
        std::fputs(qPrintable(drill::scoreText(play.score(opened->progress.reached), m_wish.script)), stdout);
        tellRefused(opened->progress);
        print({});
        for (const QString &path : *written + m_pictures)
            print(path);
        return Exit::Ok;
    }

private:
    struct Opened
    {
        std::unique_ptr<drill::SimulatedClock> clock;
        std::unique_ptr<store::Workspace> workspace;
        drill::Progress progress;
    };

    Result<Opened> open() const
    {
        Opened opened;
        opened.clock =
            std::make_unique<drill::SimulatedClock>(m_real, m_wish.start.value_or(m_wish.script.start));
        auto workspace = store::Workspace::open(m_file, store::OpenMode::CreateIfMissing, *opened.clock);
        if (!workspace)
            return workspace.error();
        opened.workspace = std::move(*workspace);
        auto progress = beginDrill(*opened.workspace, m_wish);
        if (!progress)
            return progress.error();
        opened.progress = std::move(*progress);
        opened.clock->set(opened.progress.reached);
        return opened;
    }

    /// True where the scene came, false where the drill was over first.
    Result<bool> playUntil(const Scene &scene)
    {
        auto opened = open();
        if (!opened)
            return opened.error();
        DrillPlay play(*opened->workspace, m_wish.script, opened->progress);
        Instant now = opened->clock->now();
        while (const auto next = play.next(now)) {
            if (scene.isReached(play.incident(), *next))
                return true;
            wait(next->at - now);
            now = std::max(now, next->at);
            opened->clock->set(now);
            if (const auto played = play.play(*next, now); !played)
                return played.error();
        }
        return false;
    }

    void wait(Millis simulated) const
    {
        if (m_speed > 0 && simulated > Millis{})
            std::this_thread::sleep_for(std::chrono::microseconds(simulated) / m_speed);
    }

    Result<void> takePicture(const QString &name)
    {
        auto opened = open();
        if (!opened)
            return opened.error();
        opened->workspace.reset(); // the window opens it
        Console console;
        console.desk = std::make_unique<DeskService>(*opened->clock);
        if (const auto started = console.desk->start(m_file, store::OpenMode::ReadWrite); !started)
            return started.error();
        buildConsole(console, {});
        const QString path = m_folder + u'/' + name + u".png"_s;
        if (!takeRoomPicture(console, path))
            return Error{Fault::ReadOnly, u"%1 cannot be written; choose another place"_s.arg(path)};
        m_pictures += path;
        return {};
    }

    static void tellRefused(const drill::Progress &progress)
    {
        for (const auto &[key, played] : progress.played) {
            if (!played.refused.isEmpty())
                print(u"Not done, %1: %2"_s.arg(key, played.refused));
        }
    }

    DrillWish m_wish;
    QString m_folder, m_file;
    const Clock &m_real;
    int m_speed;
    QStringList m_pictures;
};

} // namespace

Exit runDrillAuto(const CommandLine &line, const Clock &real)
{
    auto wish = readDrillWish(line);
    if (!wish)
        return misused(wish.error().detail);
    if (!wish->trainee.isEmpty())
        return misused(u"--auto plays every role itself; leave --as out"_s);
    const auto speed = drillSpeed(line, 0, kMostSpeed);
    if (!speed)
        return misused(speed.error().detail);
    const QString folder = line.option(u"out"_s, u"drill-"_s + wish->script.key);
    if (!QDir().mkpath(folder))
        return failed(
            {Fault::ReadOnly, u"the folder %1 cannot be made; choose another with --out"_s.arg(folder)});
    const QString file = line.has(u"db"_s) ? line.database : folder + u"/drill.muster"_s;
    AutoRun run(std::move(*wish), folder, file, real, *speed);
    if (const auto done = run.run(!line.has(u"no-pictures"_s)); !done)
        return failed(done.error());
    return run.report();
}

} // namespace muster::app
